"""The states of the Correlates of War system by day, with the codes that data sets of states are joined by.

`system.csv` has the membership of the Correlates of War project's list (version 2016), with the ISO 3166 code
and the number of Gleditsch and Ward beside the project's own. It is whole up to the end of 2016; its members
of that day are carried on.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

FIRST_YEAR: Final = 1816  # of the system
_LAST_DAY: Final = date.max


@dataclass(frozen=True, slots=True)
class Member:
    """One stretch of a state's membership under one name. Days are inclusive; `until` is far off if it lasts.

    `cow` and `gw` are the numbers of the Correlates of War and of Gleditsch and Ward; `iso` is alpha-3, also
    of states gone (SUN, YUG, DDR), None for those that ended before there were codes.
    """

    cow: int
    abbr: str
    iso: str | None
    gw: int
    since: date
    until: date


def members() -> tuple[Member, ...]:
    """All stretches, by number and day."""
    text = (files("foedus.exports") / "system.csv").read_text("utf-8")
    return tuple(
        Member(
            cow=int(row["cow"]),
            abbr=row["abbr"],
            iso=row["iso"] or None,
            gw=int(row["gw"]),
            since=date.fromisoformat(row["from"]),
            until=date.fromisoformat(row["until"]) if row["until"] else _LAST_DAY,
        )
        for row in csv.DictReader(text.splitlines())
    )


def numbers(table: tuple[Member, ...]) -> dict[str, tuple[int, ...]]:
    """The numbers of the system that a state's code in the ledger can mean: DEU is 255 and, apart, 260."""
    found: dict[str, list[int]] = {}
    for member in table:
        codes = (f"COW{member.cow}",) if member.iso is None else (member.iso, f"COW{member.cow}")
        for code in codes:
            if member.cow not in found.setdefault(code, []):
                found[code].append(member.cow)
    return {code: tuple(each) for code, each in found.items()}
