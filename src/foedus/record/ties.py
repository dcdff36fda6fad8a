"""Agreements of the ledger that are one entry of the register are one, whatever their pages call them.

Each tie is a verdict of its own with its reason, so that nothing is rewritten, a past day shows what was
known then, and a person can undo it: what a person parted is not tied again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from foedus.ledger.rows import VerdictKind
from foedus.ledger.store import Ledger
from foedus.record.editions import register_of
from foedus.record.entries import called_so, links_of_ledger


@dataclass(frozen=True, slots=True)
class Tied:
    """Two agreements that became one, and the entry that both are. `verdict` is the verdict's number."""

    agreement: int
    other: int
    entry: str
    verdict: int


def tie(ledger: Ledger, agreements: Iterable[int] | None, *, actor: str, recorded_at: datetime) -> list[Tied]:
    """Tie these agreements, None for all, with all others of the ledger that are the same entry."""
    register = register_of(ledger)
    if agreements is None:
        links = links_of_ledger(ledger, ledger.find())
    else:
        links = links_of_ledger(ledger, _current(ledger, agreements))
        entries = {link.entry for link in links.values() if link.entry is not None}
        links |= links_of_ledger(ledger, called_so(ledger, register, entries) - links.keys())
    same: dict[str, list[int]] = {}
    for number, link in sorted(links.items()):
        if link.entry is not None:
            same.setdefault(link.entry, []).append(number)
    apart = _parted(ledger) if any(len(each) > 1 for each in same.values()) else frozenset()
    out = []
    for entry, (first, *others) in same.items():
        for other in others:
            if frozenset((first, other)) in apart:
                continue
            reason = f"both are {entry} in the register"
            verdict = ledger.merge(first, other, reason=reason, actor=actor, recorded_at=recorded_at)
            out.append(Tied(first, other, entry, verdict))
    return out


def _current(ledger: Ledger, agreements: Iterable[int]) -> set[int]:
    with ledger.view() as (connection, number, known):
        return {ledger.current(connection, number, known, agreement) for agreement in agreements}


def _parted(ledger: Ledger) -> frozenset[frozenset[int]]:
    """The pairs that a person parted: by splitting one off the other, or by undoing their merging."""
    verdicts = ledger.verdicts()
    undone = {v.undoes for v in verdicts if v.undoes is not None}
    with ledger.view() as (connection, number, known):
        return frozenset(
            frozenset(ledger.current(connection, number, known, a) for a in (v.agreement_id, v.other_id))
            for v in verdicts
            if v.agreement_id is not None
            and v.other_id is not None
            and (v.kind is VerdictKind.SPLIT or (v.kind is VerdictKind.MERGE and v.id in undone))
        )
