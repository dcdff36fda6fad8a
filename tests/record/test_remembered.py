"""What was worked out of an agreement is worked out again when something touches it, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from foedus.ledger import Ledger, open_ledger
from foedus.record.entries import links_of_ledger
from foedus.record.remembered import remembered
from foedus.record.standings import standings
from foedus.web.board import records
from tests.web.ledgers import NOW, claim, page


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as found:
        for number, name in enumerate(("Lake Treaty", "Ottawa Convention")):
            told = page(f"They signed the {name}.", f"{number}.txt", f"Wire {number}")
            found.add(told, [claim(told, "signed", name=name)], recorded_at=NOW, actor="desk")
        yield found


def test_only_what_a_later_entry_touches_is_asked_again(ledger: Ledger) -> None:
    asked: list[list[int]] = []

    def load(wanted: list[int]) -> dict[int, str]:
        asked.append(wanted)
        return dict.fromkeys(wanted, "told")

    for _ in range(2):
        at = ledger.look_up().inventory.number
        assert remembered(ledger, "test", [1, 2], at, load) == {1: "told", 2: "told"}
    assert asked == [[1, 2], []]
    told = page("They ratified the Lake Treaty.", "later.txt", "Gazette")
    ledger.add(
        told, [claim(told, "ratified", name="Lake Treaty")], recorded_at=NOW + timedelta(days=1), actor="desk"
    )
    remembered(ledger, "test", [1, 2], ledger.look_up().inventory.number, load)
    assert asked[2:] == [[1]]


def test_what_a_page_brings_is_told(ledger: Ledger) -> None:
    at = ledger.look_up().inventory.number
    assert [row.publishers for row in ledger.agreements(known_on=at)] == [("Wire 0",), ("Wire 1",)]
    assert links_of_ledger(ledger, [1, 2], at)[2].entry == "ottawa-convention-1997"
    told = page("They ratified the Lake Treaty.", "later.txt", "Gazette")
    ledger.add(
        told, [claim(told, "ratified", name="Lake Treaty")], recorded_at=NOW + timedelta(days=1), actor="desk"
    )
    later = ledger.look_up().inventory.number
    assert ledger.agreements(known_on=later)[0].publishers == ("Gazette", "Wire 0")
    assert ledger.agreements(known_on=later)[0].first == "2024-11-12"
    assert ledger.agreements(known_on=at)[0].publishers == ("Wire 0",), "as it was known before"
    assert links_of_ledger(ledger, [1, 2], later) == links_of_ledger(ledger, [1, 2])


def test_what_stands_alike_is_put_into_words_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def words(found: object, display: object) -> str:
        asked.append(found)
        return "signed"

    monkeypatch.setattr(records, "summary", words)
    (row, *_), (one, *_) = ledger.agreements(), standings(ledger, NOW.date())
    other = replace(one, agreement_id=2, since="2024")

    def display(code: str) -> str:
        return code

    assert {records.line_of(row, each, display).summary for each in (one, other)} == {"signed"}
    assert len(asked) == 1
