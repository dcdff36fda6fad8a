"""What those who look after a board see of it: figures at /metrics, and a line of a log for each request.

Nothing of it tells what was asked for: routes stand as their patterns, of a query only the names of its
parameters, and neither tokens, keys, cookies nor addresses of people.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.web.rim.metrics import MEDIA, Metrics
from foedus.web.rim.running import Exposed, Running

_KEY: Final = "foedus.observed"  # in the scope of a request: what was found of it inside
_NUMBERED: Final = re.compile(r"\{(number|id_|code)(:\w+)?\}")  # what may be told of an address
_MOST: Final = 20  # names of parameters


class Routed:
    """Middleware next to the routes: notes for the outer one which of them answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        finally:
            if (seen := scope.get(_KEY)) is not None:
                seen["route"] = getattr(scope.get("route"), "path", None)
                seen["params"] = dict(scope.get("path_params") or {})


class Observed:
    """Middleware over all others: counts and logs each request, and answers /metrics where that is set."""

    def __init__(
        self, app: ASGIApp, running: Running, metrics: Metrics, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._app, self._running, self._metrics, self._clock = app, running, metrics, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == "/metrics" and self._running.metrics is not Exposed.OFF:
            await self._figures(scope)(scope, receive, send)
            return
        seen: dict[str, Any] = {"route": None, "params": {}}
        status, size, began = 500, 0, self._clock()

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app({**scope, _KEY: seen}, receive, sent)
        finally:
            seconds = self._clock() - began
            self._metrics.answered(seen["route"] or "none", scope["method"], status, seconds)
            if self._running.log is not None:
                self._running.log(_line(scope, seen, status, seconds, size))

    def _figures(self, scope: Scope) -> Response:
        if self._running.metrics is Exposed.LOCAL and not _is_local(scope):
            return PlainTextResponse("The metrics are for this machine alone.\n", 403)
        return Response(self._metrics.text(), media_type=MEDIA)


def _is_local(scope: Scope) -> bool:
    """Whether somebody on this machine asks, and not for somebody else through a proxy."""
    headers = Headers(scope=scope)
    if any(name in headers for name in ("forwarded", "x-forwarded-for", "x-real-ip", "via")):
        return False
    try:
        return ip_address((scope.get("client") or ("",))[0]).is_loopback
    except ValueError:
        return False


def _line(scope: Scope, seen: dict[str, Any], status: int, seconds: float, size: int) -> dict[str, object]:
    query = scope.get("query_string", b"").decode("latin-1")
    asked = list(dict.fromkeys(name[:40] for name, _ in parse_qsl(query, keep_blank_values=True)))
    route = seen["route"]
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": scope["method"],
        "route": route,
        "path": None if route is None else _NUMBERED.sub(lambda m: str(seen["params"].get(m[1])), route),
        "asked": asked[:_MOST],
        "status": status,
        "seconds": round(seconds, 4),
        "bytes": size,
    }
