"""The entries of the register that agreements of the ledger are."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.ledger.days import AsOf
from foedus.record import entries
from foedus.record.entries import entries_of_rows, links_of_ledger
from foedus.register.link import Link
from tests.ledger.strategies import NOW
from tests.record.test_sharing import told


def test_what_the_register_cannot_know_is_passed_by(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(11)
    with open_ledger(tmp_path_factory.mktemp("entries") / "ledger.db") as ledger:
        ledger.add_many([told(rng, number) for number in range(40)], recorded_at=NOW, actor="test")
        rows = ledger.agreements()
        links = links_of_ledger(ledger, [row.id for row in rows])
        known = {number: link.entry for number, link in links.items() if link.entry is not None}
        looked_at: list[int] = []

        def looked(_ledger: Ledger, some: Iterable[int], _known_on: AsOf) -> dict[int, Link]:
            looked_at.extend(some)
            return {number: links[number] for number in looked_at}

        monkeypatch.setattr(entries, "links_of_ledger", looked)
        assert entries_of_rows(ledger, rows) == known
        assert known.keys() <= set(looked_at) < {row.id for row in rows}
        assert known
