"""What is told of a page besides its bytes: of pages of the same bytes, those count that none surpasses."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """What is told of a page besides its bytes; `day` is the ISO day on which it was published."""

    publisher: str | None
    address: str | None
    day: str | None

    @property
    def how_much(self) -> tuple[int, tuple[str, ...]]:
        """To sort by: how much is told, then what, so that it is the same whichever came first."""
        return sum(t is not None for t in self), tuple(t or "" for t in self)

    def surpasses(self, other: Told) -> bool:
        """Whether it tells all that the other does, and more or an earlier day.

        A partial order: which pages of the same bytes none surpasses does not hang on which came first.
        """
        places = zip(other[:2], self[:2], strict=True)
        if self == other or not all(theirs in (None, ours) for theirs, ours in places):
            return False
        return other.day is None or (self.day is not None and self.day <= other.day)
