"""Rows of one member that follow each other are one stay: what a row's days are for the member and the group.

A data set of alliances has a row for each member and phase. The day on which a phase begins is an accession
only where the member was not there before, and its last day a withdrawal only where the member does not stay
on and the alliance does. No single row tells that; the rows of the alliance do. Where all leave on one day
and come back later the group has lapsed for a while: nobody has left it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Part(StrEnum):
    """What the first or last day of a row is."""

    FOUNDS = "founds"  # the group begins with it
    JOINS = "joins"  # the member comes to a group that is there
    LEAVES = "leaves"  # the member goes and the group stays
    ENDS = "ends"  # the group ends with it


@dataclass(frozen=True, slots=True)
class Spell:
    """One row's stay. `first` and `last` are ISO days (or months, years); `last` None: it lasts on."""

    group: str
    member: str
    first: str
    last: str | None


def parts(spells: Mapping[int, Spell]) -> dict[int, frozenset[Part]]:
    """What the days of each row are, by the row's number; a phase within a stay begins and ends nothing."""
    groups: dict[str, list[int]] = {}
    for number, spell in spells.items():
        groups.setdefault(spell.group, []).append(number)
    return {number: found for each in groups.values() for number, found in _group(spells, each)}


def _group(spells: Mapping[int, Spell], numbers: Sequence[int]) -> Iterable[tuple[int, frozenset[Part]]]:
    began = min(spells[n].first for n in numbers)
    lasts = [spells[n].last for n in numbers]
    ended = None if None in lasts else max(last for last in lasts if last is not None)
    for n in numbers:
        mine = spells[n]
        same = [spells[o] for o in numbers if o != n and spells[o].member == mine.member]
        rest = [spells[o] for o in numbers if spells[o].member != mine.member]
        resumed = any(o.first < mine.first and _goes_on(o.last, mine.first) for o in same)
        stays = any(o.first > mine.first and _goes_on(mine.last, o.first) for o in same)
        found = set()
        if mine.first == began:
            found.add(Part.FOUNDS)
        elif not resumed and any(o.first < mine.first and _covers(o, mine.first) for o in rest):
            found.add(Part.JOINS)
        if mine.last is not None and mine.last == ended:
            found.add(Part.ENDS)
        elif (
            mine.last is not None
            and not stays
            and any(o.last is None or o.last > mine.last for o in rest if o.first <= mine.last)
        ):
            found.add(Part.LEAVES)
        yield n, frozenset(found)


def _covers(spell: Spell, day: str) -> bool:
    return spell.last is None or spell.last >= day


def _goes_on(last: str | None, first: str) -> bool:
    """Whether a row that begins on `first` goes on where another ended."""
    if last is None or last >= first:
        return True
    try:
        return date.fromisoformat(last) + timedelta(1) >= date.fromisoformat(first)
    except ValueError:  # a month or a year: the next one is no neighbour that can be told
        return False
