"""What looks after the server: alive, ready while the ledger can be asked."""

from __future__ import annotations

import shutil
from pathlib import Path

from starlette.testclient import TestClient

from foedus.version import __version__
from foedus.web import create_app
from tests.web.ledgers import pact


def test_ready_only_while_the_ledger_can_be_asked(tmp_path: Path) -> None:
    where = pact(tmp_path / "ledger.db")
    with TestClient(create_app(str(where)), base_url="http://127.0.0.1") as client:
        assert client.get("/health").json() == {"status": "ok", "version": __version__}
        told = client.get("/ready")
        assert told.status_code == 200
        assert told.json()["status"] == "ready"
        assert told.json()["entries"] > 0
        shutil.move(where, tmp_path / "away.db")
        gone = client.get("/ready")
        assert gone.status_code == 503
        assert "no ledger at" in gone.json()["error"]
        assert client.get("/health").status_code == 200
        shutil.move(tmp_path / "away.db", where)
        assert client.get("/ready").status_code == 200
