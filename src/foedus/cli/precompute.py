"""What a command that brought in much does at its end, so that nobody who asks afterwards waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.common import interruptible, now

if TYPE_CHECKING:
    from foedus.ledger import Ledger


def precompute(ledger: Ledger, agreements: set[int]) -> None:
    """Work out where every agreement stands, where the command touched many."""
    from foedus.record.standings import precompute_standings  # noqa: PLC0415  the law loads only here

    left = "all of it is in the ledger, and what was not worked out is worked out when it is asked"
    with interruptible(left):
        precompute_standings(ledger, now().date(), touched=len(agreements))
