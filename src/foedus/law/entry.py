"""When a treaty enters into force: by its rule, by VCLT 24(2) where none is known, and by reports."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from foedus.law.counting import tally
from foedus.law.history import Done, History
from foedus.law.kinds import Kind, kind_of, speaker
from foedus.law.model import Fact, Reason, Rule, Terms, Trigger
from foedus.law.reasons import ReasonKind as K
from foedus.law.rules import NEVER, Entry, by_acts, cite, doubts_of, evaluate
from foedus.law.spans import Span, span
from foedus.model import Certainty

__all__ = ["NEVER", "Entry", "entry"]


def entry(terms: Terms, past: History) -> Entry:
    """Entry into force of the treaty as a whole, by its terms and by reports that it is in force."""
    silent = terms.entry_into_force.trigger in (None, Trigger.NONE)
    computed = _default(terms, past) if silent else evaluate(terms.entry_into_force, past)
    report, to_come = past.first_report(), computed.span.first > past.on
    # a report of a later day tells nothing of what is still missing on this one
    if report is not None and not (to_come and report.span.first > past.on):
        return _reconcile(computed, report, terms, past)
    if not computed.open and computed.span.first != date.max:
        early = next((d for d in past.of(Kind.ENTRY) if d.span.last < computed.span.first), None)
        if early is not None:  # in force for one state before its rule lets it be for any
            return _reconcile(computed, early, terms, past)
    if silent and terms.entry_into_force.trigger is None:
        computed = _announced(computed, past)
    return _awaited(_presupposed(computed, past), past)


def _announced(found: Entry, past: History) -> Entry:
    """All have consented, and a day after that is told on which it will enter into force (VCLT 24(1)).

    Where not all are known to have, that day leaves it open from then on: what is missing may have been done.
    """
    plans = [f for f in past.plans if kind_of(f) is Kind.ENTRY and f.certainty is Certainty.PLANNED]
    days = [(span(f.date), f) for f in plans if f.date]
    if found.trigger.last == date.max:
        return found if found.open else _passed(found, days, past)
    after = [(when, f) for when, f in days if when.last != date.max and when.first > found.trigger.last]
    if not after:
        return found
    when, told = max(after, key=lambda x: (x[0].first, x[1].id))
    fields = {"source": speaker(told), "day": when.first.isoformat()}
    doubt = Reason(K.STILL_TO_COME, ("VCLT 24(1)",), (told.id,), fields)
    return replace(found, span=when, doubts=(*found.doubts, doubt), could=when.first)


def _passed(found: Entry, days: list[tuple[Span, Fact]], past: History) -> Entry:
    """The day for which its entry into force was announced has come, and nothing more is told."""
    come = [(when.first, f) for when, f in days if when.first <= past.on]
    if not come:
        return found
    day, told = min(come, key=lambda x: (x[0], x[1].id))
    fields = {"source": speaker(told), "day": day.isoformat()}
    doubt = Reason(K.STILL_TO_COME, ("VCLT 24(1)",), (told.id,), fields)
    return replace(found, span=Span(day, date.max), doubts=(*found.doubts, doubt), open=True)


def _awaited(found: Entry, past: History) -> Entry:
    """Who says that it will enter into force says that it has not: that bounds what else is open."""
    if not found.open or found.span.last != date.max:
        return found
    plans = [f for f in past.plans if kind_of(f) is Kind.ENTRY]
    days = [(_not_before(f), f) for f in plans]
    floor, told = max(days, key=lambda x: (x[0], x[1].id), default=(date.min, None))
    if told is None or floor <= found.span.first:
        return found
    fields = {"source": speaker(told), "day": floor.isoformat()}
    doubt = Reason(K.STILL_TO_COME, ("VCLT 24(1)",), (told.id,), fields)
    return replace(found, span=Span(floor, date.max), doubts=(*found.doubts, doubt))


def _not_before(fact: Fact) -> date:
    """The first day on which it could be in force, by one who tells of it as to come."""
    if fact.date is not None:
        return span(fact.date).first
    return date.fromisoformat(fact.by) + timedelta(days=1) if fact.by else date.min


def _default(terms: Terms, past: History) -> Entry:
    """No rule told: as soon as consent to be bound is established for all the negotiating states (24(2)).

    Where the text is silent, that is the law. Where nobody has read the text it is only what holds if the
    states agreed nothing else, so that of a treaty of many, or of one that may bind by signature, nothing is
    excluded.
    """
    found = by_acts(_BY_ALL, past)
    silent = terms.known and terms.entry_into_force.trigger is Trigger.NONE
    doubts = (*found.doubts, _SILENT if silent else _UNREAD)
    if found.span.first != date.max:
        return replace(found, doubts=doubts, open=not silent)
    if not silent and (_undergone(past) or (len(past.parties) < 2 and _ratification_foreseen(past))):
        return replace(found, span=Span(date.min, date.max), doubts=doubts, open=True)
    # what is told of a later day tells on any day that signature alone was not to bind the two
    foreseen = _ratification_foreseen(past) or (past.bilateral and past.ever(*_LATER_ACTS))
    if foreseen and (silent or past.bilateral):
        return replace(found, doubts=doubts, open=False)
    signed = tally(_SIGNED_BY_ALL, past)
    if signed.reached.first != date.max:
        # whether signature was meant to bind cannot be told from outside
        facts = tuple(i for d in signed.trigger for i in d.ids)
        articles = ("VCLT 12(1)", "VCLT 14(1)")
        doubts += (Reason(K.SIGNATURE_MAY_BIND, articles, facts, {"date": signed.reached.edtf()}),)
        return replace(found, span=Span(signed.reached.first, date.max), doubts=doubts, open=True)
    if not silent and not past.bilateral:
        first = past.first(Kind.SIGNATURE, Kind.HOME, Kind.DEPOSIT, Kind.NOTIFICATION)
        if first is not None:
            return replace(found, span=Span(first.span.first, date.max), doubts=doubts, open=True)
    return replace(found, doubts=doubts, open=False)


_BY_ALL = Rule(Trigger.NONE, count="all")
_SIGNED_BY_ALL = Rule(Trigger.SIGNATURE, count="all")
_SILENT = Reason(K.TEXT_SILENT, ("VCLT 11", "VCLT 24(2)"))
_UNREAD = Reason(K.CLAUSES_UNREAD, ("VCLT 24(1)", "VCLT 24(2)"))


def _ratification_foreseen(past: History) -> bool:
    """Whether any later act of consent is told, done or planned: then signature alone was not to bind."""
    return past.any(*_LATER_ACTS) or any(kind_of(f) in _LATER_ACTS for f in past.plans + past.denials)


_LATER_ACTS = (Kind.HOME, Kind.DEPOSIT, Kind.EXCHANGE, Kind.NOTIFICATION)

# What is mostly done to a treaty in force, so that it is not to be taken for one that never was.
_UNDERGONE = (Kind.NOTICE, Kind.AMENDMENT, Kind.VIOLATION)

# How a treaty comes about. Where its end alone is told, it may have been there on any day before.
_MADE = (
    Kind.NEGOTIATION, Kind.INITIALLING, Kind.ADOPTION, Kind.OPENING, Kind.SIGNATURE, Kind.DEFINITIVE,
    Kind.PROVISIONAL, Kind.ENTRY, *_LATER_ACTS,
)  # fmt: skip


def _undergone(past: History) -> bool:
    """Whether what is mostly done to a treaty in force is told: by the day, or later of one already there."""
    ends = (*_UNDERGONE, Kind.EXTENSION, Kind.SUSPENSION, Kind.RESUMPTION, Kind.TERMINATION)
    return past.any(*_UNDERGONE) or (past.ever(*ends) and not past.ever(*_MADE))


# What can only be done to a treaty in force; one that is in force for a state is (VCLT 24).
_PRESUPPOSE = (Kind.ENTRY, Kind.EXTENSION, Kind.SUSPENSION, Kind.RESUMPTION, Kind.TERMINATION)
# What is applied provisionally can be suspended and ended too.
_PRESUPPOSE_ALWAYS = (Kind.ENTRY, Kind.EXTENSION)


def _presupposed(computed: Entry, past: History) -> Entry:
    """Where the record lacks its entry into force but tells what only a treaty in force can undergo."""
    kinds = _PRESUPPOSE_ALWAYS if past.any(Kind.PROVISIONAL) else _PRESUPPOSE
    first = past.first(*kinds)
    if first is None or not (computed.open or computed.span.first == date.max):
        return computed
    if first.denied_by:
        first = next((d for d in past.of(*kinds) if not d.denied_by), first)
    signature = past.first(Kind.SIGNATURE)
    signed = date.min if signature is None else signature.span.first
    when = Span(min(signed, first.span.last), first.likely.last)
    fields = {"act": first.kind.value, "date": first.span.edtf()}
    doubt = Reason(K.PRESUPPOSED, ("VCLT 42", "VCLT 54", "VCLT 57"), first.ids, fields)
    if first.kind is Kind.ENTRY:
        fields = {"state": first.actor, "date": first.span.edtf()}
        doubt = Reason(K.IN_FORCE_FOR, ("VCLT 24",), first.ids, fields)
    return Entry(
        when,
        when,
        reasons=computed.reasons,
        doubts=(doubt, *doubts_of((first,))),
        said_by=first.said_by,
        could=first.span.last,
        open=bool(first.denied_by),
    )


def _reconcile(computed: Entry, told: Done, terms: Terms, past: History) -> Entry:
    """A report that it is in force is evidence of its own; where it and the rule differ, both are kept."""
    fields: dict[str, object] = {"date": told.span.edtf(), "sources": told.said_by}
    report = Reason(K.REPORTED_IN_FORCE, ("VCLT 24",), told.ids, fields)
    of_told = past.once(doubts_of, lambda: doubts_of((told,)), told)
    doubts = (() if computed.open else computed.doubts) + of_told
    if computed.span.first == date.max or computed.open:
        alone = {"missing": computed.missing, "open": computed.open}
        doubt = (Reason(K.REPORT_ALONE, (), told.ids, alone),) if computed.missing else ()
        when = told.likely
        if computed.trigger.first <= when.last and computed.trigger.first not in (date.min, date.max):
            # what established consent came before it
            when = Span(max(when.first, computed.trigger.first), when.last, when.vague)
        exchanged = past.gathered.of((Kind.EXCHANGE,)) if past.bilateral else ()
        if exchanged and exchanged[0].span.first > when.last:
            # two that exchange instruments later are not bound before, but where they agreed so
            when = Span(when.first, exchanged[0].span.last, when.vague)
        still = told.denied_by or (past.on < told.span.first and computed.could <= told.span.first)
        return Entry(
            when,
            when,
            computed.missing if still else (),
            (*computed.reasons, report),
            (*doubts, *doubt),
            told.said_by,
            could=told.span.first,
            reported=True,
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
    fields = {
        "rule_date": computed.span.edtf(),
        "report_date": told.span.edtf(),
        "sources": told.said_by,
    }
    differ = Reason(K.RULE_AND_REPORT_DIFFER, cite(terms.entry_into_force), told.ids, fields)
    wide = Span(min(computed.span.first, told.span.first), max(computed.span.last, told.span.last))
    return replace(
        computed,
        span=wide,
        reasons=(*computed.reasons, report),
        doubts=(*doubts, differ),
        said_by=tuple(sorted({*computed.said_by, *told.said_by})),
    )
