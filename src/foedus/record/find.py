"""Finding treaties by the words a user gives: those of the ledger, else those of the register.

The register goes by the edition of the ledger. A known treaty that pages tell
of is found with what they say, whatever they call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.law.model import Treaty
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.record.ask import known_duties, known_for, known_near
from foedus.record.editions import register_of
from foedus.record.entries import agreements_of
from foedus.record.joined import KnownTreaty, shipped
from foedus.record.treaty import treaty
from foedus.register.lookup import Register


@dataclass(frozen=True, slots=True)
class Found:
    """A treaty, and the agreement of the ledger that it is, None where no page tells of it."""

    treaty: Treaty
    row: AgreementRow | None = None


def edition_of(ledger: Ledger | None, known_on: AsOf = None) -> Register:
    """The edition by which a ledger goes, the shipped one where there is no ledger."""
    return shipped() if ledger is None else register_of(ledger, known_on)


def treaties_for(ledger: Ledger | None, query: Sequence[str], known_on: AsOf = None) -> list[Found]:
    """The treaties that the words fit, as known; none where no treaty does."""
    if ledger is not None:
        rows = ledger.find_agreements(query, known_on=known_on)
        if rows:
            return [Found(treaty(ledger, row, known_on), row) for row in rows]
    register = edition_of(ledger, known_on)
    known = known_for(query, register)
    entries = {t.entry.id for t in known if t.entry is not None}
    if ledger is None or not entries:
        return [Found(t) for t in known]
    told = agreements_of(ledger, register, entries, known_on)
    rows_by = {row.id: row for row in ledger.agreements(known_on=known_on, only=list(told.values()))}
    return [_with_pages(ledger, t, told, rows_by, known_on) for t in known]


def _with_pages(
    ledger: Ledger, known: KnownTreaty, told: dict[str, int], rows: dict[int, AgreementRow], known_on: AsOf
) -> Found:
    row = rows.get(told.get(known.entry.id, 0)) if known.entry is not None else None
    return Found(known) if row is None else Found(treaty(ledger, row, known_on), row)


def duties_for(ledger: Ledger | None, state: str, on: str, known_on: AsOf = None) -> list[Treaty]:
    """The treaties of the ledger that name a state, and the known ones beside them in which it stands
    on the day `on` (ISO) and which lay duties down.
    """
    told: list[KnownTreaty] = []
    if ledger is not None:
        rows = ledger.find_agreements((state,), known_on=known_on)
        told = [treaty(ledger, row, known_on) for row in rows]
    ids = {t.entry.id for t in told if t.entry is not None}
    known = known_duties(state, on, edition_of(ledger, known_on))
    return [*told, *(t for t in known if t.entry and t.entry.id not in ids)]


def near(ledger: Ledger | None, query: Sequence[str], known_on: AsOf = None) -> list[str]:
    """The ids of known treaties that come nearest to words that no treaty fits, for a message."""
    return known_near(query, register=edition_of(ledger, known_on))
