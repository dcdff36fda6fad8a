"""Answers of the web application: pages from templates, JSON, and faults as one plain sentence.

Text that is not proper Unicode goes out with a mark in its place, never as a failure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment
from starlette.exceptions import HTTPException

from foedus.errors import FoedusError, LedgerError
from foedus.web.base.problems import MEDIA, Refused, is_api, problem

_TITLES: Final = {400: "That cannot be asked", 404: "Not found here", 503: "The ledger cannot be read"}
_PLAIN: Final = {404: "There is no page at {path}.", 405: "{path} does not take {method}."}


class Json(JSONResponse):
    """JSON in UTF-8; what has no place in UTF-8 (half a surrogate pair) becomes a question mark."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


class Pages:
    """The templates of one application."""

    def __init__(self, templates: Environment) -> None:
        self._templates = templates

    def page(self, name: str, status: int = 200, /, **context: Any) -> Response:
        """A page from its template."""
        text = self._templates.get_template(name).render(context)
        return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)

    def fault(self, request: Request, code: int, text: str, kind: str | None = None) -> Response:
        """What went wrong, as problem details for the API and as a page for a person."""
        text = " ".join(text.split())
        if is_api(request):
            return Json(problem(request, code, text, kind), status_code=code, media_type=MEDIA)
        title = _TITLES.get(code) or HTTPStatus(code).phrase
        return self.page("error.html", code, text=text, code=code, title=title)


def install(app: FastAPI, pages: Pages) -> None:
    """Have what the application raises told as one plain sentence."""

    @app.exception_handler(FoedusError)
    async def foreseen(request: Request, error: FoedusError) -> Response:
        return pages.fault(request, 503 if isinstance(error, LedgerError) else 400, str(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        code, text = error.status_code, str(error.detail)
        if text == HTTPStatus(code).phrase and code in _PLAIN:
            text = _PLAIN[code].format(path=request.url.path, method=request.method)
        kind = error.kind if isinstance(error, Refused) else None
        answer = pages.fault(request, code, text, kind)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first: Mapping[str, Any] = error.errors()[0]
        place, name = first["loc"][0], first["loc"][-1]
        if place == "path":
            return pages.fault(request, 404, _PLAIN[404].format(path=request.url.path))
        if first["type"] == "extra_forbidden":
            sort = "field" if place == "body" else "parameter"
            return pages.fault(
                request, 400, f"There is no {sort} {str(name)[:60]!r} here.", "unknown-parameter"
            )
        said = str(first["msg"]).removeprefix("Value error, ")
        said = said[:1].lower() + said[1:]
        given = first["input"]
        text = f"{name} {given!r}: {said}" if isinstance(given, str) else f"{name}: {said}"
        return pages.fault(request, 400, f"{text.rstrip('.')}.", "bad-parameter")


def web_address(address: str | None) -> str | None:
    """The address where it leads to a page of the web; None for javascript:, data: and the like."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None
