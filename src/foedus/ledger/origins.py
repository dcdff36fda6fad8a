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
    published: str | None = None  # ISO day


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
    groups = _Groups()
    first: dict[str, int] = {}
    for document, chain in said:
        origin, who = origins.get(document), speaker(chain)
        groups.add(document)
        for mark in (who, *(origin.credits if origin is not None else ())):
            if mark:
                groups.join(document, first.setdefault(mark.casefold(), document))
    if len(groups) > 1:
        _join_reprints(groups, origins)
    return groups.found()


class _Groups:
    """Documents joined into groups; a working value that never leaves this module."""

    def __init__(self) -> None:
        self.of: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len({id(group) for group in self.of.values()})

    def add(self, document: int) -> None:
        if document not in self.of:
            self.of[document] = [document]

    def join(self, one: int, other: int) -> None:
        ours, theirs = self.of[one], self.of[other]
        if ours is theirs:
            return
        if len(ours) > len(theirs):
            ours, theirs = theirs, ours
        theirs += ours
        for document in ours:
            self.of[document] = theirs

    def found(self) -> list[frozenset[int]]:
        return [frozenset(group) for group in {id(g): g for _, g in sorted(self.of.items())}.values()]


def _join_reprints(groups: _Groups, origins: Mapping[int, Origin]) -> None:
    """Join pages of which one stands in the other; such as share nothing with any are passed by at once."""
    seen: set[int] = set()
    earlier: list[int] = []
    for document in sorted(groups.of):
        origin = origins.get(document)
        if origin is None:
            continue
        if not seen.isdisjoint(origin.prints):
            for other in earlier:
                if (
                    groups.of[document] is not groups.of[other]
                    and containment(origin.prints, origins[other].prints) >= REPRINT
                ):
                    groups.join(document, other)
        seen |= origin.prints
        earlier.append(document)
