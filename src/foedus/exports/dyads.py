"""Dyad-years: for every pair of states and year what the one owes the other, as the field counts them.

A pair is in a year where both were members of the Correlates of War system on one day of it. A duty is owed
in a year where on one day of it both were in the alliance and both in the system. Directed, row (1, 2) has
what state 1 owes state 2; undirected, each pair stands once, by rising number, with what either owes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from foedus.errors import UsageError
from foedus.exports.pledges import DUTIES, OPEN, Pledge
from foedus.exports.system import FIRST_YEAR, Member, members, numbers
from foedus.extras import extra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    with extra("parquet"):
        import polars

    IntArray = NDArray[np.integer[Any]]

#: Column and what it holds; docs/codebook.md says it at length, and a test that it does.
COLUMNS: Final = (
    "year", "cow1", "cow2", "iso1", "iso2", "gw1", "gw2", *DUTIES, "conditional", "alliances",
)  # fmt: skip
_BIT: Final = {column: 1 << n for n, column in enumerate(DUTIES)}
_CONDITIONAL: Final = 1 << len(DUTIES)


class Stay(NamedTuple):
    """A stretch of a state's membership; days as YYYYMMDD, inclusive."""

    cow: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Years (inclusive), whether directed, and the one duty whose rows alone are asked for."""

    first: int
    last: int
    directed: bool = False
    duty: str | None = None


def checked(asked: Asked) -> Asked:
    """The same. Raises UsageError for years that are none, or before the system begins."""
    if asked.first > asked.last:
        raise UsageError(f"--from {asked.first} is after --to {asked.last}")
    if asked.first < FIRST_YEAR:
        raise UsageError(f"--from {asked.first}: the system of states begins in {FIRST_YEAR}")
    if asked.last > date.max.year - 1:
        raise UsageError(f"--to {asked.last} is no year")
    return asked


def dyad_years(pledges: Iterable[Pledge], asked: Asked) -> polars.DataFrame:
    """The table, by year and numbers of the states."""
    with extra("parquet"):
        import polars as pl  # noqa: PLC0415  a fifth of a second, and only here
    import numpy as np  # noqa: PLC0415

    table = members()
    cows = sorted({m.cow for m in table})
    place = {cow: i for i, cow in enumerate(cows)}
    stays = _stays(table)
    years, size = range(asked.first, asked.last + 1), len(cows)
    flags, counts = _owed(pledges, table, stays, place, asked)
    parts: list[tuple[IntArray, IntArray, IntArray, IntArray]] = []
    for n, year in enumerate(years):
        one, two = _pairs(stays, place, year)
        if not asked.directed:
            rising = one < two
            one, two = one[rising], two[rising]
        owed, many = flags[n][one, two], counts[n][one, two]
        if not asked.directed:
            owed, many = owed | flags[n][two, one], np.maximum(many, counts[n][two, one])
        if asked.duty is not None:
            kept = (owed & _BIT[asked.duty]) > 0
            one, two, owed, many = one[kept], two[kept], owed[kept], many[kept]
        parts.append((one, two, owed, many))
    each = np.repeat(np.fromiter(years, np.int16), [len(p[0]) for p in parts])
    one, two, owed, many = (np.concatenate([p[k] for p in parts]) for k in range(4))
    iso, gw = _labels(table, place, years)
    number = np.array(cows, np.int16)
    spot = (each.astype(np.int32) - asked.first) * size
    at1, at2 = spot + one, spot + two
    names = pl.Series(iso, dtype=pl.Enum(sorted({code for code in iso if code})))
    columns: dict[str, Any] = {
        "year": each,
        "cow1": number[one],
        "cow2": number[two],
        "iso1": names.gather(pl.Series(at1)),
        "iso2": names.gather(pl.Series(at2)),
        "gw1": gw[at1],
        "gw2": gw[at2],
    }
    columns |= {column: ((owed & bit) > 0).astype(np.uint8) for column, bit in _BIT.items()}
    columns["conditional"] = ((owed & _CONDITIONAL) > 0).astype(np.uint8)
    columns["alliances"] = many
    return pl.DataFrame({name: columns[name] for name in COLUMNS})


def write(frame: polars.DataFrame, out: IO[bytes], form: str) -> int:
    """Write the table as CSV or Parquet; gives the number of rows."""
    if form == "parquet":
        frame.write_parquet(out)
    else:
        frame.write_csv(out)
    return frame.height


def _stays(table: Sequence[Member]) -> list[Stay]:
    """Each state's stays in the system (number, first and last day), whatever it was called meanwhile."""
    found: list[Stay] = []
    for member in sorted(table, key=lambda m: (m.cow, m.since)):
        before = found[-1] if found and found[-1].cow == member.cow else None
        if before and before.last < OPEN and member.since == _day(before.last) + timedelta(1):
            found[-1] = before._replace(last=_number(member.until))
        else:
            found.append(Stay(member.cow, _number(member.since), _number(member.until)))
    return found


def _pairs(stays: Sequence[Stay], place: Mapping[int, int], year: int) -> tuple[IntArray, IntArray]:
    """The places of every two states that were both members on one day of the year, in both directions."""
    import numpy as np  # noqa: PLC0415

    begin, end = year * 10000 + 101, year * 10000 + 1231
    here = [s for s in stays if s.first <= end and s.last >= begin]
    states = np.array(sorted({place[s.cow] for s in here}), np.int32)
    one, two = np.repeat(states, len(states)), np.tile(states, len(states))
    apart = {
        (place[s.cow], place[o.cow])
        for s in here
        if s.first > begin or s.last < end
        for o in here
        if (o.first > s.last or o.last < s.first)
        and not any(
            a.first <= b.last and b.first <= a.last
            for a in here
            if a.cow == s.cow
            for b in here
            if b.cow == o.cow
        )
    }
    kept = one != two
    for i, j in apart:
        kept &= ~(((one == i) & (two == j)) | ((one == j) & (two == i)))
    return one[kept], two[kept]


def _labels(
    table: Sequence[Member], place: Mapping[int, int], years: range
) -> tuple[list[str | None], IntArray]:
    """ISO code and number of Gleditsch and Ward of each state in each year, as on its last day there."""
    import numpy as np  # noqa: PLC0415

    iso: list[str | None] = [None] * (len(years) * len(place))
    gw = np.zeros(len(years) * len(place), np.int16)
    for member in sorted(table, key=lambda m: m.since):
        for year in range(max(member.since.year, years.start), min(member.until.year, years.stop - 1) + 1):
            at = (year - years.start) * len(place) + place[member.cow]
            iso[at], gw[at] = member.iso, member.gw
    return iso, gw


def _owed(
    pledges: Iterable[Pledge],
    table: Sequence[Member],
    stays: Sequence[Stay],
    place: Mapping[int, int],
    asked: Asked,
) -> tuple[IntArray, IntArray]:
    """By year and two states: bits of what is owed, and in how many alliances."""
    import numpy as np  # noqa: PLC0415

    span, size = asked.last - asked.first + 1, len(place)
    flags, counts = (np.zeros(span * size * size, np.uint8) for _ in range(2))
    lately = np.zeros(span * size * size, np.int32)
    for found in _by_alliance(pledges, table, stays, place, asked):
        who, first, last, bits = (np.array(column, np.int64) for column in zip(*found, strict=True))
        begin = np.maximum(first[:, None], first[None, :])
        end = np.minimum(last[:, None], last[None, :])
        one, two = np.nonzero((begin <= end) & (who[:, None] != who[None, :]) & (bits[:, None] > 0))
        since = np.maximum(begin[one, two] // 10000, asked.first)
        until = np.minimum(end[one, two] // 10000, asked.last)
        length = np.maximum(until - since + 1, 0)
        spread = np.repeat(np.arange(len(one)), length)
        year = since[spread] + np.arange(len(spread)) - np.repeat(np.cumsum(length) - length, length)
        key = ((year - asked.first) * size + who[one][spread]) * size + who[two][spread]
        np.bitwise_or.at(flags, key, bits[one][spread].astype(np.uint8))
        # a pair stands twice in a year where a phase ended: of its places in `key` the last one counts
        order = np.arange(len(key), dtype=np.int32)
        lately[key] = order
        counts[key[lately[key] == order]] += 1
    shape = (span, size, size)
    return flags.reshape(shape), counts.reshape(shape)


def _by_alliance(
    pledges: Iterable[Pledge],
    table: Sequence[Member],
    stays: Sequence[Stay],
    place: Mapping[int, int],
    asked: Asked,
) -> list[list[tuple[int, int, int, int]]]:
    """Of each alliance of two or more: place of the state, first and last day in it, bits of its duties."""
    known = numbers(tuple(table))
    mine: dict[int, list[Stay]] = {}
    for stay in stays:
        mine.setdefault(stay.cow, []).append(stay)
    each: dict[int, list[tuple[int, int, int, int]]] = {}
    for pledge in pledges:
        bits = sum(_BIT[duty] for duty in pledge.duties) | (_CONDITIONAL if pledge.conditions else 0)
        for stay in (stay for cow in known.get(pledge.by, ()) for stay in mine[cow]):
            first, last = max(pledge.first, stay.first), min(pledge.last, stay.last)
            if first <= last and first // 10000 <= asked.last and last // 10000 >= asked.first:
                each.setdefault(pledge.agreement, []).append((place[stay.cow], first, last, bits))
    return [found for found in each.values() if len(found) > 1]


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
