"""Conditions on many numbers at once, and many items a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, and_

_CHUNK: Final = 500

Within = Callable[[Any], ColumnElement[bool]]


def chunks(items: Iterable[Any], size: int = _CHUNK) -> Iterator[list[Any]]:
    """The items in lists of at most `size`, small enough for one IN clause."""
    found = list(items)
    for i in range(0, len(found), size):
        yield found[i : i + size]


def within(members: Iterable[int]) -> Within:
    """A condition on a column of numbers: a range where they stand close together, else each by itself.

    A range takes in what stands between them too.
    """
    found = sorted(members)
    if found and found[-1] - found[0] < 2 * len(found):
        return lambda column: and_(column >= found[0], column <= found[-1])
    return lambda column: column.in_(found)
