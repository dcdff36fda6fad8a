"""The page of one treaty of the ledger, and of one that the register alone knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from foedus.law.model import Status
from foedus.law.obligations import told_once
from foedus.ledger import Ledger, StoredClaim
from foedus.letters.box import LetterBox
from foedus.model import ClaimKind
from foedus.record.answer import answer
from foedus.record.catalogue import known_page
from foedus.record.editions import register_of
from foedus.record.entries import agreements_of
from foedus.record.joined import known_alone
from foedus.web.questions import Entry, KnownOn, Number, On, day_of, query
from foedus.web.records import dossier
from foedus.web.site import Site
from foedus.web.timeline import Force, days, marks, svg
from foedus.wording.duties import BINDING, ON
from foedus.wording.recorded import recorded_text
from foedus.wording.status import status_text

_SHOWN: Final = 300  # claims of one kind
_KINDS: Final = (
    (ClaimKind.STEP, "Steps"),
    (ClaimKind.TERM, "Terms"),
    (ClaimKind.PARTICULAR, "What registries record"),
    (ClaimKind.ACT, "Acts around it"),
)


def install_treaty(app: FastAPI, site: Site) -> None:
    """Add the two pages."""

    @app.get("/agreement/{number}", response_class=HTMLResponse, summary="One treaty: status, time, evidence")
    def show_agreement(number: Number, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = day_of(on) or site.today(), day_of(known_on)
        told = site.evidence(number, known)
        found = dossier(told, day, site.display)
        drawn = marks(told.facts, site.display)
        steps = [f for f in told.facts if f.kind is ClaimKind.STEP]
        undated = [f for f in steps if not any(days(s.date or s.claims[0].believed.date) for s in f.sides)]
        return site.pages.page(
            "agreement.html", e=told, r=found.known, s=found.text, on=day.isoformat(), known_on=known_on,
            groups=_groups(told.claims), beside=_beside(site.held.ledger(), told.claims),
            drawing=Markup(svg(drawn, day, _force(found.status)) if drawn else ""), undated=undated,
            carried=query({"on": on, "known_on": known_on}), shown=_SHOWN,
            owed=told_once(found.treaty.terms.obligations), on_what=ON,
            recorded=recorded_text(found.treaty, site.display),
            binding=BINDING[found.status.in_force].capitalize().replace("vclt", "VCLT"),
        )  # fmt: skip

    @app.get("/entry/{id_}", response_class=HTMLResponse, summary="One known treaty: facts, parties, links")
    def show_entry(id_: Entry, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = day_of(on) or site.today(), day_of(known_on)
        register = register_of(site.held.ledger(), known)
        found = known_page(register, id_)
        if found is None:
            raise HTTPException(404, f"The register has no entry {id_}.")
        treaty = known_alone(register, found.entry)
        status = answer(treaty, day)
        return site.pages.page(
            "entry.html", r=found,
            told=agreements_of(site.held.ledger(), register, [found.entry.id], known).get(found.entry.id),
            s=status_text(status, site.display), on=day.isoformat(), known_on=known_on,
            carried=query({"on": on, "known_on": known_on}),
            owed=told_once(treaty.terms.obligations), on_what=ON,
            recorded=recorded_text(treaty, site.display),
            binding=BINDING[status.in_force].capitalize().replace("vclt", "VCLT"),
        )  # fmt: skip


def _force(found: Status) -> Force | None:
    """The time in force for the drawing; None where it is not or not surely known."""
    since = days(found.in_force_since)
    until = days(found.in_force_until)
    if since is None or (until is not None and until[0] < since[0]):
        return None
    return Force(since[0], until[0] if until else None)


def _groups(claims: Sequence[StoredClaim]) -> list[tuple[str, list[StoredClaim]]]:
    """The claims by kind in order of date, those without a date last; at the end those that do not count."""
    each = sorted(claims, key=_by_day)
    standing = [(title, [c for c in each if c.stands and c.believed.kind is kind]) for kind, title in _KINDS]
    aside = [c for c in each if not c.stands]
    return [(title, members) for title, members in [*standing, ("Set aside, not counted", aside)] if members]


def _beside(ledger: Ledger, claims: Sequence[StoredClaim]) -> dict[int, list[StoredClaim]]:
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


def _by_day(stored: StoredClaim) -> tuple[date, date, int]:
    first, last = days(stored.believed.date) or (date.max, date.max)
    return first, last, stored.id
