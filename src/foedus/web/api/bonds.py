"""Who is bound to whom on a day: the map and the network as data."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from foedus.model import TermKind
from foedus.web.api.agreements import code_of
from foedus.web.api.asking import Map, Network
from foedus.web.api.formats import Format, Table, Told, offer
from foedus.web.api.paging import links, next_link, part, place_of
from foedus.web.api.schemas.bonds import Bond as BondForm
from foedus.web.api.schemas.bonds import MapState
from foedus.web.api.schemas.common import PartOfList
from foedus.web.base.site import Site
from foedus.web.states.bonds import Bond, bonds
from foedus.web.states.mapview import duty_map, treaty_map

TAG: Final = "parties"
_MAP: Final = {"party": str, "name": str, "stands": str, "words": str, "since": str, "bound_with": str}
_BONDS: Final = {
    "title": str, "agreement_id": int, "entry": str, "duty": str, "condition": str, "by": str, "to": str,
    "area": str, "article": str, "parties": str,
}  # fmt: skip


def add_bonds(router: APIRouter, site: Site) -> None:
    """Add /map and /network."""

    @offer(router, "/map", PartOfList[MapState], Format.CSV, Format.PARQUET, tag=TAG, missing=True)
    def show_map(request: Request, ask: Annotated[Map, Query()]) -> Response:
        """Where each state stands on a day: in a treaty, or to whom a duty binds it. Never in parts."""
        ledger, day = site.held.ledger(), ask.on or site.today()
        known, display = ledger.known_at(ask.known_on), site.display
        if ask.treaty:
            rows = treaty_map(site, ask.treaty, day, known).rows
        else:
            code = code_of(ask.party) if ask.party else ""
            rows = duty_map(ledger, TermKind(ask.duty), code, day, known, display)
        items: list[dict[str, Any]] = [
            {
                "party": r.party, "name": display(r.party), "stands": r.stands, "words": r.words,
                "since": r.since, "bound_with": list(r.bound_with),
            }
            for r in rows
        ]  # fmt: skip
        return Told(
            part(known, day.isoformat(), items, len(items), None),
            table=lambda: Table(_MAP, [{**i, "bound_with": " ".join(i["bound_with"])} for i in items]),
            headers=links(request, None),
        ).answer(request)

    @offer(router, "/network", PartOfList[BondForm], Format.CSV, Format.PARQUET, tag=TAG)
    def show_network(request: Request, ask: Annotated[Network, Query()]) -> Response:
        """Every treaty with a duty that binds at least two on a day, and whom it binds; by title."""
        ledger, day = site.held.ledger(), ask.on or site.today()
        known = ledger.known_at(ask.known_on)
        code = code_of(ask.party) if ask.party else ""
        found = [b for b in bonds(ledger, ask.duty, day, known) if not code or b.concerns(code)]
        (start,) = place_of(ask.cursor, 1) or (0,)
        shown = found[max(start, 0) : max(start, 0) + ask.limit]
        stop = max(start, 0) + len(shown)
        later = next_link(request, known, stop) if shown and stop < len(found) else None
        items = [_bond(one) for one in shown]
        return Told(
            part(known, day.isoformat(), items, len(found), later),
            table=lambda: Table(_BONDS, [_flat(item) for item in items]),
            headers=links(request, later),
        ).answer(request)


def _bond(one: Bond) -> dict[str, Any]:
    duty = one.duty
    return {
        "title": one.title, "agreement_id": one.agreement, "entry": one.entry, "duty": duty.kind,
        "condition": duty.condition.value, "by": list(duty.by), "to": list(duty.to), "area": duty.area,
        "article": duty.article,
        "parties": [
            {"party": party, "since": since} for party, since in zip(one.parties, one.since, strict=True)
        ],
    }  # fmt: skip


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    parties = " ".join(p["party"] for p in item["parties"])
    return {**item, "by": " ".join(item["by"]), "to": " ".join(item["to"]), "parties": parties}
