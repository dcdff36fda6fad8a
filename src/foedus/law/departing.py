"""One departure: from a party's notices, and reports of their effect, to the first day on which it is out.

A notice takes effect by the treaty's clause (VCLT 54(a)), on the day told with it, or against a renewal.
Without a clause there is no right to leave unless the parties meant one (VCLT 56). Who is expelled, or leaves
the organisation whose treaty it is, is out on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import msgspec

from foedus.law.entry import Entry
from foedus.law.forms import denunciation_to_json
from foedus.law.history import Done, History
from foedus.law.kinds import SOMEONE, Kind, key, kind_of
from foedus.law.model import DurationKind, Fact, Offset, Reason, Terms, Unit
from foedus.law.notice import delayed, effect_of
from foedus.law.offsets import add
from foedus.law.periods import expiry
from foedus.law.reasons import ReasonKind as K
from foedus.law.spans import Span, span

_FOR_A_TIME = (DurationKind.FIXED, DurationKind.UNTIL)
_TWELVE_MONTHS = Offset(12, Unit.MONTH)
_BY_NOTICE = ("VCLT 54(a)", "VCLT 67")
_NOTICE = ("VCLT 65", "VCLT 67")
_NONE_TOLD = Span(date.min, date.max)


class Departure(msgspec.Struct, frozen=True, gc=False):
    """One party's notice that stands (or what else ended its part), and the first day on which it is out.

    `notices` are all that stand, for what else a notice does.
    """

    party: str
    notice: Done
    effect: Span
    reason: Reason
    doubts: tuple[Reason, ...] = ()
    notices: tuple[Done, ...] = ()


class Departing:
    """What ends a party's part under some terms; a working value."""

    def __init__(self, terms: Terms, past: History, found: Entry) -> None:
        self.terms, self.past, self.entry = terms, past, found
        self.revocations = past.of(Kind.REVOCATION)
        self.conflicts = past.of(Kind.CONFLICT)

    def of(self, leaving: list[Done], joined: Span) -> Departure | None:
        """What these acts of one party come to, who is bound since `joined`; None where all were taken back.

        A notice against renewal alone is none where nothing is known of a renewal.
        """
        if self.by_acts_alone:
            return self.past.once(Departing, lambda: self._of(leaving, joined), self.terms, *leaving)
        found = self._of(leaving, joined)
        for back in self.revocations:
            if found is None or back.at != found.notice.at:
                continue
            standing = [d for d in leaving if not _taken_back(d, back, found.effect)]
            if len(standing) < len(leaving):
                leaving = standing
                found = self._of(leaving, joined) if leaving else None
        return found

    @cached_property
    def by_acts_alone(self) -> bool:
        """Whether what acts come to is the same on every day: no clause or renewal counts from elsewhere, and
        nothing is told that bears on them."""
        clause = self.terms.denunciation is not None or self._renews()
        return not (clause or self.revocations or self.past.plans)

    def none_stands(self, leaving: list[Done]) -> bool:
        """Whether all of these acts were taken back, or are against a renewal that nothing tells of."""
        if not self.revocations and any(d.kind is not Kind.NON_RENEWAL for d in leaving):
            return False
        return self.of(leaving, Span(date.min, date.min)) is None

    def _of(self, leaving: list[Done], joined: Span) -> Departure | None:
        notices = [d for d in leaving if d.kind is Kind.NOTICE]
        ceased = [d for d in leaving if d.kind is Kind.CESSATION]
        against = [d for d in leaving if d.kind is Kind.NON_RENEWAL]
        if notices:
            found = self._by_notice(notices, joined)
        elif against and not ceased:
            if not self._renews():
                return None
            found = self._against_renewal(against[0])
        else:
            return _ceased(ceased[0], leaving)
        if ceased and not (found.effect.exact and found.effect.first <= ceased[0].span.first):
            found = _ceased(ceased[0], leaving)
        return Departure(found.party, found.notice, found.effect, found.reason, found.doubts, tuple(leaving))

    def _by_notice(self, notices: list[Done], joined: Span) -> Departure:
        notice = next((d for d in notices if formal(d)), notices[0])
        own, clause = _effect_told(notice), self.terms.denunciation
        told = own or self._effect_announced(notice)
        fields = {"state": notice.actor, "date": notice.span.edtf(), "sources": notice.said_by}
        if clause is not None and not clause.allowed and told is None:
            reason = Reason(K.NO_RIGHT_TO_LEAVE, ("VCLT 42(2)", "VCLT 56"), notice.ids, fields)
            return Departure(notice.actor, notice, Span(date.max, date.max), reason)
        if told is not None and (own is not None or clause is None or not clause.allowed):
            reason = Reason(
                K.NOTICE_TO_TAKE_EFFECT, _BY_NOTICE, notice.ids, {**fields, "effect": told.edtf()}
            )
            return Departure(notice.actor, notice, told, reason)
        if clause is not None:
            return self._by_clause(notice, notices, joined, told, fields)
        if self._renews():
            return self._against_renewal(notice)
        return self._without_clause(notice, notices, fields)

    def _by_clause(
        self, notice: Done, notices: list[Done], joined: Span, told: Span | None, fields: Mapping[str, object]
    ) -> Departure:
        clause = self.terms.denunciation
        assert clause is not None
        found = effect_of(clause, notice.span, self.entry.span, joined)
        effect, doubts = found.span, list[Reason]()
        if found.allowed is not None:
            early = {"state": notice.actor, "day": found.allowed.isoformat()}
            doubts.append(Reason(K.NOTICE_TOO_EARLY, ("VCLT 42(2)",), notice.ids, early))
        if found.outside is not None and clause.window is not None:
            outside = {"state": notice.actor, "day": found.outside.isoformat()}
            doubts.append(Reason(K.NOTICE_OUTSIDE_WINDOW, ("VCLT 42(2)",), notice.ids, outside))
        if clause.delayed_by_conflict:
            effect = delayed(effect, self._conflicts(notice.at))
            if effect != found.span:
                late = {"state": notice.actor, "date": found.span.edtf()}
                doubts.append(Reason(K.NOTICE_DELAYED, (), notice.ids, late))
        counted = {**fields, "clause": denunciation_to_json(clause), "effect": effect.edtf()}
        reason = Reason(K.NOTICE_COUNTED, _BY_NOTICE, notice.ids, counted)
        either = {"state": notice.actor, "date": notice.span.edtf()}
        if told is not None and not told.meets(effect):
            fields = {**either, "rule_date": effect.edtf(), "report_date": told.edtf()}
            doubts.append(Reason(K.EFFECT_TOLD_DIFFERS, _NOTICE, notice.ids, fields))
            effect = Span(min(effect.first, told.first), max(effect.last, told.last))
        waits = effect.first > notice.span.first
        if told is None and waits and not _is_notice(notice, notices, effect):
            # news calls both the notice and its effect a withdrawal
            doubts.append(Reason(K.NOTICE_OR_EFFECT, _NOTICE, notice.ids, either))
            effect = Span(notice.span.first, effect.last)
        return Departure(notice.actor, notice, effect, reason, tuple(doubts))

    def _without_clause(self, notice: Done, notices: list[Done], fields: Mapping[str, object]) -> Departure:
        """No clause is known: where a report of the effect follows the notice it tells the day."""
        given, terms = notice.span, self.terms
        reason = Reason(K.NOTICE_GIVEN, _NOTICE, notice.ids, fields)
        after = [d for d in notices if d is not notice and not formal(d) and d.span.first > given.last]
        if formal(notice) and after:
            effect = {**fields, "effect": after[0].span.edtf()}
            reason = Reason(K.NOTICE_TO_TAKE_EFFECT, _BY_NOTICE, (*notice.ids, *after[0].ids), effect)
            return Departure(notice.actor, notice, after[0].span, reason)
        read = terms.known and terms.entry_into_force.trigger is not None
        doubt = K.NO_WITHDRAWAL_CLAUSE if read else K.WITHDRAWAL_CLAUSE_UNREAD
        told = {"state": notice.actor, "date": given.edtf()}
        doubts = (Reason(doubt, ("VCLT 56",), notice.ids, told),)
        year = add(given.last, _TWELVE_MONTHS)
        if not formal(notice):  # told as having left: at the latest twelve months on
            return Departure(notice.actor, notice, Span(given.first, year), reason, doubts)
        first = add(given.first, _TWELVE_MONTHS) if read else given.first
        return Departure(notice.actor, notice, Span(first, date.max), reason, doubts)

    def _renews(self) -> bool:
        renewal = self.terms.renewal
        return renewal is not None and renewal.tacit and self.terms.duration.kind in _FOR_A_TIME

    def _against_renewal(self, notice: Done) -> Departure:
        # too late for the end of one period: the next
        ends, _, _ = expiry(self.entry.span.last, self.terms, [notice.span.last], date.max)
        fields = {"state": notice.actor, "date": notice.span.edtf(), "effect": Span(ends, ends).edtf()}
        reason = Reason(K.NOTICE_AGAINST_RENEWAL, _BY_NOTICE, notice.ids, fields)
        return Departure(notice.actor, notice, Span(ends, ends), reason)

    def _effect_announced(self, notice: Done) -> Span | None:
        """The day of effect that the news tells as yet to come, of this party's withdrawal."""
        days = [
            span(f.date)
            for f in self.past.plans
            if f.date and kind_of(f) in _ENDS and f.of is None and self._speaks_of(f, notice)
        ]
        later = [d for d in days if d.first > notice.span.last]
        return min(later, default=None)

    def _speaks_of(self, plan: Fact, notice: Done) -> bool:
        actors = {key(a) for a in plan.actors if a != SOMEONE}
        told_by = plan.by is None or date.fromisoformat(plan.by) >= notice.span.first
        alone = len({d.at for d in self.past.of(Kind.NOTICE)}) == 1
        return told_by and (notice.at in actors or (not actors and alone) or self._all_of(actors))

    def _all_of(self, actors: set[str]) -> bool:
        return self.past.bilateral and actors == {key(p) for p in self.past.parties}

    def _conflicts(self, at: str) -> list[tuple[date, date]]:
        out = []
        for d in self.conflicts:
            if d.at == at:
                until = next((f.until for f in d.facts if f.until), None)
                out.append((d.span.first, add(span(until).last, Offset(1)) if until else date.max))
        return out


_ENDS = (Kind.NOTICE, Kind.CESSATION, Kind.TERMINATION)


def formal(d: Done) -> bool:
    """Whether it is told as a notice: a depositary's entry, or told as notified or deposited."""
    return any(f.act is not None or f.of is not None for f in d.facts)


def _is_notice(notice: Done, notices: list[Done], effect: Span) -> bool:
    """A formal one is; so is the first of two reports, the second that of its effect."""
    return formal(notice) or any(d.span.last >= effect.first for d in notices if d is not notice)


def _effect_told(notice: Done) -> Span | None:
    told = next((f.until for f in notice.facts if f.until), None)
    return None if told is None else span(told)


def _ceased(d: Done, leaving: Iterable[Done]) -> Departure:
    fields = {"state": d.actor, "date": d.span.edtf(), "sources": d.said_by}
    reason = Reason(K.PARTY_CEASED, ("VCLT 54",), d.ids, fields)
    return Departure(d.actor, d, d.likely, reason, (), tuple(leaving))


def _taken_back(notice: Done, revocation: Done, effect: Span) -> bool:
    if notice.kind is Kind.CESSATION:
        return False
    return notice.span.first <= revocation.span.last and revocation.span.first < effect.last
