"""One agreement to repair: its claims to part or move, its name and parties, what it is merged with."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from foedus.model import Certainty, ClaimKind, Step
from foedus.review.written import PARTS
from foedus.web.base.site import Site
from foedus.web.board.records import dossier
from foedus.web.review.claim import with_undo
from foedus.web.review.common import DoneBefore, Number, Reviewer, done_before

_SHOWN = 500  # claims: as many as one form takes


def install_agreement(app: FastAPI, site: Site) -> None:
    """Add the page."""

    @app.get("/review/agreement/{number}", response_class=HTMLResponse, summary="One agreement to put right")
    def show_repair(number: Number, person: Reviewer, done: DoneBefore = "") -> Response:
        told = site.evidence(number, None)
        ledger, claims = site.held.ledger(), {c.id for c in told.claims}
        with ledger.view() as (_, _, known):
            members = set(known.members(told.row.id))
        return site.pages.page(
            "review_agreement.html", person=person, e=told, s=dossier(told, site.today(), site.display).text,
            claims=sorted(told.claims, key=lambda c: (not c.stands, c.id))[:_SHOWN], shown=_SHOWN,
            parts=PARTS, steps=sorted(Step), certainties=list(Certainty),
            kinds=[ClaimKind.STEP, ClaimKind.ACT, ClaimKind.TERM],
            verdicts=with_undo(
                ledger.verdicts(), person,
                about=lambda v: {v.agreement_id, v.other_id} & members or v.claim_id in claims,
            ),
            done=done_before(ledger, done),
        )  # fmt: skip
