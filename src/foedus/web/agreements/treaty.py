"""The page of one treaty of the ledger, and of one that the register alone knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from foedus.law.model import Status
from foedus.law.obligations import told_once
from foedus.ledger import AgreementRow, Ledger, StoredClaim
from foedus.letters.box import LetterBox
from foedus.model import ClaimKind
from foedus.record.entries import agreements_of
from foedus.record.facts import Fact, Side
from foedus.web.agreements.chains import chains, chains_svg
from foedus.web.agreements.claimlist import groups
from foedus.web.agreements.partytable import STANDS, PartyTable, party_table
from foedus.web.agreements.registermarks import register_marks
from foedus.web.agreements.timeline import Force, Mark, days, marks, svg
from foedus.web.base.site import Site
from foedus.web.board.questions import Between, Days, Entry, KnownOn, Number, On, days_asked, query, years
from foedus.web.board.records import Dossier, dossier, known_dossier
from foedus.web.board.window import Window, windows
from foedus.wording.duties import BINDING, ON
from foedus.wording.recorded import recorded_text

PARTIES: Final = 24  # rows of the table of parties on the treaty's own page
_NEIGHBOURS: Final = 8
_FEW: Final = 4  # parties of a treaty whose others are looked for


def install_treaty(app: FastAPI, site: Site) -> None:
    """Add the two pages."""

    @app.get("/agreement/{number}", response_class=HTMLResponse, summary="One treaty: status, time, evidence")
    def show_agreement(
        number: Number, on: On = "", known_on: KnownOn = "", between: Between = ""
    ) -> Response:
        asked, window = days_asked(on, known_on, site.today()), years(between)
        told = site.evidence(number, asked.known)
        found = dossier(told, asked.day, site.display)
        entry = found.known.entry if found.known else None
        drawn = register_marks(
            entry, found.treaty.record.facts, marks(told.facts, site.display), site.display
        )
        steps = [f for f in told.facts if f.kind is ClaimKind.STEP]
        undated = [f for f in steps if not any(days(s.date or s.claims[0].believed.date) for s in f.sides)]
        on_word = chains(c.believed for c in told.claims if c.stands)
        shown = groups(told.claims, told.facts)
        return site.pages.page(
            "agreement.html", e=told, r=found.known, undated=undated, groups=shown,
            here={c.id for g in shown for t in g.told for c in (t.first, *t.folded)},
            beside=beside(site.held.ledger(), told.claims), disputed=_disputed(told.facts),
            chains=on_word, chain_drawing=Markup(chains_svg(on_word)),
            neighbours=_neighbours(site.held.ledger(), told.row, asked.known),
            **_drawn(asked, window, drawn, found.status), today=site.today().isoformat(),
            **_in_law(site, found),
        )  # fmt: skip

    @app.get("/entry/{id_}", response_class=HTMLResponse, summary="One known treaty: facts, parties, links")
    def show_entry(id_: Entry, on: On = "", known_on: KnownOn = "", between: Between = "") -> Response:
        asked, window = days_asked(on, known_on, site.today()), years(between)
        page, register = site.entry(id_, asked.known)
        told = agreements_of(site.held.ledger(), register, [page.entry.id], asked.known)
        found = known_dossier(page, register, asked.day, site.display)
        drawn = register_marks(page.entry, found.treaty.record.facts, (), site.display)
        return site.pages.page(
            "entry.html", r=page,
            told=told.get(page.entry.id),
            **_drawn(asked, window, drawn, found.status),
            **_in_law(site, found),
        )  # fmt: skip


def _drawn(asked: Days, window: Window | None, drawn: Sequence[Mark], status: Status) -> dict[str, Any]:
    """What a page was asked with, and the drawing of it with the links to other years."""
    force = force_of(status)
    each = [d for m in drawn for d in (m.first, m.last)]
    others = windows(each, asked.day, window)
    return {
        **asked.shown,
        "between": str(window or ""),
        "drawing": Markup(svg(drawn, asked.day, force, window) if drawn or force else ""),
        "nearer": [(name, query({**asked.asked, "between": str(w)})) for name, w in others],
        "whole": asked.carried,
    }


def _in_law(site: Site, found: Dossier) -> dict[str, Any]:
    """What follows, who stands where, what is owed, and what registries record."""
    table, treaty = party_table(found, site.display), found.treaty
    return {
        "s": found.text, "table": table, "rows": _first(table), "stands": STANDS,
        "owed": told_once(treaty.terms.obligations), "on_what": ON,
        "recorded": recorded_text(treaty, site.display),
        "binding": BINDING[found.status.in_force].capitalize().replace("vclt", "VCLT"),
    }  # fmt: skip


def _first(table: PartyTable) -> Sequence[object]:
    return table.rows if len(table.rows) <= PARTIES else table.first(PARTIES // 2)


def _neighbours(ledger: Ledger, row: AgreementRow, known: date | None) -> list[AgreementRow]:
    """Other agreements of the ledger among the same few parties."""
    if not 1 < len(row.parties) <= _FEW:
        return []
    number = ledger.known_at(known)
    each = (agreement for _, agreement in ledger.among(row.parties, known_on=number).each())
    found = list(islice((n for n in each if n != row.id), _NEIGHBOURS))
    return ledger.agreements(known_on=number, only=found) if found else []


def _disputed(facts: Sequence[Fact]) -> list[tuple[Fact, list[tuple[Side, list[int], list[str]]]]]:
    """The facts whose sources contradict each other, each side with its claims and on whose word it stands,
    the chains of most claims first."""
    out = []
    for fact in facts:
        if fact.contradiction:
            said = ((side, [c.id for c in side.claims], _chains_of(side)) for side in fact.sides)
            out.append((fact, list(said)))
    return out


def _chains_of(side: Side) -> list[str]:
    return [link.words for link in chains(c.believed for c in side.claims)]


def force_of(found: Status) -> Force | None:
    """The time in force for the drawing; None where it is not or not surely known."""
    since = days(found.in_force_since)
    until = days(found.in_force_until)
    if since is None or (until is not None and until[0] < since[0]):
        return None
    return Force(since[0], until[0] if until else None)


def beside(ledger: Ledger, claims: Sequence[StoredClaim]) -> dict[int, list[StoredClaim]]:
    """By claim: the readers' statements about it that stand."""
    each = {claim.id: claim for claim in claims}
    written = [c.id for c in claims if c.entered_by is not None]
    if not written:
        return {}
    told = LetterBox(ledger).statements(each)
    return {
        claim: found
        for claim, numbers in told.items()
        if (found := [each[n] for n in numbers if n in each and each[n].stands])
    }
