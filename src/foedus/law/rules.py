"""When the condition of a rule is met by a history: bounds, what is missing, and why (VCLT 24(1))."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from foedus.law.counting import Tally, tally
from foedus.law.history import Done, History
from foedus.law.kinds import EVERYONE, Kind, speaker
from foedus.law.model import Reason, Round, Rule, Share, Trigger
from foedus.law.moving import through
from foedus.law.offsets import counted_from
from foedus.law.spans import ALL_DAYS, Span, earliest, latest, span
from foedus.wording import words
from foedus.wording.words import Namer

NEVER = Span(date.max, date.max)
_VCLT_24_1 = "VCLT 24(1)"


@dataclass(frozen=True, slots=True)
class Entry:
    """The day of entry into force as a span (`NEVER`: not on these facts), and how it was found.

    `trigger` is when the condition was met, `could` the first day possible if what is missing were done on
    the day of the history. `said_by` names those it is reported from where no publisher says it in its own
    voice. `open`: the rule is not known or cannot be checked, so that nothing is excluded.
    """

    span: Span
    trigger: Span
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()
    said_by: tuple[str, ...] = ()
    could: date = date.max
    open: bool = False


def evaluate(rule: Rule, past: History, name: Namer = str) -> Entry:
    """Entry into force by one rule, whatever it is made of."""
    if rule.all_of or rule.any_of:
        found = _composed(rule, past, name)
    elif rule.linked is not None:
        found = _linked(rule)
    elif rule.tacit is not None:
        found = _tacit(rule, past, name)
    elif rule.trigger is Trigger.DATE and rule.date is not None:
        found = _fixed(rule, past)
    elif rule.trigger in (Trigger.SIGNATURE, Trigger.EXCHANGE, Trigger.NOTIFICATIONS, Trigger.INSTRUMENTS):
        found = by_acts(rule, past, name)
    else:
        found = _unknown_rule(rule, past)
    return _counted(rule, found)


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
        counted = words.counted_words(rule.offset, rule.round)
        ahead = found.open and when.last == date.max
        words_ = f"not before {words.day(when.first)}" if ahead else when.words()
        text = f"{counted}: {words_}" if rule.offset or rule.round is not Round.NONE else ""
        if when.last == floor != date.min:
            text = (text + "; " if text else "") + f"not before {words.day(floor)}"
        reasons += (Reason(text, cite(rule)),) if text else ()
    return replace(found, span=when, reasons=reasons, could=through(found.could, effect))


def cite(rule: Rule) -> str:
    return f"art. {rule.article}; {_VCLT_24_1}" if rule.article else _VCLT_24_1


def by_acts(rule: Rule, past: History, name: Namer) -> Entry:
    t = tally(rule, past, name)
    in_part = _told_in_part(rule, past)
    if in_part and t.reached.first == date.max:
        return _in_part(rule, t, past, name)
    if in_part and isinstance(rule.count, (int, Share)):
        return _reached_in_part(rule, t, past, name)
    if t.reached.first == date.max:
        return Entry(NEVER, NEVER, words.missing(rule, t, past, name), could=past.on, open=bool(t.unclear))
    if t.reached.last == date.max:
        return replace(_reached(rule, t, past, name), missing=words.missing(rule, t, past, name))
    return past.once((by_acts, rule, id(t), name), lambda: _reached(rule, t, past, name))


def _reached(rule: Rule, t: Tally, past: History, name: Namer) -> Entry:
    """Met by the acts that are known, which are all."""
    unclear = tuple(Reason(f"it cannot be told {u}", cite(rule)) for u in t.unclear)
    return Entry(
        t.reached,
        t.reached,
        (),
        (_met(rule, t, name),),
        unclear + doubts_of(t.trigger, past, name),
        _said_by(t.trigger),
        could=t.reached.first,
        open=bool(t.unclear),
    )


def _told_in_part(rule: Rule, past: History) -> bool:
    """Whether the acts known are only some: a depositary's list is whole, what news tells of is not."""
    if past.complete is not None:
        return not past.complete
    if past.bilateral or rule.trigger not in (Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS):
        return False
    acts = past.of(Kind.DEPOSIT, Kind.HOME, Kind.NOTIFICATION, Kind.SIGNATURE)
    return any(f.act is None for d in acts for f in d.facts)


def _in_part(rule: Rule, t: Tally, past: History, name: Namer) -> Entry:
    """Not met by the acts that are known: a lower bound, which excludes nothing."""
    known = words.known_in_part(rule, t, name)
    doubt = Reason(f"the record is not a full list of what was done: {known}", cite(rule))
    when = Span(_floor(past), date.max)
    return Entry(when, when, (known,), (), (doubt,), could=past.on, open=True)


def _reached_in_part(rule: Rule, t: Tally, past: History, name: Namer) -> Entry:
    """Met by the acts that are known: on that day or, with others that are not, before it."""
    when = Span(min(_floor(past), t.reached.last), t.reached.last)
    doubt = Reason(_SOME_UNKNOWN, cite(rule))
    day = "" if when.last == date.max else f" by {words.day(when.last)}"
    text = f"{words.known_in_part(rule, t, name)}{day}{words.according(_said_by(t.trigger))}"
    facts = tuple(i for d in t.trigger for i in d.ids) if len(t.trigger) <= _CITED else ()
    return Entry(
        when,
        when,
        (),
        (Reason(text, f"{cite(rule)}; VCLT 16", facts),),
        (doubt, *doubts_of(t.trigger, past, name)),
        _said_by(t.trigger),
        could=min(past.on, when.last),
        open=when.last == date.max,
    )


_SOME_UNKNOWN = "the record is not a full list of what was done: the condition may have been met before"
_CITED = 12


def _floor(past: History) -> date:
    """The first day on which it can have bound anyone: that of its adoption or opening (VCLT 9, 24)."""
    made = [d.span.first for d in past.of(Kind.ADOPTION, Kind.OPENING)]
    return max(made, default=date.min)


def _met(rule: Rule, t: Tally, name: Namer) -> Reason:
    """What met the condition, with the acts of the last day as its facts."""
    on_day = [d for d in t.trigger if d.span.last >= t.reached.first] or list(t.trigger)
    day = words.when(t.reached if t.reached.last != date.max else on_day[-1].span)
    said = words.according(_said_by(t.trigger))
    facts = tuple(i for d in (t.trigger if len(t.trigger) <= 4 else on_day) for i in d.ids)
    acts = on_day[-1]
    if rule.trigger is Trigger.EXCHANGE:
        what = "notes" if rule.of == "notes" else "instruments"
        return Reason(f"{what} exchanged {day}{said}", f"{cite(rule)}; VCLT 13, 16(a)", facts)
    if rule.trigger is Trigger.SIGNATURE:
        by = words.listed(dict.fromkeys(d.actor for d in t.trigger if d.actor != EVERYONE), name)
        return Reason(f"signed by {by or 'all'} {day}{said}", f"{cite(rule)}; VCLT 12", facts)
    if acts.actor == EVERYONE:
        return Reason(f"consent of all established {day}{said}", f"{cite(rule)}; VCLT 16", facts)
    what = {Trigger.NOTIFICATIONS: "notification", Trigger.INSTRUMENTS: "instrument"}.get(
        rule.trigger or Trigger.NONE, "consent"
    )
    last = words.listed(dict.fromkeys(d.actor for d in on_day), name)
    if rule.weight is not None or rule.must_include:
        text = f"the number, names and weight required were met {day}{said}, with {last}"
    elif t.needed and isinstance(rule.count, int):
        text = f"the {words.ordinal(t.needed)} {what} that counts stood {day} ({last}){said}"
    else:
        text = f"the last {what} needed was given {day} ({last}){said}"
    return Reason(text, f"{cite(rule)}; VCLT 16", facts)


def doubts_of(acts: tuple[Done, ...], past: History, name: Namer) -> tuple[Reason, ...]:
    """What is not sure of some acts: dates that differ, denials, dates that are about right."""
    out = []
    for d in acts:
        whose = (
            f"{words.who(d, past, name)}: {d.kind.value}" if d.actor != EVERYONE else f"the {d.kind.value}"
        )
        if d.torn:
            said = "; ".join(sorted({f"{speaker(f)}: {span(f.date).words()}" for f in d.facts}))
            out.append(Reason(f"{whose} is dated differently ({said}); none is chosen", None, d.ids))
        if d.denied_by:
            out.append(Reason(f"{whose} is denied by {words.listed(d.denied_by)}", None, d.ids))
        if d.span.vague:
            out.append(Reason(f"{whose}: the date is approximate", None, d.ids))
    return tuple(out)


def _said_by(acts: tuple[Done, ...]) -> tuple[str, ...]:
    return tuple(sorted({s for d in acts for s in d.said_by}))


def _fixed(rule: Rule, past: History) -> Entry:
    day = span(rule.date)
    doubts: tuple[Reason, ...] = ()
    if not past.of(
        Kind.SIGNATURE, Kind.DEFINITIVE, Kind.DEPOSIT, Kind.EXCHANGE, Kind.NOTIFICATION, Kind.HOME
    ):
        doubts = (Reason("no signature or other consent is recorded; the day alone is known", "VCLT 11"),)
    reason = Reason(f"the treaty itself names the day: {words.day(day.first)}", cite(rule))
    return Entry(day, day, (), (reason,), doubts, could=day.first)


def _linked(rule: Rule) -> Entry:
    assert rule.linked is not None
    other, day = rule.linked.treaty, rule.linked.in_force
    if day is None:
        doubt = Reason(f"it enters into force with {other}, whose day is not told here", cite(rule))
        return Entry(ALL_DAYS, ALL_DAYS, (f"entry into force of {other}",), (), (doubt,), open=True)
    at = span(day)
    return Entry(
        at, at, (), (Reason(f"{other} entered into force {words.when(at)}", cite(rule)),), could=at.first
    )


def _tacit(rule: Rule, past: History, name: Namer) -> Entry:
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
            doubt = Reason("objections are known, but not of how many they would be enough", cite(rule))
            return Entry(ALL_DAYS, ALL_DAYS, (), (), (doubt,), open=True)
        limit = -(-limit.part * size // limit.whole) if size else 1
    if len(names) >= limit:
        ids = tuple(i for d in against for i in d.ids)
        reason = Reason(f"not accepted: objections by {words.listed(names, name)}", cite(rule), ids)
        return Entry(NEVER, NEVER, ("withdrawal of the objections",), (reason,), could=past.on)
    day = span(rule.date or deemed)
    reason = Reason(f"deemed accepted on {words.day(end)}, {len(names)} objecting", cite(rule))
    return Entry(day, Span(end, end), (), (reason,), could=day.first)


def _composed(rule: Rule, past: History, name: Namer) -> Entry:
    """The latest of all parts, or the earliest of any."""
    parts = [evaluate(part, past, name) for part in rule.all_of or rule.any_of]
    pick, spans = (latest, max) if rule.all_of else (earliest, min)
    when = pick(p.span for p in parts)
    met = [p for p in parts if p.span.first != date.max]
    relevant = parts if rule.all_of else [p for p in met if p.span.first <= when.last] or parts
    if rule.all_of:
        missing = tuple(m for p in parts for m in p.missing)
    elif when.last != date.max:
        missing = ()
    else:
        each = [" and ".join(p.missing) for p in parts if p.missing]
        missing = ("either " + ", or ".join(each),) if len(each) > 1 else tuple(each)
    return Entry(
        when,
        pick(p.trigger for p in parts),
        missing,
        tuple(r for p in relevant for r in p.reasons),
        tuple(r for p in relevant for r in p.doubts),
        tuple(sorted({s for p in relevant for s in p.said_by})),
        could=spans(p.could for p in parts),
        open=any(p.open for p in relevant),
    )


def _unknown_rule(rule: Rule, past: History) -> Entry:
    note = f": {rule.note}" if rule.note else ""
    by_date = f"; it names {words.day(date.fromisoformat(rule.date))}" if rule.date else ""
    doubt = Reason(
        f"its rule on entry into force is one that is not computed here{note}{by_date}", cite(rule)
    )
    return Entry(ALL_DAYS, ALL_DAYS, (), (), (doubt,), could=past.on, open=True)
