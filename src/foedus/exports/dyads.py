"""Dyad-years: for every pair of states and year what the one owes the other, as the field counts them.

A pair is in a year where both were members of the Correlates of War system on one day of it. A duty is owed
in a year where on one day of it both were in the alliance and both in the system. Directed, row (1, 2) has
what state 1 owes state 2; undirected, each pair stands once, by rising number, with what either owes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from foedus.errors import UsageError
from foedus.exports.pledges import DUTIES, OPEN, Pledge
from foedus.exports.system import FIRST_YEAR, Member, members, numbers

#: Column and what it holds; docs/codebook.md says it at length, and a test that it does.
COLUMNS: Final = (
    "year", "cow1", "cow2", "iso1", "iso2", "gw1", "gw2", *DUTIES, "conditional", "alliances",
)  # fmt: skip
#: The column of ones and zeros that each bit of what is owed stands for.
BITS: Final = {column: 1 << n for n, column in enumerate((*DUTIES, "conditional"))}


class State(NamedTuple):
    """A state in a year: its number, and the ISO code (None before there were codes) and the number of
    Gleditsch and Ward that it had on its last day there."""

    cow: int
    iso: str | None
    gw: int


class Owed(NamedTuple):
    """What one state owes another in a year: `BITS` of the duties, and in how many alliances."""

    bits: int
    alliances: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year's states in the order of their numbers, and by pairs of numbers: those that were never members
    on one day of it, what the first owes the second (where it owes something), and those for which that is
    not as in the year before."""

    year: int
    states: tuple[State, ...]
    apart: frozenset[tuple[int, int]]
    owed: Mapping[tuple[int, int], Owed]
    changed: Set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Years (inclusive), whether directed, and the one duty whose rows alone are asked for."""

    first: int
    last: int
    directed: bool = False
    duty: str | None = None


class _Stay(NamedTuple):
    """A stretch of a state's membership; days as YYYYMMDD, inclusive."""

    cow: int
    first: int
    last: int


class _Stretch(NamedTuple):
    """A member's time in an alliance and in the system; days as YYYYMMDD, inclusive; `BITS` of its duties."""

    cow: int
    first: int
    last: int
    bits: int


#: The numbers of who owes and who is owed, the alliance, and `BITS` of the duties.
_Duty = tuple[int, int, int, int]


def checked(asked: Asked) -> Asked:
    """The same. Raises UsageError for years that are none, or before the system begins."""
    if asked.first > asked.last:
        raise UsageError(f"--from {asked.first} is after --to {asked.last}")
    if asked.first < FIRST_YEAR:
        raise UsageError(f"--from {asked.first}: the system of states begins in {FIRST_YEAR}")
    if asked.last > date.max.year - 1:
        raise UsageError(f"--to {asked.last} is no year")
    return asked


def years(pledges: Iterable[Pledge], asked: Asked) -> Iterator[Year]:
    """The years asked for, in order, with what is owed in each direction or, undirected, by either.

    Duties count by whole years, so from one year to the next only what begins or ends is looked at.
    """
    table = members()
    stays = _stays(table)
    begins, ends = _turns(_by_alliance(pledges, table, stays, asked), asked)
    lasting: defaultdict[tuple[int, int], list[_Duty]] = defaultdict(list)
    owed: dict[tuple[int, int], Owed] = {}
    for year, states in _states(table, asked).items():
        for duty in begins[year]:
            lasting[duty[:2]].append(duty)
        for duty in ends[year]:
            lasting[duty[:2]].remove(duty)
        changed = {duty[:2] for each in (begins, ends) for duty in each[year]}
        if not asked.directed:
            changed = {(one, two) if one < two else (two, one) for one, two in changed}
        for pair in changed:
            found = _sum(lasting[pair])
            if not asked.directed:
                back = _sum(lasting[pair[::-1]])
                found = Owed(found.bits | back.bits, max(found.alliances, back.alliances))
            if found.alliances:
                owed[pair] = found
            else:
                owed.pop(pair, None)
        yield Year(year, states, _apart(stays, year), owed.copy(), changed)


def _sum(each: Sequence[_Duty]) -> Owed:
    """What some duties of one pair come to; two stretches of one alliance are one alliance."""
    if len(each) == 1:
        return Owed(each[0][3], 1)
    bits = 0
    for duty in each:
        bits |= duty[3]
    return Owed(bits, len({duty[2] for duty in each}))


def _stays(table: Sequence[Member]) -> list[_Stay]:
    """Each state's stays in the system (number, first and last day), whatever it was called meanwhile."""
    found: list[_Stay] = []
    for member in sorted(table, key=lambda m: (m.cow, m.since)):
        before = found[-1] if found and found[-1].cow == member.cow else None
        if before and before.last < OPEN and member.since == _day(before.last) + timedelta(1):
            found[-1] = before._replace(last=_number(member.until))
        else:
            found.append(_Stay(member.cow, _number(member.since), _number(member.until)))
    return found


def _states(table: Sequence[Member], asked: Asked) -> dict[int, tuple[State, ...]]:
    """The states that were members on a day of the year, by year."""
    here: dict[int, dict[int, State]] = {year: {} for year in range(asked.first, asked.last + 1)}
    for member in sorted(table, key=lambda m: m.since):
        state = State(member.cow, member.iso, member.gw)
        for year in range(max(member.since.year, asked.first), min(member.until.year, asked.last) + 1):
            here[year][member.cow] = state
    return {year: tuple(sorted(each.values(), key=lambda s: s.cow)) for year, each in here.items()}


def _apart(stays: Sequence[_Stay], year: int) -> frozenset[tuple[int, int]]:
    """The pairs of numbers of that year's states that were never members on one day of it."""
    begin, end = year * 10000 + 101, year * 10000 + 1231
    partly = [s for s in stays if s.first <= end and s.last >= begin and (s.first > begin or s.last < end)]

    def meet(one: int, two: int) -> bool:
        return any(
            a.first <= b.last and b.first <= a.last
            for a in partly
            if a.cow == one
            for b in partly
            if b.cow == two
        )

    cows = {s.cow for s in partly}
    return frozenset((one, two) for one in cows for two in cows if one != two and not meet(one, two))


def _by_alliance(
    pledges: Iterable[Pledge], table: Sequence[Member], stays: Sequence[_Stay], asked: Asked
) -> dict[int, list[_Stretch]]:
    """The stretches of each alliance of two or more in the years asked for."""
    known = numbers(tuple(table))
    mine: dict[int, list[_Stay]] = {}
    for stay in stays:
        mine.setdefault(stay.cow, []).append(stay)
    each: dict[int, list[_Stretch]] = {}
    for pledge in pledges:
        bits = sum(BITS[duty] for duty in pledge.duties) | (BITS["conditional"] if pledge.conditions else 0)
        for stay in (stay for cow in known.get(pledge.by, ()) for stay in mine[cow]):
            first, last = max(pledge.first, stay.first), min(pledge.last, stay.last)
            if first <= last and first // 10000 <= asked.last and last // 10000 >= asked.first:
                each.setdefault(pledge.agreement, []).append(_Stretch(stay.cow, first, last, bits))
    return {alliance: found for alliance, found in each.items() if len(found) > 1}


def _turns(
    alliances: Mapping[int, Sequence[_Stretch]], asked: Asked
) -> tuple[defaultdict[int, list[_Duty]], defaultdict[int, list[_Duty]]]:
    """The duties that begin in a year, and those that ended with the year before, by year."""
    begins: defaultdict[int, list[_Duty]] = defaultdict(list)
    ends: defaultdict[int, list[_Duty]] = defaultdict(list)
    for alliance, stretches in alliances.items():
        for one, first, last, bits in stretches:
            if not bits:
                continue
            for two, since, until, _ in stretches:
                begin, end = since if since > first else first, until if until < last else last
                if begin <= end and one != two:
                    duty = one, two, alliance, bits
                    begins[max(begin // 10000, asked.first)].append(duty)
                    if end // 10000 < asked.last:
                        ends[end // 10000 + 1].append(duty)
    return begins, ends


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
