"""Between its turning days a standing is the same: the stretch that is found is held against every day tried."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foedus.law.history import gather
from foedus.law.model import Duration, DurationKind, Fact, Offset, Record, Renewal, Rule, Terms, Trigger, Unit
from foedus.law.moving import Moving, Stretch, through
from foedus.law.offsets import add
from foedus.law.status import Outline, outline, status
from foedus.law.turning import steady, stretches
from foedus.law.whole import of_history, whole
from foedus.model import Step
from foedus.wording.status import summary
from tests.law.strategies import any_terms, days, records, terms, vague_lists

ONE = timedelta(days=1)
any_record = st.one_of(records, vague_lists)
PLACES = st.lists(days | st.dates(), min_size=1, max_size=12)
EXCHANGE = Terms(Rule(Trigger.EXCHANGE, offset=Offset(30)))


def worked_out(record: Record, terms: Terms, on: date) -> Outline:
    """By the function that answers one day."""
    s = status(record, terms, on)
    return Outline(s.state, s.in_force, s.headline, s.summary, s.in_force_since, s.in_force_until)


@settings(max_examples=300, deadline=None)
@given(record=any_record, terms=st.one_of(terms, any_terms), on=days, places=PLACES)
def test_a_standing_holds_on_every_day_of_its_stretch(
    record: Record, terms: Terms, on: date, places: list[date]
) -> None:
    first, last = steady(record, terms, on)
    assert first <= on <= last
    here = worked_out(record, terms, on)
    middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    for day in {first, middle, last, *(d for d in places if first <= d <= last)}:
        assert worked_out(record, terms, day) == here


@settings(max_examples=150, deadline=None)
@given(record=any_record, terms=st.one_of(terms, any_terms), on=days, places=PLACES)
def test_all_stretches_together_answer_every_day(
    record: Record, terms: Terms, on: date, places: list[date]
) -> None:
    found = stretches(record, terms, on)
    assert all(a.last + ONE == b.first for a, b in pairwise(found))
    assert all(a.outline != b.outline for a, b in pairwise(found))
    assert found[0].first <= on <= found[-1].last
    turns = [d for held in found for d in (held.first, held.last)]
    for day in (*turns, *places):
        at = [held.outline for held in found if held.first <= day <= held.last]
        assert len(at) <= 1
        if at:
            assert at[0] == worked_out(record, terms, day)


def fact(step: str, when: str, *actors: str, until: str | None = None) -> Fact:
    return Fact(f"{step} {when}", step, actors, ("A", "B"), when, until=until)


SIGNED = fact(Step.SIGNED, "2020-01-10", "A", "B")
EXCHANGED = fact(Step.INSTRUMENTS_EXCHANGED, "2021-03-01", "A", "B")


@pytest.mark.parametrize(
    ("facts", "terms", "turns"),
    [
        pytest.param((SIGNED,), EXCHANGE, ["2020-01-10"], id="signed, nothing more: one turn"),
        pytest.param(
            (SIGNED, EXCHANGED),
            EXCHANGE,
            ["2020-01-10", "2021-03-01", "2021-03-31"],
            id="exchanged, and thirty days on in force",
        ),
        pytest.param(
            (EXCHANGED,),
            Terms(EXCHANGE.entry_into_force, duration=Duration(DurationKind.FIXED, 5, Unit.YEAR)),
            ["2021-03-01", "2021-03-31", "2026-03-31"],
            id="a term that ends",
        ),
        pytest.param(
            (EXCHANGED,),
            Terms(
                EXCHANGE.entry_into_force,
                duration=Duration(DurationKind.FIXED, 5, Unit.YEAR),
                renewal=Renewal(True, 1, Unit.YEAR),
            ),
            ["2021-03-01", "2021-03-31", "2026-03-31"],
            id="renewed every year for ever: renewed is renewed",
        ),
    ],
)
def test_the_turning_days_are_those_of_the_law(
    facts: tuple[Fact, ...], terms: Terms, turns: list[str]
) -> None:
    record = Record("", ("A", "B"), facts)
    found = stretches(record, terms, date(2022, 1, 1), most=20)
    assert [held.first.isoformat() for held in found[1:]] == turns


def test_a_rule_not_yet_met_does_not_turn_every_day() -> None:
    """The first day possible is counted from the day asked, thirty days on: it must not split the stretch."""
    first, last = steady(Record("", ("A", "B"), (SIGNED,)), EXCHANGE, date(2024, 5, 5))
    assert (first, last) == (date(2020, 1, 10), date(9999, 12, 30))


LOOKS: list[Any] = [
    str, repr, hash, format, date.isoformat, date.toordinal, date.weekday, lambda d: d.year,
    lambda d: d.month, lambda d: d.day, lambda d: d + ONE, lambda d: ONE + d, lambda d: d - ONE,
    lambda d: d - date(2020, 1, 1), lambda d: date(2020, 1, 1) - d, lambda d: f"{d:%Y}",
    lambda d: d.replace(day=1), lambda d: d.isocalendar(), lambda d: d == date(2024, 5, 5),
]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_whoever_looks_at_the_day_learns_that_day_alone(look: Any) -> None:
    stretch = Stretch(date(2024, 5, 5))
    moving = Moving(stretch)
    assert look(moving) == look(date(2024, 5, 5)) or look is repr
    if look in (date.isoformat, date.toordinal, date.weekday):
        getattr(moving, look.__name__)()  # as it is written; the function of the class itself goes round it
    assert (stretch.first, stretch.last) == (date(2024, 5, 5), date(2024, 5, 5))


@given(day=st.dates(), other=st.dates(), months=st.integers(0, 30))
@example(date.min, date.min, 0)
@example(date.max, date.max, 0)
@example(date.max, date.min, 3)
def test_comparing_keeps_the_days_that_compare_alike(day: date, other: date, months: int) -> None:
    def later(d: date) -> date:
        return add(d, Offset(months, Unit.MONTH))

    exact: list[Any] = [
        lambda d: d < other, lambda d: d <= other, lambda d: d > other, lambda d: d >= other,
        lambda d: other < d, lambda d: other <= d, lambda d: through(d, later) <= other,
        lambda d: other < through(d, later),
    ]  # fmt: skip
    careful: list[Any] = [
        lambda d: d == other, lambda d: d != other, lambda d: max(through(d, later), other) == other,
        lambda d: d <= through(d, later),
    ]  # fmt: skip
    for ask in (*exact, *careful):
        stretch = Stretch(day)
        answer = ask(Moving(stretch))
        assert answer == ask(day)
        assert stretch.first <= day <= stretch.last
        assert ask(stretch.first) == answer
        assert ask(stretch.last) == answer
        for turn in (stretch.first, stretch.last):
            if ask in exact and turn not in (date.min, date.max, day):
                beyond = turn + (ONE if turn == stretch.last else -ONE)
                assert ask(beyond) != answer, "a stretch is as long as the question allows"


def test_the_outline_is_what_the_status_says() -> None:
    record = Record("", ("A", "B"), (SIGNED, EXCHANGED))
    on = date(2021, 3, 15)
    assert outline(whole(record, EXCHANGE, on)) == worked_out(record, EXCHANGE, on)


def test_a_day_turns_on_no_act_that_is_not_asked_for() -> None:
    """Talks before the signature, and what else was ratified once both had: no status turns on them."""
    talks = tuple(fact(Step.NEGOTIATED, f"2019-0{month}-01", "A", "B") for month in range(1, 7))
    votes = (
        fact(Step.RATIFIED, "2020-03-01", "A"),
        fact(Step.RATIFIED, "2020-04-01", "B"),
        fact(Step.RATIFIED, "2020-05-01", "A"),
        fact(Step.RATIFIED, "2020-06-01", "B"),
    )
    record = Record("", ("A", "B"), (*talks, SIGNED, *votes))
    assert steady(record, EXCHANGE, date(2020, 1, 20)) == (date(2020, 1, 10), date(2020, 2, 29))
    assert steady(record, EXCHANGE, date(2020, 5, 10)) == (date(2020, 4, 1), date(9999, 12, 30))
    assert summary(worked_out(record, EXCHANGE, date(2020, 5, 10)).summary).startswith("ratified by both")


def test_what_was_found_for_one_day_is_right_for_the_others() -> None:
    """Everything that is remembered between days, against a history made anew for each."""
    terms = Terms(Rule(Trigger.INSTRUMENTS, count=2), duration=Duration(DurationKind.FIXED, 2, Unit.YEAR))
    facts = tuple(fact(Step.DEPOSITED, f"2020-0{m}-01", who) for m, who in enumerate("ABAB", 1))
    gathered = gather(Record("", ("A", "B", "C"), facts))
    order = [date(2023, 1, 1), date(2020, 1, 15), date(2019, 1, 1), date(2020, 2, 1), date(2020, 3, 1)]
    for day in order * 2:
        anew = of_history(gather(Record("", ("A", "B", "C"), facts)).by(day), terms)
        here = of_history(gathered.by(day), terms)
        assert (here.entry, here.ending, here.in_force) == (anew.entry, anew.ending, anew.in_force)
