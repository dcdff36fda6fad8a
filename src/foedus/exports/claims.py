"""All claims as a flat table (CSV, Parquet) or as they are (JSON Lines), as known on a day.

Lists are joined by spaces, chains of sources by " < ". What JSON Lines writes, `foedus import --as claims`
takes in again. CSV is RFC 4180; a cell that a spreadsheet would run as a formula gets an apostrophe.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import IO, Any, Final

from foedus.exports.cells import cell
from foedus.exports.tables import parquet
from foedus.jsonform import claim_to_json
from foedus.ledger.days import AsOf, bounds
from foedus.ledger.rows import StoredClaim, StoredDocument
from foedus.ledger.store import Ledger

Flat = dict[str, Any]

#: Column and type: int, str or bool.
COLUMNS: Final[dict[str, type]] = {
    "id": int,
    "agreement_id": int,
    "agreement": str,
    "kind": str,
    "what": str,
    "actors": str,
    "parties": str,
    "date": str,
    "earliest": int,
    "latest": int,
    "place": str,
    "certainty": str,
    "sources": str,
    "stands": bool,
    "verdict": str,
    "verdict_by": str,
    "verdict_reason": str,
    "entered_by": str,
    "quote": str,
    "start": int,
    "end": int,
    "doc": str,
    "publisher": str,
    "published": str,
    "address": str,
    "document_id": int,
    "transaction": int,
    "recorded_at": str,
}


def each(ledger: Ledger, known_on: AsOf) -> Iterator[tuple[StoredClaim, StoredDocument, str]]:
    """Every claim with its page and its agreement's name, by number."""
    number = ledger.known_at(known_on)
    names = {row.id: row.name for row in ledger.agreements(known_on=number)}
    for part in ledger.each_claim(known_on=number):
        pages = {
            d.id: d for d in ledger.documents(known_on=number, ids=sorted({c.document_id for c in part}))
        }
        for claim in part:
            yield claim, pages[claim.document_id], names.get(claim.agreement_id or 0, "")


def flat(stored: StoredClaim, page: StoredDocument, agreement: str) -> Flat:
    """One row: what is believed of the claim (as corrected, where it was), and where it is from."""
    claim, verdict = stored.believed, stored.verdict
    first = claim.passages[0] if claim.passages else None
    earliest, latest = bounds(claim.date)
    return {
        "id": stored.id,
        "agreement_id": stored.agreement_id,
        "agreement": agreement or None,
        "kind": claim.kind.value,
        "what": claim.what,
        "actors": " ".join(claim.actors),
        "parties": " ".join(claim.parties),
        "date": claim.date,
        "earliest": earliest,
        "latest": latest,
        "place": claim.place,
        "certainty": claim.certainty.value,
        "sources": " < ".join(s.name for s in claim.sources),
        "stands": stored.stands,
        "verdict": verdict.kind.value if verdict else None,
        "verdict_by": verdict.by if verdict else None,
        "verdict_reason": verdict.reason if verdict else None,
        "entered_by": stored.entered_by,
        "quote": first.text if first else None,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "doc": claim.doc,
        "publisher": page.publisher,
        "published": page.published_at or page.published,
        "address": page.address,
        "document_id": stored.document_id,
        "transaction": stored.transaction,
        "recorded_at": stored.recorded_at.isoformat(),
    }


def claims_csv(ledger: Ledger, out: IO[str], *, known_on: AsOf = None) -> int:
    """Write all claims as CSV with a heading; gives their number."""
    return write_csv(out, list(COLUMNS), (flat(*row) for row in each(ledger, known_on)))


def write_csv(out: IO[str], columns: list[str], rows: Iterator[Flat]) -> int:
    """Write rows as CSV; gives their number."""
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow({key: cell(value) for key, value in row.items()})
        count += 1
    return count


def claims_jsonl(ledger: Ledger, out: IO[str], *, known_on: AsOf = None) -> int:
    """Write all claims as JSON Lines, as read, with their pages and verdicts; gives their number."""
    count = 0
    for stored, page, agreement in each(ledger, known_on):
        line = {
            **claim_to_json(stored.claim),
            "id": stored.id,
            "agreement_id": stored.agreement_id,
            "agreement_name": agreement,
            "digest": page.digest,
            "publisher": page.publisher,
            "published": page.published,
            "address": page.address,
            "recorded_at": stored.recorded_at.isoformat(),
            "stands": stored.stands,
        }
        if stored.entered_by is not None:
            line["entered_by"] = stored.entered_by
        if stored.verdict is not None:
            line["verdict"] = stored.verdict.kind.value
            line["verdict_by"], line["verdict_reason"] = stored.verdict.by, stored.verdict.reason
            if stored.verdict.corrected is not None:
                line["corrected"] = claim_to_json(stored.verdict.corrected)
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        count += 1
    return count


def claims_parquet(ledger: Ledger, out: IO[bytes], *, known_on: AsOf = None) -> int:
    """Write all claims as one Parquet file with typed columns; gives their number."""
    rows = [flat(*row) for row in each(ledger, known_on)]
    out.write(parquet(COLUMNS, rows))
    return len(rows)
