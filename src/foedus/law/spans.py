"""What an EDTF date leaves open, as its first and last possible day: computing with spans loses no bound.

The dates are those of `foedus.dates.edtf`. A date that is not told is the span of all days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from foedus.dates.edtf import bounds


class Span(NamedTuple):
    """From the first to the last possible day, both included. `vague`: the writer doubted it (~ ? %).

    A tuple, since a status makes hundreds: half the time of a dataclass.
    """

    first: date
    last: date
    vague: bool = False

    @property
    def exact(self) -> bool:
        return self.first == self.last

    @property
    def told(self) -> bool:
        """False where nothing at all bounds it."""
        return self.first != date.min or self.last != date.max

    def meets(self, other: Span) -> bool:
        return self.first <= other.last and other.first <= self.last

    def edtf(self) -> str | None:
        """The shortest EDTF of these bounds, a season where it is one; None where nothing is told."""
        if not self.told:
            return None
        mark = "~" if self.vague else ""
        a, b = self.first, self.last
        if a == b:
            return a.isoformat() + mark
        if a != date.min and b != date.max and a.day == 1 and b.day == monthrange(b.year, b.month)[1]:
            if (a.year, a.month) == (b.year, b.month):
                return a.isoformat()[:7] + mark
            if (a.month, b.month) == (1, 12) and a.year == b.year:
                return a.isoformat()[:4] + mark
            season = f"{a.year:04d}-{20 + a.month // 3}"
            if self.vague and a.month % 3 == 0 and bounds(season)[:2] == (a, b):
                return season
        start = ".." if a == date.min else a.isoformat() + mark
        return f"{start}/{'..' if b == date.max else b.isoformat() + mark}"


ALL_DAYS = Span(date.min, date.max)


def span(edtf: str | None, by: str | None = None) -> Span:
    """The span of an EDTF date; `by` bounds it from above (told on that day, so done by then).

    Raises DateError naming the text that is no such date.
    """
    found = ALL_DAYS if edtf is None else _span(edtf)
    if by is not None and not found.exact:
        told = date.fromisoformat(by)
        if found.first <= told < found.last:
            return Span(found.first, told, found.vague)
    return found


@lru_cache(1 << 14)
def _span(edtf: str) -> Span:
    first, last, approximate, uncertain = bounds(edtf)
    return Span(first or date.min, last or date.max, approximate or uncertain)


def latest(spans: Iterable[Span]) -> Span:
    """When the last of them happens. Of none: the beginning of days (nothing to wait for)."""
    each = list(spans)
    if not each:
        return Span(date.min, date.min)
    return Span(max(s.first for s in each), max(s.last for s in each), any(s.vague for s in each))


def earliest(spans: Iterable[Span]) -> Span:
    """When the first of them happens. Of none: never."""
    each = list(spans)
    if not each:
        return Span(date.max, date.max)
    return Span(min(s.first for s in each), min(s.last for s in each), any(s.vague for s in each))


def hull(spans: Iterable[Span]) -> Span:
    """All the days that any of them allows."""
    each = list(spans)
    return Span(min(s.first for s in each), max(s.last for s in each), any(s.vague for s in each))
