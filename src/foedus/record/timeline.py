"""One agreement's facts in order of time, as the ledger knew them."""

from __future__ import annotations

from foedus.ledger.agreements import load_origins
from foedus.ledger.days import AsOf
from foedus.ledger.store import Ledger
from foedus.record.facts import Fact, facts


def timeline(ledger: Ledger, agreement: int, *, known_on: AsOf = None) -> list[Fact]:
    """One agreement's facts by date: sources counted, contradictions side by side."""
    with ledger.view(known_on) as (connection, number, known):
        found = ledger.claims_of(connection, number, known, agreement)
        origins = load_origins(connection, {c.document_id for c in found})
    parties = frozenset(p for c in found for p in c.believed.parties)
    return facts(found, origins, parties)
