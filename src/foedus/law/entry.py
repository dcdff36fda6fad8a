"""When a treaty enters into force: by its rule, by VCLT 24(2) where none is known, and by reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from foedus.law.counting import tally
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, Kind, kind_of, speaker
from foedus.law.model import Fact, Reason, Rule, Terms, Trigger
from foedus.law.rules import NEVER, Entry, by_acts, cite, doubts_of, evaluate
from foedus.law.spans import Span, span
from foedus.wording import words
from foedus.wording.words import Namer

__all__ = ["NEVER", "Entry", "entry"]


def entry(terms: Terms, past: History, name: Namer = str) -> Entry:
    """Entry into force of the treaty as a whole, by its terms and by reports that it is in force."""
    silent = terms.entry_into_force.trigger in (None, Trigger.NONE)
    computed = _default(terms, past, name) if silent else evaluate(terms.entry_into_force, past, name)
    reports = [d for d in past.of(Kind.ENTRY) if d.actor == EVERYONE]
    if computed.span.first > past.on:
        # a report of a later day tells nothing of what is still missing on this one
        reports = [d for d in reports if d.span.first <= past.on]
    if reports:
        return _reconcile(computed, reports[0], terms, past, name)
    return _awaited(_presupposed(computed, past, name), past)


def _awaited(found: Entry, past: History) -> Entry:
    """Who says that it will enter into force says that it has not: that bounds what else is open."""
    if not found.open or found.span.last != date.max:
        return found
    plans = [f for f in past.plans if kind_of(f) is Kind.ENTRY]
    days = [(_not_before(f), f) for f in plans]
    floor, told = max(days, key=lambda x: (x[0], x[1].id), default=(date.min, None))
    if told is None or floor <= found.span.first:
        return found
    text = f"told as yet to come by {speaker(told)}: not before {words.day(floor)}"
    return replace(
        found, span=Span(floor, date.max), doubts=(*found.doubts, Reason(text, "VCLT 24(1)", (told.id,)))
    )


def _not_before(fact: Fact) -> date:
    """The first day on which it could be in force, by one who tells of it as to come."""
    if fact.date is not None:
        return span(fact.date).first
    return date.fromisoformat(fact.by) + timedelta(days=1) if fact.by else date.min


def _default(terms: Terms, past: History, name: Namer) -> Entry:
    """No rule told: as soon as consent to be bound is established for all the negotiating states (24(2)).

    Where the text is silent, that is the law. Where nobody has read the text it is only what holds if the
    states agreed nothing else, so that of a treaty of many, or of one that may bind by signature, nothing is
    excluded.
    """
    found = by_acts(_BY_ALL, past, name)
    silent = terms.known and terms.entry_into_force.trigger is Trigger.NONE
    doubts = (
        *found.doubts,
        Reason(_SILENT, "VCLT 24(2), 11") if silent else Reason(_UNREAD, "VCLT 24(1), 24(2)"),
    )
    if found.span.first != date.max:
        return replace(found, doubts=doubts, open=not silent)
    if not silent and (past.any(*_UNDERGONE) or (len(past.parties) < 2 and _ratification_foreseen(past))):
        return replace(found, span=Span(date.min, date.max), doubts=doubts, open=True)
    if _ratification_foreseen(past) and (silent or past.bilateral):
        return replace(found, doubts=doubts, open=False)
    signed = tally(_SIGNED_BY_ALL, past)
    if signed.reached.first != date.max:
        # whether signature was meant to bind cannot be told from outside
        text = f"in force since signature ({signed.reached.words()}) only if signature was meant to bind"
        doubts += (Reason(text, "VCLT 12(1), 14(1)", tuple(i for d in signed.trigger for i in d.ids)),)
        return replace(found, span=Span(signed.reached.first, date.max), doubts=doubts, open=True)
    acts = past.of(Kind.SIGNATURE, Kind.HOME, Kind.DEPOSIT, Kind.NOTIFICATION)
    if acts and not silent and not past.bilateral:
        return replace(found, span=Span(acts[0].span.first, date.max), doubts=doubts, open=True)
    return replace(found, doubts=doubts, open=False)


_BY_ALL = Rule(Trigger.NONE, count="all")
_SIGNED_BY_ALL = Rule(Trigger.SIGNATURE, count="all")
_SILENT = "the text is silent: in force once consent is established for all negotiating states"
_UNREAD = (
    "its final clauses are not known here: in force once all negotiating states have consented, "
    "if they agreed nothing else"
)


def _ratification_foreseen(past: History) -> bool:
    """Whether any later act of consent is told, done or planned: then signature alone was not to bind."""
    return past.any(*_LATER_ACTS) or any(kind_of(f) in _LATER_ACTS for f in past.plans + past.denials)


_LATER_ACTS = (Kind.HOME, Kind.DEPOSIT, Kind.EXCHANGE, Kind.NOTIFICATION)

# What is mostly done to a treaty in force, so that it is not to be taken for one that never was.
_UNDERGONE = (Kind.NOTICE, Kind.AMENDMENT, Kind.VIOLATION)

# What can only be done to a treaty in force.
_PRESUPPOSE = (Kind.EXTENSION, Kind.SUSPENSION, Kind.RESUMPTION, Kind.TERMINATION)


def _presupposed(computed: Entry, past: History, name: Namer) -> Entry:
    """Where the record lacks its entry into force but tells what only a treaty in force can undergo."""
    later = past.of(*_PRESUPPOSE)
    if not later or not (computed.open or computed.span.first == date.max):
        return computed
    first = later[0]
    signed = min((d.span.first for d in past.of(Kind.SIGNATURE)), default=date.min)
    when = Span(min(signed, first.span.last), first.span.last)
    day = words.when(first.span)
    text = f"its {first.kind.value} {day} presupposes that it was in force; since when is not told"
    return Entry(
        when,
        when,
        reasons=computed.reasons,
        doubts=(Reason(text, "VCLT 42, 54, 57", first.ids), *doubts_of((first,), past, name)),
        said_by=first.said_by,
        could=first.span.last,
    )


def _reconcile(computed: Entry, told: Done, terms: Terms, past: History, name: Namer) -> Entry:
    """A report that it is in force is evidence of its own; where it and the rule differ, both are kept."""
    said = words.according(told.said_by)
    report = Reason(f"reported in force since {told.span.words()}{said}", "VCLT 24", told.ids)
    doubts = (() if computed.open else computed.doubts) + doubts_of((told,), past, name)
    if computed.span.first == date.max or computed.open:
        lead = "" if computed.open else "the record does not show: "
        shown = f"; {lead}{', '.join(computed.missing)}" if computed.missing else ""
        doubt = (Reason(f"in force on the word of the report alone{shown}", None, told.ids),) if shown else ()
        when = told.likely
        if computed.trigger.first <= when.last and computed.trigger.first != date.min:
            # what established consent came before it
            when = Span(max(when.first, computed.trigger.first), when.last, when.vague)
        still = told.denied_by or (past.on < told.span.first and computed.could <= told.span.first)
        return Entry(
            when,
            when,
            computed.missing if still else (),
            (*computed.reasons, report),
            (*doubts, *doubt),
            told.said_by,
            could=told.span.first,
        )
    if computed.span.meets(told.span):
        both = Span(
            max(computed.span.first, told.span.first),
            min(computed.span.last, told.span.last),
            computed.span.vague and told.span.vague,
        )
        # what the publisher itself asserts is no longer only hearsay
        heard = computed.said_by if told.said_by else ()
        return replace(computed, span=both, reasons=(*computed.reasons, report), doubts=doubts, said_by=heard)
    text = f"by its rule {computed.span.words()}, as reported {told.span.words()}{said}; neither is chosen"
    wide = Span(min(computed.span.first, told.span.first), max(computed.span.last, told.span.last))
    return replace(
        computed,
        span=wide,
        reasons=(*computed.reasons, report),
        doubts=(*doubts, Reason(text, cite(terms.entry_into_force), told.ids)),
        said_by=tuple(sorted({*computed.said_by, *told.said_by})),
    )
