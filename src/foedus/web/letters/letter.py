"""The pages on which a reader writes about a claim or a treaty."""

from __future__ import annotations

import time
from typing import Annotated, Final

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foedus.errors import LedgerError, LetterRefused
from foedus.ledger import AgreementRow, Ledger, StoredClaim
from foedus.letters.box import LetterBox
from foedus.letters.limits import Senders
from foedus.letters.model import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TEXT, Draft, cleaned, faults
from foedus.web.base.forms import posted
from foedus.web.base.site import Site

_LARGEST: Final = 2**31 - 1  # of a number in the ledger
_LIMITS: Final = {"text": LONGEST_TEXT, "name": LONGEST_NAME, "address": LONGEST_ADDRESS}
_OFTEN: Final = (
    "There have been several letters from here within the hour: wait a while, your text stands below."
)

About = Annotated[int, Query(ge=0, le=_LARGEST, description="The number of the agreement.")]
Meant = Annotated[str, Query(pattern=r"^\d{0,9}$", description="The number of the claim meant.")]


def install_letters(app: FastAPI, site: Site) -> None:
    """The form, what it sends, and the page that thanks for it."""
    senders, held = Senders(), site.held

    def form(draft: Draft, wrong: dict[str, str], status: int = 200) -> Response:
        row, stored = _subject(held.ledger(), draft.agreement, draft.claim)
        return site.pages.page(
            "letter.html", status, row=row, stored=stored, draft=draft, wrong=wrong, limits=_LIMITS
        )

    @app.get("/letter", response_class=HTMLResponse, summary="Write about a claim or a treaty")
    def show_form(agreement: About, claim: Meant = "") -> Response:
        return form(Draft(agreement, int(claim) if claim else None, "", "", ""), {})

    @app.post("/letter", response_class=HTMLResponse, summary="Send a letter")
    async def send(request: Request) -> Response:
        fields = await posted(request)
        sender = request.client.host if request.client else ""
        return await run_in_threadpool(taken, fields, sender)

    def taken(fields: dict[str, str], sender: str) -> Response:
        draft = cleaned(
            Draft(
                _number(fields.get("agreement", "")) or 0, _number(fields.get("claim", "")),
                fields.get("name", ""), fields.get("address", ""), fields.get("text", ""),
            )
        )  # fmt: skip
        sent = RedirectResponse(f"/letter/sent?agreement={draft.agreement}", 303)
        if fields.get("website"):
            return sent  # a field that no person sees
        if wrong := faults(draft):
            return form(draft, wrong, 400)
        if not senders.admit(sender, time.monotonic()):
            return form(draft, {"": _OFTEN}, 429)
        try:
            LetterBox(held.ledger()).take(draft)
        except LetterRefused as error:
            return form(draft, {"": str(error)}, 400)
        return sent

    @app.get("/letter/sent", response_class=HTMLResponse, summary="A letter has been sent")
    def thanks(agreement: About) -> Response:
        row, _ = _subject(held.ledger(), agreement, None)
        return site.pages.page("letter_sent.html", row=row)


def _subject(ledger: Ledger, agreement: int, claim: int | None) -> tuple[AgreementRow, StoredClaim | None]:
    """What a letter is about. Raises HTTPException where it is not there."""
    try:
        row = ledger.agreement(agreement)
    except LedgerError:
        raise HTTPException(404, f"There is no agreement {agreement} in this ledger.") from None
    if claim is None:
        return row, None
    found = [c for c in ledger.claims(ids=[claim]) if c.agreement_id == row.id]
    if not found:
        raise HTTPException(404, f"There is no claim {claim} of this agreement.")
    return row, found[0]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
