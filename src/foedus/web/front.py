"""The first of the application to see a request: whose it is, whether the asker has the answer already.

An answer follows from the ledger's last entry, the question, the day and the version of foedus, so these make
its ETag, and who has it is told so before anything else is done. Every answer gets its headers here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.errors import LedgerError
from foedus.ledger.held import HeldLedger
from foedus.version import __version__

Fault = Callable[[Request, int, str], Response]
Headers = Sequence[tuple[bytes, bytes]]

_ALWAYS: Final = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # so that the browser says of a post that it is our own
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),  # kept, and asked about each time
)
_FAILED: Final = "foedus failed on this page; the server's own output says where."
_FILES: Final = "/static/"  # have tags of their own


class Front:
    """Middleware over the application. `hosts` are the names it answers to, all where there are none: a page
    elsewhere on the web cannot read the board by pointing a name of its own at this machine."""

    def __init__(
        self, app: ASGIApp, held: HeldLedger, today: Callable[[], date], hosts: frozenset[str], fault: Fault
    ) -> None:
        self._app, self._held, self._today, self._hosts, self._fault = app, held, today, hosts, fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if self._hosts and _host(request) not in self._hosts:
            names = ", ".join(sorted(self._hosts))
            answer = self._fault(request, 400, f"this board answers to {names} only")
            await answer(scope, receive, _Sender(send).send)
            return
        head = scope["method"] == "HEAD"
        tag = await self._tag(scope) if head or scope["method"] == "GET" else None
        if tag is not None and _has(request.headers.get("if-none-match"), tag):
            await send({"type": "http.response.start", "status": 304, "headers": [*_ALWAYS, (b"etag", tag)]})
            await send({"type": "http.response.body", "body": b""})
            return
        sender = _Sender(send, tag, bodiless=head)
        try:
            await self._app({**scope, "method": "GET"} if head else scope, receive, sender.send)
        except Exception:
            logging.getLogger("foedus.web").exception("%s failed", request.url.path)
            if sender.started:
                raise
            await self._fault(request, 500, _FAILED)(scope, receive, sender.send)

    async def _tag(self, scope: Scope) -> bytes | None:
        """The ETag of what is asked; None for files, and where the ledger cannot be read."""
        if scope["path"].startswith(_FILES):
            return None
        try:
            head = await run_in_threadpool(self._head) if self._held.remote else self._head()
        except LedgerError:
            return None  # whoever answers says why
        asked = f"{__version__}\n{self._today().isoformat()}\n{scope['path']}\n".encode("utf-8", "replace")
        return b'"%s"' % blake2b(head + asked + scope["query_string"], digest_size=16).hexdigest().encode()

    def _head(self) -> bytes:
        return self._held.ledger().head().hash


class _Sender:
    """Sends an answer with its headers: `tag` with one that was found; `bodiless` without its body."""

    def __init__(self, send: Send, tag: bytes | None = None, *, bodiless: bool = False) -> None:
        self._send, self._tag, self._bodiless = send, tag, bodiless
        self.started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            tagged = [(b"etag", self._tag)] if self._tag is not None and message["status"] == 200 else []
            message = {**message, "headers": [*message["headers"], *_ALWAYS, *tagged]}
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)


def _has(given: str | None, tag: bytes) -> bool:
    """Whether an If-None-Match names the tag (RFC 9110, 13.1.2: compared weakly)."""
    if given is None:
        return False
    return tag.decode() in (one.strip().removeprefix("W/") for one in given.split(","))


def _host(request: Request) -> str:
    """The name under which the server was asked, without its port; "" where none can be read."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""
