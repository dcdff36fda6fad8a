"""Dyad-years as a table of typed columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from foedus.exports.dyads import BITS, COLUMNS, Asked, Owed, State, years
from foedus.exports.pledges import Pledge
from foedus.extras import extra

if TYPE_CHECKING:
    with extra("parquet"):
        import polars


def dyad_years(pledges: Iterable[Pledge], asked: Asked) -> polars.DataFrame:
    """The table, by year and numbers of the states. Raises MissingExtra without polars."""
    with extra("parquet"):
        import polars as pl  # noqa: PLC0415  a third of a second, and only here

    squares = _squares(pledges, asked)
    frame = _pairs(squares, asked)
    states = squares.states
    codes = pl.Enum(sorted({state.iso for state in states if state.iso}))
    year = pl.Series(squares.year, dtype=pl.Int16)
    cow = pl.Series([state.cow for state in states], dtype=pl.Int16)
    iso = pl.Series([state.iso for state in states], dtype=codes)
    gw = pl.Series([state.gw for state in states], dtype=pl.Int16)
    one, two = frame["one"], frame["two"]
    columns = {
        "year": year.gather(one),
        "cow1": cow.gather(one),
        "cow2": cow.gather(two),
        "iso1": iso.gather(one),
        "iso2": iso.gather(two),
        "gw1": gw.gather(one),
        "gw2": gw.gather(two),
        "alliances": frame["alliances"],
    }
    columns |= {column: (frame["bits"] & bit > 0).cast(pl.UInt8) for column, bit in BITS.items()}
    return pl.DataFrame([columns[name].alias(name) for name in COLUMNS])


def write(frame: polars.DataFrame, out: IO[bytes]) -> int:
    """Write the table as Parquet; gives the number of rows."""
    frame.write_parquet(out, statistics=False)  # as costly as the writing, and 400 kB are read at once
    return frame.height


@dataclass(slots=True)
class _Squares:
    """All pairs of each year's states, the first by rows and the second by columns, square after square.

    Of each state in a year: the year, the place of its year's first state in `states`, and how many they are.
    Of pairs (by their place in all squares): what is owed, and those that are no pair.
    """

    states: list[State] = field(default_factory=list)
    year: list[int] = field(default_factory=list)
    since: list[int] = field(default_factory=list)
    many: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)
    size: int = 0


def _squares(pledges: Iterable[Pledge], asked: Asked) -> _Squares:
    out = _Squares()
    for year in years(pledges, asked):
        start, size = out.size, len(year.states)
        at = {state.cow: n for n, state in enumerate(year.states)}
        out.apart += [start + at[one] * size + at[two] for one, two in year.apart]
        out.place += [start + at[one] * size + at[two] for one, two in year.owed]
        out.owed += year.owed.values()
        out.year += [year.year] * size
        out.since += [len(out.states)] * size
        out.many += [size] * size
        out.states += year.states
        out.size += size * size
    return out


def _pairs(squares: _Squares, asked: Asked) -> polars.DataFrame:
    """The pairs asked for by their states' places, with what is owed."""
    with extra("parquet"):
        import polars as pl  # noqa: PLC0415

    bits, alliances = zip(*squares.owed, strict=True) if squares.owed else ((), ())
    since, many = pl.Series(squares.since, dtype=pl.UInt32), pl.Series(squares.many, dtype=pl.UInt32)
    nothing = pl.zeros(squares.size, pl.UInt8, eager=True)
    frame = pl.select(
        one=pl.int_range(len(since), eager=True, dtype=pl.UInt32).repeat_by(many).explode(),
        two=pl.int_ranges(since, since + many, dtype=pl.UInt32).explode(),
        bits=nothing.scatter(squares.place, pl.Series(bits, dtype=pl.UInt8)),
        alliances=nothing.clone().scatter(squares.place, pl.Series(alliances, dtype=pl.UInt8)),
        pair=pl.repeat(True, squares.size, eager=True).scatter(squares.apart, False),
    )
    one, two = pl.col("one"), pl.col("two")
    wanted = pl.col("pair") & (one != two if asked.directed else one < two)
    if asked.duty is not None:
        wanted &= pl.col("bits") & BITS[asked.duty] > 0
    return frame.filter(wanted)
