"""The review queue: what waits, by why it does; passing over an item; how far reviewers agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foedus.ledger import check_query
from foedus.people.model import Person
from foedus.review.queue import show_again, skip, skipped
from foedus.review.reviewers import agreements
from foedus.review.second import SecondReview
from foedus.web.base.forms import posted
from foedus.web.base.site import Site
from foedus.web.board.records import query_words
from foedus.web.review.common import TITLES, Because, DoneBefore, Reviewer, done_before, own_page, why_of
from foedus.web.review.held import HeldQueue

Words = Annotated[str, Query(max_length=200, description="Words of the agreement to go to.")]
_FOUND = 20  # agreements that are offered


def install_queue(app: FastAPI, site: Site, held: HeldQueue) -> None:
    """Add the queue and the page on reviewers."""

    @app.get("/review", response_class=HTMLResponse, summary="The review queue")
    def show_queue(person: Reviewer, why: Because = "", q: Words = "", done: DoneBefore = "") -> Response:
        ledger, reason = site.held.ledger(), why_of(why)
        passed = skipped(ledger, person.name)
        check_query([q])
        return site.pages.page(
            "review_queue.html", person=person, titles=TITLES, why=reason, q=q,
            items=held.items(ledger, reason, site.today(), person), passed=len(passed),
            found=ledger.find_agreements(query_words(q))[:_FOUND] if q.strip() else [],
            second=SecondReview(ledger).waiting() if site.users.second else [],
            done=done_before(ledger, done),
        )  # fmt: skip

    @app.post("/review/skip", response_class=HTMLResponse, summary="Pass over an item of the queue")
    async def pass_over(request: Request, person: Reviewer) -> Response:
        fields = await posted(request)
        return await run_in_threadpool(passed_over, person, fields)

    def passed_over(person: Person, fields: dict[str, str]) -> Response:
        if item := fields.get("item"):
            skip(site.held.ledger(), person.name, item)
        else:
            show_again(site.held.ledger(), person.name)
        return RedirectResponse(own_page(fields.get("then", ""), "/review"), 303)

    @app.get("/review/reviewers", response_class=HTMLResponse, summary="How far reviewers agree")
    def show_reviewers(person: Reviewer) -> Response:
        return site.pages.page("review_reviewers.html", person=person, pairs=agreements(site.held.ledger()))
