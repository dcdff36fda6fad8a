"""The periods of a treaty made for a time: when it expires, and how often it is renewed (VCLT 54(a))."""

from __future__ import annotations

from datetime import date

from foedus.law.model import DurationKind, Offset, Terms, Unit
from foedus.law.offsets import add, subtract

_MOST_PERIODS = 10_000


def expiry(entered: date, terms: Terms, notices: list[date], on: date) -> tuple[date, int, date]:
    """The day it ends (`date.max`: it goes on), how often renewed by `on`, the end of the present period."""
    duration, renewal = terms.duration, terms.renewal
    if duration.kind is DurationKind.UNTIL:
        first = add(date.fromisoformat(duration.date or ""), Offset(1))
    else:
        first = add(entered, Offset(duration.n or 0, duration.unit or Unit.YEAR))
    if renewal is None or not renewal.tacit or first == date.max:
        return first, 0, first
    if any(n <= subtract(first, renewal.notice) for n in notices):
        return first, 0, first
    if not renewal.n:
        return date.max, int(first <= on), first
    ends = first
    for k in range(_MOST_PERIODS):
        ends = add(first, Offset(renewal.n * k, renewal.unit or Unit.YEAR))
        if any(n <= subtract(ends, renewal.notice) for n in notices):
            return ends, k, ends
        if ends > on:
            return date.max, k, ends
    return date.max, _MOST_PERIODS, ends
