"""A day that is compared learns for which other days the answer is the same: to the day, and no further."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from foedus.law.model import Duration, DurationKind, Fact, Offset, Record, Rule, Terms, Trigger, Unit
from foedus.law.moving import Moving, Stretch, begun, through
from foedus.law.offsets import add
from foedus.law.status import outline
from foedus.law.turning import steady, stretches
from foedus.law.whole import whole
from foedus.model import Step

ONE = timedelta(days=1)
EVER = ".."


def may(day: int) -> date:
    return date(2024, 5, day)


def june(day: int) -> date:
    return date(2024, 6, day)


def later(day: date) -> date:
    return add(day, Offset(1, Unit.MONTH))


def held(stretch: Stretch) -> tuple[str, str]:
    """ "first..last" by the day of May, ".." for the ends of the calendar."""
    first = EVER if stretch.first == date.min else str(stretch.first - may(1) + ONE).split(" ", maxsplit=1)[0]
    last = EVER if stretch.last == date.max else str(stretch.last - may(1) + ONE).split(" ", maxsplit=1)[0]
    return first, last


# what is asked of 5 May, and the days of May for which the answer is the same
ASKED: list[tuple[Callable[[date], Any], str, str]] = [
    (lambda d: d < may(10), EVER, "9"),
    (lambda d: d <= may(10), EVER, "10"),
    (lambda d: d > may(10), EVER, "10"),
    (lambda d: d >= may(10), EVER, "9"),
    (lambda d: d == may(10), EVER, "9"),
    (lambda d: d != may(10), EVER, "9"),
    (lambda d: d < may(2), "2", EVER),
    (lambda d: d <= may(2), "3", EVER),
    (lambda d: d > may(2), "3", EVER),
    (lambda d: d >= may(2), "2", EVER),
    (lambda d: d == may(2), "3", EVER),
    (lambda d: d != may(2), "3", EVER),
    (lambda d: d < may(5), "5", EVER),
    (lambda d: d <= may(5), EVER, "5"),
    (lambda d: d > may(5), EVER, "5"),
    (lambda d: d >= may(5), "5", EVER),
    (lambda d: d == may(5), "5", "5"),
    (lambda d: may(10) < d, EVER, "10"),
    (lambda d: may(10) <= d, EVER, "9"),
    (lambda d: may(2) > d, "2", EVER),
    (lambda d: may(5) in (d,), "5", "5"),
    (lambda d: d == "5 May", EVER, EVER),
    (lambda d: d != "5 May", EVER, EVER),
    # one question after the other: the narrower one counts
    (lambda d: (d < may(10), d < may(8), d < may(20)), EVER, "7"),
    (lambda d: (d > may(1), d > may(3), d >= may(2)), "4", EVER),
    (lambda d: (d <= may(9), d < may(10), d > may(2), d >= may(3)), "3", "9"),
    (lambda d: (d < may(10), d <= may(9)), EVER, "9"),
    (lambda d: (d <= may(7), d < may(8), d <= may(8)), EVER, "7"),
    (lambda d: (d > may(2), d < may(2), d < may(3)), "3", EVER),
    # what follows from the day, a month later
    (lambda d: through(d, later) < june(10), EVER, "9"),
    (lambda d: through(d, later) <= june(10), EVER, "10"),
    (lambda d: through(d, later) > june(2), "3", EVER),
    (lambda d: through(d, later) >= june(2), "2", EVER),
    (lambda d: through(d, later) >= june(5), "5", EVER),
    (lambda d: through(d, later) <= june(5), EVER, "5"),
    (lambda d: through(d, later) == june(5), "5", "5"),
    (lambda d: through(d, later) <= date(1999, 1, 1), "-9281", EVER),
    (lambda d: through(d, later) <= date.max, EVER, EVER),
    (lambda d: through(d, later) >= date.min, EVER, EVER),
    (lambda d: through(through(d, later), later) < date(2024, 7, 10), EVER, "9"),
    # of two days of the stretch: alike in what follows, or the day alone is known
    (lambda d: d <= d, EVER, EVER),
    (lambda d: through(d, later) < through(d, later), EVER, EVER),
    (lambda d: d < through(d, later), "5", "5"),
    (lambda d: d < Moving(Stretch(may(7))), "5", "5"),
    (lambda d: Moving(Stretch(may(7))) > d, "5", "5"),
    # whoever looks at it, or counts from it
    (lambda d: d + ONE, "5", "5"),
    (lambda d: ONE + d, "5", "5"),
    (lambda d: d - ONE, "5", "5"),
    (lambda d: d - may(1), "5", "5"),
    (lambda d: may(9) - d, "5", "5"),
    (lambda d: d.replace(day=1), "5", "5"),
    (lambda d: d.replace(2000), "5", "5"),
    (lambda d: {d: 1}[may(5)], "5", "5"),
    (lambda d: f"{d} {d:%d}", "5", "5"),
    (lambda d: d.year, "5", "5"),
    (lambda d: d.isoformat(), "5", "5"),
    (lambda d: isinstance(d, date), EVER, EVER),
]


@pytest.mark.parametrize(("ask", "first", "last"), ASKED)
def test_the_days_that_answer_alike(ask: Callable[[date], Any], first: str, last: str) -> None:
    stretch = Stretch(may(5))
    answer = ask(Moving(stretch))
    assert answer == ask(may(5))
    assert held(stretch) == (first, last)
    stretch.pin()
    assert held(stretch) == ("5", "5")


def test_it_reads_as_the_day_itself() -> None:
    moving = Moving(Stretch(may(5)))
    assert (str(moving), repr(moving)) == ("2024-05-05", "datetime.date(2024, 5, 5)")
    assert (str(moving.through(later)), str(through(may(5), later))) == ("2024-06-05", "2024-06-05")
    assert type(through(may(5), later)) is date
    with pytest.raises(TypeError):
        pickle.dumps(moving)


ACTS = [may(2), may(5), may(5), may(10)]


@pytest.mark.parametrize(
    ("on", "many", "first", "last"),
    [
        (1, 0, EVER, "1"),
        (2, 1, "2", "4"),
        (4, 1, "2", "4"),
        (5, 3, "5", "9"),
        (9, 3, "5", "9"),
        (10, 4, "10", EVER),
    ],
)
def test_how_many_acts_have_begun(on: int, many: int, first: str, last: str) -> None:
    stretch = Stretch(may(on))
    assert begun(ACTS, Moving(stretch), lambda day: day) == begun(ACTS, may(on), lambda day: day) == many
    assert held(stretch) == (first, last)
    narrow = Stretch(may(on))
    narrow.first = narrow.last = may(on)
    assert begun(ACTS, Moving(narrow), lambda day: day) == many
    assert held(narrow) == (str(on), str(on))
    assert begun([], Moving(Stretch(may(on))), lambda day: day) == 0
    wide = Stretch(may(on))
    assert begun([later(act) for act in ACTS], Moving(wide).through(later), lambda day: day) == many
    assert held(wide) == (str(on), str(on))


def test_a_stretch_that_ends_as_an_act_begins_ends_before_it() -> None:
    stretch = Stretch(may(5))
    stretch.last = may(10)
    begun(ACTS, Moving(stretch), lambda day: day)
    assert held(stretch) == ("5", "9")


RULE = Rule(Trigger.EXCHANGE, offset=Offset(30))
FIVE_YEARS = Terms(RULE, duration=Duration(DurationKind.FIXED, 5, Unit.YEAR))
RECORD = Record(
    "",
    ("A", "B"),
    tuple(
        Fact(step, step, ("A", "B"), ("A", "B"), day)
        for step, day in ((Step.SIGNED, "2020-01-10"), (Step.INSTRUMENTS_EXCHANGED, "2021-03-01"))
    ),
)
#: First days of its standings: signed, exchanged, in force after thirty days (VCLT 24(1)), expired (VCLT 54).
TURNS = ["0001-01-01", "2020-01-10", "2021-03-01", "2021-03-31", "2026-03-31"]


@pytest.mark.parametrize(
    "on", [date.min, date(2020, 1, 9), date(2021, 3, 1), date(2026, 3, 30), date(2030, 1, 1)]
)
def test_the_standings_of_all_days(on: date) -> None:
    found = stretches(RECORD, FIVE_YEARS, on)
    assert [h.first.isoformat() for h in found] == TURNS
    assert all(a.last + ONE == b.first for a, b in pairwise(found))
    assert found[-1].last >= date.max - ONE
    for each in found:
        for day in (each.first, each.last):
            assert each.outline == outline(whole(RECORD, FIVE_YEARS, day))
    first, last = steady(RECORD, FIVE_YEARS, on)
    (here,) = [h for h in found if h.first <= on <= h.last]
    assert here.first <= first <= on <= last <= here.last


@pytest.mark.parametrize(
    ("most", "turns"), [(0, ["2021-03-01"]), (1, TURNS[1:4]), (2, TURNS[:5]), (400, TURNS)]
)
def test_no_more_steps_than_are_asked_for(most: int, turns: list[str]) -> None:
    found = stretches(RECORD, FIVE_YEARS, date(2021, 3, 15), most=most)
    assert [h.first.isoformat() for h in found] == turns


def test_of_the_last_days_nothing_comes_after() -> None:
    for on in (date.max, date.max - ONE):
        assert stretches(RECORD, FIVE_YEARS, on)[-1].last >= date.max - ONE
    assert steady(Record(), Terms(known=False), date(2024, 1, 1)) == (date.min, date.max - ONE)
