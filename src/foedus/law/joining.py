"""From when each consent binds its state: with the treaty, later, by its depositary, by succession (VCLT 24).

Nothing here looks at departures; `foedus.law.participation` puts both together.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from foedus.law.entry import NEVER, Entry
from foedus.law.forms import offset_to_json
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, key
from foedus.law.model import Reason, Rule, Share, Terms, Trigger
from foedus.law.offsets import counted_from
from foedus.law.reasons import ReasonKind as K
from foedus.law.spans import Span, span

#: Acts by which one party alone consents to be bound, at first or anew (VCLT 11).
CONSENTS = (Kind.DEPOSIT, Kind.DEFINITIVE, Kind.NOTIFICATION, Kind.SUCCESSION)
# What each gives for itself, under a rule that asks some for it.
_BY_SOME = ((Trigger.NOTIFICATIONS, Kind.NOTIFICATION), (Trigger.SIGNATURE, Kind.SIGNATURE))
_NO_CONSENT = Reason(K.PARTY_NO_CONSENT, ("VCLT 11",))
# Under these a treaty binds all its negotiating states from one day.
_ALL_AT_ONCE = frozenset({Trigger.SIGNATURE, Trigger.DATE, Trigger.EXCHANGE})


class Joining:
    """When the treaty enters into force for a state, by its act of consent; a working value."""

    def __init__(self, terms: Terms, past: History, found: Entry) -> None:
        self.entry, self.rule = found, terms.later_states
        self.negotiators = frozenset(key(p) for p in past.parties)
        self.told: dict[str, list[Done]] = {}
        for done in past.of(Kind.ENTRY):
            if done.span.first <= past.on:
                self.told.setdefault(done.at, []).append(done)
        first = terms.entry_into_force
        some = _some_of(first)
        each = past.of(Kind.DEPOSIT, *(kind for trigger, kind in _BY_SOME if trigger in some))
        self.several = bool(each) and not past.bilateral
        self.alike = past.bilateral or first.count == "all" or first.trigger in _ALL_AT_ONCE - some
        self.alike = self.alike or (first.trigger is Trigger.NOTIFICATIONS and first.trigger not in some)
        rule = terms.later_states
        self.fields = {"offset": offset_to_json(rule.offset), "round": rule.round.value} if rule else {}
        # a report of entry into force does not tell when the condition was met: at the latest by this day
        self.met = _latest_start(found.span.last, first) if found.reported else found.trigger.last
        self.certain = not found.reported

    def since(self, at: str, consent: Done | None, again: date = date.max) -> tuple[Span, Reason]:
        """When the treaty entered into force for this state by this consent, and why.

        `again` is the day of the state's next consent, which what is told from then on is of.
        """
        told = self._told(at, consent, again)
        if told is not None:
            by = {"sources": told.said_by}
            when = self._not_before_treaty(told.likely)
            return when, Reason(K.PARTY_REPORTED, ("VCLT 24(3)",), told.ids, by)
        entry = self.entry
        if consent is None:
            # where all the negotiating states had to act together, what binds one binds all
            if entry.span.first != date.max and at in self.negotiators and not self.several:
                if self.alike:
                    return entry.span, Reason(K.PARTY_WITH_TREATY, ("VCLT 24",))
                when = Span(entry.span.first, date.max)
                return when, Reason(K.PARTY_CONSENT_UNKNOWN, ("VCLT 11", "VCLT 24(3)"))
            return NEVER, _NO_CONSENT
        if consent.kind is Kind.SUCCESSION:
            # its day is that of the succession (`foedus.law.history`)
            when = self._not_before_treaty(consent.span)
            return when, Reason(K.PARTY_SUCCEEDED, ("Summary of Practice XII",), consent.ids)
        given = next((span(f.until).first for f in consent.facts if f.until), None)
        early = given is None or given <= entry.span.first  # else its depositary gives it a later day
        if early and (consent.span.last <= self.met or consent.actor == EVERYONE):
            open_ = entry.trigger.last == date.max
            kind = K.PARTY_CONSENTED_EARLY if open_ else K.PARTY_CONSENTED
            return self._with_treaty(consent), Reason(kind, ("VCLT 24",), consent.ids)
        return self._later(consent)

    def _told(self, at: str, consent: Done | None, again: date) -> Done | None:
        """The report that it is in force for this state by this consent: not before it, before the next."""
        begun = consent.span.first if consent is not None else date.min
        each = self.told.get(at, [])
        return next((d for d in each if begun <= d.span.last and d.span.first < again), None)

    def _with_treaty(self, consent: Done) -> Span:
        """With the treaty; where only its day is reported, a consent near that day may have come too late."""
        when = self.entry.span
        if self.certain or self.rule is None or consent.actor == EVERYONE:
            return when
        later = counted_from(consent.span.last, self.rule.offset, self.rule.round)
        return Span(when.first, max(when.last, later), when.vague)

    def _later(self, consent: Done) -> tuple[Span, Reason]:
        """A state that consents once the treaty's own condition was met (VCLT 24(3))."""
        rule, day = self.rule, consent.span
        effect = next((f.until for f in consent.facts if f.until), None)
        if effect is not None:
            day, kind = span(effect), K.PARTY_LATER_BY_DEPOSITARY
        elif rule is not None:
            first = counted_from(day.first, rule.offset, rule.round)
            day = Span(first, first if day.exact else counted_from(day.last, rule.offset, rule.round))
            kind = K.PARTY_LATER_BY_RULE
        else:
            kind = K.PARTY_LATER
        fields = self.fields if kind is K.PARTY_LATER_BY_RULE else {}
        return self._not_before_treaty(day), Reason(kind, ("VCLT 24(3)",), consent.ids, fields)

    def _not_before_treaty(self, day: Span) -> Span:
        """In force for a state only while the treaty is in force at all."""
        entry = self.entry.span
        return Span(max(day.first, entry.first), max(day.last, entry.last), day.vague)


def consents(terms: Terms, past: History) -> dict[str, list[Done]]:
    """Each state's own acts of consent in order; those of all together under EVERYONE.

    Where the treaty enters into force on the signatures of some, each signature binds its state (VCLT 12(1)).
    """
    out: dict[str, list[Done]] = {}
    signing = not past.bilateral and Trigger.SIGNATURE in _some_of(terms.entry_into_force)
    for done in past.of(*CONSENTS, Kind.EXCHANGE, *((Kind.SIGNATURE,) if signing else ())):
        if done.actor != SOMEONE:
            out.setdefault(done.at, []).append(done)
    return out


def _some_of(rule: Rule) -> frozenset[Trigger]:
    """By which acts of some it enters into force, so that the others are not bound with them."""
    if rule.all_of or rule.any_of:
        return frozenset().union(*(_some_of(part) for part in (*rule.all_of, *rule.any_of)))
    if rule.trigger is None or not isinstance(rule.count, int | Share):
        return frozenset()
    return frozenset({rule.trigger}) & {trigger for trigger, _ in _BY_SOME}


def _latest_start(effect: date, rule: Rule) -> date:
    """The last day on which a condition can have been met that had its effect by `effect`."""
    if effect == date.max or (rule.offset is None and counted_from(effect, None, rule.round) == effect):
        return effect
    last = effect.toordinal()
    days = range(max(1, last - _LONGEST), last + 1)
    met = bisect_right(
        days, effect, key=lambda day: counted_from(date.fromordinal(day), rule.offset, rule.round)
    )
    return date.fromordinal(days[met - 1]) if met else effect


_LONGEST = 40_000  # days
