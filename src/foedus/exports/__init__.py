"""What leaves the ledger: claims as CSV, JSON Lines, Parquet; status tables, dossiers, calendar, feed."""

from foedus.exports.claims import claims_csv, claims_jsonl, claims_parquet
from foedus.exports.dossier import dossier
from foedus.exports.feed import feed
from foedus.exports.legal import calendar, status_csv, status_jsonl, status_rows

__all__ = [
    "calendar",
    "claims_csv",
    "claims_jsonl",
    "claims_parquet",
    "dossier",
    "feed",
    "status_csv",
    "status_jsonl",
    "status_rows",
]
