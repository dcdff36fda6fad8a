"""One proposal of a letter, an assistant or another reader: its page and fields, to accept or to decline."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from foedus.errors import FoedusError, LedgerError
from foedus.ledger import Ledger, StoredClaim
from foedus.model import Certainty, Step
from foedus.people.model import Person
from foedus.proposals.model import Proposal
from foedus.proposals.queue import Proposals
from foedus.web.base.forms import posted
from foedus.web.base.site import Site
from foedus.web.review.claim import excerpt
from foedus.web.review.common import Number, Reviewer, may_decide


def install_proposal(app: FastAPI, site: Site) -> None:
    """Add the page, and the route by which a proposal is declined; accepting is a change like any."""

    def found(number: int) -> Proposal:
        try:
            return Proposals(site.held.ledger()).proposal(number)
        except LedgerError as error:
            raise HTTPException(404, str(error)) from None

    @app.get("/review/proposal/{number}", response_class=HTMLResponse, summary="One proposal to decide on")
    def show_proposal(number: Number, person: Reviewer) -> Response:
        one, ledger = found(number), site.held.ledger()
        body, cut = _page_of(ledger, one)
        return site.pages.page(
            "review_proposal.html", person=person, p=one, body=Markup(body), cut=cut, done=[],
            row=ledger.agreement(one.agreement) if one.agreement is not None else None,
            alike=Proposals(ledger).alike(number), allowed=may_decide(person, one),
            meant=next(iter(ledger.claims(ids=[one.meant])), None) if one.meant is not None else None,
            steps=sorted(Step), certainties=list(Certainty),
        )  # fmt: skip

    @app.post("/review/proposal/{number}", response_class=HTMLResponse, summary="Decline a proposal")
    async def decline(number: Number, request: Request, person: Reviewer) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(declined, request, number, person, fields)

    def declined(request: Request, number: int, person: Person, fields: dict[str, str]) -> Response:
        if not may_decide(person, found(number)):
            raise HTTPException(403, "Your role does not cover this: an editor decides on letters.")
        reason = " ".join(fields.get("reason", "").split())
        if not reason:
            raise HTTPException(400, "Say why: it is kept with the proposal.")
        try:
            Proposals(site.held.ledger()).decline(number, person.name, reason)
        except FoedusError as error:
            return site.pages.fault(request, 400, str(error))
        return RedirectResponse("/review?why=proposals", 303)


def _page_of(ledger: Ledger, one: Proposal) -> tuple[str, bool]:
    """The page that a reader read, with the passages of its claim marked; nothing for words alone."""
    if one.document is None or one.claim is None:
        return "", False
    as_read = StoredClaim(one.id, one.claim, one.agreement, one.document, 0, one.received)
    return excerpt(ledger.document_text(one.document), as_read)
