"""Dyad-years as CSV, without the packages that a table of columns needs.

Most rows of a year are those of the year before but for the year, so rows are kept without it, changed where
something changed, and joined by the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Final

from foedus.exports.dyads import BITS, COLUMNS, Asked, Owed, State, Year, years
from foedus.exports.pledges import Pledge

_NOTHING: Final = Owed(0, 0)


def write(pledges: Iterable[Pledge], asked: Asked, out: IO[bytes]) -> int:
    """Write the rows, by year and numbers of the states; gives how many."""
    out.write(f"{','.join(COLUMNS)}\n".encode())
    count = 0
    square = _Square()
    for year in years(pledges, asked):
        if asked.duty is None:
            square.change(year)
            rows = square.rows(year, directed=asked.directed)
        else:
            rows = list(_owing(year, asked.duty))
        if rows:
            begin = f"\n{year.year},"
            out.write(f"{begin[1:]}{begin.join(rows)}\n".encode())
        count += len(rows)
    return count


def _owing(year: Year, duty: str) -> Iterator[str]:
    """The rows of a year in which a duty is owed."""
    states = {state.cow: state for state in year.states}
    for (one, two), owed in sorted(year.owed.items()):
        if owed.bits & BITS[duty]:
            yield _row(states[one], states[two], owed)


def _row(one: State, two: State, owed: Owed) -> str:
    """A row without its year."""
    bits = ",".join("1" if owed.bits & bit else "0" for bit in BITS.values())
    return f"{_head(one, two)}{bits},{owed.alliances}"


def _head(one: State, two: State) -> str:
    return f"{one.cow},{two.cow},{one.iso or ''},{two.iso or ''},{one.gw},{two.gw},"


class _Square:
    """The rows of all pairs of a year's states, without the year; a working value of `write`."""

    def __init__(self) -> None:
        self._states: tuple[State, ...] = ()
        # by the first state and the second, those of a state with itself too
        self._lines: list[list[str]] = []
        self._tails: dict[Owed, str] = {}

    def change(self, year: Year) -> None:
        """Make the rows those of a year, where they are those of the year before."""
        before, now = set(self._states), set(year.states)
        for n in reversed([n for n, state in enumerate(self._states) if state not in now]):
            del self._lines[n]
            for line in self._lines:
                del line[n]
        fresh = [n for n, state in enumerate(year.states) if state not in before]
        self._states = year.states
        for n in fresh:
            self._lines.insert(n, [])
        for one, line in enumerate(self._lines):
            places = fresh if line else range(len(year.states))
            for two in places:
                line.insert(two, self._line(year, one, two))
        at = {state.cow: n for n, state in enumerate(year.states)}
        for first, second in year.changed:
            if first in at and second in at:
                one, two = at[first], at[second]
                self._lines[one][two] = self._line(year, one, two)

    def rows(self, year: Year, *, directed: bool) -> list[str]:
        """The rows that the table has, in its order."""
        out: list[str] = []
        if year.apart:
            for one, line in enumerate(self._lines):
                mine = self._states[one].cow
                places = range(0 if directed else one + 1, len(line))
                out += [
                    line[two]
                    for two in places
                    if two != one and (mine, self._states[two].cow) not in year.apart
                ]
            return out
        for one, line in enumerate(self._lines):
            if directed:
                out += line[:one]
            out += line[one + 1 :]
        return out

    def _line(self, year: Year, one: int, two: int) -> str:
        first, second = self._states[one], self._states[two]
        owed = year.owed.get((first.cow, second.cow), _NOTHING)
        if owed not in self._tails:
            self._tails[owed] = _row(first, second, owed)[len(_head(first, second)) :]
        return _head(first, second) + self._tails[owed]
