"""What is asked of all agreements at once is what each gives by itself, after any history."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.exports.legal import status_rows
from foedus.ledger import Ledger, open_ledger
from foedus.ledger.origins import Origin, independent, speaker
from foedus.ledger.prints import REPRINT, containment
from foedus.model import Certainty, Source, SourceKind
from foedus.publish.calendar import ledger_calendar
from foedus.record.answer import answer
from foedus.record.contradictions import contradictions
from foedus.record.timeline import timeline
from foedus.record.treaty import treaty
from tests.ledger.strategies import NOW, article, day, seed, step
from tests.ledger.test_asof import Move, moves, play

ON = day(200).date()


def one_by_one(ledger: Ledger, known_on: int) -> None:
    rows = ledger.agreements(known_on=known_on)
    assert rows == [ledger.agreement(row.id, known_on=known_on) for row in rows]
    assert list(contradictions(ledger, known_on=known_on)) == [
        (row, fact)
        for row in rows
        for fact in timeline(ledger, row.id, known_on=known_on)
        if fact.contradiction
    ]
    expected = []
    for row in rows:
        found = treaty(ledger, row, known_on)
        expected.append((row, answer(found, ON)))
    assert list(status_rows(ledger, ON, known_on=known_on)) == expected


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sequence=moves)
def test_any_history(tmp_path_factory: pytest.TempPathFactory, sequence: list[Move]) -> None:
    with open_ledger(tmp_path_factory.mktemp("bulk") / "ledger.db") as ledger:
        play(ledger, sequence)
        for number in range(ledger.known_at() + 1):
            one_by_one(ledger, number)


def test_a_whole_history(ledger: Ledger) -> None:
    """On both databases: merged, split, judged, read again, disputed; terms from a text."""
    ledger.add(*seed(), recorded_at=NOW, actor="a")
    page = article("No instruments were exchanged, the ministry said.", publisher="TASS")
    claims = [
        step(page, "ratified", ("RUS",), "2024-11-10"),
        step(page, "signed", ("PRK", "RUS"), certainty=Certainty.DENIED),
        step(page, "signed", ("PRK", "CHN"), "1961-07-11", name="Friendship Treaty", parties=("PRK", "CHN"), local=1),
        step(page, "ratified", ("CHN",), "1961-09-10", name="Friendship Treaty", parties=("PRK", "CHN"), local=1),
    ]  # fmt: skip
    ledger.add(page, claims, recorded_at=NOW, actor="a")
    ledger.add_terms(1, {"entry_into_force": {"trigger": "exchange"}}, source="t", actor="a", recorded_at=NOW)
    one_by_one(ledger, ledger.known_at())
    disputed = list(contradictions(ledger))
    assert [(row.id, fact.what) for row, fact in disputed] == [(1, "signed"), (1, "ratified")]
    ledger.split(2, [7], reason="r", actor="a", recorded_at=day(1))
    ledger.merge(1, 3, reason="r", actor="a", recorded_at=day(2))
    ledger.add(page, claims[:2], recorded_at=day(3), actor="newer rules")
    for number in range(ledger.known_at() + 1):
        one_by_one(ledger, number)


def test_the_calendar_has_the_days_of_every_agreement(ledger: Ledger) -> None:
    for number, name in enumerate(("Lake Treaty", "Border Treaty")):
        page = article(f"The {name} was signed.", publisher=f"Agency {number}")
        ledger.add(
            page, [step(page, "signed", ("PRK", "RUS"), "2024-06-19", name=name)], recorded_at=NOW, actor="a"
        )
        rule = {"entry_into_force": {"trigger": "date", "date": f"2030-01-0{number + 1}"}}
        ledger.add_terms(number + 1, rule, source="t", actor="a", recorded_at=NOW)
    text = ledger_calendar(ledger, ON).decode()
    assert "20300101" in text
    assert "20300102" in text


NAMES = st.sampled_from(("Yonhap", "KCNA", "TASS", "an official"))
CHAINS = st.lists(
    st.builds(Source, NAMES, st.sampled_from((SourceKind.AGENCY, SourceKind.UNKNOWN))), max_size=2
)
ORIGINS = st.dictionaries(
    st.integers(1, 8),
    st.builds(
        Origin,
        st.just(None),
        st.lists(st.sampled_from(("AP", "afp", "AFP")), max_size=1).map(tuple),
        st.frozensets(st.integers(0, 25), max_size=12),
    ),
)


@given(said=st.lists(st.tuples(st.integers(1, 9), CHAINS), max_size=10), origins=ORIGINS)
def test_sources_are_the_connected_pages(
    said: list[tuple[int, list[Source]]], origins: dict[int, Origin]
) -> None:
    """Two pages are of one origin when a speaker, a credit or a text joins them, or a page that both join."""
    marks: dict[int, set[str]] = {}
    for page, chain in said:
        credits = origins[page].credits if page in origins else ()
        marks.setdefault(page, set()).update(m.casefold() for m in (speaker(chain), *credits) if m)

    def joined(a: int, b: int) -> bool:
        one, other = origins.get(a), origins.get(b)
        copied = one is not None and other is not None and containment(one.prints, other.prints) >= REPRINT
        return a == b or copied or bool(marks[a] & marks[b])

    expected = []
    left = set(marks)
    while left:
        group = {min(left)}
        while more := {b for b in left - group if any(joined(a, b) for a in group)}:
            group |= more
        left -= group
        expected.append(frozenset(group))
    assert set(independent(said, origins)) == set(expected)
    assert len(independent(said, origins)) == len(expected)
