"""When the condition of a rule is met by a history: bounds, what is missing, and why (VCLT 24(1))."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from foedus.law.counting import Tally, tally
from foedus.law.forms import offset_to_json
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, Kind, key, speaker
from foedus.law.missing import known_in_part, missing
from foedus.law.model import Reason, Round, Rule, Share, Trigger
from foedus.law.moving import through
from foedus.law.offsets import counted_from
from foedus.law.reasons import ReasonKind as K
from foedus.law.spans import ALL_DAYS, Span, earliest, latest, span

NEVER = Span(date.max, date.max)
_VCLT_24_1 = "VCLT 24(1)"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """The day of entry into force as a span (`NEVER`: not on these facts), and how it was found.

    `trigger` is when the condition was met, `could` the first day possible if what is missing were done on
    the day of the history. `said_by` names those it is reported from where no publisher says it in its own
    voice. `open`: the rule is not known or cannot be checked, so that nothing is excluded.
    `reported`: the day is that of a report alone, and by then the condition had been met.
    """

    span: Span
    trigger: Span
    missing: tuple[Reason, ...] = ()
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()
    said_by: tuple[str, ...] = ()
    could: date = date.max
    open: bool = False
    reported: bool = False


def evaluate(rule: Rule, past: History) -> Entry:
    """Entry into force by one rule, whatever it is made of."""
    beside = _beside(rule)
    if beside:
        return _composed(Rule(Trigger.OTHER, all_of=beside, article=rule.article), past)
    if rule.all_of or rule.any_of:
        found = _composed(rule, past)
    elif rule.linked is not None:
        found = _linked(rule)
    elif rule.tacit is not None:
        found = _tacit(rule, past)
    elif rule.trigger is Trigger.DATE and rule.date is not None:
        found = _fixed(rule, past)
    elif rule.trigger in _ACTS:
        found = by_acts(rule, past)
    else:
        found = _unknown_rule(rule, past)
    return _counted(rule, found)


_ACTS = (Trigger.SIGNATURE, Trigger.EXCHANGE, Trigger.NOTIFICATIONS, Trigger.INSTRUMENTS)


def _beside(rule: Rule) -> tuple[Rule, ...]:
    """What one rule asks for beside acts, each by itself: all of it must be met, and its offset counts from
    the acts ("subject to the entry into force of the Covenant, three months after the tenth deposit")."""
    if rule.trigger not in _ACTS or not (rule.all_of or rule.any_of or rule.linked):
        return ()
    parts = [replace(rule, all_of=(), any_of=(), linked=None)]
    parts += [Rule(Trigger.OTHER, linked=rule.linked, article=rule.article)] if rule.linked else []
    parts += rule.all_of
    parts += [Rule(Trigger.OTHER, any_of=rule.any_of, article=rule.article)] if rule.any_of else []
    return tuple(parts)


def _counted(rule: Rule, found: Entry) -> Entry:
    """Offset, rounding and "not before", on every bound."""
    if rule.offset is None and rule.round is Round.NONE and rule.not_before is None:
        return found
    floor = date.fromisoformat(rule.not_before) if rule.not_before else date.min

    def effect(day: date) -> date:
        return max(counted_from(day, rule.offset, rule.round), floor)

    reasons = found.reasons
    when = Span(effect(found.span.first), effect(found.span.last), found.span.vague)
    if found.span.first != date.max:
        ahead = found.open and when.last == date.max
        told = not ahead or when.first != date.min
        counted = told and (rule.offset is not None or rule.round is not Round.NONE)
        floored = when.last == floor != date.min
        if counted or floored:
            fields = {
                "offset": offset_to_json(rule.offset),
                "round": rule.round.value,
                "date": when.edtf() if counted and not ahead else None,
                "earliest": when.first.isoformat() if counted and ahead else None,
                "not_before": floor.isoformat() if floored else None,
            }
            reasons += (Reason(K.COUNTED, cite(rule), (), fields),)
    return replace(found, span=when, reasons=reasons, could=through(found.could, effect))


def cite(rule: Rule) -> tuple[str, ...]:
    """The treaty's own article on its entry into force, where it is told, and that of the VCLT."""
    return (f"art. {rule.article}", _VCLT_24_1) if rule.article else (_VCLT_24_1,)


def by_acts(rule: Rule, past: History) -> Entry:
    """Entry into force by a rule that asks for acts."""
    t = tally(rule, past)
    in_part = told_in_part(rule, past)
    if in_part and t.reached.first == date.max:
        return _in_part(rule, t, past)
    if in_part and isinstance(rule.count, (int, Share)):
        return _reached_in_part(rule, t, past)
    if t.reached.first == date.max:
        return Entry(NEVER, NEVER, missing(rule, t, past), could=past.on, open=bool(t.unclear))
    if t.reached.last == date.max:
        return replace(_reached(rule, t, past), missing=missing(rule, t, past))
    return past.once((by_acts, rule), lambda: _reached(rule, t, past), t)


def _reached(rule: Rule, t: Tally, past: History) -> Entry:
    """Met by the acts that are known, which are all."""
    unclear = tuple(replace(u, articles=cite(rule)) for u in t.unclear)
    return Entry(
        t.reached,
        t.reached,
        (),
        (_met(rule, t),),
        unclear + doubts_of(t.trigger),
        _said_by(t.trigger),
        could=t.reached.first,
        open=bool(t.unclear),
    )


def told_in_part(rule: Rule, past: History) -> bool:
    """Whether the acts known are only some: a depositary's list is whole, what news tells of is not."""
    if past.complete is not None:
        return not past.complete
    if past.bilateral or rule.trigger not in (Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS):
        return False
    acts = past.of(Kind.DEPOSIT, Kind.HOME, Kind.NOTIFICATION, Kind.SIGNATURE)
    return any(f.act is None for d in acts for f in d.facts)


def _in_part(rule: Rule, t: Tally, past: History) -> Entry:
    """Not met by the acts that are known: a lower bound, which excludes nothing."""
    known = known_in_part(rule, t)
    doubt = Reason(K.RECORD_IN_PART, cite(rule), (), {"known": known})
    when = Span(_floor(past), date.max)
    return Entry(when, when, (known,), (), (doubt,), could=past.on, open=True)


def _reached_in_part(rule: Rule, t: Tally, past: History) -> Entry:
    """Met by the acts that are known: on that day or, with others that are not, before it."""
    when = Span(min(_floor(past), t.reached.last), t.reached.last)
    doubt = Reason(K.MAY_BE_EARLIER, cite(rule))
    fields = {
        "known": known_in_part(rule, t),
        "day": None if when.last == date.max else when.last.isoformat(),
        "sources": _said_by(t.trigger),
    }
    facts = tuple(i for d in t.trigger for i in d.ids) if len(t.trigger) <= _CITED else ()
    return Entry(
        when,
        when,
        (),
        (Reason(K.ENOUGH_KNOWN, (*cite(rule), "VCLT 16"), facts, fields),),
        (doubt, *doubts_of(t.trigger)),
        _said_by(t.trigger),
        could=min(past.on, when.last),
        open=when.last == date.max,
    )


_CITED = 12


def _floor(past: History) -> date:
    """The first day on which it can have bound anyone: that of its adoption or opening (VCLT 9, 24)."""
    made = [d.span.first for d in past.of(Kind.ADOPTION, Kind.OPENING)]
    return max(made, default=date.min)


def _met(rule: Rule, t: Tally) -> Reason:
    """What met the condition, with the acts of the last day as its facts."""
    on_day = [d for d in t.trigger if d.span.last >= t.reached.first] or list(t.trigger)
    when = t.reached if t.reached.last != date.max else on_day[-1].span
    told = {"date": when.edtf(), "sources": _said_by(t.trigger)}
    facts = tuple(i for d in (t.trigger if len(t.trigger) <= 4 else on_day) for i in d.ids)
    if rule.trigger is Trigger.EXCHANGE:
        what = "notes" if rule.of == "notes" else "instruments"
        return Reason(K.EXCHANGED, (*cite(rule), "VCLT 13", "VCLT 16(a)"), facts, {"of": what, **told})
    if rule.trigger is Trigger.SIGNATURE:
        by = tuple(dict.fromkeys(d.actor for d in t.trigger if d.actor != EVERYONE))
        return Reason(K.SIGNED_AS_REQUIRED, (*cite(rule), "VCLT 12"), facts, {"states": by, **told})
    articles = (*cite(rule), "VCLT 16")
    if on_day[-1].actor == EVERYONE:
        return Reason(K.CONSENT_OF_ALL, articles, facts, told)
    last = {"states": tuple(dict.fromkeys(d.actor for d in on_day)), **told}
    if rule.weight is not None or rule.must_include:
        return Reason(K.CONDITIONS_MET, articles, facts, last)
    what = _GIVEN.get(rule.trigger, "consent")
    if t.needed and isinstance(rule.count, int):
        return Reason(K.NUMBER_REACHED, articles, facts, {"number": t.needed, "of": what, **last})
    return Reason(K.LAST_GIVEN, articles, facts, {"of": what, **last})


_GIVEN: dict[Trigger | None, str] = {Trigger.NOTIFICATIONS: "notification", Trigger.INSTRUMENTS: "instrument"}


def doubts_of(acts: tuple[Done, ...]) -> tuple[Reason, ...]:
    """What is not sure of some acts: dates that differ, denials, dates that are about right."""
    out = []
    for d in acts:
        if d.torn:
            told = tuple(sorted({(speaker(f), span(f.date).edtf() or "") for f in d.facts}))
            out.append(Reason(K.DATES_DIFFER, (), d.ids, {**_act(d), "told": told}))
        if d.denied_by:
            out.append(denied(d))
        if d.span.vague:
            out.append(Reason(K.APPROXIMATE_DATE, (), d.ids, _act(d)))
    return tuple(out)


def denied(d: Done) -> Reason:
    """That some deny an act."""
    return Reason(K.DENIED, (), d.ids, {**_act(d), "by": d.denied_by})


def _act(d: Done) -> dict[str, Any]:
    return {"act": d.kind.value, "state": d.actor}


def _said_by(acts: tuple[Done, ...]) -> tuple[str, ...]:
    return tuple(sorted({s for d in acts for s in d.said_by}))


def _fixed(rule: Rule, past: History) -> Entry:
    day = span(rule.date)
    doubts: tuple[Reason, ...] = ()
    made = _made(past)
    if made is not None and day.last < made.first:
        return _retroactive(rule, day, made, past)
    if not past.of(
        Kind.SIGNATURE, Kind.DEFINITIVE, Kind.DEPOSIT, Kind.EXCHANGE, Kind.NOTIFICATION, Kind.HOME
    ):
        doubts = (Reason(K.NO_CONSENT_RECORDED, ("VCLT 11",)),)
    reason = Reason(K.DAY_NAMED, cite(rule), (), {"day": day.first.isoformat()})
    return Entry(day, day, (), (reason,), doubts, could=day.first)


def _made(past: History) -> Span | None:
    """When its parties signed or adopted it, on whatever day that is told: a treaty binds nobody before."""
    return past.once("made", lambda: _first_made(past))


def _first_made(past: History) -> Span | None:
    negotiators = {EVERYONE, *(key(p) for p in past.parties)}
    acts = past.gathered.of((Kind.ADOPTION, Kind.DEFINITIVE, Kind.SIGNATURE))
    return next((d.span for d in acts if d.at in negotiators and d.span.first != date.min), None)


def _retroactive(rule: Rule, day: Span, made: Span, past: History) -> Entry:
    """It names a day before it was made: it binds back to it, but only once it is made (VCLT 28)."""
    if past.on < made.first:
        awaited = Reason(K.SIGNATURES_MISSING, fields={"states": past.parties})
        return Entry(NEVER, NEVER, (awaited,), could=made.first)
    fields = {"day": day.first.isoformat(), "date": made.edtf()}
    reason = Reason(K.RETROACTIVE, (*cite(rule), "VCLT 28"), (), fields)
    return Entry(day, day, (), (reason,), could=day.first)


def _linked(rule: Rule) -> Entry:
    assert rule.linked is not None
    other, day = rule.linked.treaty, rule.linked.in_force
    if day is None:
        doubt = Reason(K.LINKED_DAY_UNKNOWN, cite(rule), (), {"treaty": other})
        awaited = Reason(K.OTHER_TREATY_MISSING, fields={"treaty": other})
        return Entry(ALL_DAYS, ALL_DAYS, (awaited,), (), (doubt,), open=True)
    at = span(day)
    reason = Reason(K.LINKED, cite(rule), (), {"treaty": other, "date": at.edtf()})
    return Entry(at, at, (), (reason,), could=at.first)


def _tacit(rule: Rule, past: History) -> Entry:
    """Deemed accepted unless enough object in time: silence counts if the treaty says so (VCLT 24(1))."""
    assert rule.tacit is not None
    deemed = rule.tacit.deemed or rule.date
    if deemed is None:
        return _unknown_rule(rule, past)
    end = date.fromisoformat(deemed)
    against = [d for d in past.of(Kind.OBJECTION) if d.span.first <= end]
    names = tuple(dict.fromkeys(d.actor for d in against))
    limit = rule.tacit.unless if rule.tacit.unless is not None else 1
    if isinstance(limit, Share):
        size = rule.set_size or len(rule.among or past.parties)
        if not size and names:
            return Entry(ALL_DAYS, ALL_DAYS, (), (), (Reason(K.OBJECTIONS_UNWEIGHED, cite(rule)),), open=True)
        limit = -(-limit.part * size // limit.whole) if size else 1
    if len(names) >= limit:
        ids = tuple(i for d in against for i in d.ids)
        reason = Reason(K.NOT_ACCEPTED, cite(rule), ids, {"states": names})
        return Entry(NEVER, NEVER, (Reason(K.OBJECTIONS_STAND),), (reason,), could=past.on)
    day = span(rule.date or deemed)
    fields = {"day": end.isoformat(), "objections": len(names)}
    reason = Reason(K.DEEMED_ACCEPTED, cite(rule), (), fields)
    return Entry(day, Span(end, end), (), (reason,), could=day.first)


def _composed(rule: Rule, past: History) -> Entry:
    """The latest of all parts, or the earliest of any."""
    parts = [evaluate(part, past) for part in rule.all_of or rule.any_of]
    pick, spans = (latest, max) if rule.all_of else (earliest, min)
    when = pick(p.span for p in parts)
    met = [p for p in parts if p.span.first != date.max]
    relevant = parts if rule.all_of else [p for p in met if p.span.first <= when.last] or parts
    each = tuple(p.missing for p in parts if p.missing)
    if rule.all_of:
        awaited = tuple(m for some in each for m in some)
    elif when.last != date.max:
        awaited = ()
    elif len(each) == 1 and len(each[0]) == 1:
        awaited = each[0]
    else:
        awaited = (Reason(K.EITHER_MISSING, fields={"either": each}),) if each else ()
    return Entry(
        when,
        pick(p.trigger for p in parts),
        awaited,
        tuple(r for p in relevant for r in p.reasons),
        tuple(r for p in relevant for r in p.doubts),
        tuple(sorted({s for p in relevant for s in p.said_by})),
        could=spans(p.could for p in parts),
        open=any(p.open for p in relevant),
    )


def _unknown_rule(rule: Rule, past: History) -> Entry:
    doubt = Reason(K.RULE_NOT_COMPUTED, cite(rule), (), {"note": rule.note, "day": rule.date})
    return Entry(ALL_DAYS, ALL_DAYS, (), (), (doubt,), could=past.on, open=True)
