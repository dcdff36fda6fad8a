"""Counting from a day as treaties do: exact, and never earlier for a later day.

The day of the act is day 0: "the thirtieth day after the deposit" of 1 March is 31 March, and so is "thirty
days after". A month ends where the target month does (31 January and one month: 28 or 29 February), as
depositaries count. Every function is monotone: a later start never gives an earlier end, so bounds go through
as bounds. `date.min` and `date.max` stand for bounds of which nothing is told, and stay so.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from foedus.law.model import Offset, Round, Unit


def add(day: date, offset: Offset | None) -> date:
    """`day` and the offset. A day past year 9999 gives `date.max`, which stands for never."""
    if offset is None or day in (date.min, date.max):
        return day
    try:
        if offset.unit is Unit.DAY:
            return day + timedelta(days=offset.n)
        if offset.unit is Unit.WEEK:
            return day + timedelta(weeks=offset.n)
        return _add_months(day, offset.n * (12 if offset.unit is Unit.YEAR else 1))
    except (OverflowError, ValueError):
        return date.max


def subtract(day: date, offset: Offset | None) -> date:
    """`day` less the offset: the last day on which notice given in time still is in time."""
    if offset is None:
        return day
    try:
        if offset.unit is Unit.DAY:
            return day - timedelta(days=offset.n)
        if offset.unit is Unit.WEEK:
            return day - timedelta(weeks=offset.n)
        return _add_months(day, -offset.n * (12 if offset.unit is Unit.YEAR else 1))
    except (OverflowError, ValueError):
        return date.min


def rounded(day: date, how: Round) -> date:
    """The first day of a month, as the clause has it.

    FIRST_DAY_OF_MONTH is that of the very month reached: "the first day of the sixth month after the month in
    which" is six months, then this. FIRST_DAY_OF_FOLLOWING_MONTH is that of the month after the day reached:
    "the first day of the month following the expiration of three months".
    """
    if how is Round.NONE or day in (date.min, date.max):
        return day
    first = day.replace(day=1)
    if how is Round.FIRST_DAY_OF_MONTH:
        return first
    return add(first, Offset(1, Unit.MONTH))


def counted_from(day: date, offset: Offset | None, how: Round) -> date:
    """From the trigger's day to the day of effect: offset, then rounding.

    Rounding to the first of a month never goes before the trigger itself (a treaty that says "the first day
    of the month" of the deposit would else bind before the deposit): it then moves to the next month.
    """
    effect = rounded(add(day, offset), how)
    return effect if effect >= day else rounded(day, Round.FIRST_DAY_OF_FOLLOWING_MONTH)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
