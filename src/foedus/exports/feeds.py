"""What the ledger learned, as an Atom feed (RFC 4287): one entry a transaction, newest first.

The same ledger gives the same bytes: every id and time comes from its entries.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from foedus.ledger.days import AsOf
from foedus.ledger.rows import Transaction
from foedus.ledger.store import Ledger
from foedus.publish.atom import Entry, atom

_LINES: Final = 50  # of one entry


def feed(ledger: Ledger, *, after: AsOf = None, known_on: AsOf = None, entries: int = 50) -> bytes:
    """The last `entries` transactions known, those after `after` only, as an Atom document in UTF-8."""
    first = 0 if after is None else ledger.known_at(after)
    every = ledger.transactions(known_on=known_on)
    found = [t for t in every if t.id > first][-entries:]
    return atom(
        "Changes in the ledger",
        f"urn:foedus:ledger:{every[0].hash[:32] if every else 'empty'}",
        [_entry(ledger, entry) for entry in reversed(found)],
        updated=every[-1].recorded_at if every else None,
    )


def _entry(ledger: Ledger, transaction: Transaction) -> Entry:
    lines = list(islice(ledger.diff(transaction.id - 1, transaction.id).lines(), _LINES + 1))
    more = (
        [f"and more: foedus diff --from {transaction.id - 1} --to {transaction.id}"]
        if len(lines) > _LINES
        else []
    )
    title = transaction.note or (
        lines[-1] if len(lines) == 1 else f"{transaction.kind}: {lines[0]}" if lines else ""
    )
    return Entry(
        id=f"urn:foedus:entry:{transaction.hash}",
        title=title or transaction.kind,
        updated=transaction.recorded_at,
        text="\n".join([*lines[:_LINES], *more]),
        author=transaction.actor,
    )
