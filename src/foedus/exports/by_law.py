"""Pledges of agreements whose duties are told without days: owed while the law finds them in force.

Each party owes the duty from the day on which the agreement is in force for it to the day on which it no
longer is, as the law finds it from the record. Where no day is told by which it began, none is owed.
"""

from __future__ import annotations

from datetime import date

from foedus.exports.pledges import OPEN, Pledge, Promised
from foedus.ledger.agreements import load_agreements
from foedus.ledger.days import AsOf, bounds
from foedus.ledger.store import Ledger
from foedus.record.answer import answer
from foedus.record.treaty import treaty


def pledges(ledger: Ledger, found: Promised, *, known_on: AsOf = None, upto: date) -> list[Pledge]:
    """All pledges: those told with their days, and of the others what the law finds on the day `upto`."""
    out = list(found.pledges)
    with ledger.view(known_on) as (connection, number, known):
        rows = load_agreements(connection, number, known, sorted(found.undated)) if found.undated else []
    for row in rows:
        for party in answer(treaty(ledger, row, known_on), upto).parties:
            (since, last), until = bounds(party.since), bounds(party.until)[1]
            if since is not None and last is not None:  # else it is not told that it has begun
                out.append(Pledge(row.id, party.party, found.undated[row.id], since, until or OPEN))
    return out
