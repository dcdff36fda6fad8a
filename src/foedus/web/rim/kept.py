"""Pages kept for whoever asks for the same next, while the ledger has no later entry.

A page follows from what makes its ETag (`foedus.web.rim.front`), so it is kept under that and what it was
asked under: it is dropped when it was asked for longest ago and others need the room, and never asked for
again once a later entry makes another tag. Pages for people by name are not kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST: Final = 32 * 2**20  # bytes of all kept pages together
LARGEST: Final = 2**18  # bytes of one
#: The pages that many ask for: the board, a treaty, a party.
_PAGES: Final = ("/agreement/", "/entry/", "/party/")

Key = tuple[bytes, bytes, str]  # the tag, the host that was asked, the scheme


@dataclass(slots=True)
class _Page:
    """A page as it is sent, and the route that answered, for whoever counts requests."""

    start: Message
    body: bytes
    route: Any
    params: Mapping[str, Any] = field(default_factory=dict)


class Kept:
    """Middleware between the routes and what looks at which of them answered."""

    def __init__(self, app: ASGIApp, most: int = MOST) -> None:
        self._app, self._most = app, most
        self._pages: OrderedDict[Key, _Page] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
        if page is not None:
            scope["route"], scope["path_params"] = page.route, page.params
            await send({**page.start, "headers": list(page.start["headers"])})
            await send({"type": "http.response.body", "body": page.body})
            return
        told: list[Message] = []

        async def sent(message: Message) -> None:
            copied = {**message}  # those outside write into what they are sent
            if "headers" in message:
                copied["headers"] = list(message["headers"])
            told.append(copied)
            await send(message)

        await self._app(scope, receive, sent)
        self._keep(key, scope, told)

    def _keep(self, key: Key, scope: Scope, told: list[Message]) -> None:
        start, body = told[0], b"".join(m.get("body", b"") for m in told[1:])
        personal = any(name.lower() == b"set-cookie" for name, _ in start["headers"])
        if start["status"] != 200 or personal or len(body) > LARGEST:
            return
        page = _Page(start, body, scope.get("route"), scope.get("path_params") or {})
        with self._lock:
            if key not in self._pages:
                self._pages[key] = page
                self._size += len(body)
            while self._size > self._most:
                self._size -= len(self._pages.popitem(last=False)[1].body)


def _key(scope: Scope) -> Key | None:
    """Under what the answer is kept, None where it is not."""
    if scope["type"] != "http" or not (scope["path"] == "/" or scope["path"].startswith(_PAGES)):
        return None
    state = scope.get("state", {})
    tag = state.get("tag")
    if tag is None or state.get("person") is not None:
        return None
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return tag, host, scope.get("scheme", "")
