"""Where each party stands: bound since when, leaving, signed only, or nothing yet (VCLT 2(1), 24(3))."""

from __future__ import annotations

from datetime import date

from foedus.law import words
from foedus.law.entry import NEVER
from foedus.law.history import EVERYONE, Done, Kind, key
from foedus.law.leaving import Departure
from foedus.law.model import PartyStatus, Reason, State
from foedus.law.offsets import counted_from
from foedus.law.spans import Span
from foedus.law.whole import Whole
from foedus.law.words import Namer

_CONSENT = (Kind.DEPOSIT, Kind.DEFINITIVE, Kind.NOTIFICATION, Kind.EXCHANGE, Kind.SUCCESSION)

# Before it is in force: how far a state has gone, the furthest first.
_STAGES: tuple[tuple[Kind, State, str, str], ...] = (
    (Kind.DEPOSIT, State.CONSENTED, "consented to be bound", "VCLT 11, 16"),
    (Kind.EXCHANGE, State.CONSENTED, "consented to be bound", "VCLT 13, 16(a)"),
    (Kind.NOTIFICATION, State.CONSENTED, "notified", "VCLT 16(c)"),
    (Kind.SUCCESSION, State.CONSENTED, "succeeded", "Summary of Practice XII"),
    (Kind.DEFINITIVE, State.SIGNED_DEFINITIVELY, "signed definitively", "VCLT 12"),
    (Kind.PROVISIONAL, State.PROVISIONALLY_APPLIED, "applies it provisionally", "VCLT 25"),
    (Kind.HOME, State.RATIFIED, "ratified at home, so not yet bound,", "VCLT 2(1)(b), 14"),
    (Kind.SIGNATURE, State.SIGNED, "signed", "VCLT 12, 18"),
    (Kind.INITIALLING, State.INITIALLED, "initialled", "VCLT 10, 12(2)(a)"),
    (Kind.NEGOTIATION, State.NEGOTIATED, "took part in negotiating it", "VCLT 2(1)(e)"),
)


def parties(whole: Whole, name: Namer) -> tuple[PartyStatus, ...]:
    """Each party and each state that has acted, in the record's order, then by name."""
    past = whole.past
    acts: dict[str, dict[Kind, list[Done]]] = {}
    names: dict[str, str] = {key(p): p for p in past.parties}
    for kind in [stage[0] for stage in _STAGES] + [Kind.ENTRY]:
        for done in past.of(kind):
            if done.actor != EVERYONE:
                names.setdefault(key(done.actor), done.actor)
                acts.setdefault(key(done.actor), {}).setdefault(kind, []).append(done)
    order = [key(p) for p in past.parties]
    order += sorted(at for at in names if at not in set(order))
    gone = {key(d.party): d for d in whole.left}
    return tuple(_party(whole, names[at], acts.get(at, {}), gone.get(at), name) for at in order)


def _party(
    whole: Whole, party: str, acts: dict[Kind, list[Done]], gone: Departure | None, name: Namer
) -> PartyStatus:
    on = whole.past.on
    consent = _consent(whole, acts, gone)
    since, reason = _since(whole, party, acts, consent)
    if since.first > on:
        return _before(whole, party, acts, since, reason)
    reasons: tuple[Reason, ...] = (reason,)
    out, state = _out(whole, gone, consent)
    if gone is not None and out is gone.effect:
        reasons += (gone.reason,)
    entered = since.last <= on
    if out.last <= on:
        return PartyStatus(
            party, state, False, since.edtf(), out.edtf(), (*reasons, *whole.ending.reasons[:1])
        )
    bound: bool | None = True if entered and out.first > on else None
    if bound is None:
        state = State.UNCERTAIN
    elif key(party) in whole.suspended:
        done = whole.suspended[key(party)]
        state = State.SUSPENDED
        reasons += (Reason(f"suspended {words.when(done.span)}", "VCLT 57, 72", done.ids),)
    elif gone is not None and out is gone.effect:
        state = State.NOTICE_GIVEN
    else:
        state = State.IN_FORCE
    until = out.edtf() if out.first != date.max else None
    return PartyStatus(party, state, bound, since.edtf(), until, reasons)


def _consent(whole: Whole, acts: dict[Kind, list[Done]], gone: Departure | None) -> Done | None:
    """The act by which it is bound; after a departure, the one that brought it back."""
    own = [d for kind in _CONSENT for d in acts.get(kind, ())]
    joint = [d for d in whole.past.of(Kind.EXCHANGE) if d.actor == EVERYONE]
    each = sorted(own + joint, key=lambda d: (d.span.first, d.span.last, d.kind))
    if gone is not None:
        back = [d for d in each if d.span.first >= gone.effect.last]
        if back:
            return back[0]
    return each[0] if each else None


def _since(
    whole: Whole, party: str, acts: dict[Kind, list[Done]], consent: Done | None
) -> tuple[Span, Reason]:
    """When the treaty entered into force for this party, and why."""
    entry, later = whole.entry, whole.terms.later_states
    told = acts.get(Kind.ENTRY)
    if told:
        said = words.according(told[0].said_by)
        return told[0].likely, Reason(f"reported in force for it{said}", "VCLT 24(3)", told[0].ids)
    if consent is None:
        if entry.span.first != date.max and _all_together(whole, party):
            return entry.span, Reason("in force for it with the treaty", "VCLT 24")
        return NEVER, Reason("no consent to be bound is recorded", "VCLT 11")
    if consent.span.last <= entry.trigger.last or consent.actor == EVERYONE:
        return entry.span, Reason(
            "consented before the treaty's own condition was met", "VCLT 24", consent.ids
        )
    day = consent.span
    effect = next((f.until for f in consent.facts if f.until), None)
    if later is None:
        text = "consented later: from that day, unless the treaty says otherwise"
        when = day
    else:
        when = Span(
            counted_from(day.first, later.offset, later.round),
            counted_from(day.last, later.offset, later.round),
        )
        text = f"consented later: {words.counted_words(later.offset, later.round)}"
    if effect is not None:
        when, text = (
            Span(date.fromisoformat(effect), date.fromisoformat(effect)),
            "as the depositary gives it",
        )
    when = Span(max(when.first, entry.span.first), max(when.last, entry.span.last))
    return when, Reason(text, "VCLT 24(3)", consent.ids)


def _all_together(whole: Whole, party: str) -> bool:
    """Whether the condition, once met, was met by all the negotiating states, this one among them."""
    past = whole.past
    inside = key(party) in {key(p) for p in past.parties}
    single = not past.of(Kind.DEPOSIT) or past.bilateral
    return inside and single


def _out(whole: Whole, gone: Departure | None, consent: Done | None) -> tuple[Span, State]:
    """The first day out for a party: its own departure or the treaty's end, whichever is first."""
    end = whole.ending
    if gone is None or (consent is not None and consent.span.first >= gone.effect.last):
        return end.span, end.state
    if gone.effect.first <= end.span.first:
        return gone.effect, State.WITHDRAWN
    return end.span, end.state


def _before(
    whole: Whole, party: str, acts: dict[Kind, list[Done]], since: Span, reason: Reason
) -> PartyStatus:
    for kind, state, text, article in _STAGES:
        done = acts.get(kind) or [d for d in whole.past.of(kind) if d.actor == EVERYONE]
        if done:
            first = done[0]
            said = words.according(first.said_by)
            line = Reason(f"{text} {words.when(first.span)}{said}", article, first.ids)
            ahead = since.edtf() if since.first != date.max else None
            after = (
                (Reason(f"in force for it from {since.words()}", reason.article, reason.facts),)
                if ahead
                else ()
            )
            return PartyStatus(party, state, False, None, None, (line, *after))
    return PartyStatus(party, State.UNKNOWN, False, None, None, (reason,))
