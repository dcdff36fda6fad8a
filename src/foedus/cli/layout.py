"""How a table fits: the widths of its columns on a terminal, and whole lines everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

GAP: Final = 2  # blanks between two columns
LONGEST_WORD: Final = 30  # columns of a word that is not broken; an address or a digest may be


def widths(cells: Sequence[Sequence[str]], room: int | None) -> list[int]:
    """How wide each column is, `cells` being rows of one length, the headings among them.

    With no bounds to the `room` (None) each is as wide as its widest cell. Else the widest columns give way
    first, none below its longest word; only where even that does not fit are words broken.
    """
    columns = list(zip(*cells, strict=True))
    found = [max((len(text) for text in column), default=0) for column in columns]
    if room is None:
        return found
    least = [_longest_word(column) for column in columns]
    left = room - GAP * (len(found) - 1)
    found = _shrunk(found, least, left)
    return found if sum(found) <= left else _shrunk(found, [1] * len(found), left)


def _longest_word(column: Sequence[str]) -> int:
    words = (len(word) for text in column for word in text.split())
    return max(1, min(LONGEST_WORD, max(words, default=1)))


def _shrunk(wide: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths with the widest made narrower, one by one and never below the least, until they fit."""
    found = list(wide)
    while sum(found) > room:
        free = [i for i, width in enumerate(found) if width > least[i]]
        if not free:
            break
        widest = max(free, key=lambda i: (found[i], i))
        beside = max((found[i] for i in free if found[i] < found[widest]), default=least[widest])
        alike = sum(found[i] == found[widest] for i in free)
        step = max(1, min(found[widest] - max(beside, least[widest]), -((room - sum(found)) // alike)))
        found[widest] -= step
    return found
