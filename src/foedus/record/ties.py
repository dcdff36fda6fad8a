"""Agreements of the ledger that are one entry of the register are one, whatever their pages call them.

Each tie is a verdict of its own with its reason, so that nothing is rewritten, a past day shows what was
known then, and a person can undo it: what a person parted is not tied again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foedus.garbage import uncollected
from foedus.ledger.agreements import count_claims
from foedus.ledger.rows import VerdictKind
from foedus.ledger.store import Ledger
from foedus.ledger.within import chunks
from foedus.record.editions import register_of
from foedus.record.entries import called_so, links_of_ledger

_SHARE: Final = 3  # of more than a third of the ledger's agreements it is sooner done to look at all
_AT_ONCE: Final = 500  # ties a transaction


@dataclass(frozen=True, slots=True)
class Tied:
    """Two agreements that became one, and the entry that both are. `verdict` is the verdict's number."""

    agreement: int
    other: int
    entry: str
    verdict: int


@dataclass(frozen=True, slots=True)
class Ties:
    """What came of it: how many agreements were asked, how many of them are an entry, and what was tied."""

    asked: int
    known: int
    tied: tuple[Tied, ...] = ()


def tie(ledger: Ledger, agreements: Iterable[int] | None, *, actor: str, recorded_at: datetime) -> Ties:
    """Tie these agreements, None for all, with all others of the ledger that are the same entry."""
    with uncollected():
        return _tie(ledger, agreements, actor=actor, recorded_at=recorded_at)


def _tie(ledger: Ledger, agreements: Iterable[int] | None, *, actor: str, recorded_at: datetime) -> Ties:
    asked = None if agreements is None else _current(ledger, agreements)
    if asked is None or len(asked) * _SHARE > ledger.count("agreements"):
        links = links_of_ledger(ledger, ledger.find())
    else:
        links = links_of_ledger(ledger, asked)
        entries = {link.entry for link in links.values() if link.entry is not None}
        links |= links_of_ledger(ledger, called_so(ledger, register_of(ledger), entries) - links.keys())
    same: dict[str, list[int]] = {}
    for number, link in sorted(links.items()):
        if link.entry is not None:
            same.setdefault(link.entry, []).append(number)
    wanted = links.keys() if asked is None else asked & links.keys()
    known = sum(links[number].entry is not None for number in wanted)
    pairs = [
        (first, other, entry)
        for entry, (first, *others) in same.items()
        for other in others
        if asked is None or first in asked or other in asked
    ]
    apart = _parted(ledger) if pairs else frozenset()
    tied: list[Tied] = []
    for part in chunks((pair for pair in pairs if frozenset(pair[:2]) not in apart), _AT_ONCE):
        said = [(one, other, f"both are {entry} in the register") for one, other, entry in part]
        verdicts = ledger.merge_all(said, actor=actor, recorded_at=recorded_at)
        for (one, other, entry), verdict in zip(part, verdicts, strict=True):
            tied.append(Tied(one, other, entry, verdict))
    return Ties(len(wanted), known, tuple(tied))


def _current(ledger: Ledger, agreements: Iterable[int]) -> set[int]:
    with ledger.view() as (connection, number, known):
        roots = {agreement: known.root(agreement) for agreement in agreements}
        claims = count_claims(connection, number, known, roots.values())
        return {
            root if claims[root] else ledger.current(connection, number, known, agreement)
            for agreement, root in roots.items()
        }


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
