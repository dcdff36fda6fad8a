"""What follows by law from the ledger: the status of every agreement on a day, the legal dates to come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any, Final

from foedus.exports.claims import write_csv
from foedus.law.forms import obligation_to_json
from foedus.law.model import Obligation, Status
from foedus.law.obligations import told_once
from foedus.law.particulars import Link
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.record.answer import answer
from foedus.record.joined import KnownTreaty
from foedus.record.treaty import treaties
from foedus.wording.as_json import status_to_json
from foedus.wording.recorded import recorded_json
from foedus.wording.sentences import phrase
from foedus.wording.status import summary

COLUMNS: Final = (
    "agreement_id", "agreement", "parties", "signed", "status", "state", "in_force", "in_force_since",
    "in_force_until", "summary", "missing", "claims", "sources", "entry", "citations", "registrations",
    "depositary", "languages", "links", "later", "obligations", "owed",
)  # fmt: skip


def status_rows(ledger: Ledger, on: date, *, known_on: AsOf = None) -> Iterator[tuple[AgreementRow, Status]]:
    """Every agreement with its status on a day, as known, by number."""
    for row, _, found in _each(ledger, on, known_on):
        yield row, found


def _each(ledger: Ledger, on: date, known_on: AsOf) -> Iterator[tuple[AgreementRow, KnownTreaty, Status]]:
    for row, treaty in treaties(ledger, known_on):
        yield row, treaty, answer(treaty, on)


def status_csv(ledger: Ledger, out: IO[str], on: date, *, known_on: AsOf = None) -> int:
    """Write the status table of a day as CSV; gives the number of agreements."""
    return write_csv(out, list(COLUMNS), (_flat(*row) for row in _each(ledger, on, known_on)))


def status_jsonl(ledger: Ledger, out: IO[str], on: date, *, known_on: AsOf = None) -> int:
    """Write the status of every agreement on a day as JSON Lines, with reasons, obligations, particulars and
    statements; gives their number.
    """
    count = 0
    for row, treaty, found in _each(ledger, on, known_on):
        owed = [obligation_to_json(o) for o in told_once(treaty.terms.obligations)]
        line = {
            "agreement_id": row.id,
            "agreement": row.name,
            "entry": treaty.entry.id if treaty.entry else None,
            **status_to_json(found),
            "obligations": owed,
            **recorded_json(treaty),
        }
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        count += 1
    return count


def _flat(row: AgreementRow, treaty: KnownTreaty, found: Status) -> dict[str, Any]:
    told, owed = treaty.record.particulars, told_once(treaty.terms.obligations)
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
        "entry": treaty.entry.id if treaty.entry else None,
        "citations": "; ".join(told.citations),
        "registrations": "; ".join(f"{r.registry} {r.number or ''}".strip() for r in told.registrations),
        "depositary": " ".join(told.depositary),
        "languages": "; ".join(told.languages),
        "links": _links(told.links),
        "later": _links(told.later),
        "obligations": "; ".join(dict.fromkeys(_owed(o) for o in owed)),
        "owed": None if not owed else {True: "yes", False: "no", None: "cannot tell"}[found.in_force],
    }


def _links(links: Iterable[Link]) -> str:
    return "; ".join(f"{link.relation.value}: {link.entry or link.treaty}" for link in links)


def _owed(o: Obligation) -> str:
    """A duty in short: "mutual_defence (art. 5)"."""
    return f"{o.kind} (art. {o.article})" if o.article else o.kind
