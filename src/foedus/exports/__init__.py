"""What leaves the ledger: claims as CSV, JSON Lines, Parquet; status tables, dossiers, feed; tables for
researchers. Names load when first used: a table of dyad-years needs no templates.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.exports.alliances import alliances_csv
    from foedus.exports.claims import claims_csv, claims_jsonl, claims_parquet
    from foedus.exports.dossiers import dossier
    from foedus.exports.feeds import feed
    from foedus.exports.legal import status_csv, status_jsonl, status_rows
    from foedus.exports.statements import statements_csv, statements_jsonl

_HOME = {
    "alliances_csv": "foedus.exports.alliances",
    **dict.fromkeys(("claims_csv", "claims_jsonl", "claims_parquet"), "foedus.exports.claims"),
    "dossier": "foedus.exports.dossiers",
    "feed": "foedus.exports.feeds",
    **dict.fromkeys(("status_csv", "status_jsonl", "status_rows"), "foedus.exports.legal"),
    **dict.fromkeys(("statements_csv", "statements_jsonl"), "foedus.exports.statements"),
}

__all__ = [
    "alliances_csv",
    "claims_csv",
    "claims_jsonl",
    "claims_parquet",
    "dossier",
    "feed",
    "statements_csv",
    "statements_jsonl",
    "status_csv",
    "status_jsonl",
    "status_rows",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
