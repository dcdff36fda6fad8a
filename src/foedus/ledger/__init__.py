"""The append-only store of claims and verdicts, and what was known on any past day."""

from foedus.ledger.diff import Diff
from foedus.ledger.evidence import Evidence
from foedus.ledger.facts import Fact, Side
from foedus.ledger.inventory import Found, Place
from foedus.ledger.rows import (
    Added,
    AgreementRow,
    StoredClaim,
    StoredDocument,
    Transaction,
    Verdict,
    VerdictKind,
)
from foedus.ledger.search import check_query
from foedus.ledger.standings import Standing
from foedus.ledger.store import Ledger, open_ledger
from foedus.ledger.terms import StoredTerms

__all__ = [
    "Added",
    "AgreementRow",
    "Diff",
    "Evidence",
    "Fact",
    "Found",
    "Ledger",
    "Place",
    "Side",
    "Standing",
    "StoredClaim",
    "StoredDocument",
    "StoredTerms",
    "Transaction",
    "Verdict",
    "VerdictKind",
    "check_query",
    "open_ledger",
]
