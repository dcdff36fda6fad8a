"""What must hold of parties that leave, come back and take back, in any order of the facts."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.law.forms import terms_from_json
from foedus.law.model import Act, Fact, Instrument, PartyStatus, Record, State, StateLife, Terms
from foedus.law.status import status
from foedus.law.treatyfile import instrument_fact
from foedus.model import Certainty, Step

from . import strategies as some

MANY = settings(max_examples=150, deadline=None)
ENTERED = date(1995, 1, 1)
NOTICE = 90
TERMS = terms_from_json(
    {
        "entry_into_force": {"trigger": "instruments", "count": 3},
        "denunciation": {"notice": {"n": NOTICE, "unit": "day"}},
    }
)
IN_FORCE = Fact("e", Step.ENTERED_INTO_FORCE, date=ENTERED.isoformat())
BOUND = {State.IN_FORCE, State.SUSPENDED, State.NOTICE_GIVEN}

acts = st.sampled_from([Act.ACCESSION, Act.DENUNCIATION, Act.DENUNCIATION, Act.NOTICE_REVOKED])
#: What one state did, each on a day of its own.
lives = st.dictionaries(st.dates(date(1994, 1, 1), date(1996, 12, 31)), acts, min_size=1, max_size=7)


def fact(state: str, act: Act, day: date) -> Fact:
    return instrument_fact(Instrument(state, act, day.isoformat()), f"{state}{day}")


def record(done: dict[date, Act], *more: Fact) -> Record:
    facts = tuple(fact("GHA", act, day) for day, act in done.items())
    return Record("a treaty", (), (IN_FORCE, *facts, *more), complete=False)


def of(found: Record, on: date, state: str = "GHA") -> PartyStatus | None:
    return next((p for p in status(found, TERMS, on).parties if p.party == state), None)


def _taken_back(notice: date, back: list[date]) -> bool:
    return any(notice <= day < notice + timedelta(days=NOTICE) for day in back)


def followed(done: dict[date, Act], on: date) -> bool:
    """Whether the state is bound on the day, by following its acts: another way than the law's own."""
    wait = timedelta(days=NOTICE)
    known = sorted((day, act) for day, act in done.items() if day <= on)
    back = [day for day, act in known if act is Act.NOTICE_REVOKED]
    periods: list[list[date | None]] = []
    for day, act in known:
        left = periods[-1][1] if periods else None
        if act is Act.ACCESSION and (not periods or left is not None):
            periods.append([max(day, ENTERED, left + wait if left else day), None])
        elif act is Act.DENUNCIATION and periods and left is None and not _taken_back(day, back):
            periods[-1][1] = day
    return any(
        start is not None and start <= on and (left is None or on < left + wait) for start, left in periods
    )


@MANY
@given(lives, some.days.map(lambda d: date(1994 + d.year % 4, d.month, min(d.day, 28))))
def test_each_stands_as_its_acts_followed_day_by_day_say(done: dict[date, Act], on: date) -> None:
    first = min((d for d, a in done.items() if a is Act.ACCESSION), default=None)
    # what was done before the first consent on record is of a consent that is not
    done = {d: a for d, a in done.items() if first is not None and d >= first}
    found = of(record(done), on)
    assert (found is not None and found.in_force is True) is followed(done, on)


@MANY
@given(lives, some.days, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(done: dict[date, Act], on: date, rng: st.DataObject) -> None:
    told = record(done)
    facts = list(told.facts)
    rng.shuffle(facts)  # type: ignore[attr-defined]  # hypothesis's randoms() gives a random.Random
    assert of(replace(told, facts=tuple(facts)), on) == of(told, on)


@MANY
@given(some.records, some.terms, some.days)
def test_nobody_is_both_bound_and_not(told: Record, terms: object, on: date) -> None:
    for party in status(told, terms, on).parties:  # type: ignore[arg-type]  # the strategy builds Terms
        assert (party.state in BOUND) is (party.in_force is True)
        if party.in_force is True:
            assert party.since is not None
        if party.state in (State.WITHDRAWN, State.EXTINCT):
            assert party.in_force is False
            assert party.until is not None
    names = [p.party for p in status(told, terms, on).parties]  # type: ignore[arg-type]  # the same
    assert len(set(names)) == len(names)


#: A report that it is in force for some alone, beside what else is told.
entries = st.builds(
    Fact,
    st.just("entry"),
    st.just(Step.ENTERED_INTO_FORCE),
    some.some_states,
    date=some.edtf_dates,
    certainty=st.sampled_from([Certainty.ASSERTED, Certainty.REPORTED]),
)


@MANY
@given(some.records, entries, st.sampled_from([None, False, True]), some.terms, some.days)
def test_a_treaty_binds_nobody_while_it_is_not_in_force(
    told: Record, entry: Fact, closed: bool | None, terms: Terms, on: date
) -> None:
    found = status(replace(told, facts=(*told.facts, entry), closed=closed), terms, on)
    if found.in_force is not True:  # VCLT 24, 26
        assert not any(p.in_force is True for p in found.parties)


@MANY
@given(lives, st.dates(date(1995, 1, 1), date(1997, 12, 31)), st.dates(date(1994, 6, 1), date(1999, 1, 1)))
def test_a_state_that_is_gone_is_bound_no_more(done: dict[date, Act], end: date, on: date) -> None:
    done = {day: act for day, act in done.items() if day < end}
    life = StateLife("GHA", None, end.isoformat(), None, ("TGO",))
    before, after = of(record(done), on), of(replace(record(done), lives=(life,)), on)
    out = before is not None and before.in_force is False and (before.until or "") <= end.isoformat()
    if on < end or before is None or after is None or out:
        assert before == after
    else:
        assert (after.state, after.in_force, after.until) == (State.EXTINCT, False, end.isoformat())


@MANY
@given(lives, some.days, st.dates(date(1994, 1, 1), date(1996, 12, 31)))
def test_one_state_s_leaving_moves_no_other(done: dict[date, Act], on: date, day: date) -> None:
    other = fact("KEN", Act.ACCESSION, day)
    assert of(record(done, other), on, "KEN") == of(record({}, other), on, "KEN")
