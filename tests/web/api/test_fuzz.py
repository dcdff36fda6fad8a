"""A few hundred cases made from the description: no server error, no answer that it does not tell of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web import ledgers
from tests.web.api.fuzz import fuzz
from tests.web.people import add_people


@pytest.mark.slow
def test_every_answer_is_one_that_is_described(tmp_path: Path) -> None:
    where = ledgers.pact(tmp_path / "ledger.db")
    add_people(where)
    found = fuzz(where, 2)
    assert found.cases > 200
    assert {200, 400, 401, 404} <= found.statuses.keys()
    assert found.server_errors == 0
    assert not found.faults, "\n\n".join(f"{what}\n{told}" for what, told in found.faults.items())
