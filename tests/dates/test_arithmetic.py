"""The calendar's arithmetic as tables, up to both ends of the calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.dates import arithmetic as cal
from foedus.dates.arithmetic import Tense
from foedus.dates.expr import Fields, Part, Unit

TUESDAY = dt.date(2024, 11, 12)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("year", "month", "of_month", "wanted"),
    [
        (2024, 2, 29, True), (2023, 2, 29, False), (2024, 4, 31, False), (2024, 4, 0, False),
        (2024, 0, 1, False), (2024, 13, 1, False), (2024, 1, 1, True), (2024, 12, 31, True),
        (0, 1, 1, False), (1, 1, 1, True), (9999, 12, 31, True), (10000, 1, 1, False),
    ],
)  # fmt: skip
def test_days_that_exist(year: int, month: int, of_month: int, wanted: bool) -> None:
    assert cal.exists(year, month, of_month) is wanted


@pytest.mark.parametrize(
    ("fields", "year", "wanted"),
    [
        (Fields(month=11, day=12, weekday=1), 2024, True),
        (Fields(month=11, day=12, weekday=2), 2024, False),
        (Fields(month=2, day=29, weekday=3), 2024, True),
        (Fields(month=2, day=29, weekday=3), 2023, False),
        (Fields(month=11, weekday=1), 2024, False),
        (Fields(day=12, weekday=1), 2024, False),
    ],
)
def test_whether_a_weekday_is_its_days_own(fields: Fields, year: int, wanted: bool) -> None:
    assert cal.fits(fields, year) is wanted


@pytest.mark.parametrize(
    ("seen", "month", "of_month", "tense", "wanted"),
    [
        ("2024-11-12", 6, 20, "past", "2024-06-20"),
        ("2024-11-12", 6, 20, "future", "2025-06-20"),
        ("2024-11-12", 11, 13, "past", "2024-11-13"),  # a day ahead is forgiven
        ("2024-11-12", 11, 14, "past", "2024-11-14?"),  # the near one
        ("2024-11-12", 12, 25, "past", "2023-12-25"),
        ("1904-01-15", 2, 29, "past", "1896-02-29"),  # 1900 was no leap year
        ("1896-04-15", 2, 29, "future", "1904-02-29"),
        ("0001-01-10", 12, 31, "past", "0001-12-31"),
        ("9999-12-20", 1, 5, "future", "9999-01-05"),
    ],
)
def test_the_nearest_such_day(seen: str, month: int, of_month: int, tense: Tense, wanted: str) -> None:
    found = cal.nearest_day(day(seen), month, of_month, None, tense)
    assert found is not None
    assert found[0].isoformat() + found[1] == wanted


@pytest.mark.parametrize(
    ("seen", "month", "shift", "wanted"),
    [
        ("2024-11-12", 6, -1, (2024, "?")), ("2024-11-12", 11, -1, (2023, "")), ("2024-11-12", 12, -1, (2023, "")),
        ("2024-11-12", 6, 0, (2024, "")), ("2024-11-12", 11, 0, (2024, "")), ("2024-11-12", 12, 0, (2024, "")),
        ("2024-11-12", 6, 1, (2025, "")), ("2024-11-12", 11, 1, (2025, "")), ("2024-11-12", 12, 1, (2024, "?")),
        ("9999-06-12", 7, 1, (9999, "?")), ("9999-06-12", 6, 1, None), ("0001-06-12", 6, -1, None),
    ],
)  # fmt: skip
def test_last_this_and_next_month_by_name(
    seen: str, month: int, shift: int, wanted: tuple[int, str] | None
) -> None:
    found = cal.shifted_month_year(day(seen), month, shift)
    assert (found and (found[0], found[2])) == wanted


@pytest.mark.parametrize(
    ("seen", "month", "of_month", "shift", "wanted"),
    [
        ("2024-11-12", 12, 8, -1, 2023), ("2024-11-12", 11, 12, -1, 2023), ("2024-11-12", 11, 11, -1, 2024),
        ("2024-11-12", 1, 8, 1, 2025), ("2024-11-12", 11, 12, 1, 2025), ("2024-11-12", 11, 13, 1, 2024),
        ("1904-02-28", 2, 29, -1, 1896), ("1896-03-01", 2, 29, 1, 1904),
        ("0001-01-05", 1, 8, -1, None), ("9999-12-05", 1, 8, 1, None),
    ],
)  # fmt: skip
def test_last_and_next_day_by_name(
    seen: str, month: int, of_month: int, shift: int, wanted: int | None
) -> None:
    assert cal.shifted_day_year(day(seen), month, of_month, shift) == wanted


WINTER, SPRING, AUTUMN = 24, 21, 23


@pytest.mark.parametrize(
    ("seen", "season", "shift", "tense", "wanted"),
    [
        # a winter is of its December's year, and runs to the end of February
        ("2024-02-29", WINTER, 0, "past", (2023, "")),
        ("2024-03-01", WINTER, 0, "past", (2024, "")),
        ("2024-03-01", WINTER, None, "past", (2023, "")),
        ("2024-02-29", WINTER, None, "future", (2023, "")),
        ("2024-12-01", WINTER, None, "past", (2024, "")),
        # "last" while it runs is the one before, once it is over this year's
        ("2024-04-10", SPRING, -1, "past", (2023, "")),
        ("2024-05-31", SPRING, -1, "past", (2023, "")),
        ("2024-06-01", SPRING, -1, "past", (2024, "?")),
        # "next" before it begins is this year's
        ("2024-02-10", SPRING, 1, "future", (2024, "?")),
        ("2024-03-10", SPRING, 1, "future", (2025, "")),
        # plain: the one begun last, or the one to come
        ("2024-02-10", SPRING, None, "past", (2023, "")),
        ("2024-03-10", SPRING, None, "past", (2024, "")),
        ("2024-05-10", SPRING, None, "future", (2024, "")),
        ("2024-06-10", SPRING, None, "future", (2025, "")),
        ("2024-11-12", AUTUMN, None, "past", (2024, "")),
    ],
)
def test_seasons(seen: str, season: int, shift: int | None, tense: Tense, wanted: tuple[int, str]) -> None:
    assert cal.season_year(day(seen), season, shift, tense) == wanted


COUNTED: list[tuple[str, Unit, int, str | None]] = [
    ("2024-11-12", "hour", 24, "2024-11-13"), ("2024-11-12", "hour", 25, "2024-11-14"),
    ("2024-11-12", "hour", -24, "2024-11-11"), ("2024-11-12", "hour", -25, "2024-11-10"),
    ("2024-11-12", "day", -12, "2024-10-31"), ("2024-11-12", "weekend", 2, "2024-11-14"),
    ("2024-11-12", "week", 2, "2024-11-26"), ("2024-01-31", "month", 1, "2024-02"),
    ("2024-11-12", "month", 2, "2025-01"), ("2024-11-12", "month", -11, "2023-12"),
    ("2024-11-12", "quarter", 1, "2025-02"), ("2024-11-12", "half", -1, "2024-05"),
    ("2024-11-12", "year", -5, "2019"), ("2024-11-12", "decade", -2, "2004"), ("2024-11-12", "century", -1, "1924"),
    ("9999-11-12", "month", 1, "9999-12"), ("9999-11-12", "month", 2, None), ("0001-02-12", "month", -1, "0001-01"),
    ("0001-02-12", "month", -2, None),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "unit", "count", "wanted"), COUNTED)
def test_so_many_units_on(seen: str, unit: Unit, count: int, wanted: str | None) -> None:
    assert cal.counted(day(seen), unit, count) == wanted


def test_far_units_keep_the_day() -> None:
    assert cal.counted_day(TUESDAY, "decade", 3) == day("2054-11-12")
    assert cal.counted_day(TUESDAY, "century", 3) == day("2324-11-12")
    assert cal.counted_day(day("2024-01-31"), "month", 1) == day("2024-02-29")


UNITS: list[tuple[str, Unit, int, str | None]] = [
    ("2024-11-12", "day", -1, "2024-11-11"),
    ("2024-11-12", "week", 0, "2024-11-11/2024-11-17"), ("2024-11-12", "week", 2, "2024-11-25/2024-12-01"),
    ("2024-11-12", "month", 2, "2025-01"),
    ("2024-11-12", "quarter", 0, "2024-10/2024-12"), ("2024-10-12", "quarter", 0, "2024-10/2024-12"),
    ("2024-09-12", "quarter", 0, "2024-07/2024-09"), ("2024-11-12", "quarter", 1, "2025-01/2025-03"),
    ("2024-06-12", "half", 0, "2024-01/2024-06"), ("2024-07-12", "half", 0, "2024-07/2024-12"),
    ("2024-11-12", "half", -1, "2024-01/2024-06"),
    ("2024-11-12", "year", 1, "2025"), ("9999-11-12", "year", 1, None), ("0001-11-12", "year", -1, None),
    ("2024-11-12", "decade", -1, "201X"), ("9999-11-12", "decade", 0, "999X"), ("9999-11-12", "decade", 1, None),
    ("0005-11-12", "decade", 0, "000X"), ("0005-11-12", "decade", -1, None),
    ("2024-11-12", "century", -1, "19XX"), ("9999-11-12", "century", 0, "99XX"), ("9999-11-12", "century", 1, None),
    ("0005-11-12", "century", 0, "00XX"), ("0005-11-12", "century", -1, None),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "unit", "shift", "wanted"), UNITS)
def test_whole_units(seen: str, unit: Unit, shift: int, wanted: str | None) -> None:
    assert cal.unit(day(seen), unit, shift) == wanted


@pytest.mark.parametrize(
    ("unit", "shift", "first", "last"),
    [
        ("week", -1, "2024-11-04", "2024-11-10"), ("month", 3, "2025-02-01", "2025-02-28"),
        ("year", -1, "2023-01-01", "2023-12-31"),
    ],
)  # fmt: skip
def test_the_edges_of_a_unit(unit: Unit, shift: int, first: str, last: str) -> None:
    edges = [cal.unit_edge(TUESDAY, unit, shift, end=end) for end in (False, True)]
    assert edges == [first, last]


@pytest.mark.parametrize(
    ("seen", "shift", "tense", "saturday"),
    [
        ("2024-11-12", None, "past", "2024-11-09"), ("2024-11-12", None, "future", "2024-11-16"),
        ("2024-11-16", None, "past", "2024-11-16"), ("2024-11-17", None, "future", "2024-11-16"),
        ("2024-11-12", -1, "past", "2024-11-09"), ("2024-11-16", -1, "past", "2024-11-09"),
        ("2024-11-12", 1, "future", "2024-11-16"), ("2024-11-16", 1, "future", "2024-11-23"),
        ("2024-11-12", 0, "future", "2024-11-16"),
    ],
)  # fmt: skip
def test_weekends(seen: str, shift: int | None, tense: Tense, saturday: str) -> None:
    sunday = day(saturday) + dt.timedelta(days=1)
    assert cal.weekend(day(seen), shift, tense) == f"{saturday}/{sunday.isoformat()}"


@pytest.mark.parametrize(
    ("part", "tense", "wanted"),
    [
        (None, "past", "2024-11-11/2024-11-12"), (None, "future", "2024-11-12/2024-11-17"),
        (None, "unknown", "2024-11-11/2024-11-17"), ("early", "future", "2024-11-11/2024-11-12"),
        ("late", "past", "2024-11-12/2024-11-17"), ("mid", "past", "2024-11-11/2024-11-17"),
        ("mid", "future", "2024-11-11/2024-11-17"),
    ],
)  # fmt: skip
def test_this_week(part: Part | None, tense: Tense, wanted: str) -> None:
    assert cal.rest_of_week(TUESDAY, part, tense) == wanted


def test_this_week_on_its_first_and_last_day_is_the_day() -> None:
    assert cal.rest_of_week(day("2024-11-11"), None, "past") == "2024-11-11"
    assert cal.rest_of_week(day("2024-11-17"), None, "future") == "2024-11-17"
