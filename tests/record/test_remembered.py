"""What was worked out of an agreement is worked out again when something touches it, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.record.entries import links_of_ledger
from foedus.record.publishers import publishers_of
from foedus.record.remembered import remembered
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
    assert publishers_of(ledger, [1, 2], at) == {1: frozenset({"Wire 0"}), 2: frozenset({"Wire 1"})}
    assert links_of_ledger(ledger, [1, 2], at)[2].entry == "ottawa-convention-1997"
    told = page("They ratified the Lake Treaty.", "later.txt", "Gazette")
    ledger.add(
        told, [claim(told, "ratified", name="Lake Treaty")], recorded_at=NOW + timedelta(days=1), actor="desk"
    )
    later = ledger.look_up().inventory.number
    assert publishers_of(ledger, [1, 2], later)[1] == {"Wire 0", "Gazette"}
    assert publishers_of(ledger, [1], at)[1] == {"Wire 0"}, "as it was known before"
    assert links_of_ledger(ledger, [1, 2], later) == links_of_ledger(ledger, [1, 2])
