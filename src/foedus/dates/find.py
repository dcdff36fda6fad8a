"""Finds the date expressions of an English text: never overlapping, in order, in time linear in its length.

Pure: the same text gives the same expressions; nothing of an anchor or a clock is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from foedus.dates.expr import DateExpr, DateKind, Fields, Part, Relation
from foedus.dates.rows import Row, cues, rows
from foedus.dates.words import PARTS

_REACH: Final = 48
_AROUND: Final = 64  # longer than any form reaches from its cue
_PART: Final = re.compile(
    r"(?:\b(?:the\s{1,3})?(?P<of>end|close|beginning|start|middle|outset)\s{1,3}of\s{1,3}(?:the\s{1,3})?"
    r"|\b(?:the\s{1,3})?(?P<span>early|late|latter|first|last|final|opening|closing)"
    r"\s{1,3}(?:weeks?|days?|months?|part|half|hours?)\s{1,3}(?:of|in)\s{1,3}(?:the\s{1,3})?"
    r"|\b(?:the\s{1,3})?(?P<in>early|earlier|late|later)\s{1,3}(?:(?:in|on)\s{1,3})?(?:the\s{1,3})?"
    r"|\b(?:the\s{1,3})?(?P<mid>mid)(?:\s?-\s?|\s{1,3}))$",
    re.IGNORECASE,
)
_RELATION: Final = re.compile(
    r"\b(?:(?P<by>by|(?:no|not)\s{1,3}later\s{1,3}than|before|prior\s{1,3}to|ahead\s{1,3}of)"
    r"|(?P<until>until|till|through|up\s{1,3}to)"
    r"|(?P<since>since|ever\s{1,3}since)"
    r"|(?P<after>after|following|no\s{1,3}earlier\s{1,3}than)"
    r"|(?P<from>from|as\s{1,3}of|as\s{1,3}from|starting|beginning|effective)(?:\s{1,3}(?:on|in))?)"
    r"\s{1,3}(?:the\s{1,3})?$",
    re.IGNORECASE,
)
_ROUGHLY: Final = re.compile(r"\b(?:about|around|circa|c\.|some\s{1,3}time\s{1,3}in)\s{1,3}$", re.IGNORECASE)
_LOCAL: Final = re.compile(
    r"(?:,?\s{0,3}\(?\s?local(?:\s{1,3}time)?\)|,?\s{1,3}local\s{1,3}time\b)", re.IGNORECASE
)
_POSSESSIVE: Final = re.compile(r"['’]s?\b")
_CLOCK: Final = re.compile(
    r"\s{1,3}(?:night|morning|afternoon|evening)\b(?!\s{1,3}(?:post|news|standard|star)\b)", re.IGNORECASE
)
_RELATED: Final = frozenset({DateKind.CALENDAR, DateKind.WEEKDAY, DateKind.UNIT, DateKind.DAY, DateKind.TOLD})
_PARTED: Final = frozenset({DateKind.CALENDAR, DateKind.UNIT, DateKind.WEEKDAY})
_NAMED: Final[tuple[Relation, ...]] = ("by", "until", "since", "after", "from")


def find_dates(text: str) -> list[DateExpr]:
    """All date expressions of a text; where two forms meet, the earlier and then the longer wins.

    "by", "until", "since", "after", "from" and parts ("the end of", "early") before a date belong to it; a
    plain "in" or "on" does not. Never raises.
    """
    found: list[tuple[int, int, int, DateKind, Fields]] = []
    small = text.lower() if text.isascii() else None  # a search that need not fold case takes two thirds
    near = {
        name: _windows(text, cue) if small is None else _windows(small, plain) for name, cue, plain in cues()
    }
    for rank, row in enumerate(rows()):
        for low, high in near[row.cue]:
            for m in _matches(row, text, small, low, high):
                built = row.make(m)
                if built is not None:
                    found.append((m.start(), -m.end(), rank, *built))
    found.sort(key=lambda item: item[:3])
    out: list[DateExpr] = []
    free = 0
    for start, negative_end, _, kind, fields in found:
        if start < free:
            continue
        expr = _widened(text, start, -negative_end, kind, fields, free)
        out.append(expr)
        free = expr.end
    return out


def _matches(row: Row, text: str, small: str | None, low: int, high: int) -> Iterator[re.Match[str]]:
    if small is None:
        yield from row.pattern.finditer(text, low, high)
        return
    for m in row.plain.finditer(small, low, high):
        if (here := row.pattern.match(text, m.start(), high)) is not None:
            yield here


def _windows(text: str, cue: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where a family's expressions can stand: disjoint, in order, ending between words."""
    out: list[tuple[int, int]] = []
    for m in cue.finditer(text):
        low, high = max(0, m.start() - _AROUND), min(len(text), m.end() + _AROUND)
        while high < len(text) and text[high].isalnum() and high < m.end() + 2 * _AROUND:
            high += 1
        if out and low <= out[-1][1]:
            out[-1] = out[-1][0], max(high, out[-1][1])
        else:
            out.append((low, high))
    return out


def _widened(text: str, start: int, end: int, kind: DateKind, fields: Fields, free: int) -> DateExpr:
    """The expression with the part and relation before it and "(local time)" after, from `free` on."""
    if kind in (DateKind.CALENDAR, DateKind.WEEKDAY) and (clock := _CLOCK.match(text, end)):
        end = clock.end()
    if local := _LOCAL.match(text, end):
        end, fields = local.end(), replace(fields, local=True)
    if _POSSESSIVE.match(text, end):
        fields = replace(fields, possessive=True)
    if kind in _PARTED and fields.part is None:
        start, fields = _part(text, start, kind, fields, free)
    if _ROUGHLY.search(text[max(free, start - _REACH) : start]):
        fields = replace(fields, approximate=True)
    if kind in _RELATED:
        start, fields = _relation(text, start, kind, fields, free)
    return DateExpr(start, end, text[start:end], kind, fields)


def _part(text: str, start: int, kind: DateKind, fields: Fields, free: int) -> tuple[int, Fields]:
    low = max(free, start - _REACH)
    m = _PART.search(text[low:start])
    if m is None:
        return start, fields
    said = (m["of"] or m["span"] or m["in"] or m["mid"]).lower()
    part: Part | None = PARTS[said]
    if kind is DateKind.WEEKDAY or fields.day is not None:
        part = None  # "late on Sunday" is an hour of that day
        if said not in ("early", "late"):
            return start, fields
    return low + m.start(), replace(fields, part=part)


def _relation(text: str, start: int, kind: DateKind, fields: Fields, free: int) -> tuple[int, Fields]:
    low = max(free, start - _REACH)
    m = _RELATION.search(text[low:start])
    if m is None:
        return start, fields
    relation = next(name for name in _NAMED if m[name])
    if relation == "after" and (kind is not DateKind.CALENDAR or fields.possessive):
        return start, fields  # "after Friday's vote": the day is the vote's
    if relation == "by" and fields.possessive and m["by"].lower() != "by":
        return start, fields
    return low + m.start(), replace(fields, relation=relation)
