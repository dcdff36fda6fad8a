"""All agreements as known at one transaction: the last claim, the number of claims, the last touch of each.

A pure function of the ledger's transactions up to its number, whether it is worked out whole or from an
earlier one and the entries since. So it can be held in memory for as long as that number is asked about.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from sqlalchemy import Connection, Integer, and_, bindparam, func, or_, select

from foedus.ledger.bits import bits_of, each_bit, has_bit, to_bytes
from foedus.ledger.identity import Identity, identity
from foedus.ledger.order import Order, Place, places
from foedus.ledger.rearranged import Rearranged, rearranged
from foedus.ledger.recent import Recent
from foedus.ledger.schema import claims, links, placements, verdicts
from foedus.ledger.touched import changes
from foedus.ledger.views import unsettled_pages

_HELD: Final = 4  # states of the ledger; each takes some 200 bytes an agreement
_FEW: Final = 2000  # agreements found that are put in order by themselves

_UPTO: Final = bindparam("upto", type_=Integer)
_AFTER: Final = bindparam("after", type_=Integer)
# 0 is added so that no database takes the index of transactions where all of them are wanted, and passes by
# the one that has both columns in the order of agreements
_CAME_IN: Final = (
    select(claims.c.agreement_id, func.max(claims.c.tx), func.count())
    .where(and_(claims.c.agreement_id.is_not(None), claims.c.tx + 0 <= _UPTO))
    .group_by(claims.c.agreement_id)
)
_CAME_LATER: Final = (
    select(claims.c.agreement_id, claims.c.name_id, func.max(claims.c.tx), func.count())
    .where(and_(claims.c.agreement_id.is_not(None), claims.c.tx > _AFTER, claims.c.tx <= _UPTO))
    .group_by(claims.c.agreement_id, claims.c.name_id)
)
_EVER_MOVED: Final = select(links.c.claim_id).where(
    and_(links.c.kind == "moved", links.c.claim_id.is_not(None), links.c.tx <= _UPTO)
)
_BY_NAME: Final = (
    select(claims.c.agreement_id, claims.c.name_id, func.max(claims.c.tx), func.count())
    .where(and_(claims.c.tx <= _UPTO, claims.c.id.not_in(_EVER_MOVED)))
    .group_by(claims.c.agreement_id, claims.c.name_id)
)
_MOVED: Final = select(claims.c.id, claims.c.agreement_id, claims.c.name_id, claims.c.tx).where(
    and_(claims.c.id.in_(_EVER_MOVED), claims.c.tx <= _UPTO)
)
_REARRANGING: Final = (
    select(verdicts.c.id).where(
        and_(verdicts.c.tx > _AFTER, verdicts.c.tx <= _UPTO, verdicts.c.agreement_id.is_not(None))
    ),
    select(placements.c.id).where(
        and_(placements.c.tx > _AFTER, placements.c.tx <= _UPTO, placements.c.moved == 1)
    ),
    select(links.c.id).where(
        and_(links.c.tx > _AFTER, links.c.tx <= _UPTO, or_(links.c.kind == "moved", links.c.kind == "same"))
    ),
)


class Entry(NamedTuple):
    """One agreement: the last transaction with a claim of it, its claims, the last that bears on it."""

    latest: int
    claims: int
    touched: int


_NONE: Final = Entry(0, 0, 0)


@dataclass(frozen=True)
class Inventory:
    """The agreements by their lowest numbers, as known at transaction `number`.

    `unsettled` has the pages with claims that were judged or read again, `rearranged` how those agreements
    are called whose claims or names did not stay where they came in.
    """

    number: int
    known: Identity
    entries: Mapping[int, Entry] = field(repr=False)
    unsettled: frozenset[int] = field(repr=False)
    rearranged: Mapping[int, Rearranged] = field(repr=False)

    @property
    def touched(self) -> Mapping[int, int]:
        """The last transaction that bears on each."""
        return Touched(self.entries)

    def roots(self, agreements: Iterable[int]) -> list[int] | None:
        """What these numbers stand for, each once; None where of one of them all claims went elsewhere."""
        roots = list(dict.fromkeys(map(self.known.root, agreements)))
        each = map(self.entries.get, roots)
        return roots if all(entry is not None and entry.claims for entry in each) else None

    @cached_property
    def listed(self) -> int:
        """The numbers of all that have a claim, as bits."""
        return bits_of(root for root, entry in self.entries.items() if entry.claims > 0)

    @cached_property
    def latest_first(self) -> Order:
        """All that have a claim, the last to have got one first."""
        return Order((-entry.latest, root) for root, entry in self.entries.items() if entry.claims > 0)

    @cached_property
    def most_first(self) -> Order:
        """All that have a claim, those with the most first."""
        return Order((-entry.claims, root) for root, entry in self.entries.items() if entry.claims > 0)

    @cached_property
    def counted(self) -> array[int]:
        """By number: minus how many claims an agreement has, which puts those with the most first."""
        out = array("q", bytes(8 * (max(self.entries, default=0) + 1)))
        for root, entry in self.entries.items():
            out[root] = -entry.claims
        return out

    def carry(self, earlier: Inventory, changed: Collection[int]) -> None:
        """Take over what an earlier one has worked out; but for those `changed` both are the same."""
        ours, worked_out = vars(self), vars(earlier)
        now = {root: entry for root in changed if (entry := self.entries[root]).claims > 0}
        if "listed" in worked_out:
            ours["listed"] = earlier.listed | bits_of(now)
        if "counted" in worked_out:
            before = earlier.counted
            more = max(changed, default=0) + 1 - len(before)
            ours["counted"] = counted = before + array("q", bytes(8 * max(0, more)))
            for root in changed:
                counted[root] = -self.entries[root].claims
        if "latest_first" in worked_out:
            ours["latest_first"] = earlier.latest_first.changed({r: e.latest for r, e in now.items()})
        if "most_first" in worked_out:
            ours["most_first"] = earlier.most_first.changed({r: e.claims for r, e in now.items()})


class Touched(Mapping[int, int]):
    """The last transaction that bears on each agreement, looked up in its entry."""

    def __init__(self, entries: Mapping[int, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, agreement: int) -> int:
        return self._entries[agreement].touched

    def __iter__(self) -> Iterator[int]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, agreement: object) -> bool:
        return agreement in self._entries


@dataclass(frozen=True, slots=True)
class Found:
    """Agreements that were asked for, in order: `count` of the `total` that have claims.

    `some` has their numbers as bits, None for all. All come in the order of `latest_first`, some in that of
    `most_first`.
    """

    inventory: Inventory
    some: int | None

    @property
    def total(self) -> int:
        return self.inventory.listed.bit_count()

    @property
    def count(self) -> int:
        return self.total if self.some is None else (self.some & self.inventory.listed).bit_count()

    def each(self, after: Place | None = None) -> Iterator[Place]:
        """Their places in order, from the first or beyond `after`, which need not be among them."""
        each = self.inventory
        if self.some is None:
            return each.latest_first.each(after)
        some = self.some & each.listed
        if some.bit_count() <= _FEW:
            return places(each_bit(some), each.counted, after)
        inside = to_bytes(some)
        return (place for place in each.most_first.each(after) if has_bit(inside, place[1]))


def take(connection: Connection, number: int, earlier: Inventory | None = None) -> Inventory:
    """The inventory at transaction `number`; from an `earlier` one where nothing was rearranged since."""
    if earlier is not None and not _rearranging(connection, earlier.number, number):
        return _later(connection, number, earlier)
    known, given = identity(connection, number), {"upto": number}
    others = rearranged(connection, number, known)
    entries: dict[int, Entry] = {}
    for agreement, last, count in connection.execute(_CAME_IN, given):
        _add(entries, known.root(agreement), last, count)
    if not known.plain:
        entries.update((root, _NONE._replace(touched=entries.get(root, _NONE).touched)) for root in others)
        _count_rearranged(connection, number, known, others, entries)
    _touch(entries, changes(connection, number, known))
    return Inventory(number, known, entries, unsettled_pages(connection, number), others)


def _later(connection: Connection, number: int, earlier: Inventory) -> Inventory:
    known, entries, given = earlier.known, dict(earlier.entries), {"after": earlier.number, "upto": number}
    touches = list(changes(connection, number, known, after=earlier.number))
    for agreement, name, last, count in connection.execute(_CAME_LATER, given):
        place = known.root(agreement) if name is None else known.of_name(name, agreement)
        _add(entries, place, last, count)
        touches += [(known.root(agreement), last), (place, last)]
    _touch(entries, touches)
    unsettled = earlier.unsettled | unsettled_pages(connection, number, after=earlier.number)
    called = earlier.rearranged and rearranged(connection, number, known)
    found = Inventory(number, known, entries, unsettled, called)
    found.carry(earlier, {root for root, _ in touches if entries.get(root) != earlier.entries.get(root)})
    return found


def _rearranging(connection: Connection, after: int, upto: int) -> bool:
    """Whether anything that came in earlier was put elsewhere in the transactions after `after`."""
    given = {"after": after, "upto": upto}
    return any(connection.execute(query.limit(1), given).first() is not None for query in _REARRANGING)


def _count_rearranged(
    connection: Connection, number: int, known: Identity, inside: Iterable[int], entries: dict[int, Entry]
) -> None:
    """Count the claims of these agreements where they are now, and find their last ones."""
    wanted, given = set(inside), {"upto": number}
    for agreement, name, last, count in connection.execute(_BY_NAME.where(known.claims_of(wanted)), given):
        if agreement is not None:
            place = known.root(agreement) if name is None else known.of_name(name, agreement)
            if place in wanted:
                _add(entries, place, last, count)
    for claim, agreement, name, tx in connection.execute(_MOVED, given):
        place_ = known.of_claim(claim, agreement, name)
        if place_ is not None and place_ in wanted:
            _add(entries, place_, tx, 1)


def _add(entries: dict[int, Entry], root: int, last: int, count: int) -> None:
    old = entries.get(root, _NONE)
    entries[root] = Entry(max(old.latest, last), old.claims + count, max(old.touched, last))


def _touch(entries: dict[int, Entry], touches: Iterable[tuple[int, int]]) -> None:
    for root, tx in touches:
        old = entries.get(root, _NONE)
        if tx > old.touched:
            entries[root] = old._replace(touched=tx)


class Inventories:
    """The inventories last asked for. Safe for several threads."""

    def __init__(self) -> None:
        self._held: Recent[int, Inventory] = Recent(_HELD)

    def held(self, number: int) -> Inventory | None:
        """The inventory at `number` where it is in memory; who asks for that never waits."""
        return self._held.get(number)

    def at(self, connection: Connection, number: int) -> Inventory:
        """The inventory at `number`, worked out where it is not in memory; one thread does it for all."""
        found = self._held.get(number)
        if found is not None:
            return found
        with self._held.alone:
            found = self._held.get(number)
            if found is None:
                earlier = max((n for n in self._held.keys() if n <= number), default=None)  # noqa: SIM118
                before = None if earlier is None else self._held.get(earlier)
                found = take(connection, number, before)
                self._held.put(number, found)
            return found
