"""Tells which agreements of the ledger turned out to be one entry of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.cli.common import now, tell

if TYPE_CHECKING:
    from foedus.ledger import Ledger


def tell_ties(ledger: Ledger, agreements: Iterable[int] | None, actor: str) -> None:
    """Tie these agreements, None for all, to those that are the same entry, and say so."""
    from foedus.record.ties import tie  # noqa: PLC0415  the register loads only here

    for found in tie(ledger, agreements, actor=actor, recorded_at=now()):
        tell(
            f"agreements {found.agreement} and {found.other} are one: both are {found.entry} in the register"
            f" (`foedus review undo {found.verdict}` parts them)"
        )
