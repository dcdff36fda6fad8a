"""The further pages of a treaty: all its parties, all its claims, and one claim by itself."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from foedus.web.agreements.chains import chains, chains_svg
from foedus.web.agreements.claimlist import KINDS, by_day, kind_of
from foedus.web.agreements.partytable import STANDS, PartyTable, party_table
from foedus.web.agreements.treaty import beside
from foedus.web.base.site import Site
from foedus.web.board.questions import Days, Entry, KnownOn, Number, On, Start, day_of, days_asked, query
from foedus.web.board.records import dossier, known_dossier

_ROWS: Final = 100  # parties of one page
_CLAIMS: Final = 50  # claims of one page

Stands = Annotated[
    Literal["", "bound", "signed", "left", "unknown"], Query(description="Only parties that stand so.")
]
Kind = Annotated[
    Literal["", "step", "term", "particular", "act", "aside"], Query(description="Only claims of this kind.")
]


def install_treaty_parts(app: FastAPI, site: Site) -> None:
    """Add the pages of all parties, all claims, and of one claim."""
    _install_parties(app, site)
    _install_claims(app, site)


def _install_parties(app: FastAPI, site: Site) -> None:
    @app.get(
        "/agreement/{number}/parties", response_class=HTMLResponse, summary="All the parties of a treaty"
    )
    def show_parties(
        number: Number, stands: Stands = "", on: On = "", known_on: KnownOn = "", start: Start = 0
    ) -> Response:
        days = days_asked(on, known_on, site.today())
        told = site.evidence(number, days.known)
        found = dossier(told, days.day, site.display)
        table = party_table(found, site.display)
        return _parties(site, table, told.row.name, f"/agreement/{told.row.id}", days, stands, start)

    @app.get("/entry/{id_}/parties", response_class=HTMLResponse, summary="All the parties of a known treaty")
    def show_entry_parties(
        id_: Entry, stands: Stands = "", on: On = "", known_on: KnownOn = "", start: Start = 0
    ) -> Response:
        days = days_asked(on, known_on, site.today())
        page, register = site.entry(id_, days.known)
        table = party_table(known_dossier(page, register, days.day, site.display), site.display)
        return _parties(site, table, page.entry.title, f"/entry/{page.entry.id}", days, stands, start)


def _parties(
    site: Site, table: PartyTable, title: str, back: str, days: Days, stands: str, start: int
) -> Response:
    chosen = [row for row in table.rows if not stands or row.stands == stands]
    asked, after = {**days.asked, "stands": stands}, start + _ROWS
    return site.pages.page(
        "parties_of.html", table=table, rows=chosen[start:after], count=len(chosen), title=title, back=back,
        stands=STANDS, chosen=stands, start=start, here=frozenset(), first=query(asked) or "?",
        later=query({**asked, "start": after}) if after < len(chosen) else "", **days.shown,
    )  # fmt: skip


def _install_claims(app: FastAPI, site: Site) -> None:
    @app.get("/agreement/{number}/claims", response_class=HTMLResponse, summary="All the claims of a treaty")
    def show_claims(number: Number, kind: Kind = "", known_on: KnownOn = "", start: Start = 0) -> Response:
        told = site.evidence(number, day_of(known_on))
        each = sorted((c for c in told.claims if not kind or kind_of(c) == kind), key=by_day)
        part, after = each[start : start + _CLAIMS], start + _CLAIMS
        asked = {"kind": kind, "known_on": known_on}
        return site.pages.page(
            "claims_of.html", e=told, part=part, count=len(each), kind=kind, kinds=KINDS, start=start,
            here={c.id for c in part}, beside=beside(site.held.ledger(), told.claims), known_on=known_on,
            counts={k: n for k in KINDS if (n := sum(kind_of(c) == k for c in told.claims))},
            carried=query({"known_on": known_on}), first=query(asked) or "?",
            later=query({**asked, "start": after}) if after < len(each) else "",
        )  # fmt: skip

    @app.get("/claim/{number}", response_class=HTMLResponse, summary="One claim: its words, on whose word")
    def show_claim(number: Number, known_on: KnownOn = "") -> Response:
        ledger, known = site.held.ledger(), day_of(known_on)
        found = ledger.claims(ids=[number], known_on=known)
        if not found:
            raise HTTPException(404, f"There is no claim {number} in this ledger.")
        claim = found[0]
        rows = ledger.agreements(only=[claim.agreement_id], known_on=known) if claim.agreement_id else []
        own = chains([claim.believed])
        return site.pages.page(
            "claim.html", m=claim, row=rows[0] if rows else None, known_on=known_on,
            doc=ledger.documents(ids=[claim.document_id])[0], drawing=Markup(chains_svg(own)),
            carried=query({"known_on": known_on}), beside={}, here={claim.id},
        )  # fmt: skip
