"""The day of a step that its sentence does not date: told just before, or by the agreement's name.

A day is carried only where the text goes on with the same happening: "they then signed", "hours later", "at
the end of the talks", the deals one by one after "signed several deals on Tuesday"; never past another date.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from foedus.dates import parse
from foedus.dates.resolve import resolve
from foedus.language.attachment import DateAt, belongs, governor_of, made_then
from foedus.language.sequel import Sequel, done_upon, occasion_of, sequel, tells_occasion, tells_past
from foedus.language.words import SAYING, nouns
from foedus.model import Certainty, Role, Step
from foedus.reading.actors import who
from foedus.reading.context import Context, Para
from foedus.reading.coref import Agreement
from foedus.reading.event import Event
from foedus.reading.factual import DATED
from foedus.reading.mention import Mention
from foedus.reading.merge import Draft
from foedus.reading.participant import Who
from foedus.reading.when import NEVER, When

_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_BEHIND = 6  # tokens from an agreement to a date behind it
_ACTS = {"signature": Step.SIGNED, "signing": Step.SIGNED, "exchange": Step.INSTRUMENTS_EXCHANGED}
_SIGNING = "signing"
_PAPERS = nouns("bill law act book order decree contract lease letter")
_TIMES = frozenset(
    "last this today yesterday week month year monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december "
    "jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec.".split()
)
_NEAR = 2  # sentences between a day and what is carried from it


class DayTold(msgspec.Struct, frozen=True):
    """A step told with its day: where, which, and whether it sums up several agreements ("several deals")."""

    para: Para
    trigger: int
    step: Step
    date: str
    phrase: str | None
    parties: frozenset[str]
    several: bool


def day_told(
    event: Event, actor: Who, agreement: Agreement, date: When, certainty: Certainty
) -> DayTold | None:
    """What a step of a known day leaves to the sentences behind it, None where it leaves nothing."""
    if date.date is None or certainty not in _HAPPENED or not _exact(date.date):
        return None
    if event.nominal or not tells_past(event.para.tree, event.trigger):
        return None
    several = event.mention is not None and event.mention.plural
    parties = frozenset((*actor.codes, *agreement.parties, *agreement.actors))
    return DayTold(event.para, event.trigger, event.step, date.date, date.phrase, parties, several)


def carried(ctx: Context, event: Event, actor: Who, told: DayTold | None) -> When:
    """The day of an undated step that goes on with what was told before, NEVER where it does not."""
    para, tree, v = event.para, event.para.tree, event.trigger
    if event.nominal or not tells_past(tree, v) or _dated_itself(para, v):
        return NEVER
    if told is not None and told.para.index <= para.index and _goes_on(event, actor, told):
        clear = not _dates_between(ctx, told.para, told.trigger, para, v)
        return When(told.date, told.phrase) if clear else NEVER
    occasion = occasion_of(tree, v) or (
        _SIGNING if event.step is Step.SIGNED and tree.tags[v] == "VBN" else None
    )
    return _of_the_occasion(ctx, para, v, occasion) if occasion is not None else NEVER


def _goes_on(event: Event, actor: Who, told: DayTold) -> bool:
    """Whether a step goes on with the one told last with its day."""
    tree, v = event.para.tree, event.trigger
    away = _sentences_between(told.para, told.trigger, event.para, v)
    if away is None:
        return False
    how = sequel(tree, v)
    if how is Sequel.SOON:
        return True
    if away > _NEAR or event.step is not told.step:
        return False
    if occasion_of(tree, v) is not None:
        return True
    if actor.codes and told.parties and not told.parties & set(actor.codes):
        return False
    m = event.mention
    one_of_them = told.several and m is not None and not m.definite and told.parties >= set(m.parties)
    return how is Sequel.LIKE or one_of_them


def _sentences_between(first: Para, at: int, last: Para, v: int) -> int | None:
    """How many sentences a step is behind another; None where more than a paragraph lies between."""
    if first is last:
        return last.tree.sentence(v) - first.tree.sentence(at)
    if last.index - first.index > 2:
        return None
    left = len(first.tree.sents) - 1 - first.tree.sentence(at)
    return left + last.tree.sentence(v) + (last.index - first.index)


def _dated_itself(para: Para, v: int) -> bool:
    """Whether a step's own clause has a date that could not be resolved, or its sentence one before it."""
    tree = para.tree
    return any(
        date.hi <= v or tree.clause_verb(date.lo) == v
        for date in para.dates_beside(v)
        if sequel(tree, v) is not Sequel.SOON
    )


def _dates_between(ctx: Context, first: Para, at: int, last: Para, v: int) -> bool:
    """Whether another date stands between the sentence of one step and that of another."""
    begin, end = first.tree.sent_span(at)[1], last.tree.sent_span(v)[0]
    for p in ctx.paras:
        if not first.index <= p.index <= last.index:
            continue
        low = begin if p is first else 0
        high = end if p is last else len(p.tree)
        if any(low <= date.lo < high for date in p.dates):
            return True
    return False


def _of_the_occasion(ctx: Context, para: Para, v: int, occasion: str) -> When:
    """The day of an occasion that the sentence before tells with its day."""
    start = para.tree.sent_span(v)[0]
    before = para if start else next((p for p in ctx.paras if p.index == para.index - 1), None)
    if before is None or len(before.tree) < 2:
        return NEVER
    a, b = before.tree.sent_span(start - 1 if before is para else len(before.tree) - 1)
    if not tells_occasion(before.tree, a, b, occasion):
        return NEVER
    dates = [d for d in before.dates if a <= d.lo < b]
    if len(dates) != 1:
        return NEVER
    if occasion == _SIGNING and not _PAPERS.isdisjoint(before.tree.low[a:b]):
        return NEVER  # "attended the signing of a bill here Monday. The pact, signed by both,"
    found = resolve(dates[0].expr, ctx.anchor, tense="past")
    done = found is not None and _exact(found.date) and ctx.on is not None and found.date <= ctx.on
    return When(found.date, dates[0].expr.text) if done and found is not None else NEVER


def _exact(edtf: str) -> bool:
    day = parse(edtf)
    return day.earliest is not None and day.earliest == day.latest


def dated_by_name(ctx: Context, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, those that tell how an agreement was made dated by what it is called elsewhere: "the
    February 22 accord", "today's agreement"; no day where it is called by two."""
    return [_dated_by_name(ctx, d) for d in drafts]


def _dated_by_name(ctx: Context, d: Draft) -> Draft:
    made = d.step is Step.NEGOTIATED or (d.step is Step.SIGNED and len(d.actors) != 1)
    if d.date is not None or d.certainty not in _HAPPENED or not made or d.nominal:
        return d
    days = {day.date: day for m in d.agreement.mentions if (day := named_day(ctx, m)).date}
    if len(days) != 1:
        return d
    (day,) = days.values()
    return replace(d, date=day.date, date_phrase=day.phrase)


def upon(event: Event, certainty: Certainty) -> Step | None:
    """The step on whose day a treaty came into force, where its sentence names that step and no day."""
    if event.step is not Step.ENTERED_INTO_FORCE or certainty not in _HAPPENED or event.nominal:
        return None
    return _ACTS.get(done_upon(event.para.tree, event.trigger) or "")


def dated_by_their_act(drafts: list[Draft]) -> list[Draft]:
    """The drafts, what was done on another step's day dated by it; no day where that step has two."""
    out = []
    for d in drafts:
        acts = (
            o for o in drafts if o.agreement is d.agreement and o.step is d.upon and o.certainty in _HAPPENED
        )
        days = {o.date: o.date_phrase for o in acts if o.date} if d.upon and not d.date else {}
        (date, phrase), alone = next(iter(days.items()), (d.date, d.date_phrase)), len(days) == 1
        out.append(replace(d, date=date, date_phrase=phrase) if alone else d)
    return out


class _Lead(msgspec.Struct, frozen=True):
    """What the first sentence of the story tells by its main verb: who did it, and on which day."""

    para: Para
    verb: int
    doer: frozenset[str]
    day: When


def dated_by_the_lead(ctx: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts, what a headline alone tells dated by the lead that tells it in words of no step: "quits the
    pact", "halted its part in the pact on Monday"."""
    alone = [
        d for d in drafts if d.role is Role.HEADLINE and not d.date and d.certainty is Certainty.ASSERTED
    ]
    lead = _lead(ctx) if alone else None
    if lead is None:
        return drafts
    day = lead.day
    mine = [d for d in alone if _by_the_lead(ctx, lead, d, drafts)]
    return [replace(d, date=day.date, date_phrase=day.phrase) if d in mine else d for d in drafts]


def _lead(ctx: Context) -> _Lead | None:
    para = next((p for p in ctx.paras if p.role is Role.BODY), None)
    if para is None:
        return None
    tree, end = para.tree, para.tree.sents[0][1]
    verb = next((t for t in range(end) if tree.heads[t] == t), 0)
    subject = tree.subject(verb)
    days = [d for d in para.dates if d.lo < end]
    if not tells_past(tree, verb) or tree.low[verb] in SAYING or subject is None or len(days) != 1:
        return None
    found = resolve(days[0].expr, ctx.anchor, tense="past")
    if belongs(tree, days[0], verb, DATED) is None or found is None or not _exact(found.date):
        return None
    doer = frozenset(who(ctx, para, subject).codes)
    return _Lead(para, verb, doer, When(found.date, days[0].expr.text))


def _by_the_lead(ctx: Context, lead: _Lead, d: Draft, drafts: list[Draft]) -> bool:
    """Whether a headline's step is what the lead's verb tells: of the same agreement, by the same state, and
    told by the lead as no step of its own."""
    tree, told = lead.para.tree, lead.para.passage(ctx.article, lead.verb)
    if not lead.doer & set(d.actors) or any(o.agreement is d.agreement and o.passage == told for o in drafts):
        return False
    here = (m.head for m in d.agreement.mentions if m.para is lead.para and m.head < tree.sents[0][1])
    return any(tree.clause_verb(head) == lead.verb for head in here)


def named_day(ctx: Context, m: Mention) -> When:
    """The date in an agreement's own phrase: "after the November 27 deal", "the Paris accord of February"."""
    words = m.para.tree.low[max(0, m.lo - 4) : m.head + _BEHIND + 2]
    if not any(word in _TIMES or word[0].isdigit() for word in words):
        return NEVER  # the dates of a paragraph are looked for only where they can count
    for date in m.para.dates:
        if _in_the_phrase(m, date) and (day := _named(ctx, date)) is not None:
            return When(day, date.expr.text)
    return NEVER


def _in_the_phrase(m: Mention, date: DateAt) -> bool:
    """Whether a date says when an agreement was made: no day of what was done with it."""
    tree = m.para.tree
    if date.hi <= m.head:
        return m.lo < date.hi or (date.hi == m.lo and governor_of(tree, date) == m.head)
    return date.lo <= m.head + _BEHIND and made_then(tree, date, m.head)


def _named(ctx: Context, date: DateAt) -> str | None:
    found = resolve(date.expr, ctx.anchor, tense="past")
    if found is None or "/" in found.named or len(found.named) < 7 or "X" in found.named:
        return None  # "a 2025-2027 agreement"; a year alone is a name
    return found.named
