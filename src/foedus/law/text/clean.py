"""Messy treaty text in, even text out, and the way back: `Clean.raw(i)` is the offset in the raw text.

Runs of blanks become one blank, words broken at a line's end are joined, words that a lost line break glued
together are parted. Nothing else is changed, so that a quotation can be cut from the text as it came.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# what is rewritten, and why; the first alternative that fits wins
_REPAIRS = re.compile(
    # "t o", "o f", "1 0": letters and digits set apart by the scanner
    r"(?P<parted>(?<=\bt) (?=o\b)|(?<=\bo) (?=f\b)|(?<=\bi) (?=[ns]\b)|(?<=\bb) (?=[ey]\b))"
    r"|(?P<blank>[\s\u00a0\u2007\u202f\u200b\ufeff\\]+)"
    # "organisa-\ntion": a word broken at the end of a line
    r"|(?P<broken>(?<=[a-z])(?:\u00ad|-)[ \t]*\r?\n\s*(?=[a-z]))"
    r"|(?P<soft>\u00ad)"
    # "entry into forcethis convention", "denunciationany party": the break after a heading is lost
    r"|(?P<glued>(?:(?<=[a-z]{2})|(?<=\b[ivx]))(?=(?:this|the(?: present)?) "
    r"(?:agreement|convention|protocol|treaty|constitution|statute|charter)\b|(?:any|each|either)"
    r" (?:contracting|state|party|member) |after the expir|at any time ))"
    # "this agreementshall", "ofthe", "forthree"
    r"|(?P<run>(?:(?<=agreement)|(?<=convention)|(?<=protocol)|(?<=treaty))(?=shall\b)"
    r"|(?:(?<=\bof)|(?<=\bto)|(?<=\bfor))(?=(?:the|this|two|three|four|five|six|successive)\b))"
    # "ARTICLE 22withdrawal"
    r"|(?P<heading>(?i:(?<=article \d)|(?<=article \d\d))(?=[a-zA-Z]{3}))"
    r"|(?P<roman>\b(?i:article) [ivxlc]{1,7}?)(?=(?:denunciation|withdrawal|entry into|amendment"
    r"|accession|signature"
    r"|ratification|duration|termination|final|depositar|reservation|acceptance|certification"
    r"|territorial)[a-z]*)"
    # "in force.2.after": a numbered paragraph without its line break
    r"|(?P<numbered>(?<=[a-z)][.;:])(?=\(?\d{1,2}[.)] ?\(?[a-z]))"
    r"|(?P<unspaced>(?<=[.;]\d\.)(?=[a-z]{2}))"
)


@dataclass(frozen=True, slots=True)
class Clean:
    """`text` is even; `starts` and `shifts` tell by how much an offset of it differs from the raw text's."""

    text: str
    lower: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def raw(self, offset: int) -> int:
        """The offset in the text that came in."""
        at = bisect_right(self.starts, offset) - 1
        return offset + self.shifts[at]


def clean(raw: str) -> Clean:
    """The text with even blanks, and the map of its offsets back to `raw`."""
    parts: list[str] = []
    starts, shifts = [0], [0]
    last = length = 0
    for match in _REPAIRS.finditer(raw):
        put = _instead(match)
        if put == match.group():
            continue
        kept = raw[last : match.start()]
        parts += (kept, put)
        length += len(kept) + len(put)
        last = match.end()
        starts.append(length)
        shifts.append(last - length)
    parts.append(raw[last:])
    text = "".join(parts)
    return Clean(text, _lower(text), tuple(starts), tuple(shifts))


def _instead(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "roman":
        return match.group() + " "
    return "" if kind in ("broken", "soft", "parted") else " "


def _lower(text: str) -> str:
    """Lower case of the same length, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_EVEN)


_EVEN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-"}
)
