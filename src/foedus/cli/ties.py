"""Tells which agreements of the ledger turned out to be one entry of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from foedus.cli.common import now, tell

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.record.ties import Ties

_SHOWN: Final = 20  # ties told one by one


def tell_ties(ledger: Ledger, agreements: Iterable[int] | None, actor: str) -> Ties:
    """Tie these agreements, None for all, to those that are the same entry, and say so."""
    from foedus.record.ties import tie  # noqa: PLC0415  the register loads only here

    found = tie(ledger, agreements, actor=actor, recorded_at=now())
    for tied in found.tied[:_SHOWN]:
        tell(
            f"agreements {tied.agreement} and {tied.other} are one: both are {tied.entry} in the register"
            f" (`foedus review undo {tied.verdict}` parts them)"
        )
    if len(found.tied) > _SHOWN:
        tell(f"and {len(found.tied) - _SHOWN:,} more like these: `foedus review list` shows each verdict")
    return found
