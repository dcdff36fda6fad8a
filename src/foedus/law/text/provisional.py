"""Whether the treaty is applied, whole or in part, before it enters into force (VCLT 25)."""

from __future__ import annotations

import re

from foedus.law.text.reader import Reader
from foedus.law.text.split import Sentence

_SPEAKS = re.compile(
    r"provisional|temporar|interim|pending (?:the |its )?(?:entry|ratification|coming|completion)"
)
# "shall be applied provisionally"; "pending its entry into force the parties shall apply"
_APPLIED = re.compile(
    r"<PROVISIONAL>|provisionally(?: \S+){0,8} (?:appl\w+|<ENTER>)"
    r"|appl(?:y|ied|ies)(?: \S+){0,6} provisionally"
    r"|pending(?: \S+){0,6} <ENTRY>(?: \S+){0,20} (?:appl\w+|effect)|provisional\w* <ENTRY>"
)
# "provisional application of a safeguard measure", "no provisional measures"
_OF_ELSE = re.compile(
    r"<PROVISIONAL>(?: (?!<)\S+){0,4} (?:<OTHERS>|<AMEND>)|<(?:OTHERS|AMEND)>(?: \S+){0,4}"
    r" <PROVISIONAL>|\bnot (?:\S+ ){0,3}provisional"
    r"|provisionally (?:\S+ ){0,5}apply (?:such|the|an?|those|these|its) (?!<)"
)


def provisional_application(reader: Reader) -> Sentence | None:
    """The sentence that provides for it, or None."""
    for i, sentence in enumerate(reader.parts):
        if not _SPEAKS.search(reader.clean.lower, sentence.start, sentence.end):
            continue
        text = reader.short(i).text
        heading = bool(re.search(r"provisional (?:appl|entry)", sentence.heading[:50]))
        if (
            _APPLIED.search(text)
            and not _OF_ELSE.search(text)
            and ("<THIS>" in text or heading or _after_this(reader, i))
        ):
            return sentence
    return None


def _after_this(reader: Reader, i: int) -> bool:
    return i > 0 and reader.together(i, i - 1) and "<THIS>" in reader.short(i - 1).text
