"""A change: seen for what it does to the status at the first post, made at a second that has seen it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foedus.errors import FoedusError, LedgerBusy
from foedus.people.model import Person
from foedus.people.roles import Act
from foedus.proposals.queue import Proposals
from foedus.review.change import Change, ChangeKind, Done, Said, make, verdict_of
from foedus.review.effect import effect
from foedus.review.second import SecondReview
from foedus.review.written import change_of
from foedus.web.base.clock import utc_now
from foedus.web.base.forms import posted_pairs
from foedus.web.base.site import Site
from foedus.web.review.claim import may_undo
from foedus.web.review.common import Reviewer, may_decide, own_page

_FIELDS: Final = 2000
_LONGEST: Final = 1000  # characters of a reason
_OWN: Final = ("reason", "then", "seen", "seen-accept", "seen-reject")  # fields that are not the change's
_REASONS: Final = {ChangeKind.ACCEPT: "the page says so", ChangeKind.REJECT: "the page does not say so"}
_NEEDS: Final = {
    **dict.fromkeys((ChangeKind.ACCEPT, ChangeKind.REJECT, ChangeKind.CORRECT), Act.JUDGE),
    **dict.fromkeys(
        (ChangeKind.MERGE, ChangeKind.PART, ChangeKind.MOVE, ChangeKind.RENAME, ChangeKind.PARTIES),
        Act.ARRANGE,
    ),
    ChangeKind.ENTER: Act.ENTER,
    ChangeKind.PROPOSAL: Act.PROPOSALS,
    ChangeKind.UNDO: Act.UNDO_OWN,
}


def install_acts(app: FastAPI, site: Site, clock: Callable[[], datetime] = utc_now) -> None:
    """Add the one route by which everything is changed."""

    @app.post("/review/act", response_class=HTMLResponse, summary="See what a change does, or make it")
    async def act(request: Request, person: Reviewer) -> Response:
        pairs = await posted_pairs(request, _FIELDS)
        return await run_in_threadpool(acted, request, person, pairs)

    def acted(request: Request, person: Person, pairs: list[tuple[str, str]]) -> Response:
        try:
            return seen_or_made(person, pairs)
        except FoedusError as error:
            code = 503 if isinstance(error, LedgerBusy) else 400
            return site.pages.fault(request, code, str(error).replace("--", ""))

    def seen_or_made(person: Person, pairs: list[tuple[str, str]]) -> Response:
        ledger, fields = site.held.ledger(), dict(pairs)
        change = change_of(ledger, pairs)
        _check_may(site, person, change)
        reason = " ".join(fields.get("reason", "").split())[:_LONGEST] or _REASONS.get(change.kind, "")
        if not reason:
            raise HTTPException(400, "Say why: it is kept with the verdict.")
        said = Said(person.name, reason, clock())
        found = effect(ledger, change, said, site.today(), site.display)
        seen = fields.get("seen") or fields.get(f"seen-{change.kind.value}", "")
        then = own_page(fields.get("then", ""), "/review")
        bare = [(name, value) for name, value in pairs if name not in _OWN]
        if seen != found.mark:
            return site.pages.page(
                "review_preview.html", person=person, change=change, effect=found, pairs=bare, reason=reason,
                then=then, again=bool(seen), second=site.users.second and found.changes_status,
            )  # fmt: skip
        if site.users.second and found.changes_status:
            number = SecondReview(ledger).propose(person.name, bare, reason, found)
            return RedirectResponse(f"/review/second/{number}", 303)
        return RedirectResponse(after(then, make(ledger, change, said)), 303)


def after(then: str, done: Done) -> str:
    """The page to go to, told what was done."""
    page, _, query = then.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    if page == "/review/agreement" and done.agreement is not None:
        page = f"/review/agreement/{done.agreement}"
    first, last = done.verdicts[0], done.verdicts[-1]
    told = f"done={first}" if first == last else f"done={first}-{last}"
    return f"{page}?{'&'.join([*kept, told])}"


def _check_may(site: Site, person: Person, change: Change) -> None:
    """Raises HTTPException (403) for what the person's role does not cover."""
    allowed = person.may(_NEEDS[change.kind])
    if change.kind is ChangeKind.UNDO and change.verdict is not None:
        found = verdict_of(site.held.ledger(), change.verdict)
        allowed = found is None or may_undo(person, found)
    if change.kind is ChangeKind.PROPOSAL and change.proposal is not None:
        allowed = may_decide(person, Proposals(site.held.ledger()).proposal(change.proposal))
    if not allowed:
        raise HTTPException(403, "Your role does not cover this: an editor does it.")
