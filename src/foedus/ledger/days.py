"""Days for asking by time: an EDTF date as its earliest and latest day, written YYYYMMDD as one integer.

Where the date bounds nothing (an unspecified year, None) both ends are None; nothing is guessed.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time
from typing import Final

_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?[?~%]?")
_SEASON_MONTHS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}

AsOf = int | date | datetime | None


def bounds(edtf: str | None) -> tuple[int | None, int | None]:
    """(earliest, latest) of an EDTF date of levels 0 and 1, as YYYYMMDD; None for an end it leaves open."""
    if not edtf:
        return None, None
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _single(first)[0], _single(last)[1]
    return _single(edtf)


def _single(edtf: str) -> tuple[int | None, int | None]:
    if len(edtf) == 10 and edtf[4] == edtf[7] == "-" and edtf.isascii():
        try:  # most dates are days
            number = day_number(date.fromisoformat(edtf))
        except ValueError:
            pass
        else:
            return number, number
    match = _DATE.fullmatch(edtf)
    if match is None:
        return None, None
    year = int(match["year"])
    months = (1, 12)
    if match["month"] not in (None, "XX"):
        number = int(match["month"])
        months = _SEASON_MONTHS.get(number, (number, number))
    if not 1 <= months[0] <= months[1] <= 12 or year == 0:
        return None, None
    days = (1, calendar.monthrange(year, months[1])[1])
    if match["day"] not in (None, "XX"):
        day = int(match["day"])
        if not 1 <= day <= days[1]:
            return None, None
        days = (day, day)
    return _number(year, months[0], days[0]), _number(year, months[1], days[1])


def _number(year: int, month: int, day: int) -> int:
    return year * 10000 + month * 100 + day


def day_number(day: date) -> int:
    """The day as YYYYMMDD."""
    return _number(day.year, day.month, day.day)


def compatible(one: str | None, other: str | None, *, slack: int = 0) -> bool:
    """Whether two EDTF dates can be the same day; an unknown one can be any day.

    `slack` days are granted beyond the bounds, and 45 more for a date marked approximate (~ or %).
    """
    first, second = bounds(one), bounds(other)
    if None in first or None in second:
        return True
    room = slack + (45 if any(mark in (one or "") + (other or "") for mark in "~%") else 0)
    a, b = [_ordinal(n) for n in first], [_ordinal(n) for n in second]
    return a[0] - room <= b[1] and b[0] - room <= a[1]


def _ordinal(number: int | None) -> int:
    assert number is not None
    return date(number // 10000, number // 100 % 100, number % 100).toordinal()


def stamp(moment: datetime) -> str:
    """An aware instant as the ledger writes it: UTC with microseconds, so that texts sort by time."""
    if moment.tzinfo is None:
        raise ValueError("a recorded time needs its zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(stamped: str) -> datetime:
    """The instant that `stamp` wrote."""
    return datetime.fromisoformat(stamped)


def last_moment(known_on: date | datetime) -> str:
    """The stamp of the last instant that `known_on` includes: a day to its end in UTC."""
    if isinstance(known_on, datetime):
        return stamp(known_on)
    return stamp(datetime.combine(known_on, time.max, UTC))
