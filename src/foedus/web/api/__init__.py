"""The API, version 1: everything that the pages show as data, under /api/v1.

`install_api` adds it to a board. Each file adds the addresses of one sort of thing; `described` and `openapi`
describe them, `asking` says what they are asked with, `formats` in which formats they answer.
"""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from foedus.web.api.agreements import add_agreements
from foedus.web.api.bonds import add_bonds
from foedus.web.api.docs import add_docs
from foedus.web.api.evidence import add_claims, add_documents
from foedus.web.api.news import add_news
from foedus.web.api.parties import add_parties
from foedus.web.api.reconcile import add_reconcile
from foedus.web.api.register import add_register
from foedus.web.api.review import add_review
from foedus.web.api.search import add_search
from foedus.web.base.problems import API
from foedus.web.base.site import Site
from foedus.web.base.users import Access


def install_api(app: FastAPI, site: Site) -> None:
    """Add the API to a board."""
    app.router.routes.extend(router_of(site).routes)


def router_of(site: Site) -> APIRouter:
    """The addresses of the API."""
    router = APIRouter(prefix=API, generate_unique_id_function=_called)
    add_agreements(router, site)
    add_claims(router, site)
    add_documents(router, site)
    add_register(router, site)
    add_parties(router, site)
    add_bonds(router, site)
    add_search(router, site)
    add_news(router, site)
    if site.users.access is not Access.OFF:
        add_review(router, site)
    add_reconcile(router, site)
    add_docs(router, site)
    return router


def _called(route: APIRoute) -> str:
    """The name of an operation: its function's, where it is given none."""
    return route.name
