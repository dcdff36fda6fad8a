"""The acts of many treaties at once are those that their reports make of each by itself."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.law.columns import NEVER, Acts, Told
from foedus.law.deeds import (
    EXACT,
    KINDS,
    NUMBERS,
    SAID,
    TORN,
    UNBEGUN,
    UNENDED,
    VAGUE,
    Deed,
    Deeds,
    Report,
    Reports,
    weighed,
)
from foedus.law.history import acts_of, gather
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, kind_of, speaker
from foedus.law.model import Record
from foedus.law.spans import ALL_DAYS, Span, span
from foedus.model import Certainty
from tests.law import test_history as facts

PARTIES = ("JPN", "KOR", "USA")
SOME = (
    Kind.NEGOTIATION, Kind.SIGNATURE, Kind.HOME, Kind.EXCHANGE, Kind.DEPOSIT, Kind.ENTRY, Kind.NOTICE,
    Kind.CESSATION, Kind.VIOLATION,
)  # fmt: skip
SPEAKERS = ("KCNA", "TASS")
days = st.integers(0, 9).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
spans = st.one_of(
    days.map(lambda d: Span(d, d)),
    days.map(lambda d: Span(d, d)),
    st.tuples(days, st.integers(0, 5), st.booleans()).map(
        lambda t: Span(t[0], t[0] + timedelta(days=t[1]), t[2])
    ),
    days.map(lambda d: Span(date.min, d)),
    st.sampled_from((ALL_DAYS, Span(date.max, date.max), Span(date.min, date.min))),
)


def reports_in(when: st.SearchStrategy[Span]) -> st.SearchStrategy[Reports]:
    return st.dictionaries(
        st.tuples(st.sampled_from(SOME), st.sampled_from((*PARTIES, "FJI", EVERYONE, SOMEONE))),
        st.lists(st.tuples(when, st.sampled_from((None, *SPEAKERS))), min_size=1, max_size=4),
        min_size=1,
        max_size=8,
    )


def in_columns(treaties: list[tuple[tuple[str, ...], Reports]]) -> Acts:
    """The reports of some treaties, each with its parties."""
    names = sorted({EVERYONE, SOMEONE, "FJI", *PARTIES})
    told = [
        (n, NUMBERS[kind], names.index(at), when, -1 if by is None else SPEAKERS.index(by))
        for n, (_, reports) in enumerate(treaties)
        for (kind, at), each in reports.items()
        for when, by in each
    ]
    all_spans = sorted({row[3] for row in told})
    rows = np.array([(*row[:3], all_spans.index(row[3]), row[4]) for row in told], np.int64).reshape(-1, 5)
    of, kind, at, when, speaker = rows.T
    parties = [parties for parties, _ in treaties]
    return Acts(Told(parties, {}, of, kind, at, when, speaker, names, all_spans, SPEAKERS))


def who(deeds: Deeds, kinds: tuple[Kind, ...]) -> list[tuple[int, int]]:
    """First day and rank of each that did such acts, up to where all the parties have."""
    found: dict[int, int] = {}
    for deed in deeds.of(kinds):
        found.setdefault(deeds.ranks[deed.at], deed.span.first.toordinal())
        if deed.at == EVERYONE or {*deeds.parties} <= found.keys():
            break
    return [(day, rank) for rank, day in found.items()]


@settings(max_examples=60, deadline=None)
@given(
    each=st.lists(
        st.tuples(
            st.sampled_from((PARTIES, PARTIES[:2], PARTIES[1:])),
            st.one_of(reports_in(days.map(lambda d: Span(d, d))), reports_in(spans)),
        ),
        min_size=1,
        max_size=4,
    ),
    data=st.data(),
)
def test_together_as_each_by_itself(each: list[tuple[tuple[str, ...], Reports]], data: st.DataObject) -> None:
    acts = in_columns(each)
    for n, (parties, reports) in enumerate(each):
        deeds, shared = Deeds(parties, weighed(parties, reports)), acts.deeds(n)
        assert (shared.names, shared.parties) == (deeds.names, deeds.parties)
        assert {kind for kind in KINDS if shared.has(kind)} == {kind for kind, _ in reports}
        kinds = tuple(data.draw(st.lists(st.sampled_from(SOME), min_size=1, unique=True)))
        assert shared.of(kinds) == deeds.of(kinds)
        order, doers = acts.order(kinds), acts.doers(kinds)
        part = order.acts[order.begins[n] : order.begins[n + 1]]
        assert acts.code[part].tolist() == [deeds.code(deed) for deed in deeds.of(kinds)]
        first = [deed.span.first.toordinal() for deed in deeds.of(kinds)]
        assert acts.since(kinds)[n] == min(first, default=NEVER)
        doing = slice(doers.begins[n], doers.begins[n + 1])
        found = zip(doers.first[doing].tolist(), acts.rank[doers.acts[doing]].tolist(), strict=True)
        assert list(found) == who(deeds, kinds)
        on = data.draw(days).toordinal()
        begun = order.begun(np.array([n]), np.array([on]))
        assert begun[0] - order.begins[n] == sum(day <= on for day in first)
        assert order.turn(np.array([n]), begun)[0] == min((d for d in first if d > on), default=NEVER)


def deeds_of(kind: Kind, parties: tuple[str, ...], reports: Reports) -> list[Deed]:
    return Deeds(parties, weighed(parties, reports)).of((kind,))


def test_who_left_in_between_consented_twice() -> None:
    """A deposit before and one after a notice are two acts, not one whose days contradict each other."""
    at = {kind: Span(date(2024, 1, n), date(2024, 1, n)) for kind, n in (("in", 1), ("out", 2), ("again", 3))}
    reports: Reports = {
        (Kind.DEPOSIT, "JPN"): [(at["in"], None), (at["again"], "KCNA")],
        (Kind.NOTICE, "JPN"): [(at["out"], None)],
    }
    expected = [(at["in"], (), False), (at["again"], ("KCNA",), False)]
    assert [(d.span, d.said_by, d.torn) for d in deeds_of(Kind.DEPOSIT, PARTIES, reports)] == expected


def test_an_act_of_no_day_came_after_the_signature() -> None:
    """Reports that tell no day are weighed against the others at once."""
    signed = Span(date(2024, 1, 5), date(2024, 1, 5))
    undated = Span(date.min, date(2024, 3, 1))
    reports: Reports = {(Kind.SIGNATURE, "JPN"): [(signed, None)], (Kind.HOME, "JPN"): [(undated, None)]}
    assert [deed.span.first for deed in deeds_of(Kind.HOME, ("JPN", "KOR"), reports)] == [date(2024, 1, 5)]


# what the news alone tells, without what is denied or known of states besides
NEWS = [
    pytest.param(case, id=name)
    for table in (facts.ANEW, facts.AFTER, facts.WHOSE, facts.TOGETHER)
    for name, case in table.items()
    if not case.more and all(f.act is None and f.by is None and kind_of(f) for f in case.facts)
]


@pytest.mark.parametrize("case", NEWS)
def test_reports_make_the_acts_that_facts_do(case: facts.Told) -> None:
    """The day and who says so are enough of a fact."""
    reports: Reports = {}
    for fact in case.facts:
        kind = kind_of(fact)
        assert kind is not None
        said = speaker(fact) if fact.certainty is Certainty.REPORTED else None
        for act in acts_of(kind, fact.actors, case.parties):
            reports.setdefault(act, []).append((span(fact.date), said))
    done = gather(Record("", case.parties, tuple(case.facts))).done
    assert sorted(weighed(case.parties, reports)) == sorted(
        Deed(d.kind, d.actor, d.span, d.said_by, d.torn) for each in done.values() for d in each
    )


def days_of(first: int, last: int, vague: bool = False) -> Span:
    return Span(date(2024, 1, first), date(2024, 1, last), vague)


def test_acts_stand_by_day_then_kind_then_name() -> None:
    ordered = [
        Deed(Kind.SIGNATURE, "KOR", days_of(1, 1)),
        Deed(Kind.HOME, "KOR", days_of(1, 2)),
        Deed(Kind.SIGNATURE, EVERYONE, days_of(1, 2)),
        Deed(Kind.SIGNATURE, "JPN", days_of(1, 2)),
        Deed(Kind.HOME, "FJI", days_of(2, 2)),
    ]
    deeds = Deeds(("KOR", "USA"), ordered[::-1], ("signed", "approved", "signed"))
    assert deeds.of((Kind.HOME, Kind.NOTICE, Kind.SIGNATURE)) == ordered
    assert deeds.of((Kind.HOME,)) == [ordered[1], ordered[4]]
    assert deeds.of((Kind.NOTICE,)) == []
    assert [deeds.has(kind) for kind in (Kind.HOME, Kind.NOTICE)] == [True, False]
    assert deeds.names == ["FJI", "JPN", "KOR", "USA"]
    assert deeds.parties == (2, 3)
    assert deeds.plans == ("approved", "signed")
    assert (deeds.ranks[EVERYONE], deeds.ranks[SOMEONE], deeds.ranks["FJI"]) == (-2, -1, 0)


@pytest.mark.parametrize(
    ("when", "flags"),
    [
        (days_of(1, 1), EXACT),
        (days_of(1, 1, True), EXACT | VAGUE),
        (days_of(1, 2), 0),
        (Span(date.min, date(2024, 1, 1)), UNBEGUN),
        (Span(date(2024, 1, 1), date.max), UNENDED),
        (ALL_DAYS, UNBEGUN | UNENDED),
        (Span(date.max, date.max), EXACT | UNENDED),
    ],
)
def test_what_is_told_of_an_act_has_one_number(when: Span, flags: int) -> None:
    plain = Deed(Kind.HOME, "JPN", when)
    said, torn = plain._replace(said_by=("KCNA",)), plain._replace(torn=True)
    assert [d.flags for d in (plain, said, torn)] == [flags, flags | SAID, flags | TORN]
    others = [Deed(Kind.HOME, at, when) for at in (EVERYONE, SOMEONE, "KOR")]
    others.append(plain._replace(kind=Kind.SIGNATURE))
    deeds = Deeds(("JPN", "KOR"), [plain, said, torn, *others])
    codes = [deeds.code(d) for d in (plain, said, torn, *others)]
    assert len({*codes}) == len(codes)
    assert len({EXACT, UNBEGUN, UNENDED, VAGUE, TORN, SAID}) == 6
    assert deeds.code(plain._replace(said_by=("KCNA", "TASS"))) == deeds.code(said)


def test_who_says_so_of_an_act() -> None:
    report: list[Report] = [(days_of(1, 1), "TASS"), (days_of(1, 1), "KCNA"), (days_of(1, 1), "KCNA")]
    reports: Reports = {(Kind.SIGNATURE, "JPN"): report}
    assert [d.said_by for d in weighed(PARTIES, reports)] == [("KCNA", "TASS")]
    reports = {(Kind.SIGNATURE, "JPN"): [*report, (days_of(1, 1), None)]}
    assert [d.said_by for d in weighed(PARTIES, reports)] == [()]
