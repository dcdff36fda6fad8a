"""When a step happens: the date expression that belongs to its trigger, resolved against the article's
anchor.

A date belongs to the verb of the clause that holds it, so the day of a report is never the day of the step.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Set

import msgspec

from foedus.dates import parse
from foedus.dates.arithmetic import counted, counted_day
from foedus.dates.resolve import Anchor, Tense, resolve
from foedus.dates.zones import zone_of
from foedus.language.attachment import (
    DateAt,
    belongs,
    clause_dated,
    clause_outside,
    counted_from_another,
    counts_to,
    governor_of,
    is_limit,
)
from foedus.language.clauses import (
    auxiliaries,
    done_with,
    modified_by,
    not_until,
    told_by,
)
from foedus.language.occasions import at_past_talks, shares_day
from foedus.language.sequel import in_present, to_come
from foedus.language.tree import Tree
from foedus.language.words import SAYING
from foedus.model import Certainty
from foedus.reading.actors import who
from foedus.reading.context import Context, Para
from foedus.reading.factual import DATED
from foedus.reading.lexicon import FORCE
from foedus.reading.participant import Who


class When(msgspec.Struct, frozen=True):
    """An EDTF date with its phrase; (None, phrase) where the phrase cannot be resolved."""

    date: str | None
    phrase: str | None


NEVER = When(None, None)
_DONE = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_LATER = re.compile(
    r"\b(?:later(?! (?:this|next|in|on)\b)|after that|afterwards|thereafter"
    r"|the (?:next|following) (?:day|week|month|year))\b",
    re.I,
)
_SAME = re.compile(r"\b(?:same (?:day|date)|that day)\b", re.I)
_EARLIER = re.compile(r"\b(?:a|one) (?:day|week) earlier\b|\bthe (?:day|week) before$", re.I)
_ORDINAL = re.compile(r"\b((?:[a-z]+-)?[a-z]+|\d+(?:st|nd|rd|th))\s+anniversary")
_ONES = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
}
_ONES |= {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_REPORTS = frozenset(
    "report dispatch statement broadcast bulletin interview article editorial letter speech release".split()
)
_ANNOUNCING = frozenset(
    "announce announced announces announcing declared declares declare proclaimed proclaims unveiled".split()
)
_SCHEDULED = frozenset("effect force effective operative expires lapses terminates ends".split())
_BEING = frozenset("be is are was were been remain remains remained".split())


def when(
    ctx: Context,
    para: Para,
    trigger: int,
    certainty: Certainty,
    reported: dt.date | None,
    within: Set[int] = frozenset(),
    earlier: dt.date | None = None,
) -> When:
    """The date of the step that `trigger` tells, NEVER where the text gives none.

    `earlier` is the day of the step told before, for "a day later". `within` are the tokens of phrases for
    agreements: a date in one ("the 2013 accord") is the agreement's, not the step's.
    """
    if certainty is Certainty.SPECULATED and _may_yet(para.tree, trigger):
        certainty = Certainty.PLANNED  # "may sign it before Christmas": a day to come
    beside = para.dates_beside(trigger)
    open_dates = [d for d in beside if _may_date(para.tree, d, trigger, within)]
    ranked = ((belongs(para.tree, d, trigger, DATED), d) for d in open_dates)
    # of two as close in grammar, the one behind the trigger
    near = [(rank, d.lo < trigger, d) for rank, d in ranked if rank is not None]
    near.sort(key=lambda found: found[:2])
    if open_dates and not near:
        shared = [d for d in open_dates if shares_day(para.tree, d, trigger, DATED)]
        near = [(0, False, shared[0])] if len(shared) == 1 else []
    told = [_counted(ctx, para, trigger, date, certainty, reported, earlier) for _, _, date in near]
    if told:
        # "six months after receipt, on 10 January": of two as close, the one that can be told
        as_close = [found for found, (rank, _, _) in zip(told, near, strict=True) if rank == near[0][0]]
        return next((found for found in as_close if found.date is not None), told[0])
    counts = len(beside) > 1 or any(d.expr.fields.unit for d in beside)
    return (
        (counts and _counted_off(ctx, para, trigger, certainty))
        or (counts and _counted_on(ctx, para, trigger, certainty))
        or _anniversary(ctx, para, trigger)
        or _performed(ctx, para, trigger)
        or _entry_of_chronicle(ctx, para, trigger, certainty)
        or NEVER
    )


def _may_date(tree: Tree, date: DateAt, trigger: int, within: Set[int]) -> bool:
    """Whether a date of the sentence can be the day of what its trigger tells at all."""
    if is_limit(tree, date, trigger, DATED) and not not_until(tree, trigger):
        return False
    if not within.isdisjoint(range(date.lo, date.hi)):
        return False
    since = date.lo and tree.low[date.lo] == "since" and tree.low[date.lo - 1] in FORCE
    if since and date.lo != trigger + 1 and tree.low[trigger] not in _BEING:
        return False  # "the treaty, in force since 1994, was amended"
    if counted_from_another(tree, date):
        return False  # "a day before the two sign it": another step's day
    return tree.sentence(date.lo) == tree.sentence(trigger)


def _may_yet(tree: Tree, v: int) -> bool:
    """ "may sign", not "may have signed"."""
    beside = auxiliaries(tree, v)
    return any(tree.tags[k] == "MD" for k in beside) and not any(tree.low[k] == "have" for k in beside)


def _day_before(ctx: Context, para: Para, date: DateAt) -> dt.date | None:
    """The last day (or year, by its middle) that the text names before a date counted from it."""
    years = "year" in date.expr.text
    for p in ctx.paras[max(0, para.index - 1) : para.index + 1][::-1]:
        for other in reversed(p.dates):
            relative = _LATER.search(other.expr.text) or _SAME.search(other.expr.text)
            if relative or (p is para and other.hi > date.lo):
                continue
            ahead = to_come(p.tree, governor_of(p.tree, other))
            told = Certainty.PLANNED if ahead else Certainty.ASSERTED
            found = resolved(ctx, other, told, None).date
            edtf = parse(found) if found else None
            if edtf is None or edtf.earliest is None or edtf.latest is None:
                continue
            length = (edtf.latest - edtf.earliest).days
            if length == 0:
                return edtf.earliest
            if years and 360 < length < 370:
                return dt.date(edtf.earliest.year, 7, 1)
    return None


def _counted(
    ctx: Context,
    para: Para,
    trigger: int,
    date: DateAt,
    certainty: Certainty,
    reported: dt.date | None,
    earlier: dt.date | None,
) -> When:
    """A date that counts from another ("three years later") counts from the last day told of."""
    if date.expr.fields.told_year and (base := _day_before(ctx, para, date) or earlier) is not None:
        return resolved(ctx, date, certainty, base)  # "June that year": of the day told before
    if _SAME.search(date.expr.text):
        told = _day_before(ctx, para, date) or earlier
        named = date.hi < len(para.tree) and para.tree.low[date.hi] == "as"
        return When(told.isoformat() if told and not named else None, date.expr.text)
    if _LATER.search(date.expr.text) and (base := _day_before(ctx, para, date) or earlier) is not None:
        found = resolve(date.expr, Anchor(day=base), tense="future", reported=base)
        if found is not None:
            return When(found.date, date.expr.text)
    if _EARLIER.search(date.expr.text) and reported is None:
        reported = _day_before(ctx, para, date) or earlier
    place_zone = _zone_there(ctx, para, trigger)
    found_here = resolved(ctx, date, certainty, reported, place_zone, _in_the_past(para, date))
    if found_here.date is None and earlier is not None:
        return resolved(ctx, date, certainty, earlier, place_zone)
    return found_here


def _counted_off(ctx: Context, para: Para, trigger: int, certainty: Certainty) -> When | None:
    """ "On Tuesday, a day before the two sign it": so long before or after what the sentence is dated by."""
    for count in para.dates_beside(trigger):
        fields = count.expr.fields
        unit, away = fields.unit, fields.count if fields.count is not None else fields.shift
        if unit is None or not away or not counts_to(para.tree, count, trigger):
            continue
        base = _dated_otherwise(ctx, para, count)
        day = counted_day(base, unit, -away) if base is not None else None
        if base is None or day is None:
            continue
        exact = unit in ("day", "week")
        return When(day.isoformat() if exact else counted(base, unit, -away), count.expr.text)
    return None


def _counted_on(ctx: Context, para: Para, trigger: int, certainty: Certainty) -> When | None:
    """A day counted from what is dated behind it: "signed it, a day after he won the vote on Saturday"."""
    tree = para.tree
    dates = para.dates_beside(trigger)
    for count, base in itertools.pairwise(dates):
        fields = count.expr.fields
        unit, away = fields.unit, fields.count if fields.count is not None else fields.shift
        if unit is None or not away or certainty not in _DONE or not counted_from_another(tree, count):
            continue
        on = governor_of(tree, base)
        behind = count.hi <= min(on, base.lo) and (tree.tags[on] == "VBD" or not tree.is_verb(on))
        verbs = sum(tree.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(count.hi, base.lo))
        if clause_outside(tree, count) != trigger or not behind or verbs > 1:
            continue
        found = resolved(ctx, base, Certainty.ASSERTED, None, past=True).date
        edtf = parse(found) if found else None
        if edtf is None or edtf.earliest is None or edtf.earliest != edtf.latest:
            continue
        day = counted_day(edtf.earliest, unit, away)
        if day is not None and unit in ("day", "week"):
            return When(day.isoformat() + ("~" if unit == "week" else ""), count.expr.text)
    return None


def _dated_otherwise(ctx: Context, para: Para, count: DateAt) -> dt.date | None:
    """The day of the clause that a count hangs on; the article's own where it is told in the present."""
    tree, verb = para.tree, clause_dated(para.tree, count)
    for date in para.dates_beside(verb):
        own = (
            tree.clause_verb(governor_of(tree, date)) == verb or belongs(tree, date, verb, DATED) is not None
        )
        if date is count or not own:
            continue
        found = resolved(ctx, date, Certainty.ASSERTED, None, past=_in_the_past(para, date)).date
        edtf = parse(found) if found else None
        if edtf is not None and edtf.earliest is not None and edtf.earliest == edtf.latest:
            return edtf.earliest
    present = para.tree.tags[verb] in ("VBZ", "VBP", "VBG")
    beside = {para.tree.low[t] for t in (verb, *para.tree.kids[verb], *(o for _, o in para.tree.preps(verb)))}
    # "takes effect a year after it was sold": not now
    hours = count.expr.fields.unit == "hour"  # "the attack only hours after it was signed"
    return ctx.day if present and not hours and beside.isdisjoint(_SCHEDULED) else None


def _in_the_past(para: Para, date: DateAt) -> bool:
    """Whether the verb that a date hangs on tells of the past: "convened on Tuesday to sign it"."""
    if "effective" in para.tree.low[max(0, date.lo - 3) : date.hi]:
        return False  # "signed a treaty effective Monday"
    verb = governor_of(para.tree, date)
    if at_past_talks(para.tree, date):
        return True
    plain = para.tree.tags[verb] == "VBD"
    return plain and not any(para.tree.tags[k] == "MD" for k in auxiliaries(para.tree, verb))


def _zone_there(ctx: Context, para: Para, trigger: int) -> str | None:
    """The zone of the city where the step is taken: Tuesday morning in Seoul is Monday in Washington."""
    if ctx.anchor is None or ctx.anchor.at is None:
        return None
    for at in (trigger, para.tree.clause_verb(trigger)):
        for prep, obj in para.tree.preps(at):
            if prep in ("in", "at") and (found := zone_of(para.tree.words[obj])) is not None:
                return found
    return None


def _anniversary(ctx: Context, para: Para, trigger: int) -> When | None:
    """ "Today marks the 25th anniversary of the entry into force": so many years ago today."""
    tree = para.tree
    up = commemorated(tree, trigger)
    if up is None or ctx.day is None:
        return None
    a, b = tree.sent_span(trigger)
    if not any(tree.low[t] in ("today", "today's") for t in range(a, b)):
        return None
    text = tree.span_text(max(a, up - 6), up + 1).lower()
    years = next((n for n in (_years(m.group(1)) for m in _ORDINAL.finditer(text)) if n), None)
    if years is None or years >= ctx.day.year:
        return None
    try:
        day = ctx.day.replace(year=ctx.day.year - years)
    except ValueError:  # 29 February
        return None
    return When(day.isoformat(), tree.span_text(max(a, up - 6), up + 1))


def commemorated(tree: Tree, trigger: int) -> int | None:
    """The word "anniversary" above a nominal step."""
    return next((t for t in tree.ancestors(trigger, 3) if tree.low[t] == "anniversary"), None)


def _years(word: str) -> int | None:
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    tens, _, ones = word.rpartition("-")
    total = _TENS.get(tens, 0) + _ONES.get(ones, 0) if tens else _ONES.get(word, 0)
    return total or None


def _performed(ctx: Context, para: Para, trigger: int) -> When | None:
    """ "I hereby approve": the document does it, on its own day."""
    tree = para.tree
    here = modified_by(tree, trigger, "hereby")
    if not here or ctx.day is None or tree.tags[trigger] not in ("VB", "VBP", "VBZ"):
        return None
    return When(ctx.day.isoformat(), None)


def _entry_of_chronicle(ctx: Context, para: Para, trigger: int, certainty: Certainty) -> When | None:
    """ "10 July. South Africa accedes to the treaty.", "1968: The treaty was signed": the day at the head of
    a chronicle's entry; what is told in the past is of that day in the entry's first sentence alone."""
    tree = para.tree
    heads = [d for d in para.dates if d.hi <= trigger and d.hi < len(tree) and _heads_an_entry(tree, d)]
    if not heads:
        return None
    head = heads[-1]
    present = in_present(tree, trigger)
    first = tree.words[head.hi] == ":" and tree.sentence(trigger) <= tree.sentence(head.hi + 1)
    alone = tree.words[head.hi] in ((".", ":", "\u2014", "-") if present else (":",))
    told = present or (first and certainty in _DONE)
    return resolved(ctx, head, certainty, None) if alone and told else None


def _heads_an_entry(tree: Tree, date: DateAt) -> bool:
    """Whether a date begins a block, or is a sentence of its own: "20 May."."""
    a, b = tree.sent_span(date.lo)
    return date.lo == 0 or (date.lo == a and date.hi == b - 1 and tree.words[date.hi] == ".")


def resolved(
    ctx: Context,
    date: DateAt,
    certainty: Certainty,
    reported: dt.date | None,
    place_zone: str | None = None,
    past: bool = False,
) -> When:
    """A date expression against the article's anchor, tense by certainty, or past where its verb is."""
    tense: Tense = (
        "future" if certainty in (Certainty.PLANNED, Certainty.CONDITIONAL) and not past else "past"
    )
    found = resolve(date.expr, ctx.anchor, tense=tense, reported=reported, place_zone=place_zone)
    if found is None:
        return When(None, date.expr.text)
    # "not until 1992": the year itself
    return When(found.named if found.date.startswith("..") else found.date, date.expr.text)


def reporting_day(ctx: Context, para: Para, trigger: int) -> dt.date | None:
    """The day on which the word above the trigger was given, where the sentence tells it."""
    tree = para.tree
    for up in tree.ancestors(trigger):
        if tree.low[up] in SAYING and tree.is_verb(up):
            for date in para.dates_beside(up):
                on = governor_of(tree, date)  # "in a report on Sunday, it said ..."
                if on == up or (tree.low[on] in _REPORTS and up in tree.ancestors(on, 4)):
                    found = resolve(date.expr, ctx.anchor, tense="past", reported=None)
                    if found is not None:
                        edtf = parse(found.date)
                        if edtf.earliest is not None and edtf.earliest == edtf.latest:
                            return edtf.earliest
    return None


def announced(ctx: Context, para: Para, trigger: int, actor: Who, *, by_saying: bool = False) -> When:
    """ "announced on Sunday that it had entered into an agreement": who announces his own act dates it.

    `by_saying`: the act is done by the word itself ("told the depositary that it will not become a party").
    """
    tree = para.tree
    node = trigger
    for up in tree.ancestors(trigger, 4):
        telling = tree.low[up] in _ANNOUNCING or (
            tree.low[up] in SAYING and (by_saying or _under_way(tree, trigger))
        )
        if telling and tree.is_verb(up) and told_by(tree, node):
            subject = tree.subject(up)
            by = who(ctx, para, subject) if subject is not None else Who()
            own = by.pronoun in ("i", "we") or set(by.codes) & set(actor.codes)
            held = {up, *done_with(tree, up)}
            date = next((d for d in para.dates_beside(up) if governor_of(tree, d) in held), None)
            return resolved(ctx, date, Certainty.REPORTED, None) if own and date is not None else NEVER
        node = up
    return NEVER


def _under_way(tree: Tree, v: int) -> bool:
    """ "said they were leaving the court": done by saying so."""
    return tree.tags[v] == "VBG" and any(
        tree.low[k] in ("is", "are", "was", "were") for k in auxiliaries(tree, v)
    )
