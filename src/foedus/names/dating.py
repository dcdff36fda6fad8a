"""Whether an entry's dates admit a day: EDTF dates compared as closed spans of days, no clock read.

A partial day ("2024-06", "2024") admits whatever holds on some day of it. `None`, and a day whose year is
unknown ("XXXX-06-20"), mean the present: entries without an end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from foedus.dates.edtf import bounds
from foedus.errors import DateError
from foedus.names.model import Entry, Kind

Span = tuple[dt.date, dt.date]

_OPEN = "9999-12-31"


def span(edtf: str | None) -> Span | None:
    """First and last day of an EDTF date or interval, None where it is none or its year is unknown.

    An interval without one end is taken for the end that it has.
    """
    if not edtf:
        return None
    try:
        first, last, _, _ = bounds(edtf)
    except DateError:
        return None
    if first is None or last is None:
        known = first or last
        return None if known is None else (known, known)
    return first, last


def holds(entry: Entry, day: Span | None) -> bool:
    """Whether the entry's dates admit the day (of None: whether it has no end)."""
    if day is None:
        return entry.until is None
    return _first(entry.since) <= day[1] and day[0] <= _last(entry.until)


def _first(edtf: str | None) -> dt.date:
    return (bounds(edtf).earliest if edtf else None) or dt.date.min


def _last(edtf: str | None) -> dt.date:
    return (bounds(edtf).latest if edtf else None) or dt.date.max


def begins_after(entry: Entry, day: Span | None) -> bool:
    """Whether the entry only began after the day."""
    return day is not None and _first(entry.since) > day[1]


def admitted(entries: Sequence[Entry], day: Span | None) -> tuple[Entry, ...]:
    """The entries that hold on the day.

    Where none does, the name still means what it meant (a text of 2024 may speak of the Soviet Union, or of a
    former president): then all of them, of each person only the last term, and nobody who took office later.
    """
    now = tuple(e for e in entries if holds(e, day))
    if now:
        return now
    past = [e for e in entries if not (e.kind is Kind.PERSON and begins_after(e, day))]
    last: dict[str, str] = {}
    for e in past:
        if e.kind is Kind.PERSON:
            last[e.id] = max(last.get(e.id, ""), e.until or _OPEN)
    return tuple(e for e in past if e.kind is not Kind.PERSON or last[e.id] == (e.until or _OPEN))
