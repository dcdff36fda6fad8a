"""How and when a treaty as a whole ends: expiry, renewal, consent, a later treaty, parties that leave.

Articles: VCLT 42, 54 to 59, 65, 67, 68, 70. Days are the first day out: a treaty in force for five years from
1 January 2000 is out on 1 January 2005. All of it as spans, so that an unsure day stays unsure.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from foedus.law.counting import tally
from foedus.law.departing import Departure
from foedus.law.entry import NEVER, Entry
from foedus.law.extinction import lives
from foedus.law.forms import offset_to_json
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, Kind, key
from foedus.law.model import DurationKind, Offset, Reason, Renewal, State, Terms, Unit
from foedus.law.offsets import add, subtract
from foedus.law.participation import Participation
from foedus.law.periods import expiry
from foedus.law.reasons import ReasonKind as K
from foedus.law.rules import doubts_of, told_in_part
from foedus.law.spans import Span, span


class Ending(msgspec.Struct, frozen=True, gc=False):
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


def ending(terms: Terms, past: History, found: Entry, parts: Participation) -> Ending:
    """The first way in which the treaty as a whole ends, and the state of its present period."""
    limited = terms.duration.kind in (DurationKind.FIXED, DurationKind.UNTIL)
    left = parts.departures
    if not limited and not left and not past.lives and not past.any(Kind.TERMINATION, Kind.SUPERSESSION):
        return _GOES_ON
    period = _period(terms, past, found, left)
    ways = [period, *_by_consent(past)]
    if past.bilateral:
        ways += [_by_notice(d) for d in left]
        ways += _by_extinction(past, found)
    elif left:
        ways += _too_few(terms, past, parts)
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
        out.append(Ending(d.likely, State.TERMINATED, (reason,), doubts_of((d,))))
    for d in past.of(Kind.SUPERSESSION):
        if d.actor != EVERYONE:
            continue  # between some of the parties alone (VCLT 30(4))
        reason = Reason(K.SUPERSEDED, ("VCLT 59(1)",), d.ids, _told(d))
        out.append(Ending(d.likely, State.SUPERSEDED, (reason,), doubts_of((d,))))
    return out


def _told(d: Done) -> dict[str, Any]:
    return {"date": d.span.edtf(), "sources": d.said_by}


def _by_notice(d: Departure) -> Ending:
    fields = {"state": d.party, "date": d.effect.edtf()}
    reason = Reason(K.ONE_OF_TWO_LEAVES, ("VCLT 54(a)", "VCLT 70"), d.notice.ids, fields)
    return Ending(d.effect, State.TERMINATED, (d.reason, reason), d.doubts)


def _by_extinction(past: History, found: Entry) -> list[Ending]:
    """A treaty of two whose one party is gone: it goes on with who continues or succeeds it, else unsure."""
    out = []
    for at, life in lives(past).items():
        if at not in {key(p) for p in past.parties} or life.until is None:
            continue
        gone = date.fromisoformat(life.until)
        if gone > past.on or gone <= found.span.first or life.continued_by is not None:
            continue
        followers = {key(f) for f in life.followed_by}
        if any(d.at in followers for d in past.of(*_FOLLOWING)):
            continue
        fields = {"state": life.state, "date": life.until, "states": life.followed_by}
        doubt = Reason(K.PARTY_EXTINCT, ("VCLT 73",), (), fields)
        out.append(Ending(Span(gone, date.max), State.TERMINATED, (), (doubt,)))
    return out


_FOLLOWING = (Kind.SUCCESSION, Kind.DEPOSIT, Kind.NOTIFICATION)


def _too_few(terms: Terms, past: History, parts: Participation) -> list[Ending]:
    """A treaty does not end because its parties fall below the number of its entry into force (VCLT 55)."""
    if past.closed is not True and (past.closed is False or told_in_part(terms.entry_into_force, past)):
        return []  # the record has not all the parties, so that nothing follows from their number
    parties = tally(terms.entry_into_force, past)
    last = {d.notice.at: d for d in parts.departures}
    gone = {at: d for at, d in last.items() if parts.periods(at)[-1].departure is not None}
    # those who left before the condition was met are already out of the tally
    bound = {key(n) for n in parties.have} | gone.keys()
    bound |= {d.at for d in past.of(Kind.DEPOSIT, Kind.DEFINITIVE, Kind.SUCCESSION)}
    if len(bound) < max(2, parties.needed or 2):
        return []
    floor = terms.ends_below or 2
    for at, d in sorted(gone.items(), key=lambda x: (x[1].effect, x[0])):
        bound.discard(at)
        if len(bound) < floor:
            fields = {"floor": floor, "date": d.effect.edtf(), "by_treaty": bool(terms.ends_below)}
            reason = Reason(K.TOO_FEW_PARTIES, ("VCLT 54(a)", "VCLT 55"), d.notice.ids, fields)
            return [Ending(d.effect, State.TERMINATED, (reason,))]
    number = parties.needed
    if number is not None and len(bound) < number:
        fields = {"parties": len(bound), "number": number}
        return [Ending(reasons=(Reason(K.BELOW_NUMBER, ("VCLT 55",), (), fields),))]
    return []


def _period(terms: Terms, past: History, found: Entry, left: tuple[Departure, ...]) -> Ending:
    """Expiry and renewal (VCLT 54(a))."""
    kind = terms.duration.kind
    if found.span.first == date.max or kind not in (DurationKind.FIXED, DurationKind.UNTIL):
        return Ending()
    against = [n.span for d in left for n in d.notices if n.kind in _AGAINST] if past.bilateral else []
    ends, renewals, expires = expiry(found.span.first, terms, [s.first for s in against], past.on)
    late, _, _ = expiry(found.span.last, terms, [s.last for s in against], past.on)
    when = Span(ends, max(ends, late), found.span.vague)
    return _extended(terms, past, when, renewals, expires)


# A report of a withdrawal, and a notice that it will not be renewed, if not taken back.
_AGAINST = (Kind.NOTICE, Kind.NON_RENEWAL)


def _extended(terms: Terms, past: History, when: Span, renewals: int, expires: date) -> Ending:
    doubts: list[Reason] = []
    reasons: list[Reason] = []
    for d in past.of(Kind.EXTENSION):
        told = next((f.until for f in d.facts if f.until), None)
        late = {**_told(d), "expiry": when.edtf()} if d.span.first > when.last else None
        if late is not None and (told is None or span(told).first <= d.span.last):
            doubts.append(Reason(K.EXTENDED_AFTER_EXPIRY, ("VCLT 54", "VCLT 57"), d.ids, late))
            when = Span(when.first, date.max)
            continue
        if told is not None:
            to = span(told)
            if late is not None:  # made anew by the consent of all, whatever held between
                doubts.append(Reason(K.EXTENDED_ANEW, ("VCLT 39", "VCLT 54"), d.ids, late))
            when = Span(max(when.first, add(to.first, Offset(1))), max(when.last, add(to.last, Offset(1))))
            until = {"until": to.edtf(), "sources": d.said_by}
            reasons.append(Reason(K.EXTENDED_TO, ("VCLT 39",), d.ids, until))
            renewals, expires = renewals + 1, when.first
        elif terms.renewal is not None and terms.renewal.n and when.first != date.max:
            more = Offset(terms.renewal.n, terms.renewal.unit or Unit.YEAR)
            when = Span(add(when.first, more), add(when.last, more))
            by = {**_told(d), "length": offset_to_json(more)}
            reasons.append(Reason(K.EXTENDED_BY_PERIOD, ("VCLT 39", "VCLT 54(a)"), d.ids, by))
            renewals, expires = renewals + 1, when.first
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
        expires if expires != date.max else None,
        _notice_by(terms.renewal, expires),
        renewals,
    )


def _notice_by(renewal: Renewal | None, expires: date) -> date | None:
    if renewal is None or not renewal.tacit or expires == date.max:
        return None
    return subtract(expires, renewal.notice)


def _before(day: date) -> date:
    return day if day in (date.min, date.max) else day - timedelta(days=1)
