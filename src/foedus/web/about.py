"""What the board is, and how it is asked: the pages of explanation."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from foedus.record.editions import register_of
from foedus.web.base.site import Site


def install_about(app: FastAPI, site: Site) -> None:
    """Add the two pages."""

    @app.get("/about", response_class=HTMLResponse, summary="What this board is, and what its words mean")
    def show_about() -> Response:
        ledger = site.held.ledger()
        counts = {name: ledger.count(name) for name in ("agreements", "claims", "documents")}
        return site.pages.page("about.html", counts=counts, edition=register_of(ledger).edition)

    @app.get("/help", response_class=HTMLResponse, summary="How to ask the board")
    def show_help() -> Response:
        return site.pages.page("help.html", today=site.today().isoformat())
