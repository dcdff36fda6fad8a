"""What is kept of the law for all agreements is what the law gives: after every kind of entry, on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from foedus.law.status import status
from foedus.ledger import Ledger, VerdictKind, open_ledger
from foedus.ledger.exports.legal import treaty
from tests.ledger.strategies import NOW, article, day, seed, step
from tests.ledger.test_asof import Move, moves, play

ON = date(2025, 6, 1)
BY: dict[str, Any] = {"actor": "Ana Ruiz", "reason": "because"}
TERMS = {"entry_into_force": {"trigger": "exchange"}}


def direct(ledger: Ledger, on: date = ON) -> list[tuple[int, bool | None, str | None, str]]:
    """The same without anything kept."""
    out = []
    for row in ledger.agreements():
        found = treaty(ledger, row, None)
        last = max(c.recorded_at for c in ledger.claims(row.id))
        record = replace(found.record, known=last.date().isoformat())
        s = status(record, found.terms, on)
        out.append((row.id, s.in_force, s.in_force_since, s.headline))
    return out


def kept(
    ledger: Ledger, on: date = ON, known_on: Any = None
) -> list[tuple[int, bool | None, str | None, str]]:
    found = ledger.standings(on, known_on=known_on)
    return [(s.agreement_id, s.in_force, s.since, s.headline) for s in found]


def test_every_kind_of_entry_is_seen(ledger: Ledger) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    assert kept(ledger) == kept(ledger) == direct(ledger)
    ledger.add_terms(1, TERMS, source="treaty.txt", actor="a", recorded_at=NOW)
    assert kept(ledger)[0][1] is False
    page = article("The instruments were exchanged.", publisher="TASS")
    exchanged = step(page, "instruments_exchanged", ("PRK", "RUS"), "2024-12-04")
    ledger.add(page, [exchanged], recorded_at=NOW, actor="reader")
    assert kept(ledger) == [(1, True, "2024-12-04", "IN FORCE")]
    assert kept(ledger, date(2024, 12, 3))[0][1] is False
    ledger.judge(VerdictKind.REJECT, 4, recorded_at=NOW, **BY)
    assert kept(ledger)[0][1] is False
    ledger.undo(1, recorded_at=NOW, **BY)
    assert kept(ledger)[0][1] is True
    verdict, new = ledger.split(1, [4], recorded_at=NOW, **BY)
    assert [s[0] for s in kept(ledger)] == [1, new]
    assert kept(ledger)[0][1] is False
    ledger.undo(verdict, recorded_at=NOW, **BY)
    assert kept(ledger) == [(1, True, "2024-12-04", "IN FORCE")]
    ledger.add(page, [replace(exchanged, date="2024-12-05")], recorded_at=day(1), actor="newer rules")
    assert kept(ledger)[0][2] == "2024-12-05"


def test_a_past_day_is_asked_as_it_was_known(ledger: Ledger) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    before = kept(ledger)
    page = article("The instruments were exchanged.", publisher="TASS")
    claims = [step(page, "entered_into_force", ("PRK", "RUS"), "2024-12-04")]
    ledger.add(page, claims, recorded_at=day(30), actor="reader")
    after = kept(ledger)
    assert before != after
    assert kept(ledger, known_on=NOW.date()) == before
    assert kept(ledger) == after
    assert kept(ledger, known_on=0) == []


def test_emptying_what_is_kept_loses_nothing_and_the_chain_holds(ledger: Ledger) -> None:
    ledger.add(*seed(), recorded_at=NOW, actor="reader")
    before = kept(ledger)
    with ledger._door.writing() as connection:
        connection.execute(text("DELETE FROM standings"))
    assert kept(ledger) == before
    assert ledger.check() == []


def test_a_ledger_that_another_is_writing_is_still_read(where: str) -> None:
    with open_ledger(where) as writer, open_ledger(where, patience=0.01) as reader:
        writer.add(*seed(), recorded_at=NOW, actor="reader")
        with writer._door.writing():
            assert kept(reader) == direct(reader)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sequence=moves)
def test_any_history(tmp_path_factory: pytest.TempPathFactory, sequence: list[Move]) -> None:
    with open_ledger(tmp_path_factory.mktemp("standings") / "ledger.db") as ledger:
        for i in range(1, len(sequence) + 1):
            play(ledger, sequence[i - 1 : i])
            found = kept(ledger)
            ids = [s[0] for s in found]
            assert ids == [row.id for row in ledger.agreements()]
        with ledger._door.writing() as connection:
            connection.execute(text("DELETE FROM standings"))
        assert kept(ledger) == found
