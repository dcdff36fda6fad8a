"""Agreements in an order, of which another can be had that differs in a few places.

A sorted list of many places with few changes over it: what a new entry of the ledger changes costs what it
changes, not what there is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import Final

Place = tuple[int, int]  # minus what an order goes by, then the agreement: the place in it

_FRESH: Final = 1000  # changed places from which on the list is written anew


def places(numbers: Iterable[int], by: Sequence[int], after: Place | None) -> Iterator[Place]:
    """The places of a few agreements, given by their numbers in ascending order: `by` has what each is put in
    order by. From the first, or beyond `after`, which need not be among them."""
    each = ((by[number], number) for number in sorted(numbers, key=by.__getitem__))
    return each if after is None else (place for place in each if place > after)


class Order:
    """Places in order. Values: `changed` gives another one."""

    __slots__ = ("_fresh", "_gone", "_places")

    def __init__(self, places: Iterable[Place]) -> None:
        self._places: Sequence[Place] = sorted(places)
        self._fresh: Sequence[Place] = ()
        self._gone: frozenset[int] = frozenset()  # agreements whose places in the list count no more

    def each(self, after: Place | None = None) -> Iterator[Place]:
        """The places from the first, or beyond `after`, which need not be among them."""
        rest = _beyond(self._places, after)
        if not self._gone:
            return rest
        return merge(_beyond(self._fresh, after), (p for p in rest if p[1] not in self._gone))

    def changed(self, by: Mapping[int, int]) -> Order:
        """The same with these agreements by another value, the highest first."""
        fresh = [(-value, agreement) for agreement, value in by.items()]
        fresh += (place for place in self._fresh if place[1] not in by)
        gone = self._gone | by.keys()
        if len(fresh) > _FRESH:
            return Order([*fresh, *(p for p in self._places if p[1] not in gone)])
        out = Order(())
        out._places, out._fresh, out._gone = self._places, sorted(fresh), gone
        return out


def _beyond(places: Sequence[Place], after: Place | None) -> Iterator[Place]:
    return islice(places, 0 if after is None else bisect_right(places, after), None)
