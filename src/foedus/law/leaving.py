"""How and when a treaty, or a party, ceases to be bound: notice, expiry, renewal, consent, a later treaty.

Articles: VCLT 42, 54 to 59, 65, 67, 68, 70. Days are the first day out: a treaty in force for five years from
1 January 2000 is out on 1 January 2005. All of it as spans, so that an unsure day stays unsure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from foedus.law.counting import tally
from foedus.law.entry import NEVER, Entry
from foedus.law.forms import offset_to_json
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, Kind, key
from foedus.law.model import DurationKind, Offset, Reason, Renewal, State, Terms, Unit
from foedus.law.offsets import add, subtract
from foedus.law.reasons import ReasonKind as K
from foedus.law.spans import Span, span

_TWELVE_MONTHS = Offset(12, Unit.MONTH)
_MOST_PERIODS = 10_000


@dataclass(frozen=True, slots=True)
class Departure:
    """One party's notice and the first day on which it is out."""

    party: str
    notice: Done
    effect: Span
    reason: Reason
    doubts: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """The first day out (`NEVER`: none known), what it is called, and where the present period stands.

    `expiry` is the end of the present period, `notice_by` the last day for notice against its renewal,
    `renewals` how often it has been renewed by the day of the history.
    """

    span: Span = NEVER
    state: State = State.TERMINATED
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()
    expiry: date | None = None
    notice_by: date | None = None
    renewals: int = 0


_GOES_ON = Ending()


def departures(terms: Terms, past: History, found: Entry) -> tuple[Departure, ...]:
    """Each party's standing notice, in order of effect. A notice taken back in time is none (VCLT 68)."""
    if not past.any(Kind.NOTICE):
        return ()
    out = []
    for party in dict.fromkeys(d.actor for d in past.of(Kind.NOTICE) if d.actor != EVERYONE):
        notices = _since_the_last_return(
            terms, past, found, [d for d in past.of(Kind.NOTICE) if d.actor == party]
        )
        departure = _departure(terms, found, notices)
        back = [d for d in past.of(Kind.REVOCATION) if d.at == key(party)]
        standing = [d for d in notices if not any(_taken_back(d, r, departure.effect) for r in back)]
        if standing == notices:
            out.append(departure)
        elif standing:
            out.append(_departure(terms, found, standing))
    return tuple(sorted(out, key=lambda d: (d.effect, key(d.party))))


def _since_the_last_return(terms: Terms, past: History, found: Entry, notices: list[Done]) -> list[Done]:
    """A party's notices without those that had their effect before it consented anew.

    A notice after the return is another departure (VCLT 54(a)); a return without one leaves the first as it
    is.
    """
    for consent in reversed(past.of(*CONSENTS)):
        later = [d for d in notices if d.span.first >= consent.span.first]
        earlier = [d for d in notices if d.span.first < consent.span.first]
        if consent.at != key(notices[0].actor) or not later or not earlier:
            continue
        if _departure(terms, found, earlier).effect.first <= consent.span.last:
            return later
    return notices


def _taken_back(notice: Done, revocation: Done, effect: Span) -> bool:
    return notice.span.first <= revocation.span.last and revocation.span.first < effect.last


#: Acts by which a party consents to be bound, at first or anew (VCLT 11).
CONSENTS = (Kind.DEPOSIT, Kind.DEFINITIVE, Kind.NOTIFICATION, Kind.SUCCESSION)
_BY_NOTICE = ("VCLT 54(a)", "VCLT 67")
_NOTICE = ("VCLT 65", "VCLT 67")


def _departure(terms: Terms, found: Entry, notices: list[Done]) -> Departure:
    notice = notices[0]
    given = notice.span
    fields = {"state": notice.actor, "date": given.edtf(), "sources": notice.said_by}
    told = next((f.until for f in notice.facts if f.until), None)
    if told is not None:
        effect = span(told)
        fields["effect"] = effect.edtf()
        reason = Reason(K.NOTICE_TO_TAKE_EFFECT, _BY_NOTICE, notice.ids, fields)
        return Departure(notice.actor, notice, effect, reason)
    clause = terms.denunciation
    if clause is None:
        return _without_clause(terms, found, notice)
    first = Span(add(found.span.first, clause.not_before), add(found.span.last, clause.not_before))
    doubts: tuple[Reason, ...] = ()
    if clause.not_before is not None and given.first < first.first != date.max:
        early = {"state": notice.actor, "day": first.first.isoformat()}
        doubts = (Reason(K.NOTICE_TOO_EARLY, ("VCLT 42(2)",), notice.ids, early),)
        given = Span(max(given.first, first.first), max(given.last, first.first))
    effect = Span(add(given.first, clause.notice), add(given.last, clause.notice))
    counted = {**fields, "notice": offset_to_json(clause.notice), "effect": effect.edtf()}
    reason = Reason(K.NOTICE_COUNTED, _BY_NOTICE, notice.ids, counted)
    if clause.notice is not None and not _formal(notices, effect):
        # news calls both the notice and its effect a withdrawal
        either = {"state": notice.actor, "date": notice.span.edtf()}
        doubts += (Reason(K.NOTICE_OR_EFFECT, _NOTICE, notice.ids, either),)
        effect = Span(notice.span.first, effect.last)
    return Departure(notice.actor, notice, effect, reason, doubts)


def _formal(notices: list[Done], effect: Span) -> bool:
    """A depositary's entry is a notice; so is the first of two reports, the second that of its effect."""
    return all(f.act is not None for f in notices[0].facts) or any(
        d.span.last >= effect.first for d in notices[1:]
    )


def _without_clause(terms: Terms, found: Entry, notice: Done) -> Departure:
    given = notice.span
    fields = {"state": notice.actor, "date": given.edtf()}
    if terms.renewal is not None and terms.renewal.tacit and terms.duration.kind is DurationKind.FIXED:
        ends, _, _ = _expiry(found.span.last, terms, [given.last], date.max)  # too late for one end: the next
        effect = Span(ends, ends)
        fields["effect"] = effect.edtf()
        reason = Reason(K.NOTICE_AGAINST_RENEWAL, _BY_NOTICE, notice.ids, fields)
        return Departure(notice.actor, notice, effect, reason)
    known = terms.known and terms.entry_into_force.trigger is not None
    # at the latest twelve months on, if it can leave at all
    doubt = K.NO_WITHDRAWAL_CLAUSE if known else K.WITHDRAWAL_CLAUSE_UNREAD
    effect = Span(given.first, add(given.last, _TWELVE_MONTHS))
    reason = Reason(K.NOTICE_GIVEN, _NOTICE, notice.ids, {**fields, "sources": notice.said_by})
    doubts = (Reason(doubt, ("VCLT 56",), notice.ids, fields),)
    return Departure(notice.actor, notice, effect, reason, doubts)


def ending(terms: Terms, past: History, found: Entry, left: tuple[Departure, ...]) -> Ending:
    """The first way in which the treaty as a whole ends, and the state of its present period."""
    limited = terms.duration.kind in (DurationKind.FIXED, DurationKind.UNTIL)
    if not limited and not left and not past.any(Kind.TERMINATION, Kind.SUPERSESSION):
        return _GOES_ON
    period = _period(terms, past, found)
    ways = [period, *_by_consent(past)]
    if past.bilateral:
        ways += [_by_notice(d) for d in left]
    elif left:
        ways += _too_few(terms, past, left)
    first = min(ways, key=lambda w: (w.span.first, w.span.last, w.state))
    last = min(w.span.last for w in ways)
    doubts = tuple(d for w in ways for d in w.doubts)
    out = replace(
        first, doubts=doubts, expiry=period.expiry, notice_by=period.notice_by, renewals=period.renewals
    )
    if first.span.first == date.max:
        return replace(out, reasons=tuple(r for w in ways if w.span == NEVER for r in w.reasons))
    return replace(out, span=Span(first.span.first, last))


def _by_consent(past: History) -> list[Ending]:
    out = []
    for d in past.of(Kind.TERMINATION):
        reason = Reason(K.TERMINATED, ("VCLT 54(b)",), d.ids, _told(d))
        out.append(Ending(d.likely, State.TERMINATED, (reason,)))
    for d in past.of(Kind.SUPERSESSION):
        reason = Reason(K.SUPERSEDED, ("VCLT 59(1)",), d.ids, _told(d))
        out.append(Ending(d.likely, State.SUPERSEDED, (reason,)))
    return out


def _told(d: Done) -> dict[str, Any]:
    return {"date": d.span.edtf(), "sources": d.said_by}


def _by_notice(d: Departure) -> Ending:
    fields = {"state": d.party, "date": d.effect.edtf()}
    reason = Reason(K.ONE_OF_TWO_LEAVES, ("VCLT 54(a)", "VCLT 70"), d.notice.ids, fields)
    return Ending(d.effect, State.TERMINATED, (d.reason, reason), d.doubts)


def _too_few(terms: Terms, past: History, left: tuple[Departure, ...]) -> list[Ending]:
    """A treaty does not end because its parties fall below the number of its entry into force (VCLT 55)."""
    parties = tally(terms.entry_into_force, past)
    # those who left before the condition was met are already out of the tally
    bound = {key(n) for n in parties.have} | {key(d.party) for d in left}
    bound |= {d.at for d in past.of(Kind.DEPOSIT, Kind.DEFINITIVE, Kind.SUCCESSION)}
    if len(bound) < max(2, parties.needed or 2):
        return []  # the record has not all the parties, so that nothing follows from their number
    floor = terms.ends_below or 2
    for d in left:
        bound.discard(key(d.party))
        if len(bound) < floor:
            fields = {"floor": floor, "date": d.effect.edtf(), "by_treaty": bool(terms.ends_below)}
            reason = Reason(K.TOO_FEW_PARTIES, ("VCLT 54(a)", "VCLT 55"), d.notice.ids, fields)
            return [Ending(d.effect, State.TERMINATED, (reason,))]
    number = parties.needed
    if number is not None and len(bound) < number:
        fields = {"parties": len(bound), "number": number}
        return [Ending(reasons=(Reason(K.BELOW_NUMBER, ("VCLT 55",), (), fields),))]
    return []


def _period(terms: Terms, past: History, found: Entry) -> Ending:
    """Expiry and renewal (VCLT 54(a))."""
    kind = terms.duration.kind
    if found.span.first == date.max or kind not in (DurationKind.FIXED, DurationKind.UNTIL):
        return Ending()
    against = [d.span for d in past.of(Kind.NOTICE)] if past.bilateral else []
    ends, renewals, expiry = _expiry(found.span.first, terms, [s.first for s in against], past.on)
    late, _, _ = _expiry(found.span.last, terms, [s.last for s in against], past.on)
    when = Span(ends, max(ends, late), found.span.vague)
    return _extended(terms, past, when, renewals, expiry)


def _expiry(entered: date, terms: Terms, notices: list[date], on: date) -> tuple[date, int, date]:
    """The day it ends (`date.max`: it goes on), how often renewed by `on`, the end of the present period."""
    duration, renewal = terms.duration, terms.renewal
    if duration.kind is DurationKind.UNTIL:
        first = add(date.fromisoformat(duration.date or ""), Offset(1))
    else:
        first = add(entered, Offset(duration.n or 0, duration.unit or Unit.YEAR))
    if renewal is None or not renewal.tacit or first == date.max:
        return first, 0, first
    if any(n <= subtract(first, renewal.notice) for n in notices):
        return first, 0, first
    if not renewal.n:
        return date.max, int(first <= on), first
    ends = first
    for k in range(_MOST_PERIODS):
        ends = add(first, Offset(renewal.n * k, renewal.unit or Unit.YEAR))
        if any(n <= subtract(ends, renewal.notice) for n in notices):
            return ends, k, ends
        if ends > on:
            return date.max, k, ends
    return date.max, _MOST_PERIODS, ends


def _extended(terms: Terms, past: History, when: Span, renewals: int, expiry: date) -> Ending:
    doubts: list[Reason] = []
    reasons: list[Reason] = []
    for d in past.of(Kind.EXTENSION):
        told = next((f.until for f in d.facts if f.until), None)
        if d.span.first > when.last:
            late = {**_told(d), "expiry": when.edtf()}
            doubts.append(Reason(K.EXTENDED_AFTER_EXPIRY, ("VCLT 54", "VCLT 57"), d.ids, late))
            when = Span(when.first, date.max)
            continue
        if told is not None:
            to = span(told)
            when = Span(max(when.first, add(to.first, Offset(1))), max(when.last, add(to.last, Offset(1))))
            until = {"until": to.edtf(), "sources": d.said_by}
            reasons.append(Reason(K.EXTENDED_TO, ("VCLT 39",), d.ids, until))
            renewals, expiry = renewals + 1, when.first
        elif terms.renewal is not None and terms.renewal.n and when.first != date.max:
            more = Offset(terms.renewal.n, terms.renewal.unit or Unit.YEAR)
            when = Span(add(when.first, more), add(when.last, more))
            by = {**_told(d), "length": offset_to_json(more)}
            reasons.append(Reason(K.EXTENDED_BY_PERIOD, ("VCLT 39", "VCLT 54(a)"), d.ids, by))
            renewals, expiry = renewals + 1, when.first
        elif when.first != date.max:
            doubts.append(Reason(K.EXTENDED_UNTIL_UNKNOWN, ("VCLT 39",), d.ids, _told(d)))
            when = Span(when.first, date.max)
    if when.first != date.max:
        ends = {"date": Span(_before(when.first), _before(when.last)).edtf()}
        reasons.append(Reason(K.TERM_ENDS, ("VCLT 54(a)",), (), ends))
    elif renewals:
        reasons.append(Reason(K.RENEWED_TACITLY, ("VCLT 54(a)",), (), {"times": renewals}))
    if when.last <= past.on and terms.renewal is not None and not terms.renewal.tacit:
        doubts.append(Reason(K.RENEWABLE, ("VCLT 54",)))
    return Ending(
        when,
        State.EXPIRED,
        tuple(reasons),
        tuple(doubts),
        expiry if expiry != date.max else None,
        _notice_by(terms.renewal, expiry),
        renewals,
    )


def _notice_by(renewal: Renewal | None, expiry: date) -> date | None:
    if renewal is None or not renewal.tacit or expiry == date.max:
        return None
    return subtract(expiry, renewal.notice)


def _before(day: date) -> date:
    return day if day in (date.min, date.max) else day - timedelta(days=1)
