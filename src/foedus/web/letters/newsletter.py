"""The page to sign up for the newsletter, and those that mails lead to: to confirm, to unsubscribe.

Looking at a page changes nothing: whatever begins or ends a subscription is posted. No page shows an address,
or whether one is subscribed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import FastAPI, Query, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from foedus.errors import UsageError
from foedus.letters.limits import Senders
from foedus.names import names
from foedus.publish.schedule import WEEKDAYS, checked, zones
from foedus.publish.selection import selected, titles
from foedus.publish.subscribers import Subscribers, TooMany, mail_address
from foedus.publish.told import HEADINGS
from foedus.record.changes import ChangeKind
from foedus.web.base.clock import utc_now
from foedus.web.base.forms import posted_pairs
from foedus.web.base.site import Site

_OFTEN: Final = "There have been several sign-ups from here within the hour: wait a while, and try again."

Token = Annotated[str, InPath(pattern=r"^[A-Za-z0-9_-]{20,60}$", description="The token of a mail.")]
Treaty = Annotated[str, Query(max_length=200, description="A treaty to follow, by its number.")]
State = Annotated[str, Query(max_length=200, description="A state to follow, by code or name.")]


def install_newsletter(
    app: FastAPI, site: Site, *, offered: bool, clock: Callable[[], datetime] = utc_now
) -> None:
    """Add the pages. Where it is not `offered` nobody can sign up, and whoever has can still leave."""

    senders, held = Senders(), site.held

    def form(values: dict[str, Any], status: int = 200, fault: str = "") -> Response:
        return site.pages.page(
            "newsletter.html", status, v=values, fault=fault, offered=offered, kinds=HEADINGS,
            weekdays=WEEKDAYS, zones=sorted(zones()),
        )  # fmt: skip

    @app.get("/newsletter", response_class=HTMLResponse, summary="Sign up for the newsletter")
    def show_newsletter(treaty: Treaty = "", state: State = "") -> Response:
        return form({**_EMPTY, "treaties": treaty, "states": state}, 200 if offered else 404)

    @app.post("/newsletter", response_class=HTMLResponse, summary="Ask to be sent the newsletter")
    async def sign_up(request: Request) -> Response:
        if not offered:
            return form(_EMPTY, 404)
        pairs = await posted_pairs(request)
        return await run_in_threadpool(asked, pairs, request.client.host if request.client else "")

    def asked(pairs: list[tuple[str, str]], sender: str) -> Response:
        values = _values(pairs)
        ledger = held.ledger()
        try:
            mail_address(values["address"])
            picked = selected(
                ledger, names(), values["states"].split(","), values["treaties"].split(","), values["kinds"]
            )
            when = checked(
                _number(values["hour"], "hour"), values["zone"].strip().replace(" ", "_"),
                None if values["weekday"] == "" else _number(values["weekday"], "day"),
                always=values["always"] != "",
            )  # fmt: skip
            if not senders.admit(sender, time.monotonic()):
                return form(values, 429, _OFTEN)
            Subscribers(ledger).ask(values["address"], picked, when, now=clock())
        except TooMany as error:
            return form(values, 429, str(error))
        except UsageError as error:
            return form(values, 400, str(error))
        told = picked.in_words(titles(ledger, picked), names().display)
        return site.pages.page(
            "told.html", title="Look into your mailbox", action="",
            text="A mail is on its way to the address that you gave. It asks to confirm the subscription:"
            f" {told}; {when.in_words()}. Until then nothing else is sent.",
        )  # fmt: skip

    @app.get("/newsletter/confirm/{token}", response_class=HTMLResponse, summary="Confirm a subscription")
    def show_confirm(token: Token) -> Response:
        return site.pages.page(
            "told.html", title="Confirm your subscription", action="Confirm",
            text="Press the button, and treaty changes are sent to your address from now on.",
        )  # fmt: skip

    @app.post("/newsletter/confirm/{token}", response_class=HTMLResponse, summary="Begin a subscription")
    def confirm(token: Token) -> Response:
        found = Subscribers(held.ledger()).confirm(token, now=clock())
        if found is None:
            return site.pages.page(
                "told.html", 404, title="This link does not hold any more", action="",
                text="It may be older than seven days, or the subscription has ended. Sign up again.",
            )  # fmt: skip
        return site.pages.page(
            "told.html", title="You are subscribed", action="",
            text=f"You are told {found.schedule.in_words()}. Every mail has a link to unsubscribe.",
        )  # fmt: skip

    @app.get("/newsletter/unsubscribe/{token}", response_class=HTMLResponse, summary="Leave the newsletter")
    def show_unsubscribe(token: Token) -> Response:
        return site.pages.page(
            "told.html", title="Unsubscribe", action="Unsubscribe",
            text="Press the button: nothing more is sent, and your address is forgotten.",
        )  # fmt: skip

    @app.post(
        "/newsletter/unsubscribe/{token}",
        response_class=HTMLResponse,
        summary="End a subscription (RFC 8058)",
    )
    def unsubscribe(token: Token) -> Response:
        Subscribers(held.ledger()).unsubscribe(token)
        return site.pages.page(
            "told.html", title="You are unsubscribed", action="",
            text="Nothing more is sent, and your address is forgotten.",
        )  # fmt: skip


_EMPTY: Final[dict[str, Any]] = {
    "address": "", "states": "", "treaties": "", "kinds": [k.value for k in ChangeKind], "weekday": "",
    "hour": "7", "zone": "UTC", "always": "",
}  # fmt: skip


def _values(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The form as it was filled in, for showing it again."""
    fields = dict(pairs)
    values: dict[str, Any] = {name: " ".join(fields.get(name, "").split()) for name in _EMPTY}
    return {**values, "kinds": [value for name, value in pairs if name == "kinds"]}


def _number(text: str, what: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 3):
        raise UsageError(f"{text[:20]!r} is no {what}")
    return int(text)
