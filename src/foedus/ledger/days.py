"""Days for asking by time: an EDTF date as its earliest and latest day, written YYYYMMDD as one integer.

What a date means is for `foedus.dates.edtf` to say. Where it bounds nothing (an unspecified year, None, words
that are no date) both ends are None; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache

from foedus.dates import edtf as dates
from foedus.errors import DateError

_EVER = (-1 << 40, 1 << 40)

AsOf = int | date | datetime | None


@lru_cache(1 << 14)
def bounds(edtf: str | None) -> tuple[int | None, int | None]:
    """(earliest, latest) of an EDTF date as YYYYMMDD; None for an end that it leaves open."""
    if not edtf:
        return None, None
    try:
        found = dates.bounds(edtf)
    except DateError:
        return None, None
    return (
        None if found.earliest is None else day_number(found.earliest),
        None if found.latest is None else day_number(found.latest),
    )


@lru_cache(1 << 14)
def day_number(day: date) -> int:
    """The day as YYYYMMDD."""
    return day.year * 10000 + day.month * 100 + day.day


def compatible(one: str | None, other: str | None, *, slack: int = 0) -> bool:
    """Whether two claims' dates can be the same day, `slack` days granted; what is no date can be any."""
    try:
        return dates.compatible(one, other, slack=slack)
    except DateError:
        return True


def reach(edtf: str | None) -> tuple[int, int]:
    """The first and the last day that a claim's date may mean, as ordinals; all days where it tells none."""
    try:
        return dates.day_numbers(edtf) if edtf else _EVER
    except DateError:
        return _EVER


def stamp(moment: datetime) -> str:
    """An aware instant as the ledger writes it: UTC with microseconds, so that texts sort by time."""
    if moment.tzinfo is None:
        raise ValueError("a recorded time needs its zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(stamped: str) -> datetime:
    """The instant that `stamp` wrote."""
    return datetime.fromisoformat(stamped)


def last_moment(known_on: date | datetime) -> str:
    """The stamp of the last instant that `known_on` includes: a day to its end in UTC."""
    if isinstance(known_on, datetime):
        return stamp(known_on)
    return stamp(datetime.combine(known_on, time.max, UTC))


def told_day(days: Iterable[str | None]) -> str | None:
    """The day of signature (EDTF) that most names tell; then the most exact, then the first by letters."""
    told = Counter(filter(None, days))
    return min(told, key=lambda day: (-told[day], -len(day), day), default=None)
