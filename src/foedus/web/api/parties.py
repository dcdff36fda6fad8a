"""States, territories and organisations, and what binds them on a day."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from foedus.names import Names, Status, names
from foedus.names.written import one_party
from foedus.record.bound import PartyBound, agreements_with, bound_alone, bound_by, of_register
from foedus.record.editions import register_of
from foedus.web.api.asking import AsKnown, Bound, Code, Parties
from foedus.web.api.formats import Format, Table, Told, offer
from foedus.web.api.paging import links, next_link, part, place_of
from foedus.web.api.schemas.common import PartOfList
from foedus.web.api.schemas.register import BoundLine, OneParty, Party
from foedus.web.base.site import Site

TAG: Final = "parties"
_PARTIES: Final = {"code": str, "name": str, "kind": str}
_BOUND: Final = {
    "title": str, "agreement_id": int, "entry": str, "basis": str, "binds": bool, "state": str, "since": str,
    "until": str, "known_until": str,
}  # fmt: skip
_BINDS: Final = {"yes": True, "no": False, "unknown": None}


def add_parties(router: APIRouter, site: Site) -> None:
    """Add the addresses under /parties."""
    held = site.held

    @offer(router, "/parties", PartOfList[Party], Format.CSV, Format.PARQUET, tag=TAG)
    def list_parties(request: Request, ask: Annotated[Parties, Query()]) -> Response:
        """States, territories and organisations by name, those gone among them."""
        known = held.ledger().known_at(ask.known_on)
        found = parties_called(ask.q)
        (start,) = place_of(ask.cursor, 1) or (0,)
        items = found[max(start, 0) : max(start, 0) + ask.limit]
        stop = max(start, 0) + len(items)
        later = next_link(request, known, stop) if stop < len(found) else None
        return Told(
            part(known, None, items, len(found), later),
            table=lambda: Table(_PARTIES, items),
            headers=links(request, later),
        ).answer(request)

    @offer(router, "/parties/{code}", OneParty, tag=TAG, missing=True)
    def show_party(request: Request, code: Code, ask: Annotated[AsKnown, Query()]) -> Response:
        """One state or organisation, by its code or its name."""
        ledger, party = held.ledger(), _party(code)
        known = ledger.known_at(ask.known_on)
        register = register_of(ledger, known)
        state = register.state(party)
        return Told(
            {
                **party_json(party), "since": state.since if state else None,
                "until": state.until if state else None,
                "predecessors": list(state.predecessors) if state else [],
                "successors": list(state.successors) if state else [],
                "continues": state.continues if state else None,
                "agreements": len(agreements_with(ledger, party, known)),
                "known": len(register.of_parties([party])),
            }
        ).answer(request)  # fmt: skip

    @offer(
        router, "/parties/{code}/bound", PartOfList[BoundLine], Format.CSV, Format.PARQUET, tag=TAG,
        missing=True,
    )  # fmt: skip
    def show_bound(request: Request, code: Code, ask: Annotated[Bound, Query()]) -> Response:
        """What binds a state or organisation on a day, the agreements of the ledger first.

        What no page tells of follows with what the register knows, up to the day on which its lists end.
        """
        ledger, party, day = held.ledger(), _party(code), ask.on or site.today()
        known = ledger.known_at(ask.known_on)
        told = agreements_with(ledger, party, known)
        alone = bound_alone(ledger, party, told, day, known)
        (start,) = place_of(ask.cursor, 1) or (0,)
        start = max(start, 0)
        numbers = told[start : start + ask.limit]
        each = bound_by(ledger, party, numbers, day, known)
        at = max(start - len(told), 0)
        each += [of_register(b) for b in alone[at : at + ask.limit - len(numbers)]]
        stop, total = start + len(each), len(told) + len(alone)
        later = next_link(request, known, stop) if each and stop < total else None
        items = [_line(one) for one in each if not ask.binds or one.binds is _BINDS[ask.binds]]
        return Told(
            part(known, day.isoformat(), items, total, later),
            table=lambda: Table(_BOUND, items),
            headers=links(request, later),
        ).answer(request)


def party_json(code: str) -> dict[str, Any]:
    """A party in short."""
    known = names()
    return {"code": code, "name": known.display(code), "kind": _kind(known, code)}


def parties_called(beginning: str) -> list[dict[str, Any]]:
    """The parties whose code, name or another name begins so, by name; all for ""."""
    known, begins = names(), beginning.strip().casefold()
    called = [(s.code, (s.code, s.name, s.official, *s.names)) for s in known.states()]
    called += [(code, (code, name)) for code, name in known.organisations().items()]
    found = [party_json(code) for code, each in called if any(n.casefold().startswith(begins) for n in each)]
    return sorted(found, key=lambda p: (p["name"].casefold(), p["code"]))


def _kind(known: Names, code: str) -> str:
    if known.organisation(code) is not None:
        return "organisation"
    gone = known.is_state(code) and known.state(code).status is Status.HISTORICAL
    return "state gone" if gone else "state" if known.is_state(code) else "territory"


def _party(text: str) -> str:
    """The code that an address means. Raises HTTPException (404) for no party known."""
    known = names()
    if known.organisation(text) is not None or any(s.code == text for s in known.states()):
        return text
    found = one_party(text)
    if found is None:
        raise HTTPException(404, f"{text[:60]!r} is not one state or organisation known: write its code.")
    return found


def _line(one: PartyBound) -> dict[str, Any]:
    return {
        "title": one.title, "agreement_id": one.agreement, "entry": one.entry,
        "basis": "register" if one.agreement is None else "ledger", "binds": one.binds, "state": one.state,
        "since": one.since, "until": one.until, "known_until": one.known_until,
    }  # fmt: skip
