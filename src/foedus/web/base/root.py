"""The path under which a proxy serves the board: taken off requests, and put before where answers lead.

Inside, the board stands at "/". Templates put `root` before each address of a page, and what makes addresses
in code asks `root_of`; redirects get it here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.errors import UsageError

_PATH: Final = re.compile(r"(/[A-Za-z0-9._~-]+)+")
_KEY: Final = "foedus.root"  # in the scope of a request


def checked_root(text: str) -> str:
    """A path to serve under: "/foedus", "" for none. Raises UsageError for what is no path."""
    path = text.strip().rstrip("/")
    if path and (not _PATH.fullmatch(path) or "/." in path):
        raise UsageError(f"{text!r} is no path to serve under: write it as /foedus")
    return path


def root_of(scope: Mapping[str, Any]) -> str:
    """The path under which the board that was asked is served, "" for none."""
    found: str = scope.get(_KEY, "")
    return found


class Root:
    """Middleware for a board under a path. A proxy may pass the path on, or take it off."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app, self._root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path == self._root or path.startswith(f"{self._root}/"):
            path = path[len(self._root) :] or "/"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [self._header(*each) for each in message["headers"]]}
            await send(message)

        await self._app({**scope, "path": path, _KEY: self._root}, receive, sent)

    def _header(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        own = value.startswith(b"/") and not value.startswith((b"//", f"{self._root}/".encode()))
        return (name, self._root.encode() + value) if name.lower() == b"location" and own else (name, value)
