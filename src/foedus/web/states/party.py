"""The page of a state or organisation, and the index of all of them."""

from __future__ import annotations

import functools
from collections import Counter
from typing import Annotated, Final

from fastapi import FastAPI, HTTPException
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, Response

from foedus.names.regions import SUBREGIONS
from foedus.names.written import one_party
from foedus.record.editions import register_of
from foedus.register.lookup import Register
from foedus.web.base.site import Site
from foedus.web.board.questions import KnownOn, On, days_asked
from foedus.web.states.partyview import party_view
from foedus.wording.duties import ON

Party = Annotated[str, InPath(max_length=60, description="A state or organisation, by code or name.")]
_COUNTED: Final = 3000  # agreements of a ledger up to which they are counted by party


def install_party(app: FastAPI, site: Site) -> None:
    """Add the two pages."""

    @app.get("/party/{code}", response_class=HTMLResponse, summary="A state: what binds it, owes, is coming")
    def show_party(code: Party, on: On = "", known_on: KnownOn = "") -> Response:
        days = days_asked(on, known_on, site.today())
        found = code if register_of(site.held.ledger(), days.known).state(code) else one_party(code)
        if found is None:
            raise HTTPException(404, f"{code!r} is no state or organisation that is known here.")
        view = party_view(site.held.ledger(), found, days.day, site.display, days.known)
        return site.pages.page("party.html", v=view, name=site.display(found), on_what=ON, **days.shown)

    @app.get("/parties", response_class=HTMLResponse, summary="All states, by region")
    def show_parties(on: On = "", known_on: KnownOn = "") -> Response:
        days, ledger = days_asked(on, known_on, site.today()), site.held.ledger()
        register, told = register_of(ledger, days.known), Counter[str]()
        if ledger.look_up(known_on=days.known).total <= _COUNTED:
            told.update(p for row in ledger.agreements(known_on=days.known) for p in row.parties)
        listed = {code for _, _, codes in SUBREGIONS for code in codes}
        others = sorted((code for code in told if code not in listed), key=site.display)
        groups = [(sub, region, sorted(codes, key=site.display)) for sub, region, codes in SUBREGIONS]
        return site.pages.page(
            "parties.html", groups=groups, others=others, told=told, known=_known_of(register), **days.shown
        )


@functools.lru_cache(maxsize=2)
def _known_of(register: Register) -> dict[str, int]:
    """How many agreements of the register each state stands in."""
    listed = (code for _, _, codes in SUBREGIONS for code in codes)
    return {code: len(register.of_parties([code])) for code in listed}
