"""The web application over one ledger: board, treaty page, page of evidence, API. It adds no entry;
letters of readers stand beside the record until a moderator has decided on them.

`create_app` takes where the ledger is and what day it is; there is no other state but the open ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from foedus.ledger.held import HeldLedger
from foedus.names import names
from foedus.version import __version__
from foedus.web.about import install_about
from foedus.web.accounts.account import install_accounts
from foedus.web.accounts.people import install_people
from foedus.web.agreements.embed import install_embed
from foedus.web.agreements.treaty import install_treaty
from foedus.web.agreements.treatyfiles import install_treaty_files
from foedus.web.agreements.treatyparts import install_treaty_parts
from foedus.web.api import install_api
from foedus.web.base.answers import Pages, install
from foedus.web.base.root import Root
from foedus.web.base.site import Site
from foedus.web.base.users import OPEN, Access, Users
from foedus.web.board.page import install_board
from foedus.web.documents.document import install_documents
from foedus.web.letters.letter import install_letters
from foedus.web.letters.newsletter import install_newsletter
from foedus.web.news.out import install_out
from foedus.web.news.stories import install_stories
from foedus.web.review import install_review
from foedus.web.rim.cors import Cors
from foedus.web.rim.front import Front
from foedus.web.rim.gzip import Gzip
from foedus.web.rim.health import install_health
from foedus.web.rim.kept import Kept
from foedus.web.rim.limits import Limited
from foedus.web.rim.metrics import Metrics
from foedus.web.rim.observed import Observed, Routed
from foedus.web.rim.running import Exposed, Running
from foedus.web.rim.twins import Twins
from foedus.web.states.mapping import install_map
from foedus.web.states.party import install_party
from foedus.web.templating import templates

_HERE: Final = Path(__file__).parent
_PLAIN: Final = Running()


def create_app(
    where: str,
    today: Callable[[], date] = date.today,
    hosts: frozenset[str] = frozenset(),
    *,
    letters: bool = True,
    newsletter: bool = False,
    public: str | None = None,
    users: Users = OPEN,
    running: Running = _PLAIN,
) -> FastAPI:
    """The application on the ledger at `where` (a path or URL). Raises LedgerError where there is none.

    `hosts` are the names that it answers to; none stands for all. `letters`: readers may write; `newsletter`:
    they may sign up for it. `public` is the address under which readers reach it, by default the one that
    they asked; `users` whether and how people are known; `running` under which
    path it is served, for which other origins, and what it tells those who look after it.
    """
    display = names().display
    people, root = users.access is not Access.OFF, running.root
    made = templates(
        display, letters=letters, newsletter=newsletter, people=people, embed=bool(running.embedders),
        root=root, address=public or "",
    )  # fmt: skip
    pages = Pages(made)
    site = Site(HeldLedger(where), pages, today, display, public, users, root, running.embedders)
    app = FastAPI(title="foedus", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    install(app, pages)
    install_health(app, site.held)
    install_people(app)
    install_accounts(app, site)
    if letters:
        install_letters(app, site)
    install_board(app, site)
    install_treaty(app, site)
    install_treaty_parts(app, site)
    install_treaty_files(app, site)
    install_party(app, site)
    install_map(app, site)
    install_embed(app, site)
    install_about(app, site)
    install_documents(app, site)
    install_stories(app, site)
    install_api(app, site)
    install_out(app, site)
    install_review(app, site)
    install_newsletter(app, site, offered=newsletter)
    _over(app, site, hosts, running)
    return app


def _over(app: FastAPI, site: Site, hosts: frozenset[str], running: Running) -> None:
    """What stands over the routes, the innermost first."""
    app.add_middleware(Twins)
    app.add_middleware(Limited)
    app.add_middleware(Kept)
    app.add_middleware(Routed)
    app.add_middleware(Gzip)
    app.add_middleware(Front, site=site, hosts=hosts, fault=site.pages.fault)
    if running.origins:
        app.add_middleware(Cors, origins=running.origins)
    if running.metrics is not Exposed.OFF or running.log is not None:
        app.add_middleware(Observed, running=running, metrics=Metrics(site.held.ledger))
    if running.root:
        app.add_middleware(Root, root=running.root)
