"""What follows by law from the ledger: the status of every agreement on a day, the legal dates to come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any, Final

from foedus.exports.claims import write_csv
from foedus.law.model import Status
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.record.answer import answer
from foedus.record.treaty import treaties
from foedus.wording.as_json import status_to_json
from foedus.wording.sentences import phrase
from foedus.wording.status import summary

COLUMNS: Final = (
    "agreement_id", "agreement", "parties", "signed", "status", "state", "in_force", "in_force_since",
    "in_force_until", "summary", "missing", "claims", "sources",
)  # fmt: skip


def status_rows(ledger: Ledger, on: date, *, known_on: AsOf = None) -> Iterator[tuple[AgreementRow, Status]]:
    """Every agreement with its status on a day, as known, by number."""
    for row, treaty in treaties(ledger, known_on):
        yield row, answer(treaty, on)


def status_csv(ledger: Ledger, out: IO[str], on: date, *, known_on: AsOf = None) -> int:
    """Write the status table of a day as CSV; gives the number of agreements."""
    return write_csv(
        out, list(COLUMNS), (_flat(*pair) for pair in status_rows(ledger, on, known_on=known_on))
    )


def status_jsonl(ledger: Ledger, out: IO[str], on: date, *, known_on: AsOf = None) -> int:
    """Write the status of every agreement on a day as JSON Lines, reasons included; gives their number."""
    count = 0
    for row, found in status_rows(ledger, on, known_on=known_on):
        line = {"agreement_id": row.id, "agreement": row.name, **status_to_json(found)}
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        count += 1
    return count


def _flat(row: AgreementRow, found: Status) -> dict[str, Any]:
    return {
        "agreement_id": row.id,
        "agreement": row.name,
        "parties": " ".join(row.parties),
        "signed": row.signed,
        "status": found.headline.value,
        "state": found.state.value,
        "in_force": {True: "yes", False: "no", None: "cannot tell"}[found.in_force],
        "in_force_since": found.in_force_since,
        "in_force_until": found.in_force_until,
        "summary": summary(found.summary),
        "missing": "; ".join(map(phrase, found.missing)),
        "claims": row.claims,
        "sources": row.sources,
    }
