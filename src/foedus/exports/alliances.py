"""The alliances of a day: which agreements with duties of war and peace bind whom, as the law finds it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO, Any, Final

from foedus.exports.by_law import pledges
from foedus.exports.claims import write_csv
from foedus.exports.legal import status_rows
from foedus.exports.pledges import DUTIES, Pledge, promised
from foedus.law.model import Status
from foedus.ledger.days import AsOf, day_number
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger

COLUMNS: Final = (
    "agreement_id", "agreement", "members", "signed", "in_force_since", "in_force_until", *DUTIES,
    "conditional", "asymmetric",
)  # fmt: skip


def alliances_csv(ledger: Ledger, out: IO[str], on: date, *, known_on: AsOf = None) -> int:
    """Write the alliances in force on a day as CSV; gives their number."""
    found: dict[int, list[Pledge]] = {}
    told = promised(ledger, known_on=known_on)
    for pledge in pledges(ledger, told, known_on=known_on, upto=on):
        found.setdefault(pledge.agreement, []).append(pledge)
    rows = (
        _flat(row, status, _of_day(found[row.id], on))
        for row, status in status_rows(ledger, on, known_on=known_on)
        if status.in_force and row.id in found
    )
    return write_csv(out, list(COLUMNS), rows)


def _of_day(each: Iterable[Pledge], on: date) -> list[Pledge]:
    day = day_number(on)
    return [pledge for pledge in each if pledge.first <= day <= pledge.last]


def _flat(row: AgreementRow, status: Status, owed: list[Pledge]) -> dict[str, Any]:
    """One alliance: its members of the day are those who owe, or else those whom the law finds bound."""
    bound = [p.party for p in status.parties if p.in_force]
    duties = frozenset[str]().union(*(pledge.duties for pledge in owed))
    return {
        "agreement_id": row.id,
        "agreement": row.name,
        "members": " ".join(sorted({pledge.by for pledge in owed}) or bound),
        "signed": row.signed,
        "in_force_since": status.in_force_since,
        "in_force_until": status.in_force_until,
        **{duty: int(duty in duties) for duty in DUTIES},
        "conditional": int(any(pledge.conditions for pledge in owed)),
        "asymmetric": int(len({pledge.duties for pledge in owed}) > 1),
    }
