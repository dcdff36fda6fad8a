"""What a clause on leaving makes of a notice: the first day out, on every bound (VCLT 54(a), 67).

Each step is monotone: a later notice never gives an earlier effect, so bounds go through as bounds.
"""

from __future__ import annotations

from datetime import date

import msgspec

from foedus.law.model import CountedFrom, Denunciation, Offset, Round
from foedus.law.offsets import add, counted_from
from foedus.law.spans import Span

_MOST_WINDOWS = 1_000


class Effect(msgspec.Struct, frozen=True, gc=False):
    """The first day out. `allowed`: the first day for notice where it came before that (None: it did not).

    `outside`: the notice came after one window for it and counts in the next.
    """

    span: Span
    allowed: date | None = None
    outside: date | None = None


def effect_of(clause: Denunciation, given: Span, entered: Span, joined: Span) -> Effect:
    """The effect of a notice; `entered` is the treaty's entry into force, `joined` the party's."""
    low, high = _base(clause, entered, joined)
    first = _counts_from(clause, given.first, low)
    last = _counts_from(clause, given.last, high)
    when = Span(_out(clause, first), max(_out(clause, first), _out(clause, last)), given.vague)
    begins = add(high, clause.not_before)
    early = clause.not_before is not None and given.first < begins != date.max
    late = not early and last > given.last
    return Effect(when, begins if early else None, last if late else None)


def first_notice(clause: Denunciation, entered: date) -> date:
    """The first day on which notice can be given, by the treaty's entry into force."""
    return add(entered, clause.not_before)


def _base(clause: Denunciation, entered: Span, joined: Span) -> tuple[date, date]:
    """The first and the last day from which its periods can be counted."""
    if clause.since is CountedFrom.TREATY or joined.first == date.max:
        return entered.first, entered.last
    if clause.since is CountedFrom.PARTY:
        return joined.first, joined.last
    return min(entered.first, joined.first), max(entered.last, joined.last)


def _counts_from(clause: Denunciation, given: date, base: date) -> date:
    """The day from which a notice counts: not before the first day for it, within a window for it."""
    bare = clause.not_before is None and clause.window is None
    if bare or given == date.max or base in (date.min, date.max):
        return given
    begins = add(base, clause.not_before)
    if clause.window is None:
        return max(given, begins)
    for n in range(_MOST_WINDOWS):
        start = add(begins, _times(clause.every or clause.not_before, n))
        if given < add(start, clause.window) or start == date.max:
            return max(given, start)
    return date.max


def _times(offset: Offset | None, n: int) -> Offset | None:
    return Offset(offset.n * n, offset.unit) if offset is not None else None


def _out(clause: Denunciation, counted: date) -> date:
    """The first day out of a notice that counts from this day."""
    day = _next(counted, clause.by)
    if clause.day is None:
        return counted_from(day, clause.notice, clause.round)
    return counted_from(_next(add(day, clause.notice), clause.day), None, Round.NONE)


def _next(day: date, month_day: str | None) -> date:
    """The next such day of a year ("06-30"), which may be the day itself; 29 February is the last of it."""
    if month_day is None or day == date.max:
        return day
    month, number = int(month_day[:2]), int(month_day[3:])
    for year in (day.year, day.year + 1):
        if year > date.max.year:
            return date.max
        found = _of_year(year, month, number)
        if found >= day:
            return found
    return date.max


def _of_year(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        return date(year, month, 28)


def delayed(effect: Span, conflicts: list[tuple[date, date]]) -> Span:
    """The effect moved behind the conflicts (first day, first day after) that go on when it would come."""
    out = effect
    for begin, end in sorted(conflicts):
        out = Span(_behind(out.first, begin, end), _behind(out.last, begin, end), out.vague)
    return out


def _behind(day: date, begin: date, end: date) -> date:
    return max(day, end) if begin <= day else day
