"""What is one agreement, and how people call it, as of a transaction: a pure function of the rows until then.

A claim belongs where its name is placed: where it came in, or where a row of `placements` took it since. A
person's word goes before that: merged agreements are one under their lowest number, and a claim that a person
moved is where it was moved to. A verdict that was undone does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, and_, bindparam, or_, select

from foedus.ledger.schema import claims, links, placements, verdicts
from foedus.ledger.within import within

_NAMING: Final = ("rename", "parties")
_NUMBER: Final = bindparam("number", type_=Integer)
_LINKS: Final = (
    select(links.c.kind, links.c.agreement_id, links.c.other_id, links.c.claim_id, links.c.verdict_id)
    .where(and_(links.c.kind.in_(("same", "moved")), links.c.tx <= _NUMBER))
    .order_by(links.c.id)
)
_VERDICTS: Final = select(verdicts.c.id, verdicts.c.undoes).where(verdicts.c.tx <= _NUMBER)
_SAID: Final = (
    select(verdicts.c.id, verdicts.c.kind, verdicts.c.agreement_id, verdicts.c.corrected)
    .where(and_(verdicts.c.kind.in_(_NAMING), verdicts.c.tx <= _NUMBER))
    .order_by(verdicts.c.id)
)
_PLACED: Final = (
    select(placements.c.name_id, placements.c.agreement_id)
    .where(and_(placements.c.moved == 1, placements.c.tx <= _NUMBER))
    .order_by(placements.c.id)
)


class _Link(NamedTuple):
    """Agreements that a person took for one, or a claim that one moved."""

    kind: str
    agreement_id: int
    other_id: int
    claim_id: int
    verdict_id: int


class _Saying(NamedTuple):
    """What a person calls an agreement, or whose it is."""

    id: int
    kind: str
    agreement_id: int
    corrected: str


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


def identity(
    connection: Connection,
    asof: int,
    *,
    links_to_come: Iterable[Mapping[str, Any]] = (),
    verdicts_to_come: Iterable[Mapping[str, Any]] = (),
) -> Identity:
    """The identity of agreements as known at transaction `asof`, and by rows of one that is being made."""
    known = {"number": asof}
    placed = {row.name_id: row.agreement_id for row in connection.execute(_PLACED, known)}
    linked = [_Link(*row) for row in connection.execute(_LINKS, known)]
    linked += [_Link(*(row[f] for f in _Link._fields)) for row in links_to_come]
    said = [_Saying(*row) for row in connection.execute(_SAID, known)]
    said += [
        _Saying(*(row[f] for f in _Saying._fields)) for row in verdicts_to_come if row["kind"] in _NAMING
    ]
    if not (linked or said):
        return Identity(placed=placed, number=asof)
    rows = [tuple(row) for row in connection.execute(_VERDICTS, known)]
    standing = active([*rows, *((row["id"], row["undoes"]) for row in verdicts_to_come)])
    parent: dict[int, int] = {}
    moved = {}
    for link in linked:
        if link.verdict_id not in standing:
            continue
        if link.kind == "moved":
            moved[link.claim_id] = link.agreement_id
        else:
            low, high = sorted((_find(parent, link.agreement_id), _find(parent, link.other_id)))
            if low != high:
                parent[high] = low
    roots = {a: _find(parent, a) for a in parent}
    called, of = {}, {}
    for saying in said:
        if saying.id in standing:
            root = roots.get(saying.agreement_id, saying.agreement_id)
            if saying.kind == "rename":
                called[root] = str(msgspec.json.decode(saying.corrected)["name"])
            else:
                of[root] = tuple(msgspec.json.decode(saying.corrected)["parties"])
    return Identity(roots, moved, placed, called, of, asof)


def _find(parent: Mapping[int, int], agreement: int) -> int:
    while agreement in parent and parent[agreement] != agreement:
        agreement = parent[agreement]
    return agreement
