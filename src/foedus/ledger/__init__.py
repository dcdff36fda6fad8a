"""The append-only store of claims and verdicts, and what was known on any past day."""

from foedus.ledger.diff import Diff
from foedus.ledger.entry import Entry
from foedus.ledger.inventory import Found
from foedus.ledger.order import Place
from foedus.ledger.rows import (
    Added,
    AgreementRow,
    Capture,
    StoredClaim,
    StoredDocument,
    Tie,
    TieKind,
    Transaction,
    Verdict,
    VerdictKind,
)
from foedus.ledger.search import check_query
from foedus.ledger.store import Ledger, open_ledger
from foedus.ledger.terms import StoredTerms

__all__ = [
    "Added",
    "AgreementRow",
    "Capture",
    "Diff",
    "Entry",
    "Found",
    "Ledger",
    "Place",
    "StoredClaim",
    "StoredDocument",
    "StoredTerms",
    "Tie",
    "TieKind",
    "Transaction",
    "Verdict",
    "VerdictKind",
    "check_query",
    "open_ledger",
]
