"""Offsets agree with an independent library, and with depositaries' own counting, and never run backwards."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from foedus.law.model import Offset, Round, Unit
from foedus.law.offsets import add, counted_from, rounded, subtract

CASES = 10_000
DAYS = st.dates(date(1815, 1, 1), date(2200, 12, 31))
OFFSETS = st.builds(Offset, st.integers(0, 400), st.sampled_from(Unit))


def expected(day: date, offset: Offset) -> date:
    n, unit = offset.n, offset.unit
    return day + relativedelta(
        days=n if unit is Unit.DAY else 0,
        weeks=n if unit is Unit.WEEK else 0,
        months=n if unit is Unit.MONTH else 0,
        years=n if unit is Unit.YEAR else 0,
    )


def test_ten_thousand_random_offsets_agree_with_dateutil() -> None:
    rng = random.Random(1969)
    first = date(1815, 1, 1).toordinal()
    for _ in range(CASES):
        day = date.fromordinal(first + rng.randrange(385 * 365))
        offset = Offset(rng.randrange(0, 400), rng.choice(list(Unit)))
        assert add(day, offset) == expected(day, offset), (day, offset)


def test_ten_thousand_random_roundings_agree_with_dateutil() -> None:
    rng = random.Random(1980)
    first = date(1815, 1, 1).toordinal()
    for _ in range(CASES):
        day = date.fromordinal(first + rng.randrange(385 * 365))
        offset = Offset(rng.randrange(1, 60), Unit.MONTH)
        reached = expected(day, offset)
        assert counted_from(day, offset, Round.FIRST_DAY_OF_MONTH) == reached + relativedelta(day=1)
        following = reached + relativedelta(months=1, day=1)
        assert counted_from(day, offset, Round.FIRST_DAY_OF_FOLLOWING_MONTH) == following


# The day of the act and the day of effect, as depositaries recorded them.
RECORDED = [
    ("VCLT: 30th day after", "1979-12-28", Offset(30), Round.NONE, "1980-01-27"),
    ("Kyoto Protocol: 90th day after", "2004-11-18", Offset(90), Round.NONE, "2005-02-16"),
    ("Paris Agreement: 30th day after", "2016-10-05", Offset(30), Round.NONE, "2016-11-04"),
    ("TPNW: 90 days after", "2020-10-24", Offset(90), Round.NONE, "2021-01-22"),
    ("UNCLOS: 12 months after", "1993-11-16", Offset(12, Unit.MONTH), Round.NONE, "1994-11-16"),
    (
        "Rome Statute: first day of the month after the 60th day",
        "2002-04-11",
        Offset(60),
        Round.FIRST_DAY_OF_FOLLOWING_MONTH,
        "2002-07-01",
    ),
    (
        "Ottawa Convention: first day of the sixth month after the month in which",
        "1998-09-16",
        Offset(6, Unit.MONTH),
        Round.FIRST_DAY_OF_MONTH,
        "1999-03-01",
    ),
    (
        "CISG: first day of the month following the expiration of twelve months",
        "1986-12-11",
        Offset(12, Unit.MONTH),
        Round.FIRST_DAY_OF_FOLLOWING_MONTH,
        "1988-01-01",
    ),
]


@pytest.mark.parametrize(("name", "act", "offset", "how", "effect"), RECORDED, ids=[r[0] for r in RECORDED])
def test_effect_as_depositaries_counted_it(
    name: str, act: str, offset: Offset, how: Round, effect: str
) -> None:
    assert counted_from(date.fromisoformat(act), offset, how) == date.fromisoformat(effect)


@pytest.mark.parametrize(
    ("act", "offset", "effect"),
    [
        ("2024-01-31", Offset(1, Unit.MONTH), "2024-02-29"),
        ("2023-01-31", Offset(1, Unit.MONTH), "2023-02-28"),
        ("2024-02-29", Offset(1, Unit.YEAR), "2025-02-28"),
        ("2024-03-31", Offset(6, Unit.MONTH), "2024-09-30"),
        ("2024-11-12", Offset(2, Unit.WEEK), "2024-11-26"),
        ("2024-11-12", Offset(0), "2024-11-12"),
    ],
)
def test_months_end_where_the_month_does(act: str, offset: Offset, effect: str) -> None:
    assert add(date.fromisoformat(act), offset) == date.fromisoformat(effect)


def test_no_offset_is_the_day_itself() -> None:
    assert counted_from(date(2024, 11, 12), None, Round.NONE) == date(2024, 11, 12)


def test_first_of_the_month_never_goes_before_the_act() -> None:
    assert counted_from(date(2024, 11, 12), None, Round.FIRST_DAY_OF_MONTH) == date(2024, 12, 1)
    assert counted_from(date(2024, 11, 1), None, Round.FIRST_DAY_OF_MONTH) == date(2024, 11, 1)


def test_past_the_calendar_is_never() -> None:
    assert add(date(9999, 6, 1), Offset(1, Unit.YEAR)) == date.max
    assert subtract(date(1, 1, 2), Offset(1, Unit.YEAR)) == date.min
    assert rounded(date.max, Round.FIRST_DAY_OF_FOLLOWING_MONTH) == date.max


@pytest.mark.parametrize("unknown", [date.min, date.max])
@pytest.mark.parametrize("how", Round)
def test_a_day_of_which_nothing_is_told_stays_so(unknown: date, how: Round) -> None:
    assert counted_from(unknown, Offset(6, Unit.MONTH), how) == unknown


@given(DAYS, st.integers(0, 500), OFFSETS, st.sampled_from(Round))
def test_a_later_act_never_takes_effect_earlier(day: date, later: int, offset: Offset, how: Round) -> None:
    assert counted_from(day, offset, how) <= counted_from(day + timedelta(days=later), offset, how)


@given(DAYS, OFFSETS, st.sampled_from(Round))
def test_effect_is_never_before_the_act(day: date, offset: Offset, how: Round) -> None:
    assert counted_from(day, offset, how) >= day


@given(DAYS, OFFSETS)
def test_notice_on_the_last_day_is_in_time(day: date, notice: Offset) -> None:
    assert add(subtract(day, notice), notice) <= day
