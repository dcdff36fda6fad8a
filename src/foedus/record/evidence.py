"""All that the ledger has of one agreement, as it knew it, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow, StoredClaim, StoredDocument
from foedus.ledger.store import Ledger
from foedus.ledger.terms import StoredTerms, terms_of
from foedus.ledger.views import documents_with_origins
from foedus.record.editions import register_of
from foedus.record.facts import Fact, facts
from foedus.record.joined import KnownTreaty
from foedus.record.treaty import treaty_from_ledger
from foedus.register.lookup import Register


@dataclass(frozen=True, slots=True)
class Evidence:
    """One agreement's row and claims, the pages they stand on by number, its facts, and its text's terms.

    `terms` is the last version, None where its text was not read; `register` the edition to go by.
    """

    row: AgreementRow
    claims: tuple[StoredClaim, ...]
    documents: Mapping[int, StoredDocument]
    facts: tuple[Fact, ...]
    terms: StoredTerms | None
    register: Register


def treaty_from_evidence(evidence: Evidence) -> KnownTreaty:
    """The record and terms of the agreement, as its evidence tells them."""
    published = {page.id: page.published for page in evidence.documents.values()}
    own = evidence.terms.terms if evidence.terms else None
    return treaty_from_ledger(evidence.row, evidence.claims, published, own, register=evidence.register)


def load_evidence(ledger: Ledger, agreement: int, *, known_on: AsOf = None) -> Evidence | None:
    """All that is known of an agreement, also by a number that was merged into it; None: nothing is."""
    with ledger.view(known_on) as (connection, number, known):
        root = ledger.current(connection, number, known, agreement)
        row = next(iter(ledger.rows(connection, number, known, [root])), None)
        if row is None:
            return None
        claims = ledger.claims_of(connection, number, known, row.id)
        pages = {claim.document_id for claim in claims}
        found, origins = documents_with_origins(connection, number, pages)
        versions = terms_of(connection, number, known.members(row.id))
    parties = frozenset(p for claim in claims for p in claim.believed.parties)
    return Evidence(
        row=row,
        claims=tuple(claims),
        documents={page.id: page for page in found},
        facts=tuple(facts(claims, origins, parties)),
        terms=versions[-1] if versions else None,
        register=register_of(ledger, known_on),
    )
