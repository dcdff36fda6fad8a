"""What the addresses of the board ask with: the fields of a query, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlencode

from fastapi import HTTPException, Query
from fastapi import Path as InPath

from foedus.ledger import Place
from foedus.web.board.records import Board
from foedus.web.board.window import Window, window_of

_LARGEST: Final = 2**31 - 1  # of a number in the ledger

On = Annotated[str, Query(description="The day asked about, YYYY-MM-DD. Default: today.")]
KnownOn = Annotated[str, Query(description="Only what the ledger knew by the end of that day, YYYY-MM-DD.")]
Words = Annotated[
    str, Query(description="Parties (codes or names) and beginnings of words of names; all must fit.")
]
State = Annotated[
    Literal["", "in", "out", "unknown"], Query(description="Only what is in force, is not, or is not told.")
]
Between = Annotated[
    str,
    Query(max_length=30, description="Only these years of the timeline: two days, 2024-01-01/2025-12-31."),
]
Start = Annotated[int, Query(ge=0, le=_LARGEST, description="How many agreements to pass over.")]
After = Annotated[
    str,
    Query(
        pattern=r"^(\d{1,10}\.\d{1,10})?$",
        description="The place after which to go on, as the link to the next agreements has it.",
    ),
]
Top = Annotated[int, Query(ge=1, le=100, description="How many stories.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many agreements to look at, at least.")]
Entry = Annotated[str, InPath(max_length=200, description="The id of the register's entry.")]
Number = Annotated[int, InPath(ge=0, le=_LARGEST, description="The number in the ledger.")]


def place(text: str) -> Place | None:
    """The place in an order that a link to the next agreements names."""
    if not text:
        return None
    first, _, second = text.partition(".")
    return -int(first), int(second)


def next_place(found: Board) -> dict[str, Any]:
    """What a link to the next agreements asks with."""
    assert found.last is not None
    first, second = found.last
    return {"start": found.stop, "after": f"{-first}.{second}"}


def day_of(text: str) -> date | None:
    """The day that is asked about, None where none is; 400 where it is no day."""
    if not text.strip():
        return None
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        found = None
    if found is None or found.isoformat() != text.strip():
        raise HTTPException(400, f"{text!r} is not a day: write it as YYYY-MM-DD, 2024-11-12.")
    return found


def years(text: str) -> Window | None:
    """The years of a timeline that are asked for, None for all; 400 where they are none."""
    try:
        return window_of(text.strip())
    except ValueError:
        raise HTTPException(400, f"{text!r} is no span of days: write 2024-01-01/2025-12-31.") from None


@dataclass(frozen=True, slots=True)
class Days:
    """The day asked about and the day of what was known (None: now); `asked` has only what was asked for."""

    day: date
    known: date | None
    asked: dict[str, str]

    @property
    def carried(self) -> str:
        """The query of an address that asks about the same days."""
        return query(self.asked)

    @property
    def shown(self) -> dict[str, str]:
        """What the pages write: both days, and the query that carries them on."""
        known_on = self.asked["known_on"]
        return {"on": self.day.isoformat(), "known_on": known_on, "carried": self.carried}


def days_asked(on: str, known_on: str, today: date) -> Days:
    """The days that an address asks about. Raises HTTPException (400) for what is no day."""
    return Days(day_of(on) or today, day_of(known_on), {"on": on.strip(), "known_on": known_on.strip()})


def query(fields: Mapping[str, Any]) -> str:
    """The fields that say something, as the query of an address; "" where none does."""
    said = [_encoded(name, value) for name, value in fields.items() if value != ""]
    return "?" + "&".join(said) if said else ""


@lru_cache(1000, typed=True)  # a page has twenty addresses that differ in one field
def _encoded(name: str, value: str | int) -> str:
    return urlencode({name: value}, errors="replace")
