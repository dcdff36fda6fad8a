"""What an EDTF date leaves open, as its first and last possible day: computing with spans loses no bound.

The dates are those of `foedus.dates.edtf`. A date that is not told is the span of all days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from foedus.dates.edtf import parse

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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
        """The shortest EDTF of these bounds: day, month, year or interval; None where nothing is told."""
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
        start = ".." if a == date.min else a.isoformat()
        return f"{start}/{'..' if b == date.max else b.isoformat()}"

    def words(self) -> str:
        """For a reader: "4 December 2024", "June 2024, day unknown", "between ... and ...", "day unknown"."""
        a, b = self.first, self.last
        about = "about " if self.vague else ""
        if a == b:
            return about + day_words(a)
        edtf = (self.edtf() or "").rstrip("~")
        if len(edtf) == 7:
            return f"{about}{MONTHS[a.month - 1]} {a.year}, day unknown"
        if len(edtf) == 4:
            return f"{about}{a.year}, day unknown"
        return about + self._open_words()

    def _open_words(self) -> str:
        if not self.told:
            return "day unknown"
        if self.first == date.min:
            return f"{day_words(self.last)} or before, day unknown"
        if self.last == date.max:
            return f"{day_words(self.first)} or later, day unknown"
        return f"between {day_words(self.first)} and {day_words(self.last)}"


ALL_DAYS = Span(date.min, date.max)


def day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span(edtf: str | None, by: str | None = None) -> Span:
    """The span of an EDTF date; `by` bounds it from above (told on that day, so done by then).

    Raises DateError naming the text that is no such date.
    """
    if edtf is None:
        found = ALL_DAYS
    elif len(edtf) == 10 and edtf[4] == edtf[7] == "-" and edtf.isascii():
        try:
            day = date.fromisoformat(edtf)
            found = Span(day, day)
        except ValueError:
            found = _span(edtf)
    else:
        found = _span(edtf)
    if by is not None and not found.exact:
        last = date.fromisoformat(by)
        if found.first <= last < found.last:
            return Span(found.first, last, found.vague)
    return found


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


_MONTHS = frozenset(f"{n:02}" for n in range(1, 13))


def _span(edtf: str) -> Span:
    year, _, month = edtf.partition("-")
    if len(edtf) == 7 and edtf.isascii() and year.isdecimal() and month in _MONTHS and year != "0000":
        # most of what is not a day is a month
        last = monthrange(int(year), int(month))[1]
        return Span(date(int(year), int(month), 1), date(int(year), int(month), last))
    found = parse(edtf)
    # seasons are not the same everywhere: their months are about right
    vague = not found.certain or found.precision == "season"
    return Span(found.earliest or date.min, found.latest or date.max, vague)
