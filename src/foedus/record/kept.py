"""The rows in which standings are kept: values, no words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from foedus.law.model import Reason
from foedus.law.reason_json import reason_to_json
from foedus.law.status import Outline
from foedus.law.turning import Held
from foedus.ledger.days import day_number


class Said(NamedTuple):
    """What a row says of where a treaty stands. `in_force` is 1 or 0, `summary` JSON, dates are EDTF."""

    state: str
    in_force: int | None
    since: str | None
    until: str | None
    headline: str
    summary: str


def outline_values(found: Outline) -> Said:
    """An outline as a row says it."""
    return Said(
        state=found.state.value,
        in_force=None if found.in_force is None else int(found.in_force),
        since=found.in_force_since,
        until=found.in_force_until,
        headline=found.headline.value,
        summary=summary_as_kept(found.summary),
    )


def summary_as_kept(findings: Iterable[Reason]) -> str:
    """A summary as a row says it: JSON."""
    return msgspec.json.encode([reason_to_json(finding) for finding in findings]).decode()


def kept_row(agreement: int, tx: int, law: str, held: Held) -> dict[str, Any]:
    """The row of one agreement for one stretch of days."""
    days = {"first": day_number(held.first), "last": day_number(held.last)}
    said = outline_values(held.outline)._asdict()
    return {"agreement_id": agreement, "tx": tx, "law": law, **days, **said}
