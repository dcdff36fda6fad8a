"""All agreements as known at one transaction: the last claim, the number of claims, the last touch of each.

A pure function of the ledger's transactions up to its number, whether it is worked out whole or from an
earlier one and the entries since. So it can be held in memory for as long as that number is asked about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import Final, NamedTuple

from sqlalchemy import Connection

from foedus.ledger.bits import bits_of, each_bit, has_bit, to_bytes
from foedus.ledger.identity import Identity, identity
from foedus.ledger.touched import relinked, touches
from foedus.ledger.views import unsettled_pages

_HELD: Final = 4  # states of the ledger; each takes some 200 bytes an agreement
_FEW: Final = 2000  # agreements found that are put in order by themselves

Place = tuple[int, int]  # minus what an order goes by, then the agreement: the place in it


class Entry(NamedTuple):
    """One agreement: its last transaction with a claim (0: none of its own), its claims, its last touch."""

    latest: int
    claims: int
    touched: int


@dataclass(frozen=True)
class Inventory:
    """The agreements by their lowest numbers, as known at transaction `number`.

    `unsettled` has the pages with claims that were judged or read again.
    """

    number: int
    known: Identity
    entries: Mapping[int, Entry] = field(repr=False)
    unsettled: frozenset[int] = frozenset()

    @cached_property
    def touched(self) -> Mapping[int, int]:
        """The last transaction that bears on each."""
        return {root: entry.touched for root, entry in self.entries.items()}

    @cached_property
    def listed(self) -> int:
        """The numbers of all that have a claim, as bits."""
        return bits_of(root for root, entry in self.entries.items() if entry.claims > 0)

    @cached_property
    def latest_first(self) -> list[Place]:
        """All that have a claim, the last to have got one first."""
        return sorted((-entry.latest, root) for root, entry in self.entries.items() if entry.claims > 0)

    @cached_property
    def most_first(self) -> list[Place]:
        """All that have a claim, those with the most first."""
        return sorted((-entry.claims, root) for root, entry in self.entries.items() if entry.claims > 0)


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
            return islice(each.latest_first, _beyond(each.latest_first, after), None)
        some = self.some & each.listed
        if some.bit_count() <= _FEW:
            keys = sorted((-each.entries[root].claims, root) for root in each_bit(some))
            return islice(keys, _beyond(keys, after), None)
        inside = to_bytes(some)
        later = islice(each.most_first, _beyond(each.most_first, after), None)
        return (key for key in later if has_bit(inside, key[1]))


def _beyond(keys: Sequence[Place], after: Place | None) -> int:
    return 0 if after is None else bisect_right(keys, after)


def take(connection: Connection, number: int, earlier: Inventory | None = None) -> Inventory:
    """The inventory at transaction `number`; from an `earlier` one where nothing has reached back since."""
    if earlier is not None and earlier.number <= number and not relinked(connection, earlier.number, number):
        known, entries, unsettled = earlier.known, dict(earlier.entries), earlier.unsettled
        after = earlier.number
    else:
        known, entries, unsettled = identity(connection, number), dict[int, Entry](), frozenset[int]()
        after = 0
    for root, tx, latest, count in touches(connection, number, known, after=after):
        old = entries.get(root)
        if old is None:
            entries[root] = Entry(latest, count, tx)
        else:
            entries[root] = Entry(max(old.latest, latest), old.claims + count, max(old.touched, tx))
    unsettled |= unsettled_pages(connection, number, after=after)
    return Inventory(number, known, entries, unsettled)


class Inventories:
    """The inventories last asked for. Safe for several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Inventory] = OrderedDict()
        self._lock = Lock()

    def held(self, number: int) -> Inventory | None:
        """The inventory at `number` where it is in memory."""
        with self._lock:
            return self._held.get(number)

    def at(self, connection: Connection, number: int) -> Inventory:
        """The inventory at `number`, worked out where it is not in memory; one thread does it for all."""
        with self._lock:
            found = self._held.get(number)
            if found is None:
                earlier = max((n for n in self._held if n <= number), default=None)
                found = take(connection, number, None if earlier is None else self._held[earlier])
                self._held[number] = found
                if len(self._held) > _HELD:
                    self._held.popitem(last=False)
            self._held.move_to_end(number)
            return found
