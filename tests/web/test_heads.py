"""Which entry answers are of: the last, or for a moment the one before while much of it is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Final

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.ledger.held import HeldLedger
from foedus.record.ahead import changed_since, note_day, work_ahead
from foedus.web.base import heads as module
from foedus.web.base.heads import FEW, LATEST, Heads
from tests.processes import SOON
from tests.web.conftest import TODAY
from tests.web.ledgers import NOW, claim, page

MANY: Final = FEW + 1


class Clock:
    """A clock that stands until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def add(where: str, number: int, agreements: int) -> None:
    """One transaction that bears on the first so many agreements."""
    items = []
    for at in range(agreements):
        news = page(f"{number}: the treaty on matter {at} was spoken of.", f"{at}-{number}.txt")
        pair = ("FRA", f"{chr(65 + at)}AA")
        items.append(
            (news, [claim(news, "signed", pair, "2024-03-03", name=f"Pact on matter {at}", parties=pair)])
        )
    with open_ledger(where) as ledger:
        ledger.add_many(items, recorded_at=NOW + timedelta(minutes=number), actor="test")


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger of one entry about many agreements."""
    found = str(tmp_path / "heads.db")
    add(found, 1, MANY)
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def heads(where: str, clock: Clock) -> Heads:
    """The board's entry, of which the first answer has been."""
    made = Heads(HeldLedger(where), clock)
    assert number(made) == 1
    return made


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Working ahead begins and goes on for as long as the second is not set; the first is set when it ends."""
    done, go = Event(), Event()

    def work(ledger: Ledger, agreements: Sequence[int]) -> None:
        assert go.wait(SOON)
        work_ahead(ledger, agreements)
        done.set()

    monkeypatch.setattr(module, "work_ahead", work)
    return done, go


def number(heads: Heads) -> int:
    """The entry that an answer is of."""
    return (heads.at_hand() or heads.settle()).head().number


def test_little_that_came_in_is_told_at_once(where: str, heads: Heads) -> None:
    for entry in (2, 3):
        add(where, entry, FEW)
        assert heads.at_hand() is None
        assert number(heads) == entry
        assert heads.at_hand() is not None


def test_nobody_is_told_the_entry_before_while_it_is_not_known_how_much_came_in(
    where: str, heads: Heads, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, go = Event(), Event()

    def look(ledger: Ledger, before: int) -> list[int]:
        looking.set()
        assert go.wait(SOON)
        return changed_since(ledger, before)

    monkeypatch.setattr(module, "changed_since", look)
    add(where, 2, FEW)
    with ThreadPoolExecutor(3) as others:
        first = others.submit(number, heads)
        assert looking.wait(SOON)
        assert heads.at_hand() is None
        second = others.submit(number, heads)
        add(where, 3, FEW)
        third = others.submit(number, heads)
        go.set()
        assert first.result(SOON) >= 2
        assert second.result(SOON) >= 2
        assert third.result(SOON) == 3


def test_answers_are_of_the_entry_before_while_much_is_worked_out(
    where: str, heads: Heads, slow: tuple[Event, Event]
) -> None:
    done, go = slow
    add(where, 2, MANY)
    assert [number(heads) for _ in range(3)] == [1, 1, 1]
    go.set()
    assert done.wait(SOON)
    for _ in range(100):
        if number(heads) == 2:
            break
        assert not Event().wait(0.02)
    assert number(heads) == 2


def test_no_answer_is_of_an_entry_long_overtaken(
    where: str, heads: Heads, clock: Clock, slow: tuple[Event, Event]
) -> None:
    add(where, 2, MANY)
    assert number(heads) == 1
    clock.now = LATEST
    assert number(heads) == 1
    clock.now = LATEST + 0.1
    assert number(heads) == 2
    slow[1].set()


def test_who_asks_after_a_while_gets_the_last_entry(
    where: str, heads: Heads, clock: Clock, slow: tuple[Event, Event]
) -> None:
    add(where, 2, MANY)
    clock.now = LATEST + 0.1
    assert number(heads) == 2
    slow[1].set()


def test_no_answer_is_older_than_what_was_written_here(
    where: str, heads: Heads, slow: tuple[Event, Event]
) -> None:
    add(where, 2, MANY)
    assert number(heads) == 1
    heads.wrote()
    assert number(heads) == 2
    slow[1].set()


def test_a_ledger_in_the_stead_of_another_is_told_at_once(
    where: str, heads: Heads, tmp_path: Path, slow: tuple[Event, Event]
) -> None:
    other = str(tmp_path / "other.db")
    for entry in (1, 2, 3):
        add(other, entry, MANY)
    Path(other).replace(where)
    assert number(heads) == 3
    slow[1].set()


def test_what_is_worked_out_ahead_is_asked_of_memory(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(where) as ledger:
        note_day(ledger, TODAY)
        changed = changed_since(ledger, 0)
        assert len(changed) == MANY
        assert changed_since(ledger, 1) == []
        work_ahead(ledger, changed)
        monkeypatch.setattr(ledger.door, "reading", None)  # no question reaches the database any more
        assert len(ledger.agreements(known_on=1, only=changed)) == MANY


def test_a_ledger_as_of_an_entry_knows_nothing_later(where: str) -> None:
    with open_ledger(where) as ledger:
        before = ledger.as_of(ledger.head())
        told = [row.claims for row in before.agreements()]
        add(where, 2, MANY)
        now = ledger.known_at(None), ledger.count("claims"), [row.claims for row in ledger.agreements()]
        assert now == (2, 2 * MANY, [2 * each for each in told])
        assert (before.known_at(None), before.head().number) == (1, 1)
        assert before.count("claims") == MANY
        assert [row.claims for row in before.agreements()] == told
        assert before.known_at(NOW + timedelta(days=9)) == 1
        assert [entry.id for entry in before.transactions()] == [1]
        assert not [*before.diff(1).lines()]
        assert len(before.look_up(["FRA"]).inventory.entries) == MANY
