"""All that the ledger has of one agreement, as known at a transaction, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from foedus.ledger.agreements import load_origins
from foedus.ledger.facts import Fact, facts
from foedus.ledger.identity import Identity
from foedus.ledger.rows import AgreementRow, StoredClaim, StoredDocument
from foedus.ledger.schema import documents
from foedus.ledger.schema import terms as terms_table
from foedus.ledger.terms import StoredTerms, load_terms
from foedus.ledger.views import load_claims, load_documents, of_agreement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One agreement's row and claims, the pages they stand on by number, its facts, and its text's terms.

    `terms` is the last version, None where its text was not read.
    """

    row: AgreementRow
    claims: tuple[StoredClaim, ...]
    documents: Mapping[int, StoredDocument]
    facts: tuple[Fact, ...]
    terms: StoredTerms | None


def load_evidence(connection: Connection, number: int, known: Identity, row: AgreementRow) -> Evidence:
    """What the ledger has of the agreement of this row, as known at `number`."""
    claims = load_claims(connection, number, known, of_agreement(known, row.id), agreement=row.id)
    pages = sorted({c.document_id for c in claims})
    found = load_documents(connection, number, documents.c.id.in_(pages))
    versions = load_terms(connection, number, terms_table.c.agreement_id.in_(known.members(row.id)))
    return Evidence(
        row,
        tuple(claims),
        {page.id: page for page in found},
        tuple(facts_of(connection, claims)),
        versions[-1] if versions else None,
    )


def facts_of(connection: Connection, claims: list[StoredClaim]) -> list[Fact]:
    """The facts that all the claims of one agreement make."""
    origins = load_origins(connection, {c.document_id for c in claims})
    return facts(claims, origins, frozenset(p for c in claims for p in c.believed.parties))
