"""Acts that are worked out when they are asked for are those that are worked out at once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.law.deeds import Deeds, Reports
from foedus.law.kinds import EVERYONE, SOMEONE, Kind
from foedus.law.spans import Span

PARTIES = ("JPN", "KOR", "USA")
KINDS = (
    Kind.NEGOTIATION, Kind.SIGNATURE, Kind.HOME, Kind.EXCHANGE, Kind.DEPOSIT, Kind.ENTRY, Kind.NOTICE,
    Kind.CESSATION, Kind.VIOLATION,
)  # fmt: skip
days = st.integers(0, 9).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
reports_of_days = st.dictionaries(
    st.tuples(st.sampled_from(KINDS), st.sampled_from((*PARTIES, EVERYONE, SOMEONE))),
    st.lists(st.tuples(days.map(lambda d: Span(d, d)), st.sampled_from((None, "KCNA", "TASS"))), min_size=1, max_size=4),
    min_size=1,
    max_size=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(reports=reports_of_days, order=st.permutations(KINDS), data=st.data())
def test_one_by_one_as_all_at_once(reports: Reports, order: list[Kind], data: st.DataObject) -> None:
    """Whatever is asked first, and of whichever kinds together."""
    lazy, whole = Deeds(PARTIES, reports, in_days=True), Deeds(PARTIES, reports)
    present = [kind for kind in order if whole.has(kind)]
    assert (lazy.start, lazy.names, lazy.parties) == (whole.start, whole.names, whole.parties)
    asked: list[tuple[Kind, ...]] = [(kind,) for kind in present]
    asked += [tuple(present[:n]) for n in range(2, len(present) + 1)]
    for kinds in data.draw(st.permutations(asked)):
        for ask in data.draw(st.permutations(("begins", "who", "of", "coded"))):
            assert getattr(lazy, ask)(kinds) == getattr(whole, ask)(kinds), (ask, kinds)


def test_who_left_in_between_consented_twice() -> None:
    """A deposit before and one after a notice are two acts, not one whose days contradict each other."""
    at = {kind: Span(date(2024, 1, n), date(2024, 1, n)) for kind, n in (("in", 1), ("out", 2), ("again", 3))}
    deeds = Deeds(
        PARTIES,
        {
            (Kind.DEPOSIT, "JPN"): [(at["in"], None), (at["again"], "KCNA")],
            (Kind.NOTICE, "JPN"): [(at["out"], None)],
        },
        in_days=True,
    )
    assert [(d.span, d.said_by, d.torn) for d in deeds.of((Kind.DEPOSIT,))] == [
        (at["in"], (), False),
        (at["again"], ("KCNA",), False),
    ]


def test_an_act_of_no_day_came_after_the_signature() -> None:
    """Reports that tell no day are weighed against the others at once."""
    signed = Span(date(2024, 1, 5), date(2024, 1, 5))
    undated = Span(date.min, date(2024, 3, 1))
    deeds = Deeds(
        ("JPN", "KOR"), {(Kind.SIGNATURE, "JPN"): [(signed, None)], (Kind.HOME, "JPN"): [(undated, None)]}
    )
    assert deeds.begins((Kind.HOME,)) == date(2024, 1, 5)
