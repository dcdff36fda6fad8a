"""Where each party stands: bound since when, leaving, signed only, or nothing yet (VCLT 2(1), 24(3))."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from foedus.law.answering import answers
from foedus.law.extinction import gone, lives
from foedus.law.history import Done
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, key
from foedus.law.model import PartyStatus, Reason, State
from foedus.law.mutual import suspended_in_part
from foedus.law.participation import LEAVING, Period
from foedus.law.reasons import ReasonKind as K
from foedus.law.reservations import provisions, standing
from foedus.law.spans import Span
from foedus.law.territories import territories
from foedus.law.whole import Whole

# Before it is in force: how far a state has gone, the furthest first.
_STAGES: tuple[tuple[Kind, State, tuple[str, ...]], ...] = (
    (Kind.PROVISIONAL, State.PROVISIONALLY_APPLIED, ("VCLT 25",)),
    (Kind.DEPOSIT, State.CONSENTED, ("VCLT 11", "VCLT 16")),
    (Kind.EXCHANGE, State.CONSENTED, ("VCLT 13", "VCLT 16(a)")),
    (Kind.NOTIFICATION, State.CONSENTED, ("VCLT 16(c)",)),
    (Kind.SUCCESSION, State.CONSENTED, ("Summary of Practice XII",)),
    (Kind.DEFINITIVE, State.SIGNED_DEFINITIVELY, ("VCLT 12",)),
    (Kind.HOME, State.RATIFIED, ("VCLT 2(1)(b)", "VCLT 14")),
    (Kind.SIGNATURE, State.SIGNED, ("VCLT 12", "VCLT 18")),
    (Kind.INITIALLING, State.INITIALLED, ("VCLT 10", "VCLT 12(2)(a)")),
    (Kind.NEGOTIATION, State.NEGOTIATED, ("VCLT 2(1)(e)",)),
)


class Stage(NamedTuple):
    """A stage that a state has reached by an act; the lower its `rank`, the further."""

    rank: int
    done: Done
    state: State
    articles: tuple[str, ...]


def parties(whole: Whole) -> tuple[PartyStatus, ...]:
    """Each party and each state that has acted, in the record's order, then by name."""
    places = _Places(whole)
    found = [places.of(at) for at in places.order]
    return tuple(found + [places.heir(p) for p in found if places.is_continued(p)])


class _Places:
    """The acts of a history by state; a working value that never leaves this module."""

    def __init__(self, whole: Whole) -> None:
        past = whole.past
        self.whole = whole
        self.names: dict[str, str] = {key(p): p for p in past.parties}
        self.furthest: dict[str, Stage] = {}
        self.of_all: list[Stage] = []
        self.signed: dict[str, Stage] = {}
        for rank, (kind, state, articles) in enumerate(_STAGES):
            for done in past.of(kind):
                at, stage = done.at, Stage(rank, done, state, articles)
                self.names.setdefault(at, done.actor)
                if at == EVERYONE:
                    self.of_all.append(stage)
                elif kind is not Kind.PROVISIONAL or whole.provisional.stands(at):
                    self.furthest.setdefault(at, stage)
                if kind is Kind.SIGNATURE:
                    self.signed.setdefault(at, stage)
        for kind in (Kind.ENTRY, *LEAVING, Kind.UNSIGNED):
            for done in past.of(kind):
                if done.span.first <= past.on:
                    self.names.setdefault(done.at, done.actor)
        for nobody in (EVERYONE, SOMEONE):
            self.names.pop(nobody, None)
        self.order = [key(p) for p in past.parties]
        self.order += sorted(at for at in self.names if at not in set(self.order))
        self.unsigned = {d.at: d for d in past.of(Kind.UNSIGNED)}
        self.back = {d.at: d for d in past.of(Kind.WITHDRAWN_INSTRUMENT)}
        self.territories = territories(past)
        self.some: dict[str, list[Reason]] = {}
        for done in standing(past, Kind.RESERVATION):
            fields = {"date": done.span.edtf(), "provision": provisions(done.facts)}
            made = Reason(K.PARTY_RESERVED, ("VCLT 19", "VCLT 21(1)"), done.ids, fields)
            self.some.setdefault(done.at, []).append(made)
        for done in past.of(Kind.SUSPENSION):
            if any(f.to or f.article for f in done.facts):
                self.some.setdefault(done.at, []).append(suspended_in_part(done))

    def of(self, at: str) -> PartyStatus:
        """Where one state stands."""
        found = self._of(at)
        life = lives(self.whole.past).get(at)
        state = answers(life, self.whole.past.on) if life is not None else None
        if state is not None:
            reason = Reason(K.PARTY_TERRITORY, ("VCLT 29",), (), {"states": (state,)})
            found = replace(found, reasons=(*found.reasons, reason))
        if at not in self.territories:
            return found
        return replace(found, territories=self.territories[at])

    def is_continued(self, gone_party: PartyStatus) -> bool:
        """Whether a state that is gone goes on as another, of which nothing of its own is told."""
        life = lives(self.whole.past).get(key(gone_party.party))
        heir = life.continued_by if life and gone_party.state is State.EXTINCT else None
        return heir is not None and key(heir) not in self.names

    def heir(self, gone_party: PartyStatus) -> PartyStatus:
        """Where the state stands that continues one which is gone: as that one would."""
        at = key(gone_party.party)
        life = lives(self.whole.past)[at]
        fields = {"state": life.state, "date": life.until}
        reason = Reason(K.PARTY_CONTINUES, ("VCLT 73",), (), fields)
        found = self._of(at, ends=False)
        return replace(found, party=life.continued_by or "", reasons=(*found.reasons, reason))

    def _of(self, at: str, *, ends: bool = True) -> PartyStatus:
        whole, party = self.whole, self.names[at]
        on, end = whole.past.on, whole.ending
        period = self._period(at)
        since, reason, left = period.since, period.reason, period.departure
        if since.first > on or since.first == date.max:  # never, on whatever day
            return self._before(at, period)
        if left is not None and left.effect.last <= since.first and period.consent is not None:
            # out before it could be bound
            return PartyStatus(party, State.WITHDRAWN, False, None, left.effect.edtf(), (left.reason,))
        out, state, why = end.span, end.state, end.reasons[:1]
        leaves = left is not None and left.effect.first != date.max and left.effect.first <= out.first
        if left is not None and leaves:
            out, state, why = left.effect, State.WITHDRAWN, (left.reason,)
        extinct = gone(whole.past, at) if ends else None
        if extinct is not None and extinct.first < out.first and extinct.first <= on:
            out, state, why = extinct, State.EXTINCT, (self._extinct(at, extinct),)
            if extinct.first <= since.first:  # gone before it could be bound
                return PartyStatus(party, state, False, None, extinct.edtf(), why)
        if out.last <= on and out.last != date.max:
            return PartyStatus(party, state, False, since.edtf(), out.edtf(), (reason, *why))
        until = out.edtf() if out.first != date.max else None
        bound = True if since.last <= on and out.first > on else None
        if bound is None:
            state = State.UNCERTAIN
        elif (suspended := whole.suspended.get(at) or whole.suspended.get(EVERYONE)) is not None:
            fields = {"date": suspended.span.edtf()}
            why = (*why, Reason(K.PARTY_SUSPENDED, ("VCLT 57", "VCLT 72"), suspended.ids, fields))
            state = State.SUSPENDED
        else:
            state = State.NOTICE_GIVEN if leaves else State.IN_FORCE
        why = (*why, *self.some.get(at, ()))
        return PartyStatus(party, state, bound, since.edtf(), until, (reason, *why))

    def _period(self, at: str) -> Period:
        """The last period that has begun, which is the one it left while it is out; before them the first."""
        each = self.whole.parts.periods(at)
        begun = [p for p in each if p.since.first <= self.whole.past.on]
        return begun[-1] if begun else each[0]

    def _extinct(self, at: str, end: Span) -> Reason:
        life = lives(self.whole.past)[at]
        fields = {"state": life.state, "date": end.edtf(), "states": life.followed_by}
        return Reason(K.PARTY_EXTINCT, ("VCLT 73",), (), fields)

    def _before(self, at: str, period: Period) -> PartyStatus:
        """How far a state has gone that is not bound yet, or has said that it will not be."""
        refused = self._refused(at)
        if refused is not None:
            return PartyStatus(self.names[at], State.NOT_TO_BECOME_PARTY, False, None, None, refused)
        found = self._furthest(at)
        lines: tuple[Reason, ...] = ()
        if at in self.back and period.consent is None:
            done = self.back[at]
            fields = {"date": done.span.edtf(), "sources": done.said_by}
            lines = (Reason(K.PARTY_TOOK_BACK, ("Summary of Practice VII",), done.ids, fields),)
            found = self.signed.get(at) or self.signed.get(EVERYONE)
        if found is None:
            return PartyStatus(self.names[at], State.UNKNOWN, False, None, None, (*lines, period.reason))
        _, done, state, articles = found
        fields = {"act": done.kind.value, "date": done.span.edtf(), "sources": done.said_by}
        lines += (Reason(K.PARTY_STAGE, articles, done.ids, fields),)
        if period.since.first != date.max:
            reason = period.reason
            lines += (Reason(K.PARTY_FROM, reason.articles, reason.facts, {"date": period.since.edtf()}),)
        return PartyStatus(self.names[at], state, False, None, None, lines)

    def _furthest(self, at: str) -> Stage | None:
        """How far a state has gone by itself or with all the others."""
        applies = self.whole.provisional.stands(at)
        with_all = (s for s in self.of_all if applies or s.done.kind is not Kind.PROVISIONAL)
        own, all_ = self.furthest.get(at), next(with_all, None)
        return min((s for s in (own, all_) if s is not None), key=lambda s: s.rank, default=None)

    def _refused(self, at: str) -> tuple[Reason, ...] | None:
        """Why a signatory, or who only applied it provisionally, will not become a party.

        Who has consented is beyond that: an instrument is taken back, or the treaty left.
        """
        whole = self.whole
        gone_ = self.unsigned.get(at) or self._notice(at)
        if gone_ is None or any(c.actor != EVERYONE for c in whole.parts.standing(at)):
            return None
        applied = whole.provisional.of(at)
        if applied is not None and whole.provisional.stands(at):
            return None
        fields = {"date": gone_.span.edtf(), "sources": gone_.said_by}
        out: tuple[Reason, ...] = (Reason(K.NOT_TO_BECOME_PARTY, ("VCLT 18(a)",), gone_.ids, fields),)
        if applied is not None and applied.until is not None:
            until = {"date": applied.until.edtf()}
            out += (Reason(K.PROVISIONAL_ENDED, ("VCLT 25(2)",), applied.began.ids, until),)
        return out

    def _notice(self, at: str) -> Done | None:
        notices = [d for d in self.whole.parts.leaving.get(at, []) if d.kind is not Kind.NON_RENEWAL]
        return notices[0] if notices else None
