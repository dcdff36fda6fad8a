"""Names that stay: of a ledger and of a change, so that a feed, a calendar and a webhook tell the same."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from foedus.ledger.store import Ledger
from foedus.publish.told import step
from foedus.record.changes import Change


def ledger_id(ledger: Ledger) -> str:
    """What names a ledger for good: the hash of its first entry."""
    first = ledger.transactions(known_on=1)
    return first[0].hash[:32] if first else "empty"


def change_key(day: date, change: Change) -> str:
    """What names a change for good: its agreement, day and kind, and whose it is of several."""
    whose = change.party or ("" if change.fact is None else f"{step(change.fact)}")
    key = f"{change.agreement}|{day.isoformat()}|{change.kind.value}|{whose}"
    return sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
