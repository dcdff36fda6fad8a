"""Random rules, facts and terms for the property tests of the law."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.law.model import (
    Act,
    Attack,
    Clause,
    Denunciation,
    Duration,
    DurationKind,
    Fact,
    Instrument,
    LaterStates,
    Linked,
    Obligation,
    Offset,
    Record,
    Renewal,
    Round,
    Rule,
    Share,
    Tacit,
    Terms,
    Trigger,
    Unit,
    Weight,
)
from foedus.law.spans import span
from foedus.law.treatyfile import instrument_fact
from foedus.model import Certainty, Step, TermKind

STATES = ("GHA", "NGA", "KEN", "SEN", "TUN", "ZMB")
#: What is decided, notified or taken back about another step.
ABOUT = (
    Step.SIGNED,
    Step.RATIFIED,
    Step.DEPOSITED,
    Step.NOTIFIED,
    Step.WITHDRAWN,
    Step.TERMINATED,
    Step.EXTENDED,
)
FIRST, LAST = date(1990, 1, 1), date(2020, 12, 31)

days = st.dates(FIRST, LAST)
iso_days = days.map(date.isoformat)
offsets = st.builds(Offset, st.integers(0, 30), st.sampled_from(Unit))
shares = st.sampled_from([Share(1, 2), Share(2, 3), Share(3, 4)])
some_states = st.lists(st.sampled_from(STATES), unique=True, max_size=3).map(tuple)
words = st.text("abc XYZ'-", min_size=1, max_size=12).filter(lambda t: bool(t.strip()))


def partial(day: date) -> st.SearchStrategy[str]:
    return st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], day.isoformat() + "~"])


edtf_dates = st.one_of(st.none(), iso_days, days.flatmap(partial))

simple_rules = st.one_of(
    st.builds(
        Rule,
        trigger=st.sampled_from([Trigger.SIGNATURE, Trigger.NOTIFICATIONS, Trigger.INSTRUMENTS]),
        count=st.one_of(st.integers(1, 5), st.just("all"), shares),
        offset=st.none() | offsets,
        round=st.sampled_from(Round),
        must_include=some_states,
        not_counted=some_states,
    ),
    st.builds(
        Rule,
        trigger=st.just(Trigger.EXCHANGE),
        of=st.sampled_from(["instruments", "notes"]),
        offset=st.none() | offsets,
        round=st.sampled_from(Round),
    ),
    st.builds(Rule, trigger=st.just(Trigger.DATE), date=iso_days),
    st.builds(Rule, trigger=st.sampled_from([Trigger.NONE, Trigger.OTHER, None])),
    st.builds(
        Rule,
        trigger=st.just(Trigger.INSTRUMENTS),
        count=st.integers(1, 4),
        weight=st.builds(Weight, st.integers(1, 100), st.just("emissions")),
    ),
    st.builds(
        Rule,
        trigger=st.just(Trigger.OTHER),
        linked=st.builds(Linked, st.just("the Convention"), st.none() | iso_days),
    ),
    st.builds(
        Rule,
        trigger=st.just(Trigger.OTHER),
        tacit=st.builds(Tacit, iso_days, st.none() | st.integers(1, 3) | shares),
    ),
)
rules = st.recursive(
    simple_rules,
    lambda inner: st.one_of(
        st.builds(
            Rule,
            trigger=st.just(Trigger.OTHER),
            all_of=st.lists(inner, min_size=1, max_size=2).map(tuple),
            not_before=st.none() | iso_days,
        ),
        st.builds(
            Rule,
            trigger=st.just(Trigger.OTHER),
            any_of=st.lists(inner, min_size=1, max_size=2).map(tuple),
            offset=st.none() | offsets,
        ),
    ),
    max_leaves=3,
)

durations = st.one_of(
    st.just(Duration()),
    st.just(Duration(DurationKind.INDEFINITE)),
    st.builds(Duration, st.just(DurationKind.FIXED), st.integers(1, 20), st.sampled_from(Unit)),
    st.builds(Duration, st.just(DurationKind.UNTIL), date=iso_days),
)
renewals = st.builds(
    Renewal, st.booleans(), st.none() | st.integers(1, 5), st.just(Unit.YEAR), st.none() | offsets
)
obligations = st.builds(
    Obligation,
    kind=st.sampled_from([k.value for k in TermKind]),
    condition=st.sampled_from(Attack),
    article=st.none() | words,
    text=st.just("") | words,
    by=some_states,
    to=some_states,
    attackers=some_states,
    area=st.none() | words,
    certainty=st.sampled_from(Certainty),
    sources=st.lists(words, max_size=2).map(tuple),
)
terms = st.builds(
    Terms,
    entry_into_force=rules,
    provisional=st.booleans(),
    later_states=st.none() | st.builds(LaterStates, st.none() | offsets, st.sampled_from(Round)),
    duration=durations,
    renewal=st.none() | renewals,
    denunciation=st.none() | st.builds(Denunciation, st.none() | offsets, st.none() | offsets),
    ends_below=st.none() | st.integers(1, 4),
)
any_terms = st.builds(
    Terms,
    entry_into_force=rules,
    provisional=st.booleans(),
    later_states=st.none() | st.builds(LaterStates, st.none() | offsets, st.sampled_from(Round)),
    duration=durations,
    renewal=st.none() | renewals,
    denunciation=st.none() | st.builds(Denunciation, st.none() | offsets, st.none() | offsets),
    ends_below=st.none() | st.integers(1, 4),
    obligations=st.lists(obligations, max_size=2).map(tuple),
    clauses=st.lists(
        st.builds(
            Clause,
            st.just("denunciation"),
            st.none() | words,
            st.integers(0, 9),
            st.integers(10, 99),
            words,
            st.floats(0, 1),
        ),
        max_size=2,
    ).map(tuple),
    known=st.booleans(),
    unsure=st.booleans(),
    note=st.none() | words,
    sources=st.lists(words, max_size=2).map(tuple),
    facts=st.lists(words, max_size=2).map(tuple),
)

consenting = st.sampled_from(
    [
        Act.RATIFICATION,
        Act.ACCESSION,
        Act.ACCEPTANCE,
        Act.APPROVAL,
        Act.NOTIFICATION,
        Act.DEFINITIVE_SIGNATURE,
    ]
)


@st.composite
def instruments(draw: st.DrawFn, acts: st.SearchStrategy[Act] = st.sampled_from(Act)) -> Fact:  # noqa: B008
    """An entry of a depositary's list."""
    entry = Instrument(
        draw(st.sampled_from(STATES)), draw(acts), draw(iso_days), draw(st.none() | st.integers(1, 60))
    )
    return instrument_fact(entry, f"i{draw(st.integers(0, 10**9))}")


@st.composite
def reports(draw: st.DrawFn) -> Fact:
    """A step told by the news: partial dates, sources, doubts and all."""
    return Fact(
        id=f"r{draw(st.integers(0, 10**9))}",
        step=draw(st.sampled_from(list(Step))),
        actors=draw(some_states),
        date=draw(edtf_dates),
        certainty=draw(st.sampled_from(Certainty)),
        sources=draw(st.lists(st.sampled_from(["Yonhap", "TASS", "KCNA"]), max_size=2).map(tuple)),
        by=draw(st.none() | iso_days),
        of=draw(st.none() | st.sampled_from(ABOUT)),
        until=draw(st.none() | edtf_dates),
    )


parties = st.one_of(st.just(()), st.just(STATES[:2]), st.just(STATES[:3]), st.just(STATES))
records = st.builds(
    Record, st.just("a treaty"), parties, st.lists(reports() | instruments(), max_size=8).map(tuple)
)
lists = st.builds(
    Record, st.just("a treaty"), parties, st.lists(instruments(consenting), max_size=8).map(tuple)
)

vague_instruments = st.builds(
    lambda fact, date_: replace(fact, date=date_),
    instruments(),
    days.flatmap(partial),
)
vague_lists = st.builds(
    Record, st.just("a treaty"), parties, st.lists(vague_instruments, max_size=8).map(tuple)
)


def sharpen(edtf: str | None, rng: Any) -> str | None:
    """Some day that an EDTF date allows."""
    found = span(edtf)
    return (found.first + timedelta(days=rng.randrange((found.last - found.first).days + 1))).isoformat()


# Rules that a few instruments meet, and lists that mostly meet them, for what holds once it is in force.
easy = st.builds(
    Rule,
    trigger=st.just(Trigger.INSTRUMENTS),
    count=st.one_of(st.integers(1, 3), shares),
    offset=st.none() | st.builds(Offset, st.integers(0, 12), st.sampled_from(Unit)),
    round=st.sampled_from(Round),
    not_before=st.none() | iso_days,
)
easy_rules = st.one_of(
    easy,
    st.builds(Rule, trigger=st.just(Trigger.OTHER), all_of=st.lists(easy, min_size=1, max_size=2).map(tuple)),
    st.builds(Rule, trigger=st.just(Trigger.OTHER), any_of=st.lists(easy, min_size=1, max_size=2).map(tuple)),
)
full_lists = st.builds(
    Record, st.just("a treaty"), parties, st.lists(instruments(consenting), min_size=4, max_size=9).map(tuple)
)
late_days = st.dates(date(2005, 1, 1), date(2040, 12, 31))
