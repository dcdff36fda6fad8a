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


#: Every act by which one state binds itself, leaves or takes back.
EVERY = (
    Act.RATIFICATION, Act.ACCESSION, Act.SUCCESSION, Act.NOTIFICATION, Act.SIGNATURE, Act.DEFINITIVE_SIGNATURE,
    Act.DENUNCIATION, Act.NOTICE_REVOKED, Act.INSTRUMENT_WITHDRAWN, Act.CESSATION, Act.SIGNATURE_WITHDRAWN,
    Act.PROVISIONAL_APPLICATION, Act.PROVISIONAL_APPLICATION_ENDED,
)  # fmt: skip
#: Days about entry into force and the effect of notices, close enough that acts fall on the same.
close = st.sampled_from([date(1994, 3, 1) + timedelta(days=d) for d in (0, 90, 306, 320, 396, 410, 411, 500)])
three_years = st.dates(date(1994, 1, 1), date(1996, 12, 31))
#: Several acts, some of one day.
crowded = st.lists(st.tuples(close, st.sampled_from(EVERY)), min_size=1, max_size=8, unique=True)
#: An act of consent and others, each of a day of its own.
spread = st.tuples(
    st.tuples(close, st.sampled_from([Act.RATIFICATION, Act.ACCESSION])),
    st.lists(st.tuples(close | three_years, st.sampled_from(EVERY)), max_size=7),
).map(lambda both: list({day: (day, act) for day, act in (*both[1], both[0])}.values()))
asked = close | st.dates(date(1994, 1, 1), date(1997, 12, 31))


def told_of(done: list[tuple[date, Act]]) -> Record:
    facts = (instrument_fact(Instrument("GHA", act, day.isoformat()), f"{act} {day}") for day, act in done)
    return Record("a treaty", (), (IN_FORCE, *facts), complete=False)


@MANY
@given(crowded, asked, st.randoms(use_true_random=False))
def test_acts_of_one_day_may_be_told_in_any_order(
    done: list[tuple[date, Act]], on: date, rng: st.DataObject
) -> None:
    told = told_of(done)
    facts = list(told.facts)
    rng.shuffle(facts)  # type: ignore[attr-defined]  # hypothesis's randoms() gives a random.Random
    assert status(replace(told, facts=tuple(facts)), TERMS, on) == status(told, TERMS, on)


@MANY
@given(crowded, asked)
def test_who_is_bound_is_so_on_the_day(done: list[tuple[date, Act]], on: date) -> None:
    found = of(told_of(done), on)
    if found is None:
        return
    assert (found.state in BOUND) is (found.in_force is True)
    if found.in_force is True:
        assert found.since is not None
        assert ENTERED.isoformat() <= found.since <= on.isoformat()
        assert found.until is None or found.until > on.isoformat()
    if found.state is State.WITHDRAWN:
        assert found.until is not None
        assert found.until <= on.isoformat()


@MANY
@given(spread, asked)
def test_who_is_bound_has_been_since_he_was(done: list[tuple[date, Act]], on: date) -> None:
    told = told_of(done)
    found = of(told, on)
    if found is None or found.in_force is not True:
        return
    since = date.fromisoformat(found.since or "")
    for day in {since, since + (on - since) // 2, on}:
        then = of(told, day)
        assert then is not None
        assert (then.in_force, then.since) == (True, found.since)
    before = of(told, since - timedelta(days=1))
    assert before is None or before.in_force is False or before.until == found.since


@MANY
@given(spread, asked)
def test_who_has_left_was_bound_until_he_did(done: list[tuple[date, Act]], on: date) -> None:
    told = told_of(done)
    found = of(told, on)
    if found is None or found.state is not State.WITHDRAWN:
        return
    until = date.fromisoformat(found.until or "")
    last, first = of(told, until - timedelta(days=1)), of(told, until)
    assert first is not None
    assert first.in_force is False
    if until > ENTERED:
        assert last is not None
        assert last.in_force is True


@MANY
@given(spread)
def test_nothing_changes_once_all_is_done(done: list[tuple[date, Act]]) -> None:
    told = told_of(done)
    settled = max(ENTERED, *(day for day, _ in done)) + timedelta(days=NOTICE)
    soon, late = of(told, settled), of(told, settled + timedelta(days=10_000))
    assert soon == late


#: States that began or ended, continued by another or not.
ends = st.builds(
    StateLife,
    st.sampled_from(some.STATES),
    st.none() | st.dates(some.FIRST, date(2000, 1, 1)).map(date.isoformat),
    st.none() | st.dates(date(2001, 1, 1), some.LAST).map(date.isoformat),
    st.none(),
    some.some_states,
    st.none() | st.sampled_from(some.STATES),
).filter(lambda life: life.state not in (life.continued_by, *life.followed_by))


@MANY
@given(some.records, st.lists(ends, max_size=3, unique_by=lambda life: life.state), some.terms, some.days)
def test_a_treaty_binds_no_state_that_is_not(
    told: Record, each: list[StateLife], terms: Terms, on: date
) -> None:
    found = status(replace(told, lives=tuple(each)), terms, on)
    assert found == status(replace(told, lives=tuple(each[::-1])), terms, on)
    lives = {life.state: life for life in each}
    for party in found.parties:
        assert (party.state in BOUND) is (party.in_force is True)
        life = lives.get(party.party)
        if life is not None and party.in_force is True:
            assert life.until is None or on.isoformat() < life.until
            assert life.since is None or life.since <= on.isoformat()


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
