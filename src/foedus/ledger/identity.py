"""Which agreements are one and which claims were moved, as of a transaction: a pure function of verdicts.

Merges and splits are rows of `links`, each made by a verdict; a link whose verdict was undone does not count,
and an agreement that was only made by such a split is again one with what it was split from. The lowest
number of merged agreements stands for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, select

from foedus.ledger.schema import links, verdicts


def active(rows: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """Ids of the verdicts that are not undone, from (id, the id it undoes); an undo can be undone."""
    undone: set[int] = set()
    standing = set()
    for number, undoes in sorted(rows, key=lambda row: -row[0]):
        if number in undone:
            continue
        standing.add(number)
        if undoes is not None:
            undone.add(undoes)
    return frozenset(standing)


@dataclass(frozen=True, slots=True)
class Identity:
    """`root(agreement)` stands for all that are merged with it; `moved` maps claims to their agreement."""

    roots: Mapping[int, int] = field(default_factory=dict)
    moved: Mapping[int, int] = field(default_factory=dict)

    def root(self, agreement: int) -> int:
        return self.roots.get(agreement, agreement)

    def members(self, agreement: int) -> tuple[int, ...]:
        """All agreements merged with this one, itself among them."""
        root = self.root(agreement)
        return tuple(sorted({root, *(a for a, r in self.roots.items() if r == root)}))

    def of_claim(self, claim: int, agreement: int | None) -> int | None:
        """The agreement of a claim that came in as one of `agreement`."""
        found = self.moved.get(claim, agreement)
        return None if found is None else self.root(found)


def identity(connection: Connection, asof: int) -> Identity:
    """The identity of agreements as known at transaction `asof`."""
    query = (
        select(links.c.kind, links.c.agreement_id, links.c.other_id, links.c.claim_id, links.c.verdict_id)
        .where(and_(links.c.kind.in_(("same", "moved")), links.c.tx <= asof))
        .order_by(links.c.id)
    )
    found = connection.execute(query).all()
    if not found:
        return Identity()
    rows = connection.execute(select(verdicts.c.id, verdicts.c.undoes).where(verdicts.c.tx <= asof)).all()
    standing = active((number, undoes) for number, undoes in rows)
    parent: dict[int, int] = {}
    moved = {}
    for kind, agreement, other, claim, verdict in found:
        stands = verdict in standing
        if kind == "moved" and stands:
            moved[claim] = agreement
        elif (kind == "same") == stands:  # merged; or split off by a verdict that was undone
            low, high = sorted((_find(parent, agreement), _find(parent, other)))
            if low != high:
                parent[high] = low
    return Identity({a: _find(parent, a) for a in parent}, moved)


def _find(parent: Mapping[int, int], agreement: int) -> int:
    while agreement in parent and parent[agreement] != agreement:
        agreement = parent[agreement]
    return agreement
