"""The entries of the register that agreements of the ledger are."""

from __future__ import annotations

import random

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.ledger.agreements import all_roots
from foedus.ledger.believed import bases
from foedus.record.entries import links_of_ledger, links_of_rows
from foedus.record.joined import link_of, shipped
from tests.ledger.strategies import NOW
from tests.ledger.test_repairs import BY
from tests.record.test_sharing import told


def test_links_are_those_of_all_that_is_believed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whether an agreement is as it came in, or its claims were judged, or it was merged with another."""
    rng = random.Random(11)
    with open_ledger(tmp_path_factory.mktemp("entries") / "ledger.db") as ledger:
        ledger.add_many([told(rng, number) for number in range(40)], recorded_at=NOW, actor="test")
        first, second, third, *_ = [row.id for row in ledger.agreements()]
        ledger.merge(first, second, **BY)
        ledger.rename(third, "North Atlantic Treaty", **BY)
        with ledger.view() as (connection, number, known):
            roots = sorted(all_roots(connection, number, known))
            wanted = {}
            for part in bases(connection, number, known, roots):
                for basis in part:
                    days = [day for day in basis.published.values() if day]
                    day = min(days, default=None)
                    wanted[basis.agreement_id] = link_of(
                        shipped(), basis.called, basis.parties, basis.signed, day
                    )
        found = links_of_ledger(ledger, roots)
        assert links_of_rows(ledger, ledger.agreements()) == found
        rows = ledger.agreements()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Ledger, "view", None)  # what a list has at hand is not asked again
            assert links_of_rows(ledger, rows, ledger.known_at()) == found
    assert found == wanted
    assert {link.entry is None for link in found.values()} == {True, False}
