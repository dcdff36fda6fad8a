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

_TITLES: Final = {400: "That cannot be asked", 404: "Not found here", 503: "The ledger cannot be read"}


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

    def fault(self, request: Request, code: int, text: str) -> Response:
        """What went wrong, as JSON for the API and as a page for a person."""
        text = " ".join(text.split())
        if request.url.path.startswith("/api/"):
            return Json({"error": text}, status_code=code)
        title = _TITLES.get(code) or HTTPStatus(code).phrase
        return self.page("error.html", code, text=text, code=code, title=title)


def install(app: FastAPI, pages: Pages) -> None:
    """Have what the application raises told as one plain sentence."""

    @app.exception_handler(FoedusError)
    async def foreseen(request: Request, error: FoedusError) -> Response:
        return pages.fault(request, 503 if isinstance(error, LedgerError) else 400, str(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        plain = error.detail == HTTPStatus(error.status_code).phrase
        text = (
            f"There is no page at {request.url.path}." if plain and error.status_code == 404 else error.detail
        )
        answer = pages.fault(request, error.status_code, str(text))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first: Mapping[str, Any] = error.errors()[0]
        place, name = first["loc"][0], first["loc"][-1]
        if place == "path":
            return pages.fault(request, 404, f"There is no page at {request.url.path}.")
        return pages.fault(request, 400, f"{name} {first['input']!r}: {str(first['msg']).lower()}.")


def web_address(address: str | None) -> str | None:
    """The address where it leads to a page of the web; None for javascript:, data: and the like."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None
