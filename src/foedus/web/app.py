"""The web application over one ledger: board, treaty page, page of evidence, API. Reads only; writes nothing.

`create_app` takes where the ledger is and what day it is; there is no other state. Every answer carries a
Content-Security-Policy that allows this server's own stylesheet and nothing else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from markupsafe import Markup

from foedus import __version__
from foedus.errors import FoedusError, LedgerError
from foedus.jsonform import claim_to_json
from foedus.law.treatyfile import status_to_json
from foedus.ledger import AgreementRow, Ledger, StoredClaim, open_ledger
from foedus.names import names
from foedus.web.evidence import marked
from foedus.web.records import Dossier, Line, board, dossier
from foedus.web.timeline import marks, svg

_HERE = Path(__file__).parent
_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_PAGE = 100
On = Annotated[str | None, Query(description="The day asked about, YYYY-MM-DD. Default: today.")]
Known = Annotated[
    str | None, Query(description="Only what the ledger knew by the end of that day, YYYY-MM-DD.")
]


def create_app(where: str, today: Callable[[], date] = date.today) -> FastAPI:
    """The application on the ledger at `where` (a path or URL). Raises LedgerError where there is none."""
    with open_ledger(where, create=False):
        pass
    app = FastAPI(title="foedus", version=__version__, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    templates = Jinja2Templates(directory=_HERE / "templates")
    display = names().display
    templates.env.globals.update(display=display, version=__version__)
    templates.env.filters.update(words=lambda text: str(text).replace("_", " "), chain=_chain)

    @contextmanager
    def ledger() -> Iterator[Ledger]:
        with open_ledger(where, create=False) as opened:
            yield opened

    @app.middleware("http")
    async def headers(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await follow(request)
        response.headers["Content-Security-Policy"] = _CSP
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @app.exception_handler(FoedusError)
    def foreseen(request: Request, error: FoedusError) -> Response:
        code = 404 if isinstance(error, LedgerError) else 400
        return _failed(request, code, str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _failed(request, error.status_code, str(error.detail))

    @app.exception_handler(404)
    def missing(request: Request, error: Exception) -> Response:
        return _failed(request, 404, str(getattr(error, "detail", error)))

    def _failed(request: Request, code: int, text: str) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": text}, status_code=code)
        return templates.TemplateResponse(
            request, "error.html", {"text": text, "code": code}, status_code=code
        )

    @app.get("/", response_class=HTMLResponse, summary="The board of agreements")
    def show_board(
        request: Request, q: str = "", state: str = "", on: On = None, known_on: Known = None, page: int = 1
    ) -> Response:
        day, known = _day(on, today), _known(known_on)
        with ledger() as opened:
            lines = board(opened, day, q, state, display, known)
            pages = max(1, -(-len(lines) // _PAGE))
            page = min(max(1, page), pages)
            shown = lines[(page - 1) * _PAGE : page * _PAGE]
            total = opened.count("agreements", known_on=known)
        context = {
            "lines": shown, "found": len(lines), "total": total, "q": q, "state": state, "on": day.isoformat(),
            "known_on": known_on or "", "page": page, "pages": pages,
        }  # fmt: skip
        return templates.TemplateResponse(request, "board.html", context)

    @app.get("/agreement/{number}", response_class=HTMLResponse, summary="One treaty: status, time, evidence")
    def show_agreement(request: Request, number: int, on: On = None, known_on: Known = None) -> Response:
        day, known = _day(on, today), _known(known_on)
        with ledger() as opened:
            found = dossier(opened, _row(opened, number, known), day, display, known)
        drawing = svg(marks(found.facts, display), day)
        context = {
            "d": found, "on": day.isoformat(), "known_on": known_on or "", "drawing": Markup(drawing),
            "groups": _groups(found), "undated": [f for f in found.facts if f.kind.value == "step" and not any(s.date for s in f.sides)],
        }  # fmt: skip
        return templates.TemplateResponse(request, "agreement.html", context)

    @app.get("/document/{number}", response_class=HTMLResponse, summary="A page with its passages marked")
    def show_document(request: Request, number: int) -> Response:
        with ledger() as opened:
            found = opened.documents(ids=[number])
            if not found:
                raise HTTPException(404, f"no document {number}")
            text = opened.document_text(number)
            claims = opened.claims(doc=number)
        body = Markup(marked(text, claims))
        return templates.TemplateResponse(
            request, "document.html", {"doc": found[0], "body": body, "claims": claims}
        )

    @app.get("/api/agreements", summary="All agreements with their status on a day")
    def api_agreements(
        q: str = "", state: str = "", on: On = None, known_on: Known = None
    ) -> list[dict[str, Any]]:
        with ledger() as opened:
            lines = board(opened, _day(on, today), q, state, display, _known(known_on))
        return [_line_json(line) for line in lines]

    @app.get("/api/agreements/{number}", summary="One agreement: status and claims with their evidence")
    def api_agreement(number: int, on: On = None, known_on: Known = None) -> dict[str, Any]:
        day, known = _day(on, today), _known(known_on)
        with ledger() as opened:
            found = dossier(opened, _row(opened, number, known), day, display, known)
        return {
            **_line_json(Line(found.row, found.status)),
            "claims": [_claim_json(c) for c in found.claims],
        }

    return app


def _row(ledger: Ledger, number: int, known: date | None) -> AgreementRow:
    return ledger.agreement(number, known_on=known)


def _day(text: str | None, today: Callable[[], date]) -> date:
    """The day asked about; 400 where it is none."""
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(400, f"{text!r} is no day: write it as YYYY-MM-DD") from error


def _known(text: str | None) -> date | None:
    return _day(text, date.today) if text else None


def _chain(claim: Any) -> str:
    """A claim's sources, outermost first: Yonhap < KCNA."""
    return " < ".join(s.name for s in claim.sources)


def _groups(found: Dossier) -> list[tuple[str, list[StoredClaim]]]:
    """The standing claims by kind, in the order steps, terms, acts."""
    out = []
    for kind, title in (("step", "Steps"), ("term", "Terms"), ("act", "Acts around it")):
        members = [c for c in found.claims if c.stands and c.believed.kind.value == kind]
        if members:
            out.append((title, members))
    return out


def _line_json(line: Line) -> dict[str, Any]:
    row = line.row
    return {
        "id": row.id, "name": row.name, "names": list(row.names), "parties": list(row.parties),
        "signed": row.signed, "claims": row.claims, "sources": row.sources, "last_step": row.last_step,
        "last_date": row.last_date, "status": status_to_json(line.status),
    }  # fmt: skip


def _claim_json(stored: StoredClaim) -> dict[str, Any]:
    return {
        "id": stored.id, "document": stored.document_id, "stands": stored.stands,
        "verdict": stored.verdict.kind.value if stored.verdict else None, **claim_to_json(stored.believed),
    }  # fmt: skip
