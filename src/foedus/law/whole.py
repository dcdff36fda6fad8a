"""Everything found about one treaty on one day, computed once and handed to all who tell of it."""

from __future__ import annotations

from datetime import date

import msgspec

from foedus.law.departing import Departure
from foedus.law.entry import Entry, entry
from foedus.law.history import Done, History, history
from foedus.law.kinds import EVERYONE, Kind
from foedus.law.leaving import Ending, ending
from foedus.law.model import Reason, Record, Terms, Trigger
from foedus.law.participation import Participation
from foedus.law.provisional import Provisional, provisional
from foedus.law.spans import Span, span


class Whole(msgspec.Struct, frozen=True, gc=False):
    """The history up to a day, entry into force, ending, who takes part and applies it provisionally.

    `suspended` has who has suspended, by key.

    `entered` and `ended` are True, False, or None where the record does not tell.
    """

    terms: Terms
    past: History
    entry: Entry
    ending: Ending
    parts: Participation
    provisional: Provisional
    suspended: dict[str, Done]
    entered: bool | None
    ended: bool | None

    @property
    def left(self) -> tuple[Departure, ...]:
        """Every departure that stands, in order of effect."""
        return self.parts.departures

    @property
    def missing(self) -> tuple[Reason, ...]:
        """What is still needed; where it is not told whether it is in force, only what its own rule asks."""
        rule = self.terms.entry_into_force.trigger
        unknown = self.entered is None and rule in (None, Trigger.NONE)
        return () if self.entered or unknown else self.entry.missing

    @property
    def in_force(self) -> bool | None:
        if self.entered is False or self.ended is True:
            return False
        return None if self.entered is None or self.ended is None else True


def whole(record: Record, terms: Terms, on: date) -> Whole:
    """What the record and terms give on the day."""
    return of_history(history(record, on), terms)


def of_history(past: History, terms: Terms) -> Whole:
    """The same, of a history up to a day."""
    found = entry(terms, past)
    parts = Participation(terms, past, found)
    end = ending(terms, past, found, parts)
    entered, ended = come(found.span, past.on), come(end.span, past.on)
    return Whole(terms, past, found, end, parts, provisional(past), _suspended(past), entered, ended)


def come(when: Span, on: date) -> bool | None:
    """Whether it has come by the end of the day; what never comes has not, on whatever day."""
    if when.last <= on and when.last != date.max:
        return True
    return None if when.first <= on and when.first != date.max else False


def _suspended(past: History) -> dict[str, Done]:
    """Suspensions that stand: not resumed, not run out, and certainly begun."""
    out: dict[str, Done] = {}
    for d in past.of(Kind.SUSPENSION):
        if any(f.to or f.article for f in d.facts):
            continue  # in part, or towards some alone (`foedus.law.mutual`)
        until = next((f.until for f in d.facts if f.until), None)
        ended = until is not None and span(until).last < past.on
        resumed = any(
            r.span.first >= d.span.first and r.actor in (EVERYONE, d.actor) for r in past.of(Kind.RESUMPTION)
        )
        if not ended and not resumed and d.span.last <= past.on:
            out[d.at] = d
    return out
