"""How many sources say so independently: reprints of one story, and relays of one speaker, count once.

Two claims are of one origin when their innermost named speaker is the same (Yonhap < KCNA and TASS < KCNA),
when their pages credit or are published by the same agency, or when one page's text stands in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedus.ledger.prints import REPRINT, containment
from foedus.model import Source, SourceKind


@dataclass(frozen=True, slots=True)
class Origin:
    """What of a document tells where its story comes from."""

    publisher: str | None
    credits: tuple[str, ...]
    prints: frozenset[int]
    notice: str | None = None  # the page's own notice of correction


def speaker(chain: Sequence[Source]) -> str:
    """The innermost named source; for nameless ones the whole chain, since nobody knows who they are."""
    if not chain:
        return ""
    last = chain[-1]
    if last.anonymous or last.kind is SourceKind.UNKNOWN:
        return " < ".join(s.name.casefold() for s in chain)
    return last.name.casefold()


def independent(
    said: Iterable[tuple[int, Sequence[Source]]], origins: Mapping[int, Origin]
) -> list[frozenset[int]]:
    """Groups of documents with one origin, from (document, chain) pairs: as many as there are sources."""
    pairs = sorted({(document, speaker(chain)) for document, chain in said})
    groups: list[tuple[set[int], set[str]]] = []
    for document, who in pairs:
        origin = origins.get(document)
        marks = {who} if who else set()
        if origin is not None:
            marks |= {credit.casefold() for credit in origin.credits}
        same = [
            g
            for g in groups
            if document in g[0] or marks & g[1] or any(_reprint(origin, origins.get(d)) for d in g[0])
        ]
        merged = ({document}.union(*(g[0] for g in same)), marks.union(*(g[1] for g in same)))
        groups = [g for g in groups if g not in same] + [merged]
    return [frozenset(g[0]) for g in groups]


def _reprint(one: Origin | None, other: Origin | None) -> bool:
    if one is None or other is None:
        return False
    return containment(one.prints, other.prints) >= REPRINT
