"""From a match of a form to the fields it states; None where the words only look like a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from foedus.dates import looks
from foedus.dates.expr import DateKind, Fields, Unit
from foedus.dates.words import DAYS, DECADES, MONTHS, NUMBERS, ORDINALS, SEASONS, SHIFTS, UNITS, WEEKDAYS

Match = re.Match[str]
Built = tuple[DateKind, Fields] | None

_DAYS_IN: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR_SHIFT: Final = {"last": -1, "this": 0, "next": 1}


def plain(text: str) -> str:
    """Lower case with single spaces; the long s and the dotless i, which match ignoring case, as s and i."""
    return " ".join(text.upper().lower().split())


def word(m: Match, group: str) -> str | None:
    """A group in lower case with single spaces, None where it took no part."""
    found = m.groupdict().get(group)
    return plain(found) if found else None


def number(m: Match, group: str) -> int | None:
    """A group of digits as a number."""
    found = m.groupdict().get(group)
    return int(found) if found else None


def _month(m: Match, group: str = "m") -> int | None:
    found = word(m, group)
    return MONTHS[found.rstrip(".")] if found else None


def _weekday(m: Match) -> int | None:
    found = word(m, "w")
    return WEEKDAYS[found.rstrip(".")] if found else None


def _shift(m: Match, group: str = "mod") -> int | None:
    found = word(m, group)
    return SHIFTS[found.removeprefix("very ")] if found else None


def _year_shift(m: Match) -> int | None:
    return _YEAR_SHIFT.get(word(m, "ys") or "")


def _told_year(m: Match) -> bool:
    return word(m, "ys") in ("that", "the same")


def _calendar(
    year: int | None,
    month: int | None,
    day: int | None,
    *,
    weekday: int | None = None,
    year_shift: int | None = None,
    shift: int | None = None,
    told_year: bool = False,
) -> Fields | None:
    """Fields where the parts can be a day of some year (30 February cannot)."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= (_DAYS_IN[month - 1] if month else 31):
        return None
    if (year, month, day) != (year, 2, 29) or year is None or looks.leap(year):
        return Fields(
            year=year, month=month, day=day, weekday=weekday, year_shift=year_shift, shift=shift,
            told_year=told_year,
        )  # fmt: skip
    return None


def _one(fields: Fields | None) -> Built:
    return (DateKind.CALENDAR, fields) if fields else None


def _span(first: Fields | None, last: Fields | None) -> Built:
    if first is None or last is None:
        return None
    a = (first.year or 0, first.month or 0, first.day or 0)
    b = (last.year or 0, last.month or 0, last.day or 0)
    if first.year is not None and last.year is not None and b < a:
        return None
    return DateKind.SPAN, _with_last(first, last)


def _with_last(first: Fields, last: Fields) -> Fields:
    return Fields(year=first.year, month=first.month, day=first.day, mask=first.mask, last=last)


def iso(m: Match) -> Built:
    return _one(_calendar(number(m, "y"), number(m, "mo"), number(m, "d")))


def slashed(m: Match) -> Built:
    a, b = number(m, "a") or 0, number(m, "b") or 0
    if a > 12 or a == b:
        return _one(_calendar(number(m, "y"), b, a))
    return _one(_calendar(number(m, "y"), a, b)) if b > 12 else None


def dotted(m: Match) -> Built:
    return _one(_calendar(number(m, "y"), number(m, "b"), number(m, "a")))


def days_of_month(m: Match) -> Built:
    if not looks.month_before_day(m):
        return None
    year, month = number(m, "y"), _month(m)
    first, last = number(m, "d") or 0, number(m, "d2") or 0
    if last <= first or (year is None and m.groupdict().get("and") and not looks.ends(m)):
        return None
    return _span(_calendar(year, month, first), _calendar(year, month, last))


def day_range_month(m: Match) -> Built:
    return days_of_month(m) if looks.month_after_day(m) else None


def two_months(m: Match) -> Built:
    last = number(m, "y2")
    first = number(m, "y") or (last if (_month(m) or 0) <= (_month(m, "m2") or 0) else last and last - 1)
    return _span(
        _calendar(first, _month(m), number(m, "d")), _calendar(last, _month(m, "m2"), number(m, "d2"))
    )


def two_months_day_first(m: Match) -> Built:
    return two_months(m)


def month_range(m: Match) -> Built:
    if not looks.bare_month(m):
        return None
    last = number(m, "y2")
    first = number(m, "y") or (last if (_month(m) or 0) <= (_month(m, "m2") or 0) else last and last - 1)
    return _span(_calendar(first, _month(m), None), _calendar(last, _month(m, "m2"), None))


def month_day(m: Match) -> Built:
    if not looks.month_before_day(m):
        return None
    return _one(
        _calendar(
            number(m, "y"), _month(m), number(m, "d"), weekday=_weekday(m), year_shift=_year_shift(m),
            shift=_shift(m), told_year=_told_year(m),
        )
    )  # fmt: skip


def day_month(m: Match) -> Built:
    return month_day(m) if looks.month_after_day(m) else None


def year_month_day(m: Match) -> Built:
    return month_day(m)


def month_year(m: Match) -> Built:
    return _one(
        _calendar(number(m, "y"), _month(m), None, year_shift=_year_shift(m), told_year=_told_year(m))
    )


def told_month(m: Match) -> Built:
    return DateKind.CALENDAR, Fields(month=_month(m), told_year=True)


def month(m: Match) -> Built:
    if not looks.bare_month(m):
        return None
    return DateKind.CALENDAR, Fields(month=_month(m), shift=_shift(m))


def season_year(m: Match) -> Built:
    return DateKind.CALENDAR, Fields(
        year=number(m, "y"), season=SEASONS[word(m, "season") or ""], year_shift=_year_shift(m)
    )


def season(m: Match) -> Built:
    if not looks.season(m):
        return None
    return DateKind.CALENDAR, Fields(season=SEASONS[word(m, "season") or ""], shift=_shift(m))


def decade(m: Match) -> Built:
    return DateKind.CALENDAR, Fields(mask=f"{(word(m, 'y') or '')[:3]}X")


def short_decade(m: Match) -> Built:
    return DateKind.CALENDAR, Fields(mask=f"19{(word(m, 'y') or '')[0]}X")


def bare_decade(m: Match) -> Built:
    if not looks.decade(m):
        return None  # "in his 80s"
    return short_decade(m)


def named_decade(m: Match) -> Built:
    if not looks.decade(m):
        return None
    return DateKind.CALENDAR, Fields(mask=f"19{DECADES[word(m, 'ten') or '']}X")


def fiscal_year(m: Match) -> Built:
    if looks.event(m):
        return None  # "the fiscal 2024 budget"
    return DateKind.CALENDAR, Fields(year=number(m, "y") or number(m, "y2"), approximate=True)


def century(m: Match) -> Built:
    return DateKind.CALENDAR, Fields(mask=f"{(number(m, 'c') or 1) - 1:02}XX")


def years(m: Match) -> Built:
    if not looks.year(m):
        return None
    return _span(Fields(year=number(m, "y")), Fields(year=number(m, "y2")))


def short_years(m: Match) -> Built:
    first, last = number(m, "y") or 0, number(m, "y3") or 0
    if last <= 12 or last <= first % 100 or not looks.year(m):
        return None
    return _span(Fields(year=first), Fields(year=first - first % 100 + last))


def year(m: Match) -> Built:
    return (DateKind.CALENDAR, Fields(year=number(m, "y"))) if looks.year(m) else None


def quarter(m: Match) -> Built:
    unit: Unit = "quarter" if word(m, "unit") == "quarter" else "half"
    n = ORDINALS[word(m, "no") or "first"]
    if unit == "half" and n > 2:
        return None
    shift = 0 if m["now"] else _year_shift(m)
    return DateKind.CALENDAR, Fields(year=number(m, "y"), unit=unit, number=n, year_shift=shift)


def weekday(m: Match) -> Built:
    if not looks.weekday(m):
        return None
    week = _YEAR_SHIFT.get(word(m, "wk") or "")
    told = word(m, "mod") in ("previous", "following", "preceding")
    fields = Fields(weekday=_weekday(m), shift=_shift(m), week_shift=week)
    return (DateKind.TOLD if told else DateKind.WEEKDAY), fields


def week_weekday(m: Match) -> Built:
    return DateKind.WEEKDAY, Fields(weekday=_weekday(m), week_shift=_YEAR_SHIFT[word(m, "wk") or ""])


def today(m: Match) -> Built:
    if not looks.today(m):
        return None
    found = plain(m[0]).replace("to-", "to")
    phrase = next((p for p in DAYS if found == p or found.startswith(p + " ")), None)
    return (DateKind.DAY, Fields(shift=DAYS[phrase])) if phrase else None


def hours(_: Match) -> Built:
    return DateKind.TOLD, Fields(unit="day", shift=0)


def feast(m: Match) -> Built:
    if word(m, "new"):
        month_, day = (1, 1) if word(m, "nd") == "day" else (12, 31)
    else:
        month_, day = 12, 24 if word(m, "cd") == "eve" else 25
    return DateKind.CALENDAR, Fields(month=month_, day=day)


def told(m: Match) -> Built:
    unit = UNITS[word(m, "unit") or ""]
    if m["bare"] and unit != "day":
        return None
    shift = 0 if m["that"] else 1 if m["bare"] else _shift(m)
    if word(m, "mod") == "next" and unit != "day":
        return None  # "the next year" is the row of units
    return DateKind.TOLD, Fields(unit=unit, shift=shift)


def day_before(m: Match) -> Built:
    shift = -1 if word(m, "dir") == "before" else 1
    return DateKind.TOLD, Fields(unit=UNITS[word(m, "unit") or ""], shift=shift, event=looks.event(m))


def unit(m: Match) -> Built:
    if word(m, "mod") in ("past", "coming") and word(m, "unit") not in ("weekend", "quarter"):
        return DateKind.STRETCH, Fields(unit=UNITS[word(m, "unit") or ""], count=_shift(m))
    if word(m, "fiscal") and word(m, "unit") != "year":
        return None
    rough = word(m, "fiscal") is not None  # where it begins, the state says
    return DateKind.UNIT, Fields(unit=UNITS[word(m, "unit") or ""], shift=_shift(m), approximate=rough)


def bare_unit(m: Match) -> Built:
    if not looks.part_before(m):
        return None
    return DateKind.UNIT, Fields(unit=UNITS[word(m, "unit") or ""], shift=0)


def weekend(_: Match) -> Built:
    return DateKind.UNIT, Fields(unit="weekend")


def year_end(m: Match) -> Built:
    return DateKind.UNIT, Fields(unit=UNITS[word(m, "unit") or ""], shift=0, part="end")


def _count(m: Match) -> tuple[int, Unit, bool] | None:
    """Signed count, unit and whether it is only about so many."""
    said, unit = word(m, "n"), UNITS[word(m, "unit") or word(m, "one") or ""]
    n = 1 if said is None else int(said) if said.isdigit() else NUMBERS[said]
    if n == 0 or (said in ("a", "an") and looks.last_word(m).lower() == "half"):
        return None  # "half a century ago"
    rough = bool(said and ("couple" in said or "dozen" in said)) or looks.roughly_before(m)
    return n * (2 if word(m, "unit") == "fortnight" else 1), unit, rough


def ago(m: Match) -> Built:
    counted = _count(m)
    if counted is None:
        return None
    n, unit, rough = counted
    return DateKind.AGO, Fields(unit=unit, count=-n, approximate=rough)


def later(m: Match) -> Built:
    counted = _count(m)
    if counted is None:
        return None
    n, unit, rough = counted
    way = word(m, "dir") or ""
    if way in ("from now", "from today", "hence"):
        return DateKind.AGO, Fields(unit=unit, count=n, approximate=rough)
    sign = -1 if way in ("earlier", "before", "previously", "prior") else 1
    hangs = way in ("before", "after", "prior") and looks.event(m)
    return DateKind.TOLD, Fields(unit=unit, count=sign * n, approximate=rough, event=hangs)


def ahead(m: Match) -> Built:
    counted = _count(m)
    if counted is None:
        return None
    n, unit, rough = counted
    return DateKind.AGO, Fields(
        unit=unit, count=n, approximate=rough or "working" in m[0] or "business" in m[0]
    )


def within(m: Match) -> Built:
    counted = _count(m)
    if counted is None:
        return None
    n, unit, rough = counted
    return DateKind.WITHIN, Fields(
        unit=unit, count=n, approximate=rough, event=m["ev"] is not None, relation="by"
    )


def stretch(m: Match) -> Built:
    counted = _count(m)
    if counted is None:
        return None
    if word(m, "for"):
        return DateKind.VAGUE, Fields()  # "for the next ten years" says how long
    n, unit, rough = counted
    sign = SHIFTS[word(m, "mod") or "next"]
    return DateKind.STRETCH, Fields(unit=unit, count=sign * n, approximate=rough)


def vague(_: Match) -> Built:
    return DateKind.VAGUE, Fields()


def day_of_month(m: Match) -> Built:
    return DateKind.CALENDAR, Fields(day=number(m, "d"))


_FORMS: Final[tuple[Callable[[Match], Built], ...]] = (
    iso, slashed, dotted, days_of_month, day_range_month, two_months, two_months_day_first, month_range,
    month_day, day_month, year_month_day, month_year, month, season_year, season, decade, short_decade,
    century, years, short_years, year, quarter, weekday, week_weekday, today, told, day_before, unit,
    told_month, bare_decade, named_decade, fiscal_year, hours, feast,
    bare_unit, weekend, year_end, ago, later, ahead, within, stretch, vague, day_of_month,
)  # fmt: skip
BUILDERS: Final[Mapping[str, Callable[[Match], Built]]] = {
    **{form.__name__: form for form in _FORMS},
    "hours_later": hours,
    "vague_stretch": vague,
    "vague_count": vague,
}
