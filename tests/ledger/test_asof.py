"""For any sequence of adds, re-reads and verdicts: what was known on a day is what was shown on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.errors import LedgerError
from foedus.ledger import Entry, Ledger, VerdictKind, open_ledger
from foedus.model import Article, Claim
from foedus.record.timeline import timeline
from tests.ledger.strategies import DATES, NAMES, NOW, article, day, pages, parties, seed, step
from tests.soak import EXAMPLES

Move = tuple[str, Any]

_PAGES = pages()


@st.composite
def rereads(draw: st.DrawFn) -> tuple[int, int, str | None]:
    """(which page, which claim to drop, the date to give another one)."""
    return draw(st.integers(0, 5)), draw(st.integers(0, 3)), draw(st.sampled_from(DATES))


moves = st.lists(
    st.one_of(
        st.tuples(st.just("add"), pages()),
        st.tuples(st.just("add"), pages()),
        st.tuples(st.just("reread"), rereads()),
        st.tuples(st.sampled_from(("accept", "reject")), st.integers(1, 8)),
        st.tuples(st.just("correct"), st.tuples(st.integers(1, 8), st.sampled_from(DATES))),
        st.tuples(st.just("merge"), st.tuples(st.integers(1, 4), st.integers(1, 4))),
        st.tuples(st.just("split"), st.integers(1, 8)),
        st.tuples(st.just("move"), st.tuples(st.integers(1, 8), st.integers(1, 4))),
        st.tuples(st.just("rename"), st.tuples(st.integers(1, 4), st.sampled_from(NAMES))),
        st.tuples(st.just("parties"), st.tuples(st.integers(1, 4), parties)),
        st.tuples(st.just("enter"), st.tuples(st.integers(1, 4), st.sampled_from(DATES))),
        st.tuples(st.just("undo"), st.integers(1, 5)),
        st.tuples(st.just("wait"), st.integers(1, 3)),
    ),
    min_size=2,
    max_size=9,
)


def shown(ledger: Ledger, known_on: Any = None) -> dict[str, Any]:
    """Everything a reader can see."""
    rows = ledger.agreements(known_on=known_on)
    return {
        "claims": ledger.claims(known_on=known_on),
        "agreements": rows,
        "found": [ledger.agreement(row.id, known_on=known_on) for row in rows],
        "timelines": [timeline(ledger, row.id, known_on=known_on) for row in rows],
        "documents": ledger.documents(known_on=known_on),
        "verdicts": ledger.verdicts(known_on=known_on),
        "waiting": ledger.waiting(known_on=known_on),
        "transactions": ledger.transactions(known_on=known_on),
    }


def play(ledger: Ledger, sequence: list[Move]) -> list[tuple[int, Any, dict[str, Any]]]:
    """Make the moves, a day apart or several on one; (transaction, day, what was shown) after each."""
    seen: list[tuple[Article, list[Claim]]] = []
    history = []
    today = 0
    for move, what in sequence:
        when = day(today)
        by: dict[str, Any] = {"reason": "why", "actor": "Ana Ruiz", "recorded_at": when}
        try:
            if move == "wait":
                today += what
                continue
            if move == "add":
                seen.append(what)
                ledger.add(*what, recorded_at=when, actor="reader")
            elif move == "reread" and seen:
                _reread(ledger, seen[what[0] % len(seen)], what, when)
            elif move in ("accept", "reject"):
                ledger.judge(VerdictKind(move), what, **by)
            elif move == "correct":
                found = ledger.claims(ids=[what[0]])
                right = replace(found[0].claim, date=what[1]) if found else None
                ledger.judge(VerdictKind.CORRECT, what[0], corrected=right, **by)
            elif move == "merge":
                ledger.merge(*what, **by)
            elif move == "split":
                found = ledger.claims(ids=[what])
                ledger.split((found[0].agreement_id or 99) if found else 99, [what], **by)
            elif move == "move":
                ledger.move([what[0]], what[1], **by)
            elif move == "rename":
                ledger.rename(what[0], what[1] or "", **by)
            elif move == "parties":
                ledger.set_parties(*what, **by)
            elif move == "enter":
                ledger.enter(what[0], Entry("ratified", "the gazette", date=what[1]), **by)
            elif move == "undo":
                ledger.undo(what, **by)
        except LedgerError:
            pass  # a move on something that is not there; the ledger is as it was
        history.append((ledger.known_at(), when.date(), shown(ledger)))
    return history


def _reread(
    ledger: Ledger, page: tuple[Article, list[Claim]], how: tuple[int, int, str | None], when: Any
) -> None:
    found, said = page
    newer = [c for i, c in enumerate(said) if i != how[1]]
    newer[:1] = [replace(c, date=how[2]) for c in newer[:1]]
    ledger.add(found, newer, recorded_at=when, actor="newer rules")


def holds(ledger: Ledger, history: list[tuple[int, Any, dict[str, Any]]]) -> None:
    last_of_day = {on: (number, state) for number, on, state in history}
    for number, _, state in history:
        if number:
            assert shown(ledger, number) == state
    for on, (_, state) in last_of_day.items():
        assert shown(ledger, on) == state
    assert ledger.check() == []


@settings(max_examples=EXAMPLES or 20, deadline=None, suppress_health_check=list(HealthCheck))
@given(sequence=moves)
def test_any_history_on_sqlite(tmp_path_factory: pytest.TempPathFactory, sequence: list[Move]) -> None:
    with open_ledger(tmp_path_factory.mktemp("asof") / "ledger.db") as ledger:
        holds(ledger, play(ledger, sequence))


def test_a_whole_history(ledger: Ledger) -> None:
    page, said = seed()
    other = article("Russia and North Korea held talks on the border.", publisher="Reuters")
    talks = step(other, "signed", date="2024-06-20", name="border accord")
    sequence: list[Move] = [
        ("add", (page, said)),
        ("wait", 1),
        ("reject", 2),
        ("add", (other, [talks])),
        ("wait", 1),
        ("reread", (0, 1, "2024-06-19")),
        ("correct", (3, "2024-11-10")),
        ("merge", (1, 2)),
        ("wait", 2),
        ("undo", 3),
        ("split", 1),
        ("undo", 1),
        ("undo", 6),
    ]
    history = play(ledger, sequence)
    assert history[-1][0] == 10
    holds(ledger, history)


def test_a_day_is_counted_to_its_end_in_utc(ledger: Ledger) -> None:
    page, said = seed()
    ledger.add(page, said, recorded_at=NOW.replace(hour=23, minute=59), actor="a")
    ledger.add(article("Next."), [], recorded_at=NOW.replace(hour=0) + timedelta(days=1), actor="a")
    assert ledger.known_at(date(2024, 11, 11)) == 0
    assert ledger.known_at(date(2024, 11, 12)) == 1
    assert ledger.known_at(date(2024, 11, 13)) == 2
    assert ledger.known_at(NOW) == 0
    assert ledger.known_at(1) == 1
    assert ledger.known_at(99) == 2
    assert ledger.claims(known_on=date(2024, 11, 11)) == []
    assert ledger.agreements(known_on=date(2024, 11, 11)) == []
