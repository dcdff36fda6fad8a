"""Resolving: each rule of the anchor, of tense, of the day told of and of zones; no anchor, no date."""

import datetime as dt
from typing import Any

import pytest

from foedus.dates import parse
from foedus.dates.expr import DateExpr, DateKind, Fields
from foedus.dates.find import find_dates
from foedus.dates.resolve import Anchor, Resolved, Tense, resolve
from foedus.errors import DateError

TUESDAY = Anchor(dt.date(2024, 11, 12))
SEOUL_MORNING = Anchor(
    dt.date(2024, 11, 12), "Asia/Seoul", dt.datetime.fromisoformat("2024-11-12T08:00:00+09:00")
)


def one(
    text: str,
    tense: Tense = "past",
    anchor: Anchor | None = TUESDAY,
    reported: dt.date | None = None,
    place_zone: str | None = None,
) -> Resolved | None:
    found = find_dates(text)
    assert len(found) == 1, [e.text for e in found]
    return resolve(found[0], anchor, tense=tense, reported=reported, place_zone=place_zone)


RESOLVED: list[tuple[str, Tense, str | None]] = [
    # whole dates need no anchor's help
    ("June 20, 2024", "past", "2024-06-20"),
    ("12 November 2024", "future", "2024-11-12"),
    ("in June 2024", "past", "2024-06"),
    ("in 1987", "past", "1987"),
    ("about 1987", "past", "1987~"),
    ("the 1990s", "past", "199X"),
    ("the 19th century", "past", "18XX"),
    ("in the summer of 2023", "past", "2023-22"),
    ("the third quarter of 2024", "past", "2024-07/2024-09"),
    ("the second half of 2025", "future", "2025-07/2025-12"),
    ("the first half of next year", "future", "2025-01/2025-06"),
    ("Monday, Nov. 12, 2024", "past", "2024-11-12?"),  # a Tuesday
    ("February 29", "past", "2024-02-29"),
    ("February 29", "future", "2028-02-29"),
    # month and day without a year, in the direction of the tense
    ("in June", "past", "2024-06"),
    ("in June", "future", "2025-06"),
    ("in June", "unknown", "2024-06"),
    ("in February", "unknown", "2025-02"),
    ("in November", "past", "2024-11"),
    ("in November", "future", "2024-11"),
    ("in December", "past", "2023-12"),
    ("in December", "future", "2024-12"),
    ("on June 20", "past", "2024-06-20"),
    ("on June 20", "future", "2025-06-20"),
    ("on Nov. 13", "past", "2024-11-13"),  # a day against the direction: zones
    ("on Nov. 11", "future", "2024-11-11"),
    ("on Dec. 1", "past", "2024-12-01?"),  # not eleven months ago
    ("on Oct. 20", "future", "2024-10-20?"),
    ("by Oct. 20", "future", "2025-10-20?"),
    ("Monday, Nov. 11", "past", "2024-11-11"),
    ("Sunday, Nov. 12", "past", "2023-11-12"),  # the year by its weekday
    ("Friday, Nov. 12", "past", "2024-11-12"),  # fits no year near: the weekday is wrong
    ("on the 12th,", "past", "2024-11-12"),
    ("on the 20th,", "past", "2024-10-20"),
    ("on the 31st,", "past", "2024-10-31"),
    ("on the 5th,", "future", "2024-12-05"),
    ("June last year", "past", "2023-06"),
    ("June 20 last year", "past", "2023-06-20"),
    ("January of this year", "past", "2024-01"),
    ("last June", "past", "2024-06?"),
    ("last December", "past", "2023-12"),
    ("last November", "past", "2023-11"),
    ("this June", "past", "2024-06"),
    ("next June", "future", "2025-06"),
    ("next December", "future", "2024-12?"),
    ("last Dec. 8", "past", "2023-12-08"),
    ("last Nov. 12", "past", "2023-11-12"),
    ("last Nov. 11", "past", "2024-11-11"),
    ("next Jan. 8", "future", "2025-01-08"),
    ("next Nov. 12", "future", "2025-11-12"),
    ("June 15,1987", "past", "1987-06-15"),
    ("June 15 , 1987", "past", "1987-06-15"),
    ("15 June,1987", "past", "1987-06-15"),
    ("June,1987", "past", "1987-06"),
    # old spelling, feasts, decades, years that are not the calendar's
    ("to-day", "past", "2024-11-12"),
    ("to-morrow", "future", "2024-11-13"),
    ("on New Year's Day", "past", "2024-01-01"),
    ("on New Year's Day", "future", "2025-01-01"),
    ("on New Year's Eve", "future", "2024-12-31"),
    ("on Christmas Eve", "past", "2023-12-24"),
    ("at Christmas", "future", "2024-12-25"),
    ("in the 80s", "past", "198X"),
    ("in the early nineties", "past", "199X"),
    ("during the seventies", "past", "197X"),
    ("the late 1980s", "past", "198X"),
    ("this fiscal year", "past", "2024~"),
    ("the next financial year", "future", "2025~"),
    ("fiscal 2025", "future", "2025~"),
    ("the 2025 fiscal year", "future", "2025~"),
    ("through June", "future", "../2025-06"),
    ("in five years", "future", "2029~"),
    ("in five years", "past", None),
    ("early next spring", "future", "2025-21"),
    ("this winter", "future", "2024-24"),
    ("a century ago", "past", "1924~"),
    # of the year, or the day, that the text told of: none, where it told of none
    ("on April 11 that year", "past", None),
    ("in November of the same year", "past", None),
    ("in the morning", "past", None),
    ("later in the day", "past", None),
    # parts
    ("mid-June", "past", "2024-06"),
    ("early next month", "future", "2024-12"),
    ("late 2023", "past", "2023"),
    ("the end of June", "past", "2024-06-30~"),
    ("at the end of 2025", "future", "2025-12-31~"),
    ("at the start of 2025", "future", "2025-01-01~"),
    ("the end of the year", "future", "2024-12-31~"),
    ("the end of next month", "future", "2024-12-31~"),
    ("the end of the week", "future", "2024-11-17~"),
    # relations
    ("by the end of 2025", "future", "2025-12-31?"),
    ("by the end of January", "future", "2025-01-31?"),
    ("by October 31st", "future", "2025-10-31?"),
    ("by 2030", "future", "2030?"),
    ("before June 2025", "future", "2025-06?"),
    ("until 2030", "future", "../2030"),
    ("until the end of 2025", "future", "../2025-12-31"),
    ("through next week", "future", "../2024-11-24"),
    ("since 1972", "past", "1972/.."),
    ("since July 5", "past", "2024-07-05/.."),
    ("since last week", "past", "2024-11-04/.."),
    ("after June 2025", "future", "2025-06/.."),
    ("from January 1", "future", "2025-01-01"),
    ("effective December 7", "future", "2024-12-07"),
    ("from next week", "future", "2024-11-18"),
    # spans
    ("April 8-9", "past", "2024-04-08/2024-04-09"),
    ("April 8-9", "future", "2025-04-08/2025-04-09"),
    ("April 8-9, 2022", "past", "2022-04-08/2022-04-09"),
    ("Dec. 30 to Jan. 2", "future", "2024-12-30/2025-01-02"),
    ("Dec. 30 to Jan. 2", "past", "2023-12-30/2024-01-02"),
    ("Dec. 30, 2020 to Jan. 2", "past", "2020-12-30/2021-01-02"),
    ("from June to August", "past", "2024-06/2024-08"),
    ("from 1972 to 1975", "past", "1972/1975"),
    ("1985-86", "past", "1985/1986"),
    # weekdays
    ("Tuesday", "past", "2024-11-12"),
    ("Tuesday", "future", "2024-11-12"),
    ("Tuesday", "unknown", "2024-11-12"),
    ("Monday", "past", "2024-11-11"),
    ("Wednesday", "past", "2024-11-06"),
    ("Wednesday", "unknown", "2024-11-06"),
    ("Wednesday", "future", "2024-11-13"),
    ("Monday", "future", "2024-11-18"),
    ("last Tuesday", "past", "2024-11-05"),
    ("next Tuesday", "future", "2024-11-19"),
    ("last Friday", "past", "2024-11-08"),
    ("next Monday", "future", "2024-11-18"),
    ("next Friday", "future", "2024-11-22?"),
    ("this Friday", "future", "2024-11-15"),
    ("this Friday", "past", "2024-11-08"),
    ("Monday of last week", "past", "2024-11-04"),
    ("Wednesday next week", "future", "2024-11-20"),
    ("Tuesday night", "past", "2024-11-12"),
    ("since Sunday", "past", "2024-11-10/.."),
    ("by Thursday", "future", "2024-11-14?"),
    # days
    ("today", "past", "2024-11-12"),
    ("yesterday", "past", "2024-11-11"),
    ("tomorrow", "future", "2024-11-13"),
    ("last night", "past", "2024-11-11"),
    ("overnight", "past", "2024-11-12"),
    ("the day before yesterday", "past", "2024-11-10"),
    ("the day after tomorrow", "future", "2024-11-14"),
    # told, with no day told of: back from the anchor, on only for what is to come
    ("the previous day", "past", "2024-11-11"),
    ("a day earlier", "past", "2024-11-11"),
    ("the previous month", "past", "2024-10"),
    ("the previous week", "past", "2024-11-04/2024-11-10"),
    ("a week earlier", "past", "2024-11-05~"),
    ("a year earlier", "past", "2023~"),
    ("the next day", "past", None),
    ("the next day", "future", "2024-11-13"),
    ("the following month", "future", "2024-12"),
    ("the following year", "past", None),
    ("the same day", "past", None),
    ("that month", "past", None),
    ("30 days later", "future", "2024-12-12"),
    ("30 days later", "past", None),
    ("three days after the vote", "future", None),
    ("the day before the vote", "past", None),
    ("the previous Friday", "past", "2024-11-08"),
    # units
    ("this week", "past", "2024-11-11/2024-11-12"),
    ("this week", "future", "2024-11-12/2024-11-17"),
    ("this week", "unknown", "2024-11-11/2024-11-17"),
    ("earlier this week", "past", "2024-11-11/2024-11-12"),
    ("later this week", "future", "2024-11-12/2024-11-17"),
    ("last week", "past", "2024-11-04/2024-11-10"),
    ("next week", "future", "2024-11-18/2024-11-24"),
    ("this month", "past", "2024-11"),
    ("earlier this month", "past", "2024-11"),
    ("last month", "past", "2024-10"),
    ("next month", "future", "2024-12"),
    ("this quarter", "past", "2024-10/2024-12"),
    ("last quarter", "past", "2024-07/2024-09"),
    ("this year", "past", "2024"),
    ("last year", "past", "2023"),
    ("next year", "future", "2025"),
    ("around next year", "future", "2025~"),
    ("this decade", "past", "202X"),
    ("last century", "past", "19XX"),
    ("at the weekend", "past", "2024-11-09/2024-11-10"),
    ("over the weekend", "future", "2024-11-16/2024-11-17"),
    ("last weekend", "past", "2024-11-09/2024-11-10"),
    ("this weekend", "future", "2024-11-16/2024-11-17"),
    ("next weekend", "future", "2024-11-16/2024-11-17"),
    ("last summer", "past", "2024-22?"),
    ("last winter", "past", "2023-24"),
    ("next spring", "future", "2025-21"),
    ("next winter", "future", "2024-24?"),
    ("this autumn", "past", "2024-23"),
    ("in the winter,", "past", "2023-24"),
    ("in the spring,", "future", "2025-21"),
    ("in the summer of last year", "past", "2023-22"),
    # counted
    ("three days ago", "past", "2024-11-09"),
    ("about three days ago", "past", "2024-11-09~"),
    ("two weeks ago", "past", "2024-10-29~"),
    ("a couple of weeks ago", "past", "2024-10-29~"),
    ("six months ago", "past", "2024-05~"),
    ("five years ago", "past", "2019~"),
    ("two decades ago", "past", "2004~"),
    ("48 hours ago", "past", "2024-11-10"),
    ("36 hours ago", "past", "2024-11-11~"),
    ("in three days", "future", "2024-11-15"),
    ("in three days", "past", None),  # how long it took
    ("in two weeks", "future", "2024-11-26~"),
    ("in two years' time", "future", "2026~"),
    ("within 90 days", "future", "2025-02-10?"),
    ("within two years", "future", "2026?"),
    ("within 90 days", "past", None),
    ("within 30 days of signature", "future", None),
    ("in the past 24 hours", "past", "2024-11-11/2024-11-12"),
    ("the past year", "past", "2023-11-12/2024-11-12"),
    ("this coming year", "future", "2025"),
    ("over the past six months", "past", "2024-05-12/2024-11-12"),
    ("over the next two weeks", "future", "2024-11-12/2024-11-26"),
    # vague
    ("recently", "past", None),
    ("in the coming weeks", "future", None),
    ("a few days ago", "past", None),
    ("for the next ten years", "future", None),
]


@pytest.mark.parametrize(("text", "tense", "expected"), RESOLVED, ids=[f"{t[0]}-{t[1]}" for t in RESOLVED])
def test_from_a_tuesday_of_november(text: str, tense: Tense, expected: str | None) -> None:
    found = one(text, tense)
    assert (found and found.date) == expected
    if found is not None:
        assert str(parse(found.date)) == found.date
        assert str(parse(found.named)) == found.named


SEEN, COUNTED = "seen from 2024-11-12", "counted from 2024-11-12"
WHOLE: list[tuple[str, Tense, tuple[str, str, str]]] = [
    # date, basis, note
    ("in 1987", "past", ("1987", "text", "")),
    ("the early 1990s", "past", ("199X", "text", "early")),
    ("the 1990s", "past", ("199X", "text", "")),
    ("by the 1990s", "past", ("199X?", "text", "not later than")),
    ("on June 20", "past", ("2024-06-20", "anchor", SEEN)),
    ("in June", "past", ("2024-06", "anchor", SEEN)),
    ("last June", "past", ("2024-06?", "anchor", SEEN)),
    ("June 20 last year", "past", ("2023-06-20", "anchor", "")),
    ("the end of June", "past", ("2024-06-30~", "anchor", f"{SEEN}; the end")),
    ("late 2023", "past", ("2023", "text", "late")),
    ("mid-June", "past", ("2024-06", "anchor", f"{SEEN}; mid")),
    ("Monday, Nov. 12, 2024", "past", ("2024-11-12?", "text", "its weekday does not fit")),
    ("Tuesday, Nov. 12, 2024", "past", ("2024-11-12", "text", "")),
    ("the late summer of 2023", "past", ("2023-22", "text", "late")),
    ("the summer of last year", "past", ("2023-22", "anchor", "")),
    ("the first half of next year", "future", ("2025-01/2025-06", "anchor", "")),
    ("by the end of 2025", "future", ("2025-12-31?", "text", "the end; not later than")),
    ("since July 5", "past", ("2024-07-05/..", "anchor", f"{SEEN}; since")),
    ("after June 2025", "future", ("2025-06/..", "text", "after")),
    ("until the end of 2025", "future", ("../2025-12-31", "text", "the end; until")),
    ("on the 20th,", "past", ("2024-10-20", "anchor", SEEN)),
    ("April 8-9", "past", ("2024-04-08/2024-04-09", "anchor", "")),
    ("April 8-9, 2022", "past", ("2022-04-08/2022-04-09", "text", "")),
    ("from June 2022 to August", "past", ("2022-06/2022-08", "text", "")),
    ("about Tuesday", "past", ("2024-11-12~", "anchor", SEEN)),
    ("around next Friday", "future", ("2024-11-22~", "anchor", SEEN)),
    ("about Monday of next week", "future", ("2024-11-18~", "anchor", SEEN)),
    ("Monday of next week", "future", ("2024-11-18", "anchor", SEEN)),
    ("yesterday", "past", ("2024-11-11", "anchor", SEEN)),
    ("early this week", "past", ("2024-11-11/2024-11-12", "anchor", f"{SEEN}; early")),
    ("the start of the week", "past", ("2024-11-11~", "anchor", f"{SEEN}; start")),
    ("the start of the month", "past", ("2024-11-01~", "anchor", f"{SEEN}; start")),
    ("the end of the decade", "future", ("202X", "anchor", f"{SEEN}; end")),
    ("early next month", "future", ("2024-12", "anchor", f"{SEEN}; early")),
    ("around next month", "future", ("2024-12~", "anchor", SEEN)),
    ("about next week", "future", ("2024-11-18/2024-11-24", "anchor", SEEN)),
    ("the previous day", "past", ("2024-11-11", "anchor", COUNTED)),
    ("the previous month", "past", ("2024-10", "anchor", COUNTED)),
    ("the previous Monday", "past", ("2024-11-11", "anchor", COUNTED)),
    ("the previous Tuesday", "past", ("2024-11-05", "anchor", COUNTED)),
    ("the following Monday", "future", ("2024-11-18", "anchor", COUNTED)),
    ("about a week ago", "past", ("2024-11-05~", "anchor", COUNTED)),
    ("two days ago", "past", ("2024-11-10", "anchor", COUNTED)),
    ("in one day", "future", ("2024-11-13", "anchor", COUNTED)),
    ("36 hours ago", "past", ("2024-11-11~", "anchor", COUNTED)),
    ("in the past two weeks", "past", ("2024-10-29/2024-11-12", "anchor", COUNTED)),
]


@pytest.mark.parametrize(("text", "tense", "expected"), WHOLE, ids=[f"{t[0]}-{t[1]}" for t in WHOLE])
def test_what_a_date_rests_on_and_why(text: str, tense: Tense, expected: tuple[str, str, str]) -> None:
    found = one(text, tense)
    assert found is not None
    assert (found.date, found.basis, found.note) == expected


def fields(
    kind: DateKind,
    tense: Tense = "past",
    anchor: Anchor | None = TUESDAY,
    reported: dt.date | None = None,
    **given: Any,
) -> str | None:
    """The date of an expression given by its fields."""
    found = resolve(DateExpr(0, 0, "", kind, Fields(**given)), anchor, tense=tense, reported=reported)
    return None if found is None else found.date


@pytest.mark.parametrize("kind", list(DateKind))
@pytest.mark.parametrize("anchor", [TUESDAY, None])
def test_an_expression_that_says_nothing_has_no_date(kind: DateKind, anchor: Anchor | None) -> None:
    assert fields(kind, anchor=anchor) is None


FIELDS: list[tuple[DateKind, Tense, dict[str, Any], str | None]] = [
    (DateKind.CALENDAR, "past", {"year": 2023, "month": 2, "day": 29}, None),
    (DateKind.CALENDAR, "past", {"year": 2023, "season": 22, "approximate": True}, "2023-22~"),
    (DateKind.CALENDAR, "past", {"day": 12}, "2024-11-12"),
    (DateKind.CALENDAR, "past", {"day": 12, "approximate": True}, "2024-11-12~"),
    (DateKind.CALENDAR, "past", {"month": 2, "shift": -1}, "2024-02?"),
    (DateKind.CALENDAR, "past", {"month": 12, "weekday": 1}, "2023-12"),
    (DateKind.CALENDAR, "past", {"year": 2024, "month": 11, "weekday": 0}, "2024-11"),
    (DateKind.CALENDAR, "past", {"year": 2024, "month": 11, "day": 12, "weekday": 0}, "2024-11-12?"),
    (DateKind.CALENDAR, "past", {"year": 2024, "month": 11, "day": 12, "approximate": True}, "2024-11-12~"),
    (DateKind.CALENDAR, "past", {"year": 9999, "season": 21}, "9999-21"),
    (DateKind.CALENDAR, "past", {"year": 2024, "unit": "half", "number": 2}, "2024-07/2024-12"),
    (DateKind.CALENDAR, "past", {"unit": "half", "number": 2}, None),
    (DateKind.CALENDAR, "future", {"year_shift": 1}, "2025"),
    (DateKind.SPAN, "past", {"month": 6, "last": Fields(month=2, day=30)}, None),
    (DateKind.SPAN, "past", {"month": 2, "day": 30, "last": Fields(month=3, day=2)}, None),
    (DateKind.SPAN, "past", {"year": 2022, "last": Fields(year=2023)}, "2022/2023"),
    (DateKind.SPAN, "past", {"month": 6, "last": Fields()}, None),
    (DateKind.SPAN, "past", {"last": Fields(year=2023)}, "2023/2023"),
    (DateKind.SPAN, "past", {"year": 2022, "last": Fields()}, "2022/2022"),
    (DateKind.SPAN, "past", {"month": 1, "last": Fields(year=2023)}, "2022-01/2023"),
    (DateKind.SPAN, "past", {"year": 2022, "last": Fields(year=2023, month=2, day=30)}, None),
    (DateKind.SPAN, "past", {"year": 2022, "month": 6, "last": Fields(month=6)}, "2022-06/2022-06"),
    (DateKind.SPAN, "past", {"month": 6, "last": Fields(year=2023, month=8)}, "2023-06/2023-08"),
    (DateKind.SPAN, "past", {"month": 12, "last": Fields(year=2023, month=2)}, "2022-12/2023-02"),
    (DateKind.SPAN, "past", {"month": 6, "day": 1, "last": Fields(month=6, day=3)}, "2024-06-01/2024-06-03"),
    (DateKind.WEEKDAY, "past", {"weekday": 0, "week_shift": 0}, "2024-11-11"),
    (DateKind.DAY, "past", {"shift": 0}, "2024-11-12"),
    (DateKind.UNIT, "past", {"unit": "month"}, "2024-11"),
    (DateKind.UNIT, "past", {"unit": "month", "part": "end"}, "2024-11-30~"),
    (DateKind.UNIT, "past", {"unit": "month", "part": "end", "approximate": True}, "2024-11-30~"),
    (DateKind.UNIT, "past", {"unit": "quarter", "part": "end"}, "2024-10/2024-12"),
    (DateKind.UNIT, "past", {"unit": "week", "shift": 1, "part": "start"}, "2024-11-18~"),
    (DateKind.TOLD, "past", {"unit": "day", "shift": -1, "event": True}, None),
    (DateKind.TOLD, "past", {"shift": -1}, "2024-11-11"),
    (DateKind.TOLD, "past", {"unit": "year", "shift": -2100}, None),
    (DateKind.AGO, "past", {"unit": "day", "count": 0}, "2024-11-12"),
    (DateKind.AGO, "past", {"unit": "day", "count": 1}, None),
    (DateKind.AGO, "past", {"count": -1}, None),
    (DateKind.AGO, "past", {"unit": "day"}, None),
    (DateKind.AGO, "past", {"unit": "hour", "count": -48}, "2024-11-10"),
    (DateKind.AGO, "past", {"unit": "hour", "count": -30}, "2024-11-11~"),
    (DateKind.AGO, "past", {"unit": "century", "count": -30}, None),
    (DateKind.WITHIN, "future", {"unit": "day", "count": 90}, "2025-02-10"),
    (DateKind.WITHIN, "past", {"unit": "day", "count": -90}, None),
    (DateKind.WITHIN, "future", {"unit": "day", "count": 90, "event": True}, None),
    (DateKind.STRETCH, "past", {"count": -1}, None),
    (DateKind.STRETCH, "past", {"unit": "day"}, None),
    (DateKind.STRETCH, "past", {"unit": "century", "count": -30}, None),
    (DateKind.VAGUE, "past", {"unit": "day", "count": -1}, None),
]


@pytest.mark.parametrize(("kind", "tense", "given", "expected"), FIELDS)
def test_fields(kind: DateKind, tense: Tense, given: dict[str, Any], expected: str | None) -> None:
    assert fields(kind, tense, **given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"weekday": 4, "shift": 0}, "2024-11-15"),  # told of on a Friday
        ({"weekday": 4, "count": -1}, "2024-11-01"),
        ({"weekday": 4, "count": 1}, "2024-11-15"),
        ({"unit": "day", "shift": 0}, "2024-11-08"),
    ],
)
def test_fields_counted_from_the_day_told_of(given: dict[str, Any], expected: str) -> None:
    assert fields(DateKind.TOLD, reported=dt.date(2024, 11, 8), **given) == expected


@pytest.mark.parametrize(
    ("day", "kind", "given", "expected"),
    [
        (dt.date(9998, 6, 1), DateKind.CALENDAR, {"year_shift": 1}, "9999"),
        (dt.date(2, 6, 1), DateKind.CALENDAR, {"year_shift": -1}, "0001"),
        (dt.date(1, 6, 1), DateKind.CALENDAR, {"year_shift": -1}, None),
        (dt.date(1, 6, 1), DateKind.CALENDAR, {"year_shift": -1, "month": 6}, None),
        (dt.date(9998, 6, 1), DateKind.CALENDAR, {"season": 21, "shift": 1}, "9999-21"),
        (dt.date(9999, 12, 1), DateKind.CALENDAR, {"season": 21, "shift": 1}, None),
        (dt.date(1, 12, 1), DateKind.CALENDAR, {"season": 21, "shift": -2}, "0001-21?"),
        (dt.date(9999, 12, 30), DateKind.UNIT, {"unit": "month", "shift": 1, "part": "end"}, None),
        (dt.date(9999, 12, 30), DateKind.UNIT, {"unit": "month", "shift": 1, "approximate": True}, None),
    ],
)
def test_fields_at_the_ends_of_the_calendar(
    day: dt.date, kind: DateKind, given: dict[str, Any], expected: str | None
) -> None:
    assert fields(kind, "unknown", Anchor(day), **given) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 20", "XXXX-06-20"),
        ("in June", "XXXX-06"),
        ("by June 20", "XXXX-06-20?"),
        ("since June", "XXXX-06/.."),
        ("June 20, 2024", "2024-06-20"),
        ("1987", "1987"),
        ("April 8-9", "XXXX-04-08/XXXX-04-09"),
    ],
)
def test_without_an_anchor_only_what_the_text_gives(text: str, expected: str) -> None:
    found = one(text, anchor=None)
    assert found is not None
    assert (found.date, found.basis) == (expected, "text")


@pytest.mark.parametrize(
    "text",
    "today|Tuesday|last month|two weeks ago|the previous day|last June|this year|in the past week|within 90 days|"
    "June last year|last summer|on the 12th,|at the weekend|the first half of next year|in the fall,".split(
        "|"
    ),
)
def test_without_an_anchor_no_relative_date(text: str) -> None:
    assert one(text, "unknown", anchor=None) is None


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("the previous day", "past", "2024-11-07"),
        ("a day earlier", "past", "2024-11-07"),
        ("the next day", "past", "2024-11-09"),
        ("the same day", "past", "2024-11-08"),
        ("three days later", "past", "2024-11-11"),
        ("two weeks later", "past", "2024-11-22~"),
        ("the following month", "past", "2024-12"),
        ("that month", "past", "2024-11"),
        ("the previous Friday", "past", "2024-11-01"),
        ("the following Friday", "past", "2024-11-15"),
        ("yesterday", "past", "2024-11-11"),  # the writer's own day
    ],
)
def test_counted_from_the_day_told_of(text: str, tense: Tense, expected: str) -> None:
    found = one(text, tense, reported=dt.date(2024, 11, 8))
    assert found is not None
    assert found.date == expected
    assert found.basis == ("anchor" if text == "yesterday" else "reported")


def test_the_day_told_of_serves_without_an_anchor() -> None:
    found = one("the previous day", anchor=None, reported=dt.date(2024, 11, 12))
    assert found is not None
    assert found.date == "2024-11-11"


ZONED = [
    # text, zone of the place, date, basis; published in Seoul on Tuesday at 08:00, Monday 18:00 in Washington
    ("Tuesday", None, "2024-11-12", "anchor"),
    ("Tuesday", "America/New_York", "2024-11-12", "anchor"),  # the publisher's own day
    ("Tuesday (local time)", "America/New_York", "2024-11-05", "zone"),
    ("Monday (local time)", "America/New_York", "2024-11-11", "zone"),
    ("Monday", "America/New_York", "2024-11-11", "zone"),
    ("Saturday (local time)", "Europe/Moscow", "2024-11-09", "zone"),
    ("Saturday (local time)", None, "2024-11-09", "anchor"),
    ("today", "America/New_York", "2024-11-11", "zone"),
    ("today", "+13:00", "2024-11-12", "zone"),
    ("yesterday", "EST", "2024-11-10", "zone"),
    ("three hours ago", "Asia/Seoul", "2024-11-12", "zone"),
    ("ten hours ago", "Asia/Seoul", "2024-11-11", "zone"),
]


@pytest.mark.parametrize(("text", "place_zone", "expected", "basis"), ZONED)
def test_the_instant_in_the_zone_of_the_place(
    text: str, place_zone: str | None, expected: str, basis: str
) -> None:
    found = one(text, anchor=SEOUL_MORNING, place_zone=place_zone)
    assert found is not None
    assert (found.date, found.basis) == (expected, basis)


def test_a_naive_instant_counts_in_the_publishers_zone() -> None:
    naive = dt.datetime(2024, 11, 12, 8)
    told = one("today", anchor=Anchor(naive.date(), "KST", naive), place_zone="America/New_York")
    untold = one("today", anchor=Anchor(naive.date(), None, naive), place_zone="America/New_York")
    assert told is not None
    assert untold is not None
    assert (told.date, untold.date) == ("2024-11-11", "2024-11-12")


def test_a_day_without_an_instant_keeps_the_publishers_day() -> None:
    found = one("today", place_zone="America/New_York")
    assert found is not None
    assert (found.date, found.basis) == ("2024-11-12", "anchor")


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(DateError, match="time zone"):
        one("today", anchor=SEOUL_MORNING, place_zone="Atlantis/Capital")
    with pytest.raises(DateError, match="time zone"):
        one("today", place_zone="Atlantis/Capital")


def test_what_a_relation_takes_away_is_still_named() -> None:
    found = one("until 2030", "future")
    assert found is not None
    assert (found.date, found.named, found.note) == ("../2030", "2030", "until")


def test_a_month_said_in_january_is_last_years() -> None:
    found = one("in December", anchor=Anchor(dt.date(2025, 1, 8)))
    assert found is not None
    assert found.date == "2024-12"


@pytest.mark.parametrize(
    ("day", "text", "tense", "expected"),
    [
        (dt.date(2024, 11, 10), "at the weekend", "past", "2024-11-09/2024-11-10"),  # a Sunday
        (dt.date(2024, 11, 10), "next weekend", "future", "2024-11-16/2024-11-17"),
        (dt.date(2024, 11, 11), "this week", "past", "2024-11-11"),  # a Monday
        (dt.date(2024, 1, 20), "last winter", "past", "2022-24"),
        (dt.date(2024, 1, 20), "this winter", "past", "2023-24"),
        (dt.date(2024, 3, 31), "a month ago", "past", "2024-02~"),
        (dt.date(2024, 12, 31), "tomorrow", "future", "2025-01-01"),
        (dt.date(1, 1, 1), "yesterday", "past", None),
        (dt.date(1, 1, 1), "last year", "past", None),
        (dt.date(1, 1, 1), "last June", "past", None),
        (dt.date(1, 1, 1), "in June", "past", "XXXX-06"),
        (dt.date(1, 1, 1), "a month ago", "past", None),
        (dt.date(9999, 12, 31), "next year", "future", None),
        (dt.date(9999, 12, 31), "next month", "future", None),
        (dt.date(9999, 12, 31), "in two weeks", "future", None),
        (dt.date(9999, 12, 31), "next spring", "future", None),
        (dt.date(9999, 12, 31), "June next year", "future", None),
    ],
)
def test_edges_of_weeks_seasons_and_the_calendar(
    day: dt.date, text: str, tense: Tense, expected: str | None
) -> None:
    found = one(text, tense, anchor=Anchor(day))
    assert (found and found.date) == expected


def test_an_instant_beyond_the_calendar_in_another_zone_keeps_the_day() -> None:
    at = dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC)
    found = one("today", anchor=Anchor(at.date(), "UTC", at), place_zone="+13:00")
    assert found is not None
    assert found.date == "9999-12-31"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on April 11 that year", "1950-04-11"),
        ("in November of the same year", "1950-11"),
        ("and that November.", "1950-11"),
        ("in the morning", "1950-02-14"),
        ("later in the day", "1950-02-14"),
        ("earlier in the day", "1950-02-14"),
    ],
)
def test_of_the_day_told_of(text: str, wanted: str) -> None:
    found = one(text, reported=dt.date(1950, 2, 14))
    assert found is not None
    assert (found.date, found.basis) == (wanted, "reported")


@pytest.mark.parametrize(
    "text",
    ["the minister in his 80s", "a woman in her early eighties", "fiscal rules", "day-to-day work", "half a century ago",
     "he said that November was cold", "the new year's budget"],
)  # fmt: skip
def test_what_is_no_such_date(text: str) -> None:
    assert [e.text for e in find_dates(text) if e.text != "November"] == []
