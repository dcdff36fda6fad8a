"""Agreements whose names, claims or parties are not those that they came in with: what they are found by.

Most agreements are found by the indexes of what came in (`foedus.ledger.search`). Those that a page between
or a person rearranged are few, and are looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, Integer, and_, bindparam, select

from foedus.ledger.identity import Identity
from foedus.ledger.schema import agreement_names, claims, links, placements
from foedus.ledger.within import chunks
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
    parties: dict[int, set[str]] = {root: set() for root in roots}
    names: dict[int, set[int]] = {}  # by their rows, where claims are under them
    c = claims.c
    query = select(c.id, c.agreement_id, c.name_id, c.parties)
    for claim, agreement, name, told in connection.execute(
        query.where(and_(c.tx <= number, known.claims_of(roots)))
    ):
        place = known.of_claim(claim, agreement, name)
        if place is not None and place in roots:
            parties[place].update(msgspec.json.decode(told))
            if name is not None:
                names.setdefault(name, set()).add(place)
    words: dict[int, set[str]] = {root: set(words_of(known.called.get(root, ""))) for root in roots}
    n = agreement_names.c
    for part in chunks(sorted(names)):
        for name, text, mention in connection.execute(select(n.id, n.name, n.mention).where(n.id.in_(part))):
            for place in names[name]:
                words[place].update(words_of(text or ""), words_of(mention))
    return {
        root: Rearranged(frozenset(words[root]), frozenset(known.of.get(root, parties[root])))
        for root in roots
    }
