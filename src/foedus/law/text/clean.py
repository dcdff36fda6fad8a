"""Messy treaty text in, even text out, and the way back: `Clean.raw(i)` is the offset in the raw text.

Runs of blanks become one blank, words broken at a line's end are joined, words that a lost line break glued
together are parted. Nothing else is changed, so that a quotation can be cut from the text as it came.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

_BLANK = r"\s\u00a0\u2007\u202f\u200b\ufeff\\"
_HEADS = (
    "denunciation|withdrawal|entry into|amendment|accession|signature|ratification|duration|termination|final"
    "|depositar|reservation|acceptance|certification|territorial"
)
# Where a repair may be due. Each alternative begins with a plain character, which keeps the search fast; what
# stands before it is looked at afterwards.
_PLACES = re.compile(
    rf"(?P<blank>[\t\n\r\f\v\x1c-\x1f\x85\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\\]"
    rf"[{_BLANK}]*| [{_BLANK}]+)"
    # "organisa-\ntion": a word broken at the end of a line
    r"|(?P<broken>[-\u00ad][ \t]*\r?\n\s*(?=[a-z]))"
    # "the thir- tieth day": the same, where the lines were joined since ("two- or three-year" is none)
    r"|(?P<joined>- (?!and\b|or\b|nor\b|to\b|a\b|the\b)(?=[a-z]{2}))"
    r"|(?P<soft>\u00ad)"
    # "t o", "o f", "i n", "b e": letters set apart by the scanner
    r"|(?P<parted>t o\b|o f\b|i [ns]\b|b [ey]\b)"
    # "entry into forcethis convention", "denunciationany party": the break after a heading is lost
    r"|(?P<glued>(?:this|the(?: present)?)"
    r" (?:agreement|convention|protocol|treaty|constitution|statute|charter)\b"
    r"|(?:any|each|either) (?:contracting|state|party|member) |after the expir|at any time )"
    # "this agreementshall"
    r"|(?P<verb>shall\b)"
    # "ofthe", "forthree"
    r"|(?P<run>(?:of|to|for)(?:the|this|two|three|four|five|six|successive)\b)"
    # "ARTICLE 22withdrawal", "article xivdenunciation"
    r"|(?P<heading>(?:article|Article|ARTICLE) (?:\d{1,2}(?=[a-zA-Z]{3})|[ivxlc]{1,7}?(?=(?:"
    + _HEADS
    + "))))"
    # "in force.2.after": a numbered paragraph without its line break
    r"|(?P<numbered>[.;:]\(?\d{1,2}[.)](?= ?\(?[a-z]))"
)


class Clean(msgspec.Struct, frozen=True, gc=False):
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
    for start, end, put in _repairs(raw):
        kept = raw[last:start]
        parts += (kept, put)
        length += len(kept) + len(put)
        last = end
        starts.append(length)
        shifts.append(last - length)
    parts.append(raw[last:])
    text = "".join(parts)
    return Clean(text, _lower(text), tuple(starts), tuple(shifts))


def _repairs(raw: str) -> Iterator[tuple[int, int, str]]:
    """What to put in place of which stretch of the raw text, in order."""
    for match in _PLACES.finditer(raw):
        start, end, kind = match.start(), match.end(), match.lastgroup
        before = raw[start - 1] if start else " "
        if kind == "blank":
            yield start, end, " "
        elif kind == "soft" or (kind in ("broken", "joined") and before.islower()):
            yield start, end, ""
        elif kind == "parted" and not before.isalnum():
            yield start + 1, start + 2, ""
        elif kind in ("glued", "verb") and _loses_break(raw, start, of_kind=kind == "verb"):
            yield start, start, " "
        elif kind == "run" and not before.isalnum():
            middle = start + (3 if match.group().startswith("for") else 2)
            yield middle, middle, " "
        elif kind == "heading":
            yield end, end, " "
        elif kind == "numbered" and (before.islower() or before == ")"):
            yield start + 1, start + 1, " "
            if raw[end : end + 1].isalpha():
                yield end, end, " "


_KINDS = ("agreement", "convention", "protocol", "treaty")
_ROMAN = frozenset("ivx")


def _loses_break(raw: str, start: int, *, of_kind: bool) -> bool:
    """Whether a word ends right before, with no blank: two letters, or a Roman number ("article vthis").

    `of_kind`: only "agreement" and its like count as such a word.
    """
    if of_kind:
        return raw.endswith(_KINDS, max(0, start - 10), start)
    word = raw[max(0, start - 2) : start]
    if len(word) == 2 and word.isascii() and word.isalpha() and word.islower():
        return True
    return word[-1:] in _ROMAN and not word[:-1].isalnum()


def _lower(text: str) -> str:
    """Lower case of the same length, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for mark, plain in _EVEN:
        low = low.replace(mark, plain)
    return low


_EVEN = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2010", "-"), ("\u2011", "-"))
