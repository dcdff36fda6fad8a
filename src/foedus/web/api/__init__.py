"""The API, version 1: everything that the pages show as data, under /api/v1.

`install_api` adds it to a board. Each file adds the addresses of one sort of thing; `described` and `openapi`
describe them, `asking` says what they are asked with, `formats` in which formats they answer.
"""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from foedus.web.api.agreements import add_agreements
from foedus.web.api.docs import add_docs
from foedus.web.api.evidence import add_claims, add_documents
from foedus.web.api.news import add_news
from foedus.web.api.parties import add_parties
from foedus.web.api.register import add_register
from foedus.web.api.search import add_search
from foedus.web.problems import API
from foedus.web.site import Site


def install_api(app: FastAPI, site: Site) -> None:
    """Add the API to a board."""
    app.include_router(router_of(site))


def router_of(site: Site) -> APIRouter:
    """The addresses of the API."""
    router = APIRouter(prefix=API)
    add_agreements(router, site)
    add_claims(router, site)
    add_documents(router, site)
    add_register(router, site)
    add_parties(router, site)
    add_search(router, site)
    add_news(router, site)
    add_docs(router, site)
    return router
