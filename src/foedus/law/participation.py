"""The times in which each party takes part: every consent opens one, every departure that stands ends it.

A party may leave, come back and leave again; a notice taken back in time is none (VCLT 68). A decision taken
at home, a vote or a decree, is no notice (VCLT 65, 67) and plays no part here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

import msgspec
from msgspec.structs import replace

from foedus.law.departing import Departing, Departure
from foedus.law.entry import Entry
from foedus.law.history import Done, History
from foedus.law.joining import Joining, consents
from foedus.law.kinds import EVERYONE, Kind
from foedus.law.model import Reason, Terms
from foedus.law.spans import Span

LEAVING = (Kind.NOTICE, Kind.CESSATION, Kind.NON_RENEWAL)


class Period(msgspec.Struct, frozen=True, gc=False):
    """One time of taking part: the act that began it (None: none is told), from when, and its end.

    `unsure`: whether the departure came before or after the consent is not told.
    """

    consent: Done | None
    since: Span
    reason: Reason
    departure: Departure | None = None


@dataclass(slots=True)
class _Open:
    """A time of taking part as it is put together; a working value."""

    consent: Done | None
    leaving: list[Done] = field(default_factory=list)
    unsure: bool = False


class Participation:
    """The periods of the parties of a history; a working value, which works out only whom it is asked for."""

    def __init__(self, terms: Terms, past: History, found: Entry) -> None:
        self.terms, self.past, self.found = terms, past, found
        self._periods: dict[str, tuple[Period, ...]] = {}  # by state, worked out once

    @cached_property
    def joining(self) -> Joining:
        return Joining(self.terms, self.past, self.found)

    @cached_property
    def departing(self) -> Departing:
        return Departing(self.terms, self.past, self.found)

    @cached_property
    def consents(self) -> dict[str, list[Done]]:
        return consents(self.terms, self.past)

    @cached_property
    def leaving(self) -> dict[str, list[Done]]:
        return _by_state(self.past.of(*LEAVING))

    @cached_property
    def taken_back(self) -> dict[str, list[Done]]:
        return _by_state(self.past.of(Kind.WITHDRAWN_INSTRUMENT))

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """Every departure that stands, in order of effect."""
        if not self.past.any(*LEAVING):
            return ()
        out = [p.departure for at in self.leaving for p in self.periods(at) if p.departure is not None]
        return tuple(sorted(out, key=lambda d: (d.effect, d.notice.at)))

    def periods(self, at: str) -> tuple[Period, ...]:
        """The times in which a state takes part, in order; one at least, of which nothing may be told.

        Worked out once for all days that have the same acts of the state, and the same basis.
        """
        found = self._periods.get(at)
        if found is None:
            told = self.consents, self.leaving, self.taken_back, self.joining.told
            each = [len(acts.get(at, ())) for acts in told]
            of = (Participation, at, *each, len(self.consents.get(EVERYONE, ())))
            found = self.past.once(of, lambda: tuple(self._periods_of(at)), self.terms, self._basis)
            self._periods[at] = found
        return found

    @cached_property
    def _basis(self) -> object:
        """One object for all days on which the periods of states rest on the same, but for their own acts."""
        departing, found = self.departing, self.found
        notices = self.past.of(Kind.NOTICE) if self.past.plans else ()  # whose a plan to leave may be
        acts = departing.revocations, departing.conflicts, notices
        entered = found.span, found.trigger, found.reported, self.joining.several
        return self.past.once((Participation, *entered, *map(len, acts)), object)

    def _periods_of(self, at: str) -> list[Period]:
        each = self.standing(at)
        if at not in self.leaving:
            since, reason = self.joining.since(at, each[0] if each else None)
            return [Period(each[0] if each else None, since, reason)]
        out: list[Period] = []
        times = self._opened(each, self.leaving[at])
        for opened, following in zip(times, [*times[1:], None], strict=True):
            again = following.consent.span.first if following and following.consent else date.max
            since, reason = self.joining.since(at, opened.consent, again)
            before = out[-1].departure if out else None
            if before is not None:
                since = Span(max(since.first, before.effect.first), max(since.last, before.effect.last))
            departure = self.departing.of(opened.leaving, since) if opened.leaving else None
            if departure is not None and opened.unsure:
                departure = replace(departure, effect=Span(departure.effect.first, date.max))
            out.append(Period(opened.consent, since, reason, departure))
        return out

    def _opened(self, each: list[Done], leaving: list[Done]) -> list[_Open]:
        """Its times of taking part, as its acts alone tell them."""
        if not self.departing.by_acts_alone:
            return _opened(each, leaving, self.departing.none_stands)
        of = (Participation, len(each))
        find = partial(_opened, each, leaving, self.departing.none_stands)
        return self.past.once(of, find, self.terms, *each, *leaving)

    def standing(self, at: str) -> list[Done]:
        """Its acts of consent in order, without those taken back before they bound it."""
        each = self.consents.get(at, []) + self.consents.get(EVERYONE, [])
        if len(each) > 1:
            each = sorted(each, key=lambda d: (d.span.first, d.span.last, d.kind))
        dated = [c for c in each if c.span.first != date.min]
        each = dated or each  # a report without a day tells of the consent that is known
        back = self.taken_back.get(at, [])
        return [c for c in each if not any(self._undone(at, c, w) for w in back)]

    def _undone(self, at: str, consent: Done, back: Done) -> bool:
        if consent.actor == EVERYONE or back.span.last < consent.span.first:
            return False
        return back.span.first < self.joining.since(at, consent)[0].first


def _by_state(acts: Iterable[Done]) -> dict[str, list[Done]]:
    out: dict[str, list[Done]] = {}
    for done in acts:
        if done.actor != EVERYONE:
            out.setdefault(done.at, []).append(done)
    return out


def _opened(each: list[Done], leaving: list[Done], none_stands: Callable[[list[Done]], bool]) -> list[_Open]:
    """Consents and departures in order of day: of one day, whoever takes part leaves before it comes back."""
    out: list[_Open] = []
    for _, joins, done in _in_order(each, leaving):
        current = out[-1] if out else None
        bound = current is not None and (not current.leaving or none_stands(current.leaving))
        if joins:
            out += [] if bound else [_Open(done)]
        elif current is None:
            out.append(_Open(None, [done]))  # its consent is not on record
        else:
            current.leaving.append(done)
    _mark_unsure(out, each, leaving)
    return out


def _in_order(each: list[Done], leaving: list[Done]) -> list[tuple[date, bool, Done]]:
    """By day; on one day a consent goes first where none stands yet, and a departure where one does."""
    acts = [(d.span.first, True, d) for d in each] + [(d.span.first, False, d) for d in leaving]
    by_day: dict[date, list[tuple[date, bool, Done]]] = {}
    for act in sorted(acts, key=lambda a: (a[0], a[2].span.last, a[2].kind, a[2].ids)):
        by_day.setdefault(act[0], []).append(act)
    out: list[tuple[date, bool, Done]] = []
    for same in by_day.values():
        first = not any(joins for _, joins, _ in out)
        out += sorted(same, key=lambda a: a[1] is not first)
    return out


def _mark_unsure(opened: list[_Open], each: list[Done], leaving: list[Done]) -> None:
    """Where the days told do not say which came first, the departure may not have ended anything."""
    for period in opened:
        for gone in period.leaving:
            period.unsure |= any(
                c.span.meets(gone.span) and not (c.span.exact and gone.span.exact) for c in each
            )
