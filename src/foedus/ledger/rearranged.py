"""Agreements whose names, claims or parties are not those that they came in with: what they are found by.

Most agreements are found by the indexes of what came in (`foedus.ledger.search`). Those that a page between
or a person rearranged are few, and are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, Integer, and_, bindparam, or_, select

from foedus.ledger.identity import Identity
from foedus.ledger.schema import agreement_names, claims, links, placements
from foedus.ledger.within import within
from foedus.ledger.words import words_of

_UPTO: Final = bindparam("upto", type_=Integer)
_ORIGINS: Final = (
    select(agreement_names.c.agreement_id)
    .distinct()
    .join(placements, placements.c.name_id == agreement_names.c.id)
    .where(and_(placements.c.moved == 1, placements.c.tx <= _UPTO))
)
_LINKED: Final = select(links.c.agreement_id, links.c.other_id).where(
    and_(links.c.kind == "moved", links.c.tx <= _UPTO)
)


@dataclass(frozen=True, slots=True)
class Rearranged:
    """The words of an agreement's names, and its parties: those that its claims tell, or a person."""

    words: frozenset[str]
    parties: frozenset[str]

    def named(self, beginning: str) -> bool:
        """Whether a word of a name begins so."""
        return any(word.startswith(beginning) for word in self.words)


def rearranged(connection: Connection, number: int, known: Identity) -> dict[int, Rearranged]:
    """By their lowest numbers: the agreements whose names, claims or parties were rearranged by `number`.

    Merged agreements are not among them: they are found by what any of them came in with.
    """
    roots = {*known.called, *known.of}
    if known.placed or known.moved:
        given = {"upto": number}
        roots |= {known.root(a) for a in (*known.placed.values(), *known.moved.values())}
        roots |= {known.root(a) for a in connection.execute(_ORIGINS, given).scalars()}
        roots |= {known.root(a) for pair in connection.execute(_LINKED, given) for a in pair if a is not None}
    if not roots:
        return {}
    words: dict[int, set[str]] = {root: set(words_of(known.called.get(root, ""))) for root in roots}
    n, p = agreement_names.c, placements.c
    members = [m for root in roots for m in known.members(root)]
    moved_here = select(p.name_id).where(and_(p.moved == 1, p.tx <= number, p.agreement_id.in_(members)))
    named = select(n.id, n.agreement_id, n.name, n.mention).where(
        and_(n.tx <= number, or_(within(members)(n.agreement_id), n.id.in_(moved_here)))
    )
    for name, agreement, text, mention in connection.execute(named):
        place = known.of_name(name, agreement)
        if place in words:
            words[place].update(words_of(text or ""), words_of(mention))
    parties = _parties(connection, number, known, roots)
    return {root: Rearranged(frozenset(words[root]), parties.get(root, frozenset())) for root in roots}


def _parties(
    connection: Connection, number: int, known: Identity, roots: set[int]
) -> Mapping[int, frozenset[str]]:
    c = claims.c
    told: dict[int, set[str]] = {}
    query = select(c.id, c.agreement_id, c.name_id, c.parties)
    for claim, agreement, name, parties in connection.execute(
        query.where(and_(c.tx <= number, known.claims_of(roots)))
    ):
        place = known.of_claim(claim, agreement, name)
        if place in roots:
            told.setdefault(place, set()).add(parties)
    found = {
        root: frozenset(p for text in texts for p in msgspec.json.decode(text))
        for root, texts in told.items()
        if root is not None
    }
    return {**found, **{root: frozenset(given) for root, given in known.of.items()}}
