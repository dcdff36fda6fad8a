"""A page of the ledger, with its passages marked and its versions beside it."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from foedus.record.versions import versions
from foedus.web.base.site import Site
from foedus.web.board.questions import Number
from foedus.web.documents.evidence import marked

_SHOWN: Final = 300  # claims of the page


def install_documents(app: FastAPI, site: Site) -> None:
    """Add the page."""

    @app.get("/document/{number}", response_class=HTMLResponse, summary="A page with its passages marked")
    def show_document(number: Number) -> Response:
        opened = site.held.ledger()
        found = opened.documents(ids=[number])
        if not found:
            raise HTTPException(404, f"There is no page {number} in this ledger.")
        text, claims = opened.document_text(number), opened.claims(doc=number)
        body = Markup(marked(text, claims))
        each = versions(opened, found[0])
        return site.pages.page(
            "document.html", doc=found[0], body=body, claims=claims, shown=_SHOWN, versions=each,
            own=next((v for v in each if v.document.id == number), None), ties=opened.ties(of=[number]),
        )  # fmt: skip
