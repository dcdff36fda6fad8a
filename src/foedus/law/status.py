"""The status of a treaty and of each party on a day: a function of facts, terms and day alone, in any order.

`in_force` is True, False, or None where the record does not tell; every conclusion has its reason. Facts that
can only have been done after the day play no part, so what a later fact adds cannot move what had happened.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from foedus.law.coming import legal_dates
from foedus.law.counting import explained
from foedus.law.entry import Entry, entry
from foedus.law.grounds import acts_done, end_told, not_done, terms_told
from foedus.law.history import History, history
from foedus.law.kinds import EVERYONE, Kind, kind_of
from foedus.law.model import (
    Counted,
    Headline,
    PartyStatus,
    Reason,
    Record,
    State,
    Status,
    Terms,
    Trigger,
)
from foedus.law.mutual import between
from foedus.law.parties import parties
from foedus.law.reasons import ReasonKind as K
from foedus.law.rules import denied
from foedus.law.summary import summary
from foedus.law.whole import Whole, whole


def status(record: Record, terms: Terms, on: str | date) -> Status:
    """What follows from the record and the terms on the day `on` (ISO day, or a date).

    Raises DateError for a date of a fact that is no EDTF, ValueError for a day that is no ISO day.
    """
    w = whole(record, terms, _day(on))
    found = _of_a_treaty(w)
    return as_commitment(found) if record.commitment and _made(record, w) else found


def _of_a_treaty(w: Whole) -> Status:
    found, first, each = w.entry, outline(w), parties(w)
    some = between(w, each)
    return Status(
        on=w.past.on.isoformat(),
        state=first.state,
        in_force=first.in_force,
        headline=first.headline,
        summary=first.summary,
        in_force_since=first.in_force_since,
        in_force_until=first.in_force_until,
        missing=w.missing,
        earliest=_earliest(found) if w.entered is False else None,
        reasons=(*_reasons(w), *dict.fromkeys(r for b in some for r in b.reasons)),
        doubts=_doubts(w),
        parties=each,
        dates=legal_dates(w),
        between=some,
    )


class Outline(msgspec.Struct, frozen=True, gc=False):
    """The fields of a Status that a list of treaties shows: no reasons, no parties, no dates to come."""

    state: State
    in_force: bool | None
    headline: Headline
    summary: tuple[Reason, ...]
    in_force_since: str | None
    in_force_until: str | None


def outline(w: Whole) -> Outline:
    """Where a treaty stands, without the reasons; `status` says the same."""
    found, end, state = w.entry, w.ending, _state(w)
    return Outline(
        state=state,
        in_force=w.in_force,
        headline=_headline(w, state),
        summary=summary(w),
        in_force_since=found.span.edtf() if w.entered is not False and found.span.last != date.max else None,
        in_force_until=end.span.edtf() if w.entered and end.span.first != date.max else None,
    )


Found = TypeVar("Found", Outline, Status)


def as_commitment(found: Found) -> Found:
    """The same of what is no treaty (VCLT 2(1)(a)): once made it stands or has ended, never in force."""
    if isinstance(found, Status):
        each = tuple(_undertaken(p) for p in found.parties)
        found = replace(found, missing=(), earliest=None, doubts=(), parties=each)
    ended = found.in_force is False and found.in_force_since is not None
    return replace(
        found,
        in_force=None,
        state=State.COMMITMENT_ENDED if ended else State.COMMITMENT,
        headline=Headline.NO_TREATY,
        summary=(Reason(K.NO_TREATY, ("VCLT 2(1)(a)",)),),
        in_force_since=None,
        in_force_until=None,
    )


def _undertaken(party: PartyStatus) -> PartyStatus:
    """A party's line of what is no treaty: it binds nobody in law."""
    ended = party.state in (State.TERMINATED, State.EXPIRED, State.SUPERSEDED, State.WITHDRAWN)
    state = State.COMMITMENT_ENDED if ended else State.COMMITMENT
    return replace(party, state=state, in_force=None, since=None, until=None)


_MAKING = frozenset({Kind.SIGNATURE, Kind.DEFINITIVE, Kind.ADOPTION, Kind.OPENING, Kind.ENTRY})


def _made(record: Record, w: Whole) -> bool:
    """Whether what is no treaty was there by the day; where nothing tells of its making, it was."""
    if w.entered is not False or w.past.any(*_MAKING):
        return True
    return not any(kind_of(fact) in _MAKING for fact in record.facts)


def in_force(record: Record, terms: Terms, on: str | date) -> bool | None:
    """Only whether it is in force on the day; the same answer as `status`, without the reasons."""
    return whole(record, terms, _day(on)).in_force


def explain(record: Record, terms: Terms, on: str | date) -> tuple[Counted, ...]:
    """Every act towards consent up to the day: whether it counts for entry into force, and why."""
    past = history(record, _day(on))
    return explained(terms.entry_into_force, past, entry(terms, past).trigger)


def _day(on: str | date) -> date:
    return on if isinstance(on, date) else date.fromisoformat(on)


def _state(w: Whole) -> State:
    if w.entered is False:
        return _stage(w.past, w.entry, w.provisional.any)
    if w.ended:
        return w.ending.state
    if w.in_force is None:
        return State.PROVISIONALLY_APPLIED if w.entry.open and w.provisional.any else State.UNCERTAIN
    if EVERYONE in w.suspended or (w.past.bilateral and w.suspended):
        return State.SUSPENDED
    if w.past.bilateral and w.left:
        return State.NOTICE_GIVEN
    return State.RENEWED if w.ending.renewals else State.IN_FORCE


# Before entry into force, the furthest stage first.
_STAGES = (
    (Kind.EXCHANGE, State.CONSENTED),
    (Kind.DEPOSIT, State.CONSENTED),
    (Kind.NOTIFICATION, State.CONSENTED),
    (Kind.DEFINITIVE, State.SIGNED_DEFINITIVELY),
    (Kind.HOME, State.RATIFIED),
    (Kind.SIGNATURE, State.SIGNED),
    (Kind.OPENING, State.OPEN_FOR_SIGNATURE),
    (Kind.ADOPTION, State.ADOPTED),
    (Kind.INITIALLING, State.INITIALLED),
    (Kind.NEGOTIATION, State.NEGOTIATED),
)


def _stage(past: History, found: Entry, provisional: bool) -> State:
    """How far it has come: consent and ratification only once all of two, or any of many, have given it."""
    if provisional:
        return State.PROVISIONALLY_APPLIED
    if found.trigger.first <= past.on:
        return State.CONSENTED
    for kind, state in _STAGES:
        if past.any(kind) and (len(past.parties) != 2 or _of_both(kind, past)):
            return state
    return State.SIGNED if past.any(Kind.HOME, Kind.DEPOSIT, Kind.NOTIFICATION) else State.UNKNOWN


def _of_both(kind: Kind, past: History) -> bool:
    actors = past.actors(kind)
    return EVERYONE in actors or set(actors) >= set(past.parties)


def _headline(w: Whole, state: State) -> Headline:
    if w.in_force is None:
        return Headline.NOT_KNOWN if w.entry.open else Headline.UNCERTAIN
    if not w.in_force:
        if w.entered is not False:
            return Headline(state.value)
        provisional = state is State.PROVISIONALLY_APPLIED
        return Headline.PROVISIONALLY_APPLIED if provisional else Headline.NOT_IN_FORCE
    if state is State.SUSPENDED:
        return Headline.SUSPENDED
    return Headline.NOTICE_GIVEN if state is State.NOTICE_GIVEN else Headline.IN_FORCE


def _earliest(found: Entry) -> str | None:
    day = found.span.first if found.span.first != date.max else found.could
    return None if day in (date.min, date.max) else day.isoformat()


def _reasons(w: Whole) -> tuple[Reason, ...]:
    past, found, end = w.past, w.entry, w.ending
    out = list(terms_told(w.terms))
    told = found.reasons if w.entered is False else (*found.reasons, *(d.reason for d in w.left))
    met = {fact for r in told for fact in r.facts}
    out += [r for r in acts_done(past) if not (r.facts and set(r.facts) <= met)]
    out += found.reasons
    if w.entered is False:
        silent = w.terms.entry_into_force.trigger in (None, Trigger.NONE)
        articles = ("VCLT 24(2)",) if silent else ("VCLT 24(1)",)
        out += [replace(m, articles=articles) for m in found.missing]
    else:
        out += end_told(w.terms)
        out += [d.reason for d in w.left if d.reason not in end.reasons]
        out += end.reasons
    out += not_done(past, w.entered)
    return tuple(dict.fromkeys(out))


_ALONE = ("VCLT 57", "VCLT 60 to 62", "VCLT 65")


def _suspended_alone(w: Whole) -> list[Reason]:
    """One party alone may suspend only on grounds of the treaty or the law of treaties; all may (VCLT 57)."""
    states: dict[tuple[str, ...], tuple[str, ...]] = {}
    for d in w.suspended.values():
        if d.actor != EVERYONE:
            states[d.ids] = (*states.get(d.ids, ()), d.actor)
    parties = set(w.past.parties)
    alone = {ids: who for ids, who in states.items() if not parties or not parties <= set(who)}
    return [Reason(K.SUSPENDED_BY_ONE, _ALONE, ids, {"states": who}) for ids, who in alone.items()]


def _doubts(w: Whole) -> tuple[Reason, ...]:
    past, found, end = w.past, w.entry, w.ending
    out = list(found.doubts)
    if w.entered is not False:
        out += end.doubts
        out += [x for d in w.left for x in d.doubts]
        if found.said_by:
            out.append(Reason(K.ON_THE_WORD_OF, ("VCLT 24",), (), {"sources": found.said_by}))
        if not found.span.exact and found.span.last != date.max:
            out.append(Reason(K.DAY_INEXACT, ("VCLT 24",), (), {"date": found.span.edtf()}))
        out += _suspended_alone(w)
    for d in past.of(Kind.SIGNATURE, Kind.HOME):
        if d.torn:
            fields = {"act": d.kind.value, "state": d.actor}
            out.append(Reason(K.DATED_DIFFERENTLY, (), d.ids, fields))
        elif d.denied_by:
            out.append(denied(d))
    return tuple(dict.fromkeys(out))
