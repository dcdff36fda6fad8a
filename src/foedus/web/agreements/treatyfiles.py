"""A treaty as files to take along: its claims and parties as CSV, its dossier as HTML and Markdown."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Annotated, Any, Final

from fastapi import FastAPI
from fastapi import Path as InPath
from fastapi.responses import Response

from foedus.exports.cells import cell
from foedus.exports.claims import COLUMNS, flat, write_csv
from foedus.exports.dossiers import dossier as dossier_text
from foedus.web.agreements.partytable import Cell, PartyRow, PartyTable, party_table
from foedus.web.base.site import Site
from foedus.web.board.questions import Entry, KnownOn, Number, On, day_of
from foedus.web.board.records import dossier, known_dossier

Form = Annotated[str, InPath(pattern="^(html|md)$", description="html or md.")]
_MEDIA: Final = {"html": "text/html", "md": "text/markdown"}
_PARTY_COLUMNS: Final = (
    "party", "name", "state", "stands", "signature", "signature_sources", "consent", "consent_date",
    "consent_sources", "in_force_since", "in_force_until", "departure", "departure_sources", "statements",
    "known_until",
)  # fmt: skip


def install_treaty_files(app: FastAPI, site: Site) -> None:
    """Add the files of a treaty."""

    @app.get("/agreement/{number}/claims.csv", summary="The claims of a treaty as CSV")
    def claims_csv(number: Number, known_on: KnownOn = "") -> Response:
        told = site.evidence(number, day_of(known_on))
        out = StringIO(newline="")
        rows = (flat(c, told.documents[c.document_id], told.row.name) for c in told.claims)
        write_csv(out, list(COLUMNS), rows)
        return _file(out.getvalue(), "text/csv", f"agreement-{told.row.id}-claims.csv")

    @app.get("/agreement/{number}/parties.csv", summary="The table of a treaty's parties as CSV")
    def parties_csv(number: Number, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = day_of(on) or site.today(), day_of(known_on)
        told = site.evidence(number, known)
        found = dossier(told, day, site.display)
        table = party_table(found, site.display)
        return _file(_written(table, site), "text/csv", f"agreement-{told.row.id}-parties-{day}.csv")

    @app.get("/entry/{id_}/parties.csv", summary="The table of a known treaty's parties as CSV")
    def entry_parties_csv(id_: Entry, on: On = "", known_on: KnownOn = "") -> Response:
        day, (page, register) = day_of(on) or site.today(), site.entry(id_, day_of(known_on))
        table = party_table(known_dossier(page, register, day, site.display), site.display)
        return _file(_written(table, site), "text/csv", f"{page.entry.id}-parties-{day}.csv")

    @app.get("/agreement/{number}/dossier.{form}", summary="The dossier of a treaty (HTML, Markdown)")
    def show_dossier(number: Number, form: Form, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = day_of(on) or site.today(), day_of(known_on)
        row = site.evidence(number, known).row
        text = dossier_text(site.held.ledger(), row.id, on=day, known_on=known, form=form, name=site.display)
        return _file(text, _MEDIA[form], f"agreement-{row.id}-{day}.{form}")


def _file(text: str, media: str, name: str) -> Response:
    """A file that a browser keeps and does not show: nothing of it runs on the board."""
    kept = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), media_type=f"{media}; charset=utf-8", headers=kept)


def _written(table: PartyTable, site: Site) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_PARTY_COLUMNS)
    writer.writerows(map(cell, _values(row, site)) for row in table.rows)
    return out.getvalue()


def _values(row: PartyRow, site: Site) -> Iterable[Any]:
    signed, consent, left = row.signature, row.consent, row.departure
    return (
        row.party, site.display(row.party), row.state, row.stands, signed and signed.date, _sources(signed),
        consent and consent.what, consent and consent.date, _sources(consent), row.since, row.until,
        left and left.date, _sources(left), row.statements, row.known_until,
    )  # fmt: skip


def _sources(told: Cell | None) -> str:
    return "" if told is None else "; ".join([*(f"claim {n}" for n in told.claims), *told.lists])
