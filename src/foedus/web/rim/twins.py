"""The same as data: each page of the record names the address of the API that has what it shows.

A Link header (rel=alternate, RFC 8288) leads there, with the day asked about and the day as known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.web.base.problems import API
from foedus.web.base.root import root_of

#: Pages by their routes, and the addresses of the API; parameters are those of the page.
TWINS: Final = {
    "/": "/agreements",
    "/known": "/register",
    "/agreement/{number}": "/agreements/{number}",
    "/agreement/{number}/claims": "/claims?agreement={number}",
    "/agreement/{number}/parties": "/agreements/{number}/status",
    "/claim/{number}": "/claims/{number}",
    "/entry/{id_}": "/register/{id_}",
    "/entry/{id_}/parties": "/register/{id_}",
    "/document/{number}": "/documents/{number}",
    "/parties": "/parties",
    "/party/{code}": "/parties/{code}/bound",
    "/map": "/map",
    "/network": "/network",
    "/stories": "/stories",
    "/story/{number}": "/stories/{number}",
    "/changes": "/changes",
}
_NARROWS: Final = frozenset({"q", "state", "kind", "region", "year", "party", "source", "since", "order"})
_ASKED: Final = {  # what each address of the API takes of these
    "/agreements": _NARROWS | {"on", "known_on"},
    "/register": {"q", "on", "known_on"},
    "/claims": {"known_on"},
    "/claims/{number}": {"known_on"},
    "/parties": {"known_on"},
    "/map": {"treaty", "duty", "party", "on", "known_on"},
    "/network": {"duty", "party", "on", "known_on"},
    "/documents/{number}": {"known_on"},
    "/stories": {"on"},
    "/stories/{number}": {"on"},
    "/changes": {"from", "to"},
}
_PARAMETER: Final = re.compile(r"\{(\w+)\}")


class Twins:
    """Middleware next to the routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                twin = twin_of(scope)
                if twin is not None:
                    link = f'<{twin}>; rel="alternate"; type="application/json"'
                    message = {**message, "headers": [*message["headers"], (b"link", link.encode("ascii"))]}
            await send(message)

        await self._app(scope, receive, sent)


def twin_of(scope: Scope) -> str | None:
    """The address of the API that has what a page shows; None for a page of no record."""
    told = TWINS.get(getattr(scope.get("route"), "path", ""))
    if told is None:
        return None
    params: dict[str, Any] = scope.get("path_params") or {}
    path, _, query = _PARAMETER.sub(lambda m: quote(str(params.get(m[1], "")), safe=""), told).partition("?")
    return f"{root_of(scope)}{API}{path}{_query(told, query, scope.get('query_string', b''))}"


@lru_cache(1000)  # the days of a question are those of most others
def _query(told: str, query: str, asked: bytes) -> str:
    """The twin's own query with what it takes of the page's, "" where that is nothing."""
    takes = _ASKED.get(told.partition("?")[0], {"on", "known_on"})
    each = parse_qsl(asked.decode("latin-1"), errors="replace")
    kept = parse_qsl(query) + [(k, v) for k, v in each if v and k in takes]
    return f"?{urlencode(kept)}" if kept else ""
