"""Parts of a treaty's page that other sites may show in a frame: status with timeline, and table of parties.

They are offered only where the one who runs the board names the sites (`foedus serve --embed`); every other
page, and these without it, may be framed by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from foedus.errors import UsageError
from foedus.web.agreements.partytable import party_table
from foedus.web.agreements.registermarks import register_marks
from foedus.web.agreements.timeline import marks, svg
from foedus.web.agreements.treaty import force_of
from foedus.web.base.site import Site
from foedus.web.board.questions import KnownOn, Number, On, days_asked
from foedus.web.board.records import dossier

_ROWS: Final = 60
ANYONE: Final = "*"
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def embedders(sites: Iterable[str]) -> tuple[str, ...]:
    """The sites that may show parts of the board, as a policy names them: `https://example.org`, or `*`.

    Raises UsageError for what is no address of a site.
    """
    return tuple(site if site == ANYONE else _origin(site) for site in sites)


def _origin(site: str) -> str:
    try:
        parts = urlsplit(site)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        known, port = None, ""
    if not known or parts.query or parts.fragment or not _HOST.fullmatch(parts.hostname or ""):
        raise UsageError(f"{site!r} is no site: write https://example.org, or * for all")
    return f"{parts.scheme}://{parts.hostname}{port}"


def install_embed(app: FastAPI, site: Site) -> None:
    """Add the parts, where sites may show them."""
    if not site.embedders:
        return

    @app.get("/embed/agreement/{number}", response_class=HTMLResponse, summary="A treaty's status, to embed")
    def embed_agreement(number: Number, on: On = "", known_on: KnownOn = "") -> Response:
        days = days_asked(on, known_on, site.today())
        told = site.evidence(number, days.known)
        found = dossier(told, days.day, site.display)
        entry, facts = found.known.entry if found.known else None, found.treaty.record.facts
        drawn = register_marks(entry, facts, marks(told.facts, site.display), site.display)
        force = force_of(found.status)
        return site.pages.page(
            "embed.html", row=told.row, s=found.text, rows=(), more=0,
            drawing=Markup(svg(drawn, days.day, force) if drawn or force else ""), **days.shown,
        )  # fmt: skip

    @app.get(
        "/embed/agreement/{number}/parties", response_class=HTMLResponse, summary="Its parties, to embed"
    )
    def embed_parties(number: Number, on: On = "", known_on: KnownOn = "") -> Response:
        days = days_asked(on, known_on, site.today())
        told = site.evidence(number, days.known)
        found = dossier(told, days.day, site.display)
        table = party_table(found, site.display)
        return site.pages.page(
            "embed.html", row=told.row, s=found.text, rows=table.rows[:_ROWS], drawing="",
            more=max(0, len(table.rows) - _ROWS), **days.shown,
        )  # fmt: skip
