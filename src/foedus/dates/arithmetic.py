"""The calendar's arithmetic for resolving: weeks begin on Monday, months keep to their last day.

Pure functions of days; what leaves the years 1 to 9999 is None or an OverflowError of datetime.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

from foedus.dates.expr import Fields, Part, Unit

Tense = Literal["past", "future", "unknown"]

_FAR = 300  # a day without year so far off in one direction is the near one in the other
_NEAR = 31
_YEARISH = 400


def monday(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return 1 <= month <= 12 and 1 <= year <= dt.MAXYEAR and 1 <= day <= calendar.monthrange(year, month)[1]


def fits(f: Fields, year: int) -> bool:
    """Whether the weekday that a date bears is its own."""
    if f.month is None or f.day is None or not exists(year, f.month, f.day):
        return False
    return dt.date(year, f.month, f.day).weekday() == f.weekday


def edge(year: int, month: int | None, *, end: bool) -> str:
    """The first or last day of a year or month."""
    if month is None:
        return f"{year:04d}-12-31" if end else f"{year:04d}-01-01"
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1] if end else 1:02d}"


def weekday(
    day: dt.date, wanted: int, shift: int | None, tense: Tense, *, strict: bool = False
) -> tuple[dt.date, str]:
    """A weekday seen from a day, with "?" where the phrase has two readings.

    Plain: on or before for the past (and where the tense is unknown), on or after for the future. "last" is
    the nearest before the day; "next" the nearest after it, but of the next week where both lie in one week,
    which some mean otherwise ("next Friday" said on a Tuesday).
    """
    back, ahead = (day.weekday() - wanted) % 7, (wanted - day.weekday()) % 7
    if shift is None or shift == 0:
        if tense == "future":
            return day + dt.timedelta(days=(ahead or 7) if strict else ahead), ""
        return day - dt.timedelta(days=(back or 7) if strict else back), ""
    if shift < 0:
        return day - dt.timedelta(days=back or 7), ""
    coming = day + dt.timedelta(days=ahead or 7)
    if not strict and monday(coming) == monday(day):
        return coming + dt.timedelta(days=7), "?"
    return coming, ""


def nearest_day(
    day: dt.date, month: int, wanted: int, week_day: int | None, tense: Tense, *, strict: bool = False
) -> tuple[dt.date, str] | None:
    """The day of a month without year that is nearest in the direction of the tense, with a mark of doubt.

    One day against the direction is forgiven (zones). Where the tense points more than ten months off while
    the other side lies within a month, the near one is taken with "?" (not where `strict`). A weekday given
    with it picks the year, if it fits one within thirteen months.
    """
    years = range(max(1, day.year - 8), min(dt.MAXYEAR, day.year + 8) + 1)
    days = [dt.date(y, month, wanted) for y in years if exists(y, month, wanted)]
    if week_day is not None:
        fitting = [d for d in days if d.weekday() == week_day and abs((d - day).days) <= _YEARISH]
        if fitting:
            return min(fitting, key=lambda d: _cost(d, day, tense)), ""
    if not days:
        return None
    best = min(days, key=lambda d: _cost(d, day, tense))
    near = min(days, key=lambda d: abs((d - day).days))
    if not strict and abs((best - day).days) > _FAR and abs((near - day).days) <= _NEAR:
        return near, "?"
    return best, ""


def _cost(day: dt.date, base: dt.date, tense: Tense) -> int:
    """How far off a day is; the wrong direction counts as farther than any in the right one."""
    off = (day - base).days
    wrong = (tense == "past" and off > 1) or (tense == "future" and off < -1)
    return abs(off) + (100_000 if wrong else 0)


def nearest_month_year(day: dt.date, month: int, tense: Tense) -> int | None:
    """The year of a month without one: past not after the day's, future not before, else the nearest."""
    options = [y for y in (day.year - 1, day.year, day.year + 1) if 1 <= y <= dt.MAXYEAR]

    def off(year: int) -> int:
        return (year - day.year) * 12 + month - day.month

    if tense == "past":
        options = [y for y in options if off(y) <= 0]
    elif tense == "future":
        options = [y for y in options if off(y) >= 0]
    return min(options, key=lambda y: abs(off(y)), default=None)


def nearest_day_of_month(day: dt.date, wanted: int, tense: Tense) -> dt.date | None:
    """A day of the month alone: of the day's own month or one beside it, nearest in the tense's direction."""
    months = [m for s in (-2, -1, 0, 1, 2) if (m := months_on(day.replace(day=1), s)) is not None]
    days = [m.replace(day=wanted) for m in months if exists(m.year, m.month, wanted)]
    return min(days, key=lambda d: _cost(d, day, tense), default=None)


def shifted_month_year(day: dt.date, month: int, shift: int) -> tuple[int, str, str] | None:
    """The year of "last", "this" or "next June", a note, and "?" where that is the day's own year."""
    year = day.year
    if shift < 0:
        year -= month >= day.month
    elif shift > 0:
        year += month <= day.month
    if not 1 <= year <= dt.MAXYEAR:
        return None
    return year, f"seen from {day}", "?" if shift and year == day.year else ""


def shifted_day_year(day: dt.date, month: int, wanted: int, shift: int) -> int | None:
    """The year of "last Dec. 8" or "next Jan. 8": the nearest such day before or after the day itself."""
    years = range(max(1, day.year - 8), min(dt.MAXYEAR, day.year + 8) + 1)
    days = [dt.date(y, month, wanted) for y in years if exists(y, month, wanted)]
    if shift < 0:
        return max((d.year for d in days if d < day), default=None)
    return min((d.year for d in days if d > day), default=None)


def season_year(day: dt.date, season: int, shift: int | None, tense: Tense) -> tuple[int, str]:
    """The year of a season without one (winter counts to its December's), and a mark of doubt."""
    first = 3 * (season - 20)  # March, June, September, December
    running = day.year - (season == 24 and day.month < 3)  # in January the winter of last year still runs
    months_over = (day.year - running) * 12 + day.month - first
    if shift is not None and shift < 0:
        return (running, "?") if months_over >= 3 else (running - 1, "")
    if shift is not None and shift > 0:
        return (running, "?") if months_over < 0 else (running + 1, "")
    if shift is None and tense == "past" and months_over < 0:
        return running - 1, ""
    if shift is None and tense == "future" and months_over >= 3:
        return running + 1, ""
    return running, ""


def months_on(day: dt.date, count: int) -> dt.date | None:
    """The same day `count` months on, or the last day of that month; None outside the years 1 to 9999."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def counted_day(day: dt.date, unit: Unit, count: int) -> dt.date | None:
    """The day `count` units on, as a day (hours in whole days, rounded up)."""
    match unit:
        case "hour":
            return day + dt.timedelta(days=-(-abs(count) // 24) * (1 if count > 0 else -1))
        case "day" | "weekend":
            return day + dt.timedelta(days=count)
        case "week":
            return day + dt.timedelta(days=7 * count)
        case "month":
            return months_on(day, count)
        case "quarter":
            return months_on(day, 3 * count)
        case "half":
            return months_on(day, 6 * count)
        case "year":
            return months_on(day, 12 * count)
        case "decade":
            return months_on(day, 120 * count)
        case "century":
            return months_on(day, 1200 * count)


def counted(day: dt.date, unit: Unit, count: int) -> str | None:
    """The date `count` units on, in its unit's precision (weeks to the day)."""
    on = counted_day(day, unit, count)
    if on is None:
        return None
    if unit in ("hour", "day", "week", "weekend"):
        return on.isoformat()
    return f"{on.year:04d}-{on.month:02d}" if unit in ("month", "quarter", "half") else f"{on.year:04d}"


def unit(day: dt.date, name: Unit, shift: int) -> str | None:
    """The whole unit that lies `shift` from the day's own: a week is its Monday to Sunday."""
    match name:
        case "hour" | "day":
            return (day + dt.timedelta(days=shift)).isoformat()
        case "week" | "weekend":
            first = monday(day) + dt.timedelta(days=7 * shift)
            return f"{first.isoformat()}/{(first + dt.timedelta(days=6)).isoformat()}"
        case "month":
            on = months_on(day.replace(day=1), shift)
            return None if on is None else f"{on.year:04d}-{on.month:02d}"
        case "quarter" | "half":
            span = 3 if name == "quarter" else 6
            on = months_on(day.replace(day=1), span * shift)
            return None if on is None else part_of_year(on.year, name, (on.month - 1) // span + 1)
        case "year":
            year = day.year + shift
            return f"{year:04d}" if 1 <= year <= dt.MAXYEAR else None
        case "decade":
            decade = day.year // 10 + shift
            return f"{decade:03d}X" if 0 <= decade <= 999 else None
        case "century":
            century = day.year // 100 + shift
            return f"{century:02d}XX" if 0 <= century <= 99 else None


def part_of_year(year: int, name: Unit | None, number: int) -> str:
    """A quarter or half of a year as an interval of months."""
    span = 3 if name == "quarter" else 6
    return f"{year:04d}-{(number - 1) * span + 1:02d}/{year:04d}-{number * span:02d}"


def unit_edge(day: dt.date, name: Unit, shift: int, *, end: bool) -> str | None:
    """The first or last day of the week, month or year that lies `shift` from the day's own."""
    if name == "week":
        first = monday(day) + dt.timedelta(days=7 * shift)
        return (first + dt.timedelta(days=6 if end else 0)).isoformat()
    on = months_on(day.replace(day=1), shift * (12 if name == "year" else 1))
    return None if on is None else edge(on.year, None if name == "year" else on.month, end=end)


def weekend(day: dt.date, shift: int | None, tense: Tense) -> str:
    """A weekend as its Saturday and Sunday; one that runs on the day is the one meant."""
    saturday = monday(day) + dt.timedelta(days=5)
    running = day >= saturday
    if shift is not None and shift < 0:
        saturday -= dt.timedelta(days=7)
    elif shift is not None and shift > 0:
        saturday += dt.timedelta(days=7 if running else 0)
    elif tense == "past" and not running:
        saturday -= dt.timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + dt.timedelta(days=1)).isoformat()}"


def rest_of_week(day: dt.date, part: Part | None, tense: Tense) -> str:
    """ "this week": up to the day for what is done, from it for what is to come, else the whole."""
    first = monday(day)
    last = first + dt.timedelta(days=6)
    if part == "early" or (part is None and tense == "past"):
        last = day
    elif part == "late" or (part is None and tense == "future"):
        first = day
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
