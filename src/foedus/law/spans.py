"""What an EDTF date leaves open, as its first and last possible day: computing with spans loses no bound.

Levels 0 and 1 of EDTF (ISO 8601-2), with X for digits not told, ~ ? % as doubt, intervals, seasons and one-of
sets. A date that is not told is the span of all days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from foedus.errors import DateError

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# EDTF's codes for parts of a year: first and last month. Seasons differ by hemisphere and by who counts, so
# each
# takes in every month that is called so in the north.
_PARTS = {
    21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (1, 12), 25: (3, 6), 26: (6, 9), 27: (9, 12), 28: (1, 12),
    29: (9, 12), 30: (1, 12), 31: (3, 6), 32: (6, 9), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip

_DAY = re.compile(r"([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?")


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
    elif len(edtf) == 10 and edtf.isascii() and edtf[0].isdigit():
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


def _span(edtf: str) -> Span:
    text = edtf.strip()
    if text[:1] in "[{" and text[-1:] in "]}":
        parts = [part for part in text[1:-1].split(",") if part]
        if parts:
            return hull(_interval(part.strip()) for part in parts)
    return _interval(text)


def _interval(text: str) -> Span:
    for mark in ("/", ".."):
        start, found, end = text.partition(mark)
        if found and (mark == "/" or start or end):
            a = ALL_DAYS if start in ("", "..") else _day(start, text)
            b = ALL_DAYS if end in ("", "..") else _day(end, text)
            if a.first > b.last:
                raise DateError(f"{text!r} ends before it begins; write the earlier date first")
            return Span(a.first, b.last, a.vague or b.vague)
    return _day(text, text)


def _day(text: str, whole: str) -> Span:
    plain = text.translate({ord(c): None for c in "?~%"})
    match = _DAY.fullmatch(plain)
    if match is None:
        raise DateError(f"{whole!r} is no EDTF date; write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = match.groups()
    vague = plain != text
    if "X" in year:
        if year == "XXXX":
            return Span(date.min, date.max, vague)
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return Span(date(max(first, 1), 1, 1), date(last, 12, 31), vague)
    y = int(year)
    try:
        if month is None or "X" in month:
            low, high = _months(month)
            return Span(date(y, low, 1), date(y, high, monthrange(y, high)[1]), vague)
        m = int(month)
        if m in _PARTS and day is None:
            low, high = _PARTS[m]
            return Span(date(y, low, 1), date(y, high, monthrange(y, high)[1]), vague or m < 33)
        if day is None or "X" in day:
            return Span(date(y, m, 1), date(y, m, monthrange(y, m)[1]), vague)
        exact = date(y, m, int(day))
    except (ValueError, IndexError) as error:
        raise DateError(f"{whole!r} is no day of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY") from error
    return Span(exact, exact, vague)


def _months(month: str | None) -> tuple[int, int]:
    if month is None or month[0] == "X":
        return 1, 12
    return (10, 12) if month[0] == "1" else (1, 9)
