"""Rows of the ledger as the API tells them, and as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from foedus.exports.claims import COLUMNS as CLAIM_COLUMNS
from foedus.exports.claims import flat
from foedus.jsonform import claim_to_json
from foedus.law.status import Outline
from foedus.ledger import AgreementRow, Ledger, StoredClaim
from foedus.ledger.days import AsOf
from foedus.record.standings import Standing
from foedus.web.api.formats import Table
from foedus.web.board.records import Line
from foedus.wording.status import summary as in_english
from foedus.wording.words import Namer

Json = dict[str, Any]

#: Columns of a table of agreements.
AGREEMENTS: Final[Mapping[str, type]] = {
    "agreement_id": int, "agreement": str, "parties": str, "signed": str, "status": str, "state": str,
    "in_force": bool, "in_force_since": str, "in_force_until": str, "summary": str, "claims": int,
    "sources": int, "last_step": str, "last_date": str, "entry": str,
}  # fmt: skip


def row_json(row: AgreementRow) -> Json:
    """An agreement without where it stands."""
    return {
        "id": row.id, "name": row.name, "names": list(row.names), "parties": list(row.parties),
        "signed": row.signed, "claims": row.claims, "sources": row.sources, "last_step": row.last_step,
        "last_date": row.last_date,
    }  # fmt: skip


def standing_json(found: Standing, summary: str, on: date) -> Json:
    """The fields of `status_to_json` that a list has: reasons, parties and dates are with the agreement."""
    return {
        "on": on.isoformat(), "status": found.headline.value, "state": found.state,
        "in_force": found.in_force, "summary": summary, "in_force_since": found.since,
        "in_force_until": found.until,
    }  # fmt: skip


def outline_json(found: Outline, name: Namer) -> Json:
    """The same of an outline, without the day."""
    return {
        "status": found.headline.value, "state": found.state.value, "in_force": found.in_force,
        "summary": in_english(found.summary, name), "in_force_since": found.in_force_since,
        "in_force_until": found.in_force_until,
    }  # fmt: skip


def claim_json(stored: StoredClaim, entry: Json) -> Json:
    """A claim as a person has it, in its place in the ledger; `entry` is what its agreement is."""
    told = claim_to_json(stored.believed)
    if told["agreement"] is not None:
        told["agreement"] |= entry
    return {
        "id": stored.id, "agreement_id": stored.agreement_id, "document": stored.document_id,
        "stands": stored.stands, "verdict": stored.verdict.kind.value if stored.verdict else None,
        "entered_by": stored.entered_by, "corrected_by": stored.corrected_by,
        "retracted_by": stored.retracted_by, "transaction": stored.transaction,
        "recorded_at": stored.recorded_at.isoformat(), **told,
    }  # fmt: skip


def agreements_table(lines: Iterable[Line], entries: Mapping[int, str | None]) -> Table:
    """Agreements as rows."""
    rows = [
        {
            "agreement_id": line.row.id, "agreement": line.row.name, "parties": " ".join(line.row.parties),
            "signed": line.row.signed, "status": line.standing.headline.value, "state": line.standing.state,
            "in_force": line.standing.in_force, "in_force_since": line.standing.since,
            "in_force_until": line.standing.until, "summary": line.summary, "claims": line.row.claims,
            "sources": line.row.sources, "last_step": line.row.last_step, "last_date": line.row.last_date,
            "entry": entries.get(line.row.id),
        }
        for line in lines
    ]  # fmt: skip
    return Table(AGREEMENTS, rows)


def claims_table(ledger: Ledger, claims: Iterable[StoredClaim], known_on: AsOf) -> Table:
    """Claims as the rows of `foedus export claims`."""
    each = list(claims)
    pages = {d.id: d for d in ledger.documents(known_on=known_on, ids=sorted({c.document_id for c in each}))}
    numbers = sorted({c.agreement_id for c in each if c.agreement_id is not None})
    names = {row.id: row.name for row in ledger.agreements(known_on=known_on, only=numbers)}
    return Table(
        CLAIM_COLUMNS,
        [flat(c, pages[c.document_id], names.get(c.agreement_id or 0, "")) for c in each],
    )
