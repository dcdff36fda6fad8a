"""Pages of other origins may read the API, where a setting says so: reading alone, and as nobody.

No credentials are taken from such a page: a browser sends no cookie, and a key would be told to the page.
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.web.rim.running import ANY

_READS: Final = ("GET", "HEAD")
_TOLD: Final = b"ETag, Link"
_RECONCILE: Final = "/api/v1/reconcile"


class Cors:
    """Middleware over the front. `origins` are those that may read, "*" among them for all."""

    def __init__(self, app: ASGIApp, origins: frozenset[str]) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        allowed = ANY if ANY in self._origins else origin if origin in self._origins else None
        told = [(b"vary", b"Origin")]
        if origin and allowed is not None:
            told += [
                (b"access-control-allow-origin", allowed.encode("latin-1")),
                (b"access-control-expose-headers", _TOLD),
            ]
        wanted = headers.get("access-control-request-method")
        if scope["method"] == "OPTIONS" and wanted is not None:
            if wanted in _READS or (wanted == "POST" and scope["path"] == _RECONCILE):
                told += [
                    (b"access-control-allow-methods", b"GET, HEAD" if wanted in _READS else b"POST"),
                    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
                    (b"access-control-max-age", b"600"),
                ]
            await send({"type": "http.response.start", "status": 204, "headers": told})
            await send({"type": "http.response.body", "body": b""})
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *told]}
            await send(message)

        await self._app(scope, receive, sent)
