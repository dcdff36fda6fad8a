"""What fits a few words everywhere: agreements, known agreements, parties."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from foedus.ledger import check_query
from foedus.web.api import asking
from foedus.web.api.formats import Told, offer
from foedus.web.api.parties import parties_called
from foedus.web.api.schemas.register import EverythingFound
from foedus.web.base.site import Site
from foedus.web.board.records import known as find_known
from foedus.web.board.records import query_words

TAG: Final = "search"


def add_search(router: APIRouter, site: Site) -> None:
    """Add the address /search."""
    held = site.held

    @offer(router, "/search", EverythingFound, tag=TAG)
    def search(request: Request, ask: Annotated[asking.Search, Query()]) -> Response:
        """What fits the words: agreements of the ledger, entries of the register, parties."""
        check_query([ask.q])
        ledger, day = held.ledger(), ask.on or site.today()
        known = ledger.known_at(ask.known_on)
        rows = ledger.agreements(
            known_on=known, only=ledger.find(query_words(ask.q), known_on=known)[: ask.limit]
        )
        entries = find_known(ledger, day, ask.q, site.display, known, size=ask.limit)
        return Told(
            {
                "on": day.isoformat(), "known_at": known,
                "agreements": [
                    {"id": r.id, "name": r.name, "parties": list(r.parties), "claims": r.claims} for r in rows
                ],
                "register": [
                    {
                        "id": line.id, "title": line.title, "made": line.made,
                        "agreement_id": entries.told.get(line.id),
                    }
                    for line, _, _ in entries.lines
                ],
                "parties": parties_called(ask.q)[: ask.limit],
            }
        ).answer(request)  # fmt: skip
