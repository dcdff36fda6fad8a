"""The entry of the register that each agreement of the ledger is, by the edition that it goes by."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.ledger.believed import bases
from foedus.ledger.days import AsOf
from foedus.ledger.store import Ledger
from foedus.record.editions import register_of
from foedus.record.joined import link_of
from foedus.register.link import Link


def links_of_ledger(ledger: Ledger, agreements: Iterable[int], known_on: AsOf = None) -> dict[int, Link]:
    """The link of each of these agreements (lowest numbers), by the edition that the ledger goes by."""
    register = register_of(ledger, known_on)
    out = {}
    with ledger.view(known_on) as (connection, number, known):
        for part in bases(connection, number, known, sorted(set(agreements))):
            for basis in part:
                days = (basis.published.get(b.document_id) for b in basis.claims)
                first = min((day for day in days if day), default=None)
                found = link_of(register, basis.called, basis.parties, basis.signed, first)
                out[basis.agreement_id] = found
    return out
