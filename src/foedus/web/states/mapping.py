"""The map and the network: who is bound on a day, drawn on the server, with the same as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from foedus.model import TermKind
from foedus.names.written import one_party
from foedus.web.agreements.partytable import STANDS
from foedus.web.base.site import Site
from foedus.web.board.questions import Days, KnownOn, On, days_asked, query
from foedus.web.states.bonds import DUTIES, bonds
from foedus.web.states.mapview import CHOSEN, MapRow, duty_map, treaty_map
from foedus.web.states.networksvg import DRAWN, network_svg
from foedus.web.states.tiles import TILES, Tile, map_svg
from foedus.wording.duties import ON

Duty = Annotated[str, Query(max_length=30, description="The duty: mutual_defence, consultation, ...")]
Party = Annotated[str, Query(max_length=60, description="Only who is bound to this state, by code or name.")]
Treaty = Annotated[
    str, Query(max_length=200, description="A treaty: the number of an agreement, or the register's id.")
]
_SIGNS: Final = {"bound": "●", "signed": "○", "left": "×", "unknown": "?"}


def install_map(app: FastAPI, site: Site) -> None:
    """Add the map and the network."""

    @app.get("/map", response_class=HTMLResponse, summary="A map of who is bound, one tile a state")
    def show_map(
        treaty: Treaty = "", duty: Duty = "", party: Party = "", on: On = "", known_on: KnownOn = ""
    ) -> Response:
        days, fields = days_asked(on, known_on, site.today()), {"duty": duty, "party": party}
        if treaty:
            told = treaty_map(site, treaty, days.day, days.known)
            back, found = told.address, told.rows
            tiles = {r.party: Tile(r.stands, _SIGNS[r.stands], r.words) for r in found}
            heading = f"Who is bound by {told.title}, on {days.day.isoformat()}"
        else:
            kind, code, back = _duty(duty), _code(party), ""
            found = duty_map(site.held.ledger(), kind, code, days.day, days.known, site.display)
            tiles = {r.party: _tile(r, code) for r in found}
            of = f" with {site.display(code)}" if code else ""
            heading = f"Who is bound to {DUTIES[kind]}{of}, on {days.day.isoformat()}"
        rows = [(r.party, r.words, r.since) for r in found if r.stands != CHOSEN]
        drawing = map_svg(tiles, heading, site.display, _address(site, days))
        return site.pages.page(
            "map.html", heading=heading, drawing=Markup(drawing), rows=rows, treaty=treaty, back=back,
            duties=DUTIES, signs=_SIGNS, stands=STANDS, outside=[c for c in tiles if c not in TILES],
            tiles=tiles, network=query({**fields, **days.asked}), **_asked(duty, party), **days.shown,
        )  # fmt: skip

    @app.get("/network", response_class=HTMLResponse, summary="Who is bound to whom, as a network")
    def show_network(duty: Duty = "", party: Party = "", on: On = "", known_on: KnownOn = "") -> Response:
        days, kind, code = days_asked(on, known_on, site.today()), _duty(duty), _code(party)
        found = bonds(site.held.ledger(), kind, days.day, days.known)
        found = [b for b in found if not code or b.concerns(code)]
        of = f" to {site.display(code)}" if code else " to whom"
        heading = f"Who is bound{of}, {DUTIES[kind]}, on {days.day.isoformat()}"
        drawing = network_svg(found, code, heading, site.display, _address(site, days))
        return site.pages.page(
            "network.html", heading=heading, drawing=Markup(drawing), bonds=found, duties=DUTIES, drawn=DRAWN,
            on_what=ON, map=query({"duty": duty, "party": party, **days.asked}), **_asked(duty, party),
            **days.shown,
        )  # fmt: skip


def _asked(duty: str, party: str) -> dict[str, str]:
    return {"duty": duty or TermKind.MUTUAL_DEFENCE.value, "party": party}


def _duty(text: str) -> TermKind:
    """The duty that is asked for, mutual defence where none is; 400 for what is none."""
    if not text:
        return TermKind.MUTUAL_DEFENCE
    found = next((kind for kind in DUTIES if kind.value == text), None)
    if found is None:
        raise HTTPException(400, f"duty {text!r}: write one of {', '.join(k.value for k in DUTIES)}.")
    return found


def _code(party: str) -> str:
    if not party:
        return ""
    found = party if party in TILES else one_party(party)
    if found is None:
        raise HTTPException(400, f"{party!r} is no state or organisation that is known here.")
    return found


def _address(site: Site, days: Days) -> Callable[[str], str]:
    return lambda code: f"{site.root}/party/{code}{days.carried}"


def _tile(row: MapRow, party: str) -> Tile:
    """A state's tile on the map of a duty: with how many others it is bound, or a sign."""
    if row.stands == CHOSEN:
        return Tile(row.stands, "★", row.words)
    return Tile(row.stands, "●" if party else str(len(row.bound_with)), row.words)
