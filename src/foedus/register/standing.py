"""Where each state stands by the facts of an entry alone: party from when to when, and how far that is known.

This is what lists and look-ups show; what follows in law from the register and the news together is the
record's to say. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from foedus.dates import bounds
from foedus.law.forms import terms_from_json
from foedus.law.model import Offset, Round, Terms, Trigger, Unit
from foedus.law.notice import effect_of
from foedus.law.offsets import counted_from
from foedus.law.spans import ALL_DAYS, span
from foedus.register.model import (
    GENERAL,
    DayKind,
    Did,
    Entry,
    Kind,
    Participant,
    Performed,
    Standing,
    Stands,
    State,
    What,
)

#: Acts by which a state consents to be bound (VCLT 11 to 17).
CONSENTS: Final = frozenset(
    {
        Did.RATIFICATION, Did.ACCEPTANCE, Did.APPROVAL, Did.ACCESSION, Did.SUCCESSION, Did.CONFIRMATION,
        Did.NOTIFICATION, Did.DEFINITIVE_SIGNATURE, Did.EXCHANGE, Did.CONSENT,
    }
)  # fmt: skip
#: Events after which an agreement binds nobody.
ENDS: Final = frozenset({What.TERMINATED, What.EXPIRED, What.SUPERSEDED, What.ABANDONED})
#: Lists whose days of consent give way to any other source's.
NOISY: Final = frozenset({"manytreaties-2020"})
_DEPOSITARY: Final = frozenset({"un-2015", "un-paris-2020", "un-rights-2022"})
_COMMODITIES: Final = "commodities"
_LEAVING: Final = frozenset({Did.DENUNCIATION, Did.CEASED, Did.INSTRUMENT_WITHDRAWN})
_DEPARTURES: Final = frozenset({Did.DENUNCIATION, Did.CEASED})  # of a state that had been bound
_ERRORS: Final = 0.1  # share of a treaty's consents in a noisy list that may be dated too early
#: No treaty has those who come later wait longer: the sales and labour conventions, over twelve months.
_LONGEST: Final = Offset(13, Unit.MONTH)
_BY_DEPOSITS: Final = (Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS)
_DATES: Final = 20_000  # dates in memory: the same few thousand stand in all entries
_UNBOUND: Final = frozenset({Kind.COMMITMENT, Kind.DECLARATION, Kind.DECISION})


@dataclass(frozen=True, slots=True)
class Period:
    """Bound from `since` on and no longer from `until` on (EDTF; None: not told, or still).

    `sure` is False where a day is only a bound: bound at the latest from `since`, or until `until`. Of a
    state that a list has, and of which no act is told, `since` is the interval from the agreement's entry
    into force to the list's day: within it the state was bound from a day on that is not told.
    """

    since: str | None
    until: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PartyStanding:
    """What a state is at last, when it was bound, up to which day that is known, and by which sources.

    `known_until` None beside a period that is not over: from when on it was bound is told, and by no source
    whether the agreement still goes on.
    """

    state: str
    stands: Stands
    periods: tuple[Period, ...] = ()
    known_until: str | None = None
    sources: tuple[str, ...] = ()


def standings(entry: Entry, states: Mapping[str, State]) -> tuple[PartyStanding, ...]:
    """Where each participant and each party of a closed treaty stands, by code."""
    told = {p.state: p for p in entry.participants}
    reading = _Reading(entry, states)
    alike: dict[_Shape, PartyStanding] = {}  # of whom the same is told, the same is so
    out = []
    for code in sorted({*told, *entry.parties.states}):
        participant = told.get(code) or Participant(state=code)
        shape = reading.shape(participant)
        found = alike.get(shape)
        if found is None:
            found = alike[shape] = reading.of(participant)
        out.append(PartyStanding(code, found.stands, found.periods, found.known_until, found.sources))
    return tuple(out)


def standing(entry: Entry, state: str, states: Mapping[str, State]) -> PartyStanding | None:
    """Where one state stands, None where the entry does not name it."""
    told = entry.participant(state)
    if told is None and state not in entry.parties.states:
        return None
    return _Reading(entry, states).of(told or Participant(state=state))


def ended(entry: Entry) -> str | None:
    """The first day on which the agreement as a whole binds nobody any more, None where none is told."""
    days = [e.date for e in entry.events if e.what in ENDS and not e.by]
    return min((d for d in days if d), key=first_day, default=None)


@lru_cache(_DATES)
def first_day(text: str | None) -> date:
    """The first day that a date may mean; the last of all days where none is told."""
    if not text:
        return date.max
    first, last, *_ = bounds(text)
    return first or (date.min if last else date.max)


def last_day(text: str) -> date:
    """The last day that a date may mean; the last of all days where it has no end."""
    return bounds(text).latest or date.max


_Shape = tuple[tuple[Performed, ...], tuple[Standing, ...], bool, str | None]


class _Reading:
    """One entry, with what its states have in common."""

    def __init__(self, entry: Entry, states: Mapping[str, State]) -> None:
        self.entry, self.states = entry, states
        self.parties = frozenset(entry.parties.states)
        day = entry.day(DayKind.IN_FORCE)
        self.in_force = day.date if day else None
        self.not_yet = day is not None and day.date is None
        self.end = ended(entry)
        self.terms = terms_from_json(entry.terms) if entry.terms else Terms(known=False)
        self.whole = {c.source: c.whole_until for c in entry.covers if c.whole_until}
        acts = [c.whole_until for c in entry.covers if c.whole_until and "acts" not in c.omits]
        self.acts_whole = max(acts, key=first_day, default=None)
        self.lasts = self._lasts()
        self.mistaken = self._mistaken()

    def shape(self, p: Participant) -> _Shape:
        """All on which it hangs where a state stands, but for its name."""
        heir = p.state if any(a.did is Did.SUCCESSION for a in p.acts) else None  # bound from its own days on
        return p.acts, p.standings, p.state in self.parties, heir

    def of(self, p: Participant) -> PartyStanding:
        acts = self._trusted(p)
        sources = tuple(dict.fromkeys(s for a in (*acts, *p.standings) for s in a.sources))
        sources = sources or self.entry.parties.sources
        known = self._known(p, acts)
        if self.entry.kind in _UNBOUND:
            return PartyStanding(p.state, Stands.PARTICIPANT, (), known, sources)
        periods = self._periods(p, acts)
        if periods and periods[-1].until is None and self.lasts is None:
            known = None
        return PartyStanding(p.state, self._stands(p, acts, periods), periods, known, sources)

    def _lasts(self) -> str | None:
        """A day on which the agreement is known to go on: by hand, by a list that says so, by its depositary.

        The UN list keeps commodity agreements whose term is over; the others in it have none.
        """
        days = [d.date for d in self.entry.days if d.what is DayKind.STILL_IN_FORCE and d.date]
        days += [self.entry.as_of] if self.entry.as_of else []
        if _COMMODITIES not in self.entry.subjects:
            days += [day for source, day in self.whole.items() if source in _DEPOSITARY]
        return max(days, key=first_day, default=None)

    def _mistaken(self) -> bool:
        """Whether noisy lists tell of more consents than there can have been before it entered into force.

        By them its own number would have been reached, and its day have come, before the recorded one: what
        such a list has as consents of this treaty are signatures or days made up.
        """
        rule, force = self.terms.entry_into_force, self.in_force
        if not isinstance(rule.count, int) or rule.trigger is not Trigger.INSTRUMENTS or force is None:
            return False
        if rule.must_include or rule.weight or rule.not_before or rule.among or rule.linked:
            return False  # its day may have come long after its number
        early = noisy = 0
        for p in self.entry.participants:
            acts = [a for a in p.acts if a.did in CONSENTS and a.date]
            first = min(acts, key=lambda a: first_day(a.date), default=None)
            day = bounds(first.date).latest if first and first.date else None
            if first and day and counted_from(day, rule.offset, rule.round) < first_day(force):
                early += 1
                noisy += NOISY.issuperset(first.sources)
        return noisy > 0 and early >= rule.count * (1 + _ERRORS)

    def _trusted(self, p: Participant) -> tuple[Performed, ...]:
        """Without the consents of noisy lists where a better source tells one, or is whole and tells none."""
        if not any(a.did in CONSENTS and NOISY.issuperset(a.sources) for a in p.acts):
            return p.acts
        better = any(a.did in CONSENTS and not NOISY.issuperset(a.sources) for a in p.acts)
        last = _last_listed(p)
        # who is no party by a later list never consented, unless a departure tells otherwise
        apart = last is not None and last.stands in (Stands.SIGNATORY, Stands.NEITHER)
        if apart and not any(a.did in _LEAVING for a in p.acts):
            better = True

        def denied(act: Performed) -> bool:
            if act.did not in CONSENTS or not NOISY.issuperset(act.sources):
                return False
            day = act.date or act.effect
            within = self.acts_whole and day and first_day(day) <= first_day(self.acts_whole)
            return better or self.mistaken or bool(within)

        return tuple(a for a in p.acts if not denied(a))

    def _stands(self, p: Participant, acts: tuple[Performed, ...], periods: tuple[Period, ...]) -> Stands:
        """What the state is at last."""
        last = _last_listed(p)
        if periods:
            going = periods[-1].until in (None, self.end)
            return Stands.PARTY if going else Stands.NEITHER
        if any(a.did in CONSENTS for a in acts):
            withdrawn = _left(acts)
            signed = any(a.did is Did.SIGNATURE for a in acts)
            return Stands.PARTY if not withdrawn else Stands.SIGNATORY if signed else Stands.NEITHER
        if any(a.did is Did.SIGNATURE for a in acts):
            return Stands.SIGNATORY
        if last and last.stands is not Stands.PARTICIPANT:
            return last.stands
        if p.state in self.parties:
            return Stands.SIGNATORY
        return last.stands if last else Stands.PARTICIPANT

    def _known(self, p: Participant, acts: tuple[Performed, ...]) -> str | None:
        """The day up to which what is told of the state is known."""
        days = [s.as_of for s in p.standings if s.stands is not Stands.PARTICIPANT]
        if self.whole:
            told = {source for a in acts for source in a.sources}
            days += [day for source, day in self.whole.items() if source in told]
        days += [a.date for a in acts if a.date]
        by_hand = not (p.acts or p.standings) or any(GENERAL in a.sources for a in acts)
        if self.entry.as_of and by_hand:
            days.append(self.entry.as_of)
        return max(days, key=first_day, default=None)

    def _periods(self, p: Participant, acts: tuple[Performed, ...]) -> tuple[Period, ...]:
        """The times in which the state was bound: by its acts, else by where a list says that it stands."""
        periods = self._by_acts(p.state, acts)
        last = _last_listed(p)
        whole = last and any(s in self.whole for s in last.sources)
        if periods and last and whole and last.stands in (Stands.NEITHER, Stands.SIGNATORY):
            open_ = periods[-1].until in (None, self.end)
            if open_ and all(first_day(a.date) < first_day(last.as_of) for a in acts if a.date):
                return (*periods[:-1], Period(periods[-1].since, last.as_of, False))
        if periods or any(a.did in CONSENTS for a in acts) or self.not_yet:
            return periods
        if last and last.stands is Stands.PARTY:
            since = max((d for d in (_first_listed(p), self.in_force) if d), key=first_day)
            leaving = (a for a in acts if a.did in _LEAVING and not _taken_back(a, acts))
            left = next((a for a in leaving if first_day(a.date) >= first_day(last.as_of)), None)
            until = self._until(left, since)[0] if left else self.end
            return (Period(self._within(since, last.year), until, False),)
        own = [a for a in acts if a.did in _DEPARTURES and not NOISY.issuperset(a.sources)]
        left = next((a for a in own if (a.effect or a.date) and not _taken_back(a, acts)), None)
        if self.in_force and self.entry.parties.closed and p.state in self.parties:
            until, sure = self._until(left, self.in_force) if left else (self.end, True)
            return (Period(self.in_force, until, sure),)
        return self._before(left) if left else ()

    def _within(self, since: str, year: str | None) -> str:
        """The days on which a state that a list has may have become bound, `since` at the latest.

        Where a list tells the year of its consent, not before that year, nor later than a consent of the
        year's last day would have effect. A list that is whole and lacks the state tells that it was not
        bound before, and that the year is none of an earlier act.
        """
        if since == self.in_force:
            return since
        first, last = first_day(self.in_force), first_day(since)
        first = date.min if first == date.max else first
        whole = first_day(self.acts_whole) if self.acts_whole else date.min
        if whole < last:
            first = max(first, whole)
            if year and int(year) >= whole.year:
                first = max(first, date(int(year), 1, 1))
                last = min(last, self._at_the_latest(date(int(year), 12, 31)))
        begins = ".." if first == date.min else first.isoformat()
        return f"{begins}/{max(first, last).isoformat()}"

    def _at_the_latest(self, deposited: date) -> date:
        """The last day on which a consent deposited after entry into force can have effect (VCLT 24(3)).

        Who comes later waits no longer than the first did; where no clause is known, no longer than any does.
        """
        longest = counted_from(deposited, _LONGEST, Round.NONE)
        later, first = self.terms.later_states, self.terms.entry_into_force
        if later is None and first.trigger not in _BY_DEPOSITS:
            return longest
        rule = later or first
        return min(longest, counted_from(deposited, rule.offset, rule.round))

    def _before(self, left: Performed) -> tuple[Period, ...]:
        """Who left had been a party: since a day that is not told, the last that it can be being before."""
        until = self._until(left, self.in_force)[0]
        if until is None or first_day(until) == date.min:
            return ()
        last = (min(first_day(left.date), first_day(until)) - timedelta(days=1)).isoformat()
        if self.in_force is None:
            return (Period(f"../{last}", until, False),)
        if first_day(self.in_force).isoformat() > last:
            return ()
        return (Period(f"{self.in_force}/{last}", until, False),)

    def _by_acts(self, state: str, acts: tuple[Performed, ...]) -> tuple[Period, ...]:
        """Each consent opens a period, each departure ends it."""
        out: list[Period] = []
        going: Period | None = None
        gone: Performed | None = None  # a departure before any consent that is told
        for act in sorted(acts, key=lambda a: (first_day(a.date or a.effect), a.did in _LEAVING)):
            if act.did in CONSENTS and going is None:
                since = self._since(state, act)
                before = out[-1].until if out else None
                if since and not (before and first_day(since.since) < first_day(before)):
                    out += self._before(gone) if gone and not out else ()
                    going = since
            elif act.did in _LEAVING and going is not None:
                until, sure = self._until(act, going.since)
                out.append(Period(going.since, until, going.sure and sure))
                going = None
            elif act.did in _DEPARTURES and not out and not NOISY.issuperset(act.sources):
                gone = gone or act
            elif act.did is Did.NOTICE_REVOKED and out:
                going = Period(out.pop().since)
        if going is not None:
            out.append(Period(going.since, self.end, going.sure))
        return tuple(out)

    def _since(self, state: str, act: Performed) -> Period | None:
        """From when a consent binds; None while the agreement is in force for nobody."""
        force = self.in_force
        if force is None:
            return Period(act.effect, None, False) if act.effect and not self.not_yet else None
        if act.did is Did.SUCCESSION:
            own = self.states.get(state)
            return Period(max(force, (own.succeeds if own else None) or act.date or force, key=first_day))
        if act.effect is not None:
            return Period(max(force, act.effect, key=first_day))
        if act.date is None:
            return Period(force, None, act.did is Did.EXCHANGE)
        rule, day, first = self.terms.later_states, bounds(act.date), self.terms.entry_into_force
        waits = rule is not None and (rule.offset, rule.round) == (first.offset, first.round)
        if first_day(act.date) <= first_day(force) and not waits:
            return Period(force)
        if rule is not None and day.earliest and day.earliest == day.latest:
            effect = counted_from(day.earliest, rule.offset, rule.round).isoformat()
            return Period(max(force, effect, key=first_day))
        if first_day(act.date) <= first_day(force):
            return Period(force)
        if rule is None and day.earliest and day.earliest == day.latest:
            latest = self._at_the_latest(day.earliest).isoformat()
            return Period(act.date if latest == act.date else f"{act.date}/{latest}", None, False)
        return Period(act.date, None, False)

    def _until(self, act: Performed, since: str | None) -> tuple[str | None, bool]:
        """The day from which a departure has effect, and whether that is sure."""
        if act.effect or act.did is not Did.DENUNCIATION:
            return act.effect or act.date, True
        clause, day = self.terms.denunciation, bounds(act.date) if act.date else None
        force = span(self.in_force) if self.in_force else ALL_DAYS
        if clause is not None and clause.allowed and day and day.earliest and day.earliest == day.latest:
            effect = effect_of(clause, span(act.date), force, span(since) if since else force).span
            if effect.exact and effect.first > day.earliest:
                return effect.first.isoformat(), True
        return act.date, False


def _last_listed(p: Participant) -> Standing | None:
    """Where the last list has the state; one that only names it among others tells nothing beside another."""
    return max(_telling(p), key=lambda s: first_day(s.as_of), default=None)


def _telling(p: Participant) -> Sequence[Standing]:
    return [s for s in p.standings if s.stands is not Stands.PARTICIPANT] or p.standings


def _first_listed(p: Participant) -> str:
    """The day of the first of the lists that have a state as a party without a list between that does not."""
    days: list[str] = []
    for one in sorted(_telling(p), key=lambda s: first_day(s.as_of)):
        days = [*days, one.as_of] if one.stands is Stands.PARTY else []
    return days[0]


def _left(acts: tuple[Performed, ...]) -> bool:
    """Whether the last of the acts of consent and leaving is a departure."""
    bearing = [a for a in acts if a.did in CONSENTS | _LEAVING]
    last = max(bearing, key=lambda a: (first_day(a.date or a.effect), a.did in _LEAVING), default=None)
    return last is not None and last.did in _LEAVING


def _taken_back(notice: Performed, acts: Iterable[Performed]) -> bool:
    """Whether a notice was revoked later, before it had effect where that day is told (VCLT 68)."""
    if notice.did is not Did.DENUNCIATION or notice.date is None:
        return False
    given = first_day(notice.date)
    upto = first_day(notice.effect) if notice.effect else date.max
    return any(a.did is Did.NOTICE_REVOKED and a.date and given <= first_day(a.date) <= upto for a in acts)
