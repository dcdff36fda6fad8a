"""What is one agreement, and how people call it, as of a transaction: a pure function of the rows until then.

A claim belongs where its name is placed: where it came in, or where a row of `placements` took it since. A
person's word goes before that: merged agreements are one under their lowest number, and a claim that a person
moved is where it was moved to. A verdict that was undone does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, and_, bindparam, or_, select

from foedus.ledger.schema import claims, links, placements, verdicts
from foedus.ledger.within import within

_NUMBER: Final = bindparam("number", type_=Integer)
_LINKS: Final = (
    select(links.c.kind, links.c.agreement_id, links.c.other_id, links.c.claim_id, links.c.verdict_id)
    .where(and_(links.c.kind.in_(("same", "moved")), links.c.tx <= _NUMBER))
    .order_by(links.c.id)
)
_VERDICTS: Final = select(verdicts.c.id, verdicts.c.undoes).where(verdicts.c.tx <= _NUMBER)
_SAID: Final = (
    select(verdicts.c.id, verdicts.c.kind, verdicts.c.agreement_id, verdicts.c.corrected)
    .where(and_(verdicts.c.kind.in_(("rename", "parties")), verdicts.c.tx <= _NUMBER))
    .order_by(verdicts.c.id)
)
_PLACED: Final = (
    select(placements.c.name_id, placements.c.agreement_id)
    .where(and_(placements.c.moved == 1, placements.c.tx <= _NUMBER))
    .order_by(placements.c.id)
)


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
    """`root(agreement)` stands for all that are merged with it.

    `moved` maps claims to the agreement that a person moved them to, `placed` names to the agreement that
    they were taken to after they came in. `called` and `of` are the names and the parties that people gave,
    by the agreement's lowest number. `number` is the transaction as of which all this is known.
    """

    roots: Mapping[int, int] = field(default_factory=dict)
    moved: Mapping[int, int] = field(default_factory=dict)
    placed: Mapping[int, int] = field(default_factory=dict)
    called: Mapping[int, str] = field(default_factory=dict)
    of: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    number: int = 0
    _members: Mapping[int, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _here: Mapping[int, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        members: dict[int, set[int]] = {}
        for agreement, root in self.roots.items():
            members.setdefault(root, {root}).add(agreement)
        here: dict[int, list[int]] = {}
        for claim, agreement in self.moved.items():
            here.setdefault(self.root(agreement), []).append(claim)
        object.__setattr__(self, "_members", {root: tuple(sorted(all_)) for root, all_ in members.items()})
        object.__setattr__(self, "_here", {root: tuple(sorted(all_)) for root, all_ in here.items()})

    @property
    def plain(self) -> bool:
        """Whether every claim is where it came in."""
        return not (self.roots or self.moved or self.placed)

    def root(self, agreement: int) -> int:
        return self.roots.get(agreement, agreement)

    def members(self, agreement: int) -> tuple[int, ...]:
        """All agreements merged with this one, itself among them."""
        root = self.root(agreement)
        return self._members.get(root, (root,))

    def moved_to(self, roots: Iterable[int]) -> list[int]:
        """The claims that people moved to these agreements (by their lowest numbers)."""
        return [claim for root in roots for claim in self._here.get(root, ())]

    def of_claim(self, claim: int, agreement: int | None, name: int | None) -> int | None:
        """The agreement of a claim that came in as one of `agreement`, under a name."""
        found = self.moved.get(claim)
        if found is None and self.placed and name is not None:
            found = self.placed.get(name)
        if found is None:
            found = agreement
        return None if found is None else self.root(found)

    def of_name(self, name: int, agreement: int) -> int:
        """The agreement where a name is placed that came in with `agreement`."""
        return self.root(self.placed.get(name, agreement))

    def claims_of(self, roots: Iterable[int]) -> ColumnElement[bool]:
        """The claims that may belong to these agreements: `of_claim` tells of each whether it does."""
        wanted = list(roots)
        members = [m for root in wanted for m in self.members(root)]
        parts = [within(members)(claims.c.agreement_id)]
        if self.placed:
            p = placements.c
            taken = select(p.name_id).where(
                and_(p.moved == 1, p.tx <= self.number, p.agreement_id.in_(members))
            )
            parts.append(claims.c.name_id.in_(taken))
        if moved := self.moved_to(wanted):
            parts.append(claims.c.id.in_(moved))
        return or_(*parts)


def identity(connection: Connection, asof: int) -> Identity:
    """The identity of agreements as known at transaction `asof`."""
    known = {"number": asof}
    placed = {row[0]: row[1] for row in connection.execute(_PLACED, known)}
    found = connection.execute(_LINKS, known).all()
    said = connection.execute(_SAID, known).all()
    if not (found or said):
        return Identity(placed=placed, number=asof)
    standing = active((number, undoes) for number, undoes in connection.execute(_VERDICTS, known))
    return _identity(found, said, standing, placed, asof)


def _identity(
    found: Sequence[Any], said: Sequence[Any], standing: frozenset[int], placed: Mapping[int, int], asof: int
) -> Identity:
    parent: dict[int, int] = {}
    moved = {}
    for kind, agreement, other, claim, verdict in found:
        if verdict not in standing:
            continue
        if kind == "moved":
            moved[claim] = agreement
        else:
            low, high = sorted((_find(parent, agreement), _find(parent, other)))
            if low != high:
                parent[high] = low
    roots = {a: _find(parent, a) for a in parent}
    called, of = {}, {}
    for verdict, kind, agreement, text in said:
        if verdict in standing:
            root = roots.get(agreement, agreement)
            if kind == "rename":
                called[root] = str(msgspec.json.decode(text)["name"])
            else:
                of[root] = tuple(msgspec.json.decode(text)["parties"])
    return Identity(roots, moved, placed, called, of, asof)


def _find(parent: Mapping[int, int], agreement: int) -> int:
    while agreement in parent and parent[agreement] != agreement:
        agreement = parent[agreement]
    return agreement
