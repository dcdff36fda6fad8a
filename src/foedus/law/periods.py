"""The periods of a treaty made for a time: when it expires, and how often it is renewed (VCLT 54(a))."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
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
    more, unit, notice = renewal.n, renewal.unit or Unit.YEAR, renewal.notice

    def ends(k: int) -> date:
        return add(first, Offset(more * k, unit))

    given = min(notices, default=None)
    ended = _MOST_PERIODS if given is None else _first(lambda k: given <= subtract(ends(k), notice))
    present = _first(lambda k: ends(k) > on, ended)
    if present < ended:
        return date.max, present, ends(present)
    if ended < _MOST_PERIODS:
        return ends(ended), ended, ends(ended)
    return date.max, _MOST_PERIODS, ends(_MOST_PERIODS - 1)


def _first(holds: Callable[[int], bool], most: int = _MOST_PERIODS) -> int:
    """The first number for which it holds, as it does for all after it; `most` where for none below that.

    Looked for in leaps: most treaties are renewed a few times, some a hundred times.
    """
    upto = 1
    while upto < most and not holds(upto - 1):
        upto *= 2
    return bisect_left(range(min(upto, most)), True, lo=min(upto // 2, most), key=holds)
