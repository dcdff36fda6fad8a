"""One claim to judge: its page with the passage marked, its fields beside it, what a verdict would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from foedus.errors import FoedusError
from foedus.ledger import Ledger, StoredClaim
from foedus.ledger.identity import active
from foedus.ledger.rows import Verdict
from foedus.model import Certainty, ClaimKind, ParticularKind, Step, TermKind
from foedus.people.model import Person
from foedus.people.roles import Act
from foedus.review.change import Change, ChangeKind, Said
from foedus.review.effect import Effect, effect
from foedus.review.queue import Item, Why
from foedus.web.base.site import Site
from foedus.web.documents.evidence import marked
from foedus.web.review.common import Because, DoneBefore, Number, Reviewer, done_before, why_of
from foedus.web.review.held import HeldQueue

_AROUND: Final = 1500  # characters of the page before and after its passages
_WHATS: Final = {ClaimKind.STEP: Step, ClaimKind.TERM: TermKind, ClaimKind.PARTICULAR: ParticularKind}


def install_claim(app: FastAPI, site: Site, held: HeldQueue) -> None:
    """Add the page."""

    @app.get("/review/claim/{number}", response_class=HTMLResponse, summary="One claim beside its page")
    def show_claim(number: Number, person: Reviewer, why: Because = "", done: DoneBefore = "") -> Response:
        ledger = site.held.ledger()
        found = ledger.claims(ids=[number])
        if not found:
            raise HTTPException(404, f"There is no claim {number} in this ledger.")
        stored = found[0]
        page = ledger.documents(ids=[stored.document_id])[0]
        row = ledger.agreement(stored.agreement_id) if stored.agreement_id is not None else None
        before, after = _neighbours(site, held, person, why, number)
        body, cut = excerpt(ledger.document_text(stored.document_id), stored)
        return site.pages.page(
            "review_claim.html", person=person, c=stored, b=stored.believed, doc=page, row=row,
            body=Markup(body), cut=cut, why=why_of(why), asked_why=why, before=before, after=after,
            effects=_effects(site, ledger, stored, person), whats=sorted(_WHATS.get(stored.claim.kind, ())),
            steps=sorted(Step), certainties=list(Certainty),
            verdicts=with_undo(ledger.verdicts(), person, about=lambda v: v.claim_id == number),
            beside=ledger.claims(ids=[stored.beside])[0] if stored.beside is not None else None,
            done=done_before(ledger, done),
        )  # fmt: skip


def with_undo(verdicts: Iterable[Verdict], person: Person, about: Any) -> list[tuple[Verdict, bool, bool]]:
    """Verdicts that are about something: whether each still counts, and whether this person may undo it."""
    each = list(verdicts)
    counting = active((v.id, v.undoes) for v in each)
    return [(v, v.id in counting, v.id in counting and may_undo(person, v)) for v in each if about(v)]


def may_undo(person: Person, verdict: Verdict) -> bool:
    """Whether a person may take a verdict back: their own, an editor any."""
    return person.may(Act.UNDO_OWN if verdict.by == person.name else Act.UNDO_ANY)


def _neighbours(
    site: Site, held: HeldQueue, person: Person, why: str, number: int
) -> tuple[Item | None, Item | None]:
    """The items of the queue before and after a claim."""
    if why not in set(Why):
        return None, None
    found = held.items(site.held.ledger(), Why(why), site.today(), person)
    items = [item for item in found if item.claim is not None]
    at = next((i for i, item in enumerate(items) if item.claim == number), None)
    if at is None:
        return None, items[0] if items else None
    return items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None


def _effects(site: Site, ledger: Ledger, stored: StoredClaim, person: Person) -> dict[str, Effect]:
    """What accepting and rejecting would do, where no other writer is at work just now."""
    out = {}
    said = Said(person.name, "seen beforehand", datetime.now(UTC))
    for kind in (ChangeKind.ACCEPT, ChangeKind.REJECT):
        try:
            change = Change(kind, (stored.id,))
            out[kind.value] = effect(ledger, change, said, site.today(), site.display, patience=0)
        except FoedusError:
            continue  # shown when the button is pressed
    return out


def excerpt(text: str, stored: StoredClaim) -> tuple[str, bool]:
    """The page around the claim's passages as HTML with these marked, and whether any of it was left out."""
    inside = [p for p in stored.claim.passages if 0 <= p.start < p.end <= len(text)]
    first = max(0, min((p.start for p in inside), default=0) - _AROUND)
    last = min(len(text), max((p.end for p in inside), default=0) + _AROUND)
    moved = tuple(replace(p, start=p.start - first, end=p.end - first) for p in inside)
    shown = stored.with_(claim=replace(stored.claim, passages=moved))
    return marked(text[first:last], [shown]), first > 0 or last < len(text)
