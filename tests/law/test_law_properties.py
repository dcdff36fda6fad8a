"""What must hold of every status: one function of facts, terms and day, never both in force and not."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.law.forms import rule_from_json, rule_to_json, terms_from_json, terms_to_json
from foedus.law.model import Fact, Record, Rule, State, Terms, Trigger
from foedus.law.spans import span
from foedus.law.status import explain, in_force, status
from foedus.wording.as_json import status_to_json

from . import strategies as some

IN_FORCE = {State.IN_FORCE, State.RENEWED, State.SUSPENDED, State.NOTICE_GIVEN}
MANY = settings(max_examples=150, deadline=None)


@MANY
@given(some.records, some.terms, some.days, st.randoms(use_true_random=False))
def test_order_of_facts_does_not_matter(record: Record, terms: Terms, on: date, rng: st.DataObject) -> None:
    facts = list(record.facts)
    rng.shuffle(facts)  # type: ignore[attr-defined]  # hypothesis's randoms() gives a random.Random
    assert status(replace(record, facts=tuple(facts)), terms, on) == status(record, terms, on)


@MANY
@given(some.records, some.terms, some.days)
def test_never_both_in_force_and_not(record: Record, terms: Terms, on: date) -> None:
    found = status(record, terms, on)
    assert (found.state in IN_FORCE) is (found.in_force is True)
    assert (found.in_force is None) is (
        found.state is State.UNCERTAIN
        or (found.state is State.PROVISIONALLY_APPLIED and not found.headline.startswith("not in force"))
    )
    assert found.headline.startswith("in force") is (found.in_force is True)
    if found.in_force is True:
        assert not found.missing
        assert found.in_force_since is not None
    for party in found.parties:
        if party.in_force is True:
            assert party.state in IN_FORCE
            assert party.since is not None
        if party.in_force is None:
            assert party.state is State.UNCERTAIN


@MANY
@given(some.records, some.terms, some.days)
def test_the_short_answer_is_the_long_one(record: Record, terms: Terms, on: date) -> None:
    assert in_force(record, terms, on) is status(record, terms, on).in_force


@MANY
@given(some.records, some.terms, some.days)
def test_status_is_a_function(record: Record, terms: Terms, on: date) -> None:
    found = status(record, terms, on)
    assert status(record, terms, on.isoformat()) == found
    assert status_to_json(found)["in_force"] is found.in_force


@MANY
@given(some.full_lists, some.easy_rules, some.late_days, some.instruments(some.consenting))
def test_a_later_instrument_never_moves_what_has_happened(
    record: Record, rule: Rule, on: date, later: Fact
) -> None:
    terms = Terms(rule)
    found = status(record, terms, on)
    assume(found.in_force is True)
    since = span(found.in_force_since)
    later = replace(later, date=(since.last + timedelta(days=1 + len(later.id) % 500)).isoformat())
    more = replace(record, facts=(*record.facts, later))
    for day in (on, some.LAST, date(2090, 1, 1)):
        if day >= on:
            assert status(more, terms, day).in_force_since == found.in_force_since


@MANY
@given(some.full_lists, some.easy_rules, some.late_days, st.integers(1, 4000))
def test_once_in_force_it_stays_unless_something_ends_it(
    record: Record, rule: Rule, on: date, later: int
) -> None:
    found = status(record, Terms(rule), on)
    assume(found.in_force is True)
    again = status(record, Terms(rule), on + timedelta(days=later))
    assert again.in_force is True
    assert again.in_force_since == found.in_force_since


@MANY
@given(some.records, some.terms, some.days, some.instruments())
def test_an_instrument_of_a_later_day_does_not_touch_the_day(
    record: Record, terms: Terms, on: date, later: Fact
) -> None:
    # without a rule, a later ratification tells of two that their signature was not to bind
    assume(terms.entry_into_force.trigger not in (None, Trigger.NONE))
    fact = replace(later, actors=("MUS",), date=(on + timedelta(days=1)).isoformat())
    assert status(replace(record, facts=(*record.facts, fact)), terms, on) == status(record, terms, on)


@MANY
@given(some.lists, some.rules, some.days)
def test_explained_numbers_run_without_gaps(record: Record, rule: Rule, on: date) -> None:
    counted = [c.number for c in explain(record, Terms(rule), on) if c.counted]
    assert all(isinstance(n, int) and n >= 1 for n in counted)
    assert all(c.why for c in explain(record, Terms(rule), on))


@MANY
@given(some.any_terms)
def test_terms_round_trip(terms: Terms) -> None:
    assert terms_from_json(terms_to_json(terms)) == terms


@MANY
@given(some.rules)
def test_rules_round_trip(rule: Rule) -> None:
    assert rule_from_json(rule_to_json(rule)) == rule


@MANY
@given(some.vague_lists, some.rules, some.days, st.randoms(use_true_random=False))
def test_sharper_dates_never_overturn_an_answer(
    record: Record, rule: Rule, on: date, rng: st.DataObject
) -> None:
    """What holds for partial dates holds for every exact reading of them."""
    vague = status(record, Terms(rule), on)
    assume(vague.in_force is not None)
    sharp = tuple(replace(f, date=some.sharpen(f.date, rng)) for f in record.facts)
    assert status(replace(record, facts=sharp), Terms(rule), on).in_force is vague.in_force
