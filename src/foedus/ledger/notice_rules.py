"""How publishers say that a page was wrong or is taken back: one row a way of saying it, each with its sentence.

A row of `SENTENCES` fires on one sentence near the beginning or the end of a page, a row of `HEADLINES` on what
a headline begins with. The tests run every sentence. Adding a way is one row.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

_THING: Final = r"(?:news )?(?:story|stories|article|report|dispatch|item)"
_THIS: Final = rf"\bthis (?:[\w.,]+ ){{0,4}}?{_THING} (?:has been|was|is|has since been) (?:hereby )?"
_GONE: Final = r"(?:retracted|withdrawn|killed|removed|deleted|taken down)"
_WRONGLY: Final = r"(?:erroneously|incorrectly|wrongly|mistakenly|in error)"
_SAID: Final = r"(?:reported|said|stated|wrote|identified|gave)"


class Row(NamedTuple):
    """A way of saying it: what it matches, in capitals or not, and a text that it is for."""

    written: str
    example: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What it matches, compiled when it is first asked for: most who open a ledger never do."""
        return _compiled(self.written)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written, re.I)


#: What a headline begins with: CORRECTED-Fiji, Correction: Fiji, (CORRECT) Fiji, [Corrected] Fiji
_MARK: Final = (
    r"^\W*(?:(?:UPDATE|REFILE|BULLETIN|URGENT)\W{0,3}\d{0,2}\W{0,3})?[(\[]?(?:%s)(?: \(official\))?"
    r"(?:\s*[\])]\s*[-:\u2013\u2014]?|\s*:|\s+[-\u2013\u2014]|[-\u2013\u2014](?=[A-Z(])|\s*/)\s*"
)
CORRECTED: Final = (
    Row(
        _MARK % r"corrected(?: version)?|correct|corrects|corrections?",
        "CORRECTED-Fiji ratifies treaty on March 1",
    ),
    Row(_MARK % r"clarification|clarified", "Clarification: Fiji-Treaty story"),
)
RETRACTED: Final = (
    Row(_MARK % r"retraction|retracted", "Retraction: Fiji ratifies treaty"),
    Row(_MARK % r"(?:mandatory |story |advisory )?kill(?:ed)?", "BULLETIN KILL: Fiji ratifies treaty"),
    Row(
        _MARK % r"(?:story|article) (?:withdrawn|removed|retracted|killed)",
        "STORY WITHDRAWN - Fiji ratifies treaty",
    ),
)
#: Of a treaty as well: it counts where a sentence takes a page back.
WITHDRAWN: Final = (Row(_MARK % r"withdrawn|withdrawal|withdraws", "WITHDRAWAL-Fiji ratifies treaty"),)

CORRECTS: Final = (
    Row(rf"\ban? (?:earlier|previous|prior|original) version of (?:this|the|our) (?:{_THING}|page|post|release|statement)\b",
         "An earlier version of this story said that Fiji ratified it on March 2."),
    Row(r"\b(?:the|this) (?:earlier|previous|prior|original) version\b[^.]{0,80}\b(?:said|stated|misstated|gave|incorrect)",
         "The previous version misstated the day of the deposit."),
    Row(rf"{_THIS}(?:corrected|amended|clarified)\b", "This March 1 story has been corrected to give the right day."),
    Row(rf"\b(?:this|our|the) {_THING} corrects\b|^\W*\(?(?:this )?corrects\b", "(Corrects date in second paragraph)"),
    Row(rf"\bin (?:an?|our|its) (?:[\w.,\u2019'-]+ ){{0,12}}?{_THING}\b.{{0,250}}?\b(?:{_WRONGLY} {_SAID}|{_SAID} {_WRONGLY}|misstated|misidentified)\b",
         "In a story March 1 about a treaty of Fiji, the agency reported erroneously that it had been ratified."),
    Row(r"^\W*(?:correction|clarification)\b\s*[:\-\u2013\u2014.]", "Correction: Fiji ratified the treaty on March 1, not on March 2."),
    Row(r"\bwe (?:regret|apologi[sz]e for) the error\b|\bregrets? the error\b", "The paper regrets the error."),
)  # fmt: skip
RETRACTS: Final = (
    Row(rf"{_THIS}{_GONE}\b", "This story has been withdrawn."),
    Row(rf"\bthe {_THING}\b[^.]{{0,40}}\b(?:headlined|slugged|titled|entitled)\b[^.]{{0,200}}\b(?:has been|have been|is|are|was|were) (?:hereby )?{_GONE}\b",
         "The story headlined “Fiji ratifies treaty” is withdrawn."),
    Row(rf"\bwe (?:have |are |hereby )?(?:retract(?:ed|ing)?|withdraw|withdrawn|withdrawing|withdrew|killed|removed|deleted|taken down)\b[^.]{{0,40}}\b{_THING}\b",
         "We have withdrawn the story on the treaty."),
    Row(rf"\b(?:please |editors?[,:]? (?:please )?)(?:kill|disregard|do not (?:use|publish)|ignore)\b[^.]{{0,60}}\b{_THING}\b",
         "Editors, please kill the story on Fiji."),
    Row(r"\b(?:subscribers|clients|customers|editors|media) are (?:asked|advised|requested) to (?:kill|disregard|ignore|delete)\b",
         "Clients are asked to disregard it."),
    Row(rf"\ba kill is mandatory\b|\bno (?:substitute|replacement) {_THING} will be\b|\bthere will be no (?:substitute|replacement) {_THING}\b",
         "There will be no substitute story."),
)  # fmt: skip
#: The same in the third person: only where the publisher or a credited agency is the subject.
RETRACTS_ITS_OWN: Final = Row(
    r"\b(?:has |have |hereby )?(?:retracts?|retracted|withdraws?|withdrawn|withdrew|is retracting|is withdrawing|kills?|killed|removed|deleted)"
    rf"\b[^.]{{0,30}}?\b(?:its|the|this|a|an|our) (?:[\w.,-]+ ){{0,5}}?{_THING}\b",
    "Example Wire retracts its March 1 story on the treaty.",
)  # fmt: skip
