"""Provisional application, for each party with its own beginning and end (VCLT 25).

It ends when a party says so, or says that it will not become a party (25(2)); a party that suspends what it
only applies provisionally no longer applies it, and the treaty is no more in force than before.
"""

from __future__ import annotations

from datetime import date

import msgspec

from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind
from foedus.law.model import Offset
from foedus.law.offsets import add
from foedus.law.spans import Span, span


class Applied(msgspec.Struct, frozen=True, gc=False):
    """One party's provisional application: the act that began it, and what ended it from which day."""

    began: Done
    ended: Done | None = None
    until: Span | None = None


class Provisional(msgspec.Struct, frozen=True, gc=False):
    """Who applies or applied a treaty provisionally, by key; EVERYONE: all together."""

    each: dict[str, Applied]
    on: date

    def of(self, at: str) -> Applied | None:
        """A party's provisional application, as far as it goes by the day."""
        return self.each.get(at) or self.each.get(EVERYONE)

    def stands(self, at: str) -> bool:
        """Whether a party applies it provisionally on the day."""
        found = self.of(at)
        return found is not None and not self._over(found)

    @property
    def any(self) -> bool:
        """Whether anyone applies it provisionally on the day."""
        return any(not self._over(a) for a in self.each.values())

    def _over(self, applied: Applied) -> bool:
        return applied.until is not None and applied.until.first <= self.on


def provisional(past: History) -> Provisional:
    """Who applies it provisionally by the day of the history."""
    began = past.of(Kind.PROVISIONAL)
    if not began:
        return Provisional({}, past.on)
    ends = past.of(*_ENDS)
    each: dict[str, Applied] = {}
    for done in began:
        each[done.at] = Applied(done)
    if EVERYONE in each:  # whoever ends it for itself alone ends it for nobody else
        each |= {d.at: Applied(each[EVERYONE].began) for d in ends if d.at not in each and d.at != SOMEONE}
    for at, applied in each.items():
        over = [d for d in ends if d.at in (at, EVERYONE) and d.span.last >= applied.began.span.first]
        back = [d for d in past.of(Kind.RESUMPTION) if d.at in (at, EVERYONE)]
        over = [d for d in over if not any(r.span.first >= d.span.first for r in back)]
        ways = [(_until(over[0]), over[0])] if over else []
        if (last := _last_day(applied.began)) is not None:
            ways.append((last, applied.began))
        if ways:
            until, ended = min(ways, key=lambda way: way[0])
            each[at] = Applied(applied.began, ended, until)
    return Provisional(each, past.on)


_ENDS = (Kind.PROVISIONAL_END, Kind.UNSIGNED, Kind.NOTICE, Kind.CESSATION, Kind.SUSPENSION, Kind.TERMINATION)


def _last_day(began: Done) -> Span | None:
    """The first day after the one to which the news tells it to run; of a list's entry that is its effect."""
    told = next((f.until for f in began.facts if f.until and f.act is None), None)
    if told is None:
        return None
    last = span(told)
    return Span(add(last.first, Offset(1)), add(last.last, Offset(1)))


def _until(ended: Done) -> Span:
    told = next((f.until for f in ended.facts if f.until), None)
    return span(told) if told is not None and ended.kind is not Kind.SUSPENSION else ended.span
