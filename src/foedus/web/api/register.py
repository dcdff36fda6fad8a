"""Known agreements: entries of the register's edition by which the ledger goes."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from foedus.ledger import check_query
from foedus.record.answer import answer
from foedus.record.catalogue import KnownLine
from foedus.record.editions import register_of
from foedus.record.entries import agreements_of
from foedus.record.joined import known_alone
from foedus.web.api.agreements import code_of
from foedus.web.api.asking import EntryId, OnDay, Register
from foedus.web.api.formats import Format, Table, Told, offer
from foedus.web.api.paging import links, next_link, part, place_of
from foedus.web.api.schemas.common import PartOfList
from foedus.web.api.schemas.register import EntryLine, OneEntry
from foedus.web.base.problems import Refused
from foedus.web.base.site import Site
from foedus.web.board.records import known as find_known
from foedus.wording.as_json import status_to_json

TAG: Final = "register"
_ENTRIES: Final = {
    "id": str, "title": str, "made": str, "parties": str, "many": int, "agreement_id": int, "status": str,
    "in_force": bool, "in_force_since": str, "in_force_until": str, "summary": str,
}  # fmt: skip


def add_register(router: APIRouter, site: Site) -> None:
    """Add the addresses under /register."""
    held, display = site.held, site.display

    @offer(router, "/register", PartOfList[EntryLine], Format.CSV, Format.PARQUET, tag=TAG)
    def list_register(request: Request, ask: Annotated[Register, Query()]) -> Response:
        """Known agreements that have the words, or in which a state stands; where each stands on a day.

        Ask with `q`, `party` or both: the register has tens of thousands of entries, and
        `foedus register export` writes them all.
        """
        if not ask.q.strip() and not ask.party:
            raise Refused("cannot-be-asked", "q or party: say what is looked for, in words or by a state.")
        check_query([ask.q])
        ledger, day = held.ledger(), ask.on or site.today()
        known = ledger.known_at(ask.known_on)
        (start,) = place_of(ask.cursor, 1) or (0,)
        query = f"{code_of(ask.party)}, {ask.q}" if ask.party else ask.q
        found = find_known(ledger, day, query, display, known, start=max(start, 0), size=ask.limit)
        later = None if found.stop is None else next_link(request, known, found.stop)
        items = [
            _line(line, summary, found.told.get(line.id), day.isoformat()) for line, _, summary in found.lines
        ]
        return Told(
            part(known, day.isoformat(), items, found.found, later),
            table=lambda: Table(_ENTRIES, [_flat(item) for item in items]),
            headers=links(request, later),
        ).answer(request)

    @offer(router, "/register/{id_}", OneEntry, tag=TAG, missing=True)
    def show_entry(request: Request, id_: EntryId, ask: Annotated[OnDay, Query()]) -> Response:
        """One known agreement: names, days, parties, terms, participation, and the source of each fact.

        Its status is by the register alone; where pages tell of it, ask for the agreement that it is.
        """
        ledger, day = held.ledger(), ask.on or site.today()
        known = ledger.known_at(ask.known_on)
        register = register_of(ledger, known)
        entry = register.entry(id_)
        if entry is None:
            raise HTTPException(404, f"The register has no entry {id_[:200]}.")
        status = status_to_json(answer(known_alone(register, entry), day), display)
        return Told(
            {
                "id": entry.id, "title": entry.title, "edition": register.edition.id,
                "agreement_id": agreements_of(ledger, register, [entry.id], known).get(entry.id),
                "status": status, "entry": msgspec.to_builtins(entry),
            }
        ).answer(request)  # fmt: skip


def _line(line: KnownLine, summary: str, agreement: int | None, on: str) -> dict[str, Any]:
    told = line.standing
    return {
        "id": line.id, "title": line.title, "made": line.made, "parties": list(line.parties),
        "many": line.many, "agreement_id": agreement,
        "status": {
            "on": on, "status": told.headline.value, "state": told.state.value, "in_force": told.in_force,
            "summary": summary, "in_force_since": told.in_force_since, "in_force_until": told.in_force_until,
        },
    }  # fmt: skip


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    flat = {**item, **item["status"], "parties": " ".join(item["parties"])}
    return {name: flat[name] for name in _ENTRIES}
