"""Where each party stands: bound since when, leaving, signed only, or nothing yet (VCLT 2(1), 24(3))."""

from __future__ import annotations

from datetime import date

from foedus.law.entry import NEVER
from foedus.law.forms import offset_to_json
from foedus.law.history import Done
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, key
from foedus.law.leaving import Departure
from foedus.law.model import PartyStatus, Reason, State, Trigger
from foedus.law.offsets import counted_from
from foedus.law.reasons import ReasonKind as K
from foedus.law.spans import Span, span
from foedus.law.whole import Whole

_CONSENT = (Kind.DEPOSIT, Kind.DEFINITIVE, Kind.NOTIFICATION, Kind.EXCHANGE, Kind.SUCCESSION)

# Before it is in force: how far a state has gone, the furthest first.
_STAGES: tuple[tuple[Kind, State, tuple[str, ...]], ...] = (
    (Kind.DEPOSIT, State.CONSENTED, ("VCLT 11", "VCLT 16")),
    (Kind.EXCHANGE, State.CONSENTED, ("VCLT 13", "VCLT 16(a)")),
    (Kind.NOTIFICATION, State.CONSENTED, ("VCLT 16(c)",)),
    (Kind.SUCCESSION, State.CONSENTED, ("Summary of Practice XII",)),
    (Kind.DEFINITIVE, State.SIGNED_DEFINITIVELY, ("VCLT 12",)),
    (Kind.PROVISIONAL, State.PROVISIONALLY_APPLIED, ("VCLT 25",)),
    (Kind.HOME, State.RATIFIED, ("VCLT 2(1)(b)", "VCLT 14")),
    (Kind.SIGNATURE, State.SIGNED, ("VCLT 12", "VCLT 18")),
    (Kind.INITIALLING, State.INITIALLED, ("VCLT 10", "VCLT 12(2)(a)")),
    (Kind.NEGOTIATION, State.NEGOTIATED, ("VCLT 2(1)(e)",)),
)


# Under these a treaty binds all its negotiating states from one day.
_ALL_AT_ONCE = (Trigger.SIGNATURE, Trigger.DATE, Trigger.EXCHANGE, Trigger.NOTIFICATIONS)


def parties(whole: Whole) -> tuple[PartyStatus, ...]:
    """Each party and each state that has acted, in the record's order, then by name."""
    places = _Places(whole)
    return tuple([places.of(at) for at in places.order])


_NO_CONSENT = Reason(K.PARTY_NO_CONSENT, ("VCLT 11",))


class _Places:
    """The acts of a history by state; a working value that never leaves this module."""

    def __init__(self, whole: Whole) -> None:
        past = whole.past
        self.whole = whole
        self.names: dict[str, str] = {key(p): p for p in past.parties}
        self.consents: dict[str, list[Done]] = {}
        self.furthest: dict[str, tuple[Done, State, tuple[str, ...]]] = {}
        self.told: dict[str, Done] = {d.at: d for d in past.of(Kind.ENTRY) if d.span.first <= past.on}
        for kind, state, articles in _STAGES:
            for done in past.of(kind):
                at = done.at
                self.names.setdefault(at, done.actor)
                self.furthest.setdefault(at, (done, state, articles))
                if kind in _CONSENT:
                    self.consents.setdefault(at, []).append(done)
        for done in self.told.values():
            self.names.setdefault(done.at, done.actor)
        self.joint = self.consents.pop(EVERYONE, [])
        for nobody in (EVERYONE, SOMEONE):
            self.names.pop(nobody, None)
        self.negotiators = frozenset(key(p) for p in past.parties)
        self.order = [key(p) for p in past.parties]
        self.order += sorted(at for at in self.names if at not in self.negotiators)
        self.gone = {key(d.party): d for d in whole.left}
        self.several = bool(past.of(Kind.DEPOSIT)) and not past.bilateral
        first = whole.terms.entry_into_force
        self.alike = past.bilateral or first.count == "all" or first.trigger in _ALL_AT_ONCE
        rule = whole.terms.later_states
        self.later = {"offset": offset_to_json(rule.offset), "round": rule.round.value} if rule else {}

    def of(self, at: str) -> PartyStatus:
        """Where one state stands."""
        whole, party, gone = self.whole, self.names[at], self.gone.get(at)
        on, end = whole.past.on, whole.ending
        consent = self._consent(at, gone)
        since, reason = self._since(at, consent)
        if since.first > on:
            return self._before(at, since, reason)
        out, state, why = end.span, end.state, end.reasons[:1]
        leaves = False
        if gone is not None:
            back = consent is not None and consent.span.first >= gone.effect.last
            leaves = not back and gone.effect.first <= end.span.first
        if gone is not None and leaves:
            out, state, why = gone.effect, State.WITHDRAWN, (gone.reason,)
        if out.last <= on:
            return PartyStatus(party, state, False, since.edtf(), out.edtf(), (reason, *why))
        until = out.edtf() if out.first != date.max else None
        bound = True if since.last <= on and out.first > on else None
        if bound is None:
            state = State.UNCERTAIN
        elif at in whole.suspended:
            done = whole.suspended[at]
            stopped = {"date": done.span.edtf()}
            why = (*why, Reason(K.PARTY_SUSPENDED, ("VCLT 57", "VCLT 72"), done.ids, stopped))
            state = State.SUSPENDED
        else:
            state = State.NOTICE_GIVEN if leaves else State.IN_FORCE
        return PartyStatus(party, state, bound, since.edtf(), until, (reason, *why))

    def _consent(self, at: str, gone: Departure | None) -> Done | None:
        """The act by which it is bound; after a departure, the one that brought it back."""
        each = self.consents.get(at, []) + self.joint
        if len(each) > 1:
            each = sorted(each, key=lambda d: (d.span.first, d.span.last, d.kind))
        if gone is not None:
            back = [d for d in each if d.span.first >= gone.effect.last]
            before = [d for d in each if d.span.first <= gone.notice.span.first]
            each = back or (before[-1:] if self._returned(before, gone) else []) or each
        return each[0] if each else None

    def _returned(self, before: list[Done], gone: Departure) -> bool:
        """Whether the party had left once already, and consented anew before the notice that stands."""
        notices = [d for d in self.whole.past.of(Kind.NOTICE) if d.at == gone.notice.at]
        return len(before) > 1 and any(
            before[0].span.first < d.span.first <= before[-1].span.last for d in notices if d != gone.notice
        )

    def _since(self, at: str, consent: Done | None) -> tuple[Span, Reason]:
        """When the treaty entered into force for this state, and why."""
        entry = self.whole.entry
        told = self.told.get(at)
        if told is not None:
            by = {"sources": told.said_by}
            return told.likely, Reason(K.PARTY_REPORTED, ("VCLT 24(3)",), told.ids, by)
        if consent is None:
            # where all the negotiating states had to act together, what binds one binds all
            if entry.span.first != date.max and at in self.negotiators and not self.several:
                if self.alike:
                    return entry.span, Reason(K.PARTY_WITH_TREATY, ("VCLT 24",))
                when = Span(entry.span.first, date.max)
                return when, Reason(K.PARTY_CONSENT_UNKNOWN, ("VCLT 11", "VCLT 24(3)"))
            return NEVER, _NO_CONSENT
        given = next((span(f.until).first for f in consent.facts if f.until), None)
        early = given is None or given <= entry.span.first  # else its depositary gives it a later day
        if early and (consent.span.last <= entry.trigger.last or consent.actor == EVERYONE):
            open_ = entry.trigger.last == date.max
            kind = K.PARTY_CONSENTED_EARLY if open_ else K.PARTY_CONSENTED
            return entry.span, Reason(kind, ("VCLT 24",), consent.ids)
        return self._later(consent)

    def _later(self, consent: Done) -> tuple[Span, Reason]:
        """A state that consents once the treaty's own condition was met (VCLT 24(3))."""
        entry, rule, day = self.whole.entry, self.whole.terms.later_states, consent.span
        effect = next((f.until for f in consent.facts if f.until), None)
        if effect is not None:
            day, kind = span(effect), K.PARTY_LATER_BY_DEPOSITARY
        elif rule is not None:
            first = counted_from(day.first, rule.offset, rule.round)
            day = Span(first, first if day.exact else counted_from(day.last, rule.offset, rule.round))
            kind = K.PARTY_LATER_BY_RULE
        else:
            kind = K.PARTY_LATER
        fields = self.later if kind is K.PARTY_LATER_BY_RULE else {}
        when = Span(max(day.first, entry.span.first), max(day.last, entry.span.last))
        return when, Reason(kind, ("VCLT 24(3)",), consent.ids, fields)

    def _before(self, at: str, since: Span, reason: Reason) -> PartyStatus:
        found = self.furthest.get(at) or self.furthest.get(EVERYONE)
        if found is None:
            return PartyStatus(self.names[at], State.UNKNOWN, False, None, None, (reason,))
        done, state, articles = found
        fields = {"act": done.kind.value, "date": done.span.edtf(), "sources": done.said_by}
        lines: tuple[Reason, ...] = (Reason(K.PARTY_STAGE, articles, done.ids, fields),)
        if since.first != date.max:
            lines += (Reason(K.PARTY_FROM, reason.articles, reason.facts, {"date": since.edtf()}),)
        return PartyStatus(self.names[at], state, False, None, None, lines)
