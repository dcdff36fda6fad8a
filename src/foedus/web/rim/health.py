"""Whether the server lives and can answer, for whatever looks after it."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import Response

from foedus.errors import LedgerError
from foedus.ledger.held import HeldLedger
from foedus.version import __version__
from foedus.web.base.answers import Json


def install_health(app: FastAPI, held: HeldLedger) -> None:
    """`/health` answers while the process does; `/ready` only while its ledger can be asked."""

    @app.get("/health", response_class=Json, summary="Whether the server lives")
    def health() -> Response:
        return Json({"status": "ok", "version": __version__})

    @app.get("/ready", response_class=Json, summary="Whether the ledger can be asked")
    def ready() -> Response:
        try:
            entries = held.ledger().head().number
        except LedgerError as error:
            return Json({"status": "not ready", "error": str(error)}, status_code=503)
        return Json({"status": "ready", "entries": entries})
