"""What becomes of the treaty when its parties are too few; without a clause it goes on (VCLT 55)."""

from __future__ import annotations

import re

from foedus.law.text.counts import number
from foedus.law.text.reader import Reader
from foedus.law.text.split import Sentence

_SPEAKS = re.compile(r"less than|fewer than|below|reduced to")
# "if the number of Contracting Parties falls below five, this Agreement shall cease to have effect"
_FEWER = re.compile(
    r"(?:number|total)(?: \S+){0,12}? (?:<PARTIES>|members|<INSTR>|they)?(?: \S+){0,14}?"
    r"(?:less than|fewer than|below|under) <NUM>"
    r"|(?:less|fewer) than <NUM> (?:<PARTIES>|members)(?: \S+){0,6} (?:remain|<RATIFIED>|are)"
)
_ENDS = re.compile(r"<CEASE>|<LEAVE>|dissol|wound up|no longer be in force")


def ends_below(reader: Reader) -> tuple[int, Sentence] | None:
    """The number of parties below which the treaty ends, and the sentence that says so."""
    for i, sentence in enumerate(reader.parts):
        if not _SPEAKS.search(reader.clean.lower, sentence.start, sentence.end):
            continue
        short = reader.short(i)
        found = _FEWER.search(short.text)
        if not found or not _ENDS.search(short.text):
            continue
        if "<THIS>" not in short.text and not re.search(r"dissol|commission|organi[sz]ation", short.text):
            continue
        place = short.text.index("<NUM>", found.start())
        n = number(short.chunk(place))
        if isinstance(n, int) and n > 1:
            return n, sentence
    return None
