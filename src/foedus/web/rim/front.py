"""The first of the application to see a request: whose it is, whether the asker has the answer already.

An answer follows from the ledger's entry that it is of (`foedus.web.base.heads`), the question, the day, the
version of foedus and who asks, so these make its ETag, and who has it is told so before anything else is
done. Every answer gets its headers here; one to a person is never kept for others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.errors import LedgerError
from foedus.ledger import Ledger
from foedus.ledger.chain import Head
from foedus.people.model import Person
from foedus.version import __version__
from foedus.web.accounts.identity import Refused, asker, person_of, says_who, shut
from foedus.web.accounts.people import log_in_first
from foedus.web.base.heads import Heads
from foedus.web.base.site import Site
from foedus.web.base.users import Access
from foedus.web.rim.gzip import takes_gzip

Fault = Callable[[Request, int, str], Response]
Pairs = Sequence[tuple[bytes, bytes]]

_NOBODY: Final = b"frame-ancestors 'none'"
_POLICY: Final = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; " + _NOBODY
)
_EMBEDDED: Final = "/embed/"  # what other sites may show, where they are named
_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # so that the browser says of a post that it is our own
    (b"cross-origin-resource-policy", b"same-origin"),
)
_SHARED: Final = b"no-cache"  # kept, and asked about each time
_PERSONAL: Final = b"private, no-cache"
_UNKEPT: Final = b"private, no-store"
_FAILED: Final = "foedus failed on this page; the server's own output says where."
_FILES: Final = "/static/"  # have tags of their own
#: Follow from more than the ledger's entries: sessions, letters, what others are at.
_ROOMS: Final = ("/login", "/account", "/people", "/review")
_SCRIPTED: Final = "/review"


class Front:
    """Middleware over the application. `hosts` are the names it answers to, all where there are none: a page
    elsewhere on the web cannot read the board by pointing a name of its own at this machine."""

    def __init__(self, app: ASGIApp, site: Site, hosts: frozenset[str], fault: Fault) -> None:
        self._app, self._site, self._held, self._hosts, self._fault = app, site, site.held, hosts, fault
        self._heads = Heads(site.held)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if self._hosts and _host(request) not in self._hosts:
            names = ", ".join(sorted(self._hosts))
            answer = self._fault(request, 400, f"this board answers to {names} only")
            await answer(scope, receive, _Sender(send, self._headers(request, None)).send)
            return
        try:
            person = await self._person(request)
        except Refused as error:
            answer = self._fault(request, error.code, error.text)
            await answer(scope, receive, _Sender(send, self._headers(request, None)).send)
            return
        headers = self._headers(request, person)
        if shut(request.url.path, self._site.users, person):
            await self._shut(request)(scope, receive, _Sender(send, headers).send)
            return
        head = scope["method"] == "HEAD"
        reads = head or scope["method"] == "GET"
        ledger = await self._ledger(scope) if reads else None
        tag = None if ledger is None else self._tag(scope, person, ledger.head())
        if tag is not None and _has(request.headers.get("if-none-match"), tag):
            await send({"type": "http.response.start", "status": 304, "headers": [*headers, (b"etag", tag)]})
            await send({"type": "http.response.body", "body": b""})
            return
        sender = _Sender(send, headers, tag, bodiless=head)
        state = {**scope.get("state", {}), "person": person, "tag": tag}
        inside = {**scope, "state": state, "client": asker(request, self._site.users)}
        try:
            with nullcontext() if ledger is None else self._held.answering(ledger):
                await self._app({**inside, "method": "GET"} if head else inside, receive, sender.send)
            if not reads:
                await self._wrote()
        except Exception:
            logging.getLogger("foedus.web").exception("%s failed", request.url.path)
            if sender.started:
                raise
            await self._fault(request, 500, _FAILED)(scope, receive, sender.send)

    async def _person(self, request: Request) -> Person | None:
        """Who asks. Raises Refused."""
        site = self._site
        if not says_who(request, site.users, site.public) or request.url.path.startswith(_FILES):
            return None

        def ask() -> Person | None:
            return person_of(request, self._held.ledger(), site.users, site.public)

        try:
            return await run_in_threadpool(ask)
        except LedgerError as error:
            raise Refused(503, str(error)) from error

    def _shut(self, request: Request) -> Response:
        if request.method in ("GET", "HEAD") and not request.url.path.startswith("/api/"):
            return log_in_first(request)
        return self._fault(
            request, 401, "This board is for people with an account: log in, or send an API key."
        )

    def _headers(self, request: Request, person: Person | None) -> list[tuple[bytes, bytes]]:
        """What every answer says: what its page may load, and who else may be given it."""
        path = request.url.path
        policy = _POLICY + (b"; script-src 'self'" if path.startswith(_SCRIPTED) else b"")
        if path.startswith(_EMBEDDED) and self._site.embedders:
            policy = policy.replace(_NOBODY, b"frame-ancestors " + " ".join(self._site.embedders).encode())
        users = self._site.users
        closed = users.access is Access.CLOSED
        kept = _PERSONAL if person is not None or closed else _SHARED
        if path.startswith(_FILES):
            kept = _SHARED
        elif path.startswith(_ROOMS):
            kept = _UNKEPT
        told = [*_ALWAYS, (b"content-security-policy", policy), (b"cache-control", kept)]
        if users.access is not Access.OFF and not path.startswith(_FILES):
            told.append((b"vary", b"Cookie, Authorization"))
        return told

    async def _ledger(self, scope: Scope) -> Ledger | None:
        """The ledger as of the entry that the answer is of; None for files, for rooms of people, which are of
        the moment, and without a ledger to read."""
        if scope["path"].startswith((_FILES, *_ROOMS)):
            return None
        try:
            at_hand = self._heads.at_hand
            found = await run_in_threadpool(at_hand) if self._held.remote else at_hand()
            return found or await run_in_threadpool(self._heads.settle)
        except LedgerError:
            return None  # whoever answers says why

    async def _wrote(self) -> None:
        with suppress(LedgerError):  # whoever asks next is told
            await run_in_threadpool(self._heads.wrote)

    def _tag(self, scope: Scope, person: Person | None, head: Head) -> bytes:
        """The ETag of what is asked."""
        who = "" if person is None else f"{person.name}\n{person.role}"
        form = _form(scope)
        asked = "\n".join((__version__, self._site.today().isoformat(), who, form, scope["path"], ""))
        asked_of = asked.encode("utf-8", "replace")
        digest = blake2b(head.hash + asked_of + scope["query_string"], digest_size=16).hexdigest()
        return f'"{digest}-{head.number}"'.encode()  # the entry, so that a writer can name what was seen


class _Sender:
    """Sends an answer with its headers: `tag` with one that was found; `bodiless` without its body."""

    def __init__(
        self, send: Send, headers: Pairs, tag: bytes | None = None, *, bodiless: bool = False
    ) -> None:
        self._send, self._headers, self._tag, self._bodiless = send, headers, tag, bodiless
        self.started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            tagged = [(b"etag", self._tag)] if self._tag is not None and message["status"] == 200 else []
            own = {name for name, _ in message["headers"]}  # a page that may be framed says so itself
            told = [pair for pair in self._headers if pair[0] == b"vary" or pair[0] not in own]
            message = {**message, "headers": [*message["headers"], *told, *tagged]}
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)


def _form(scope: Scope) -> str:
    """In which form an answer comes, where the same address has several."""
    headers = Headers(scope=scope)
    accept = headers.get("accept", "") if scope["path"].startswith("/api/") else ""
    return f"{accept} {takes_gzip(headers)}"


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
