"""What parties have stated about each agreement: reservations, declarations, objections, notifications."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any, Final

from foedus.exports.claims import write_csv
from foedus.law.statements import Statement, statement_to_json, statements
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.record.treaty import treaties

COLUMNS: Final = (
    "agreement_id", "agreement", "entry", "kind", "state", "date", "effect", "withdrawn", "article", "to",
    "precludes", "territories", "text", "reference", "sources", "fact",
)  # fmt: skip


def _each(ledger: Ledger, known_on: AsOf) -> Iterator[tuple[AgreementRow, str | None, Statement]]:
    for row, treaty in treaties(ledger, known_on):
        entry = treaty.entry.id if treaty.entry is not None else None
        for stated in statements(treaty.record.facts):
            yield row, entry, stated


def statements_csv(ledger: Ledger, out: IO[str], *, known_on: AsOf = None) -> int:
    """Write every statement as a row of CSV; gives their number."""
    return write_csv(out, list(COLUMNS), (_flat(*row) for row in _each(ledger, known_on)))


def statements_jsonl(ledger: Ledger, out: IO[str], *, known_on: AsOf = None) -> int:
    """Write every statement as JSON Lines, lists as lists; gives their number."""
    count = 0
    for row, entry, stated in _each(ledger, known_on):
        line = {"agreement_id": row.id, "agreement": row.name, "entry": entry, **statement_to_json(stated)}
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        count += 1
    return count


def _flat(row: AgreementRow, entry: str | None, stated: Statement) -> dict[str, Any]:
    told = statement_to_json(stated)
    return {
        "agreement_id": row.id,
        "agreement": row.name,
        "entry": entry,
        **told,
        "to": " ".join(stated.to),
        "precludes": int(stated.precludes),
        "territories": "; ".join(stated.territories),
        "sources": " < ".join(stated.sources),
    }
