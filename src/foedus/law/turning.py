"""The days on which a standing turns, and between them the stretches of days on which it is the same.

A standing is computed on a day that remembers what it was compared with (`foedus.law.moving`), so that the
stretch it holds for follows from the law's own code and cannot fall behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from foedus.law.history import Gathered, gather
from foedus.law.model import Record, Terms
from foedus.law.moving import Moving, Stretch
from foedus.law.status import Outline, outline
from foedus.law.whole import of_history

_ONE = timedelta(days=1)
_LAST = date.max - _ONE  # the day after it stands for never


class Held(msgspec.Struct, frozen=True, gc=False):
    """An outline and the days it holds on: from `first` to `last`, both included."""

    first: date
    last: date
    outline: Outline


def steady(record: Record, terms: Terms, on: date) -> tuple[date, date]:
    """The first and the last day around `on` on which the outline of the status is known to be the same.

    It may be the same beyond them too. Raises DateError for a date of a fact that is no EDTF.
    """
    found = _held(gather(record), terms, on)
    return found.first, found.last


def stretches(record: Record, terms: Terms, on: date, *, most: int = 400) -> list[Held]:
    """The outlines around `on` in order of days, each with the days it holds on; none like the next.

    All days but 9999-12-31 (which stands for never) are covered, or those that `most` steps in either
    direction reach. Raises DateError for a date of a fact that is no EDTF.
    """
    gathered = gather(record)
    here = _held(gathered, terms, on)
    before = list(_on(gathered, terms, here, most, back=True))
    after = list(_on(gathered, terms, here, most, back=False))
    out: list[Held] = []
    for held in (*reversed(before), here, *after):
        if out and out[-1].outline == held.outline:
            out[-1] = Held(out[-1].first, held.last, held.outline)
        else:
            out.append(held)
    return out


def _on(gathered: Gathered, terms: Terms, here: Held, most: int, *, back: bool) -> Iterator[Held]:
    """The stretches after this one, or before it, nearest first."""
    for _ in range(most):
        if here.first == date.min if back else here.last >= _LAST:
            return
        here = _held(gathered, terms, here.first - _ONE if back else here.last + _ONE)
        yield here


def _held(gathered: Gathered, terms: Terms, on: date) -> Held:
    stretch = Stretch(on)
    found = outline(of_history(gathered.by(Moving(stretch)), terms))
    return Held(stretch.first, stretch.last, found)
