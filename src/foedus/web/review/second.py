"""What waits for a second reviewer: seen for what it does now, confirmed by another person or declined."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foedus.errors import FoedusError, LedgerBusy, LedgerError, UsageError
from foedus.people.model import Person, folded
from foedus.review.change import Said
from foedus.review.effect import effect
from foedus.review.second import PendingState, SecondReview
from foedus.review.written import change_of
from foedus.web.base.forms import posted
from foedus.web.base.site import Site
from foedus.web.review.acts import after
from foedus.web.review.common import Number, Second


def install_second(app: FastAPI, site: Site) -> None:
    """Add the page and what it posts."""

    @app.get("/review/second/{number}", response_class=HTMLResponse, summary="A change that waits")
    def show_pending(number: Number, person: Second) -> Response:
        ledger = site.held.ledger()
        try:
            found = SecondReview(ledger).one(number)
        except LedgerError as error:
            raise HTTPException(404, str(error)) from None
        now, fault = None, ""
        if found.state is PendingState.WAITING:
            said = Said(found.person, found.reason, datetime.now(UTC))
            try:
                now = effect(ledger, change_of(ledger, found.pairs), said, site.today(), site.display)
            except FoedusError as error:
                fault = str(error)
        return site.pages.page(
            "review_second.html", person=person, p=found, effect=now, fault=fault,
            own=folded(found.person) == folded(person.name),
        )  # fmt: skip

    @app.post("/review/second/{number}", response_class=HTMLResponse, summary="Confirm or decline a change")
    async def decide(number: Number, request: Request, person: Second) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(decided, request, number, person, fields)

    def decided(request: Request, number: int, person: Person, fields: dict[str, str]) -> Response:
        waiting = SecondReview(site.held.ledger())
        try:
            decision = fields.get("decision")
            if decision not in ("confirm", "decline"):
                raise UsageError("confirm it or decline it")
            if decision == "decline":
                waiting.decline(number, person.name)
                return RedirectResponse(site.root + f"/review/second/{number}", 303)
            return RedirectResponse(
                site.root + after("/review/agreement", waiting.confirm(number, person.name)), 303
            )
        except FoedusError as error:
            return site.pages.fault(request, 503 if isinstance(error, LedgerBusy) else 400, str(error))
