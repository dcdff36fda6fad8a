"""What a page shows of one agreement: its row, status, facts and documents, from a ledger as known on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from foedus.law.model import Status, Treaty
from foedus.law.status import status
from foedus.law.stored import treaty_from_ledger
from foedus.ledger import AgreementRow, Fact, Ledger, StoredClaim, StoredDocument

Display = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the board."""

    row: AgreementRow
    status: Status


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a treaty's page shows. `documents` by number."""

    row: AgreementRow
    treaty: Treaty
    status: Status
    facts: tuple[Fact, ...]
    claims: tuple[StoredClaim, ...]
    documents: dict[int, StoredDocument]


def board(
    ledger: Ledger, on: date, query: str, state: str, display: Display, known: date | None
) -> list[Line]:
    """The agreements that fit the query (parties or parts of names), with their status on the day."""
    words = query.split()
    rows = ledger.find_agreements(words, known_on=known) if words else ledger.agreements(known_on=known)
    lines = [Line(row, dossier(ledger, row, on, display, known).status) for row in rows]
    return [line for line in lines if not state or _group(line.status) == state]


def dossier(ledger: Ledger, row: AgreementRow, on: date, display: Display, known: date | None) -> Dossier:
    """One agreement with its evidence and what follows from it on the day."""
    claims = ledger.claims(row.id, known_on=known)
    documents = {
        d.id: d for d in ledger.documents(known_on=known, ids=sorted({c.document_id for c in claims}))
    }
    own = ledger.terms(row.id, known_on=known)
    published = {d.id: d.published for d in documents.values()}
    treaty = treaty_from_ledger(
        row, claims, published, own[-1].terms if own else None, (known or on).isoformat()
    )
    found = status(treaty.record, treaty.terms, on, display)
    return Dossier(
        row, treaty, found, tuple(ledger.timeline(row.id, known_on=known)), tuple(claims), documents
    )


def _group(found: Status) -> str:
    """The board's filter: in force, not in force, or not told."""
    return {True: "in", False: "out", None: "unknown"}[found.in_force]
