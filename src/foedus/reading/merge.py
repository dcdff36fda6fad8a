"""One claim per agreement, step, actors and time, however often the article repeats it.

Drafts that can be the same fact become one: the fuller one leads, the other lends it what it lacks and its
passage. Drafts that contradict each other (two dates, a report and its denial) both stay.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from foedus.dates import before, parse
from foedus.model import Certainty, Passage, Role, Source, Step
from foedus.reading.coref import Agreement


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim about a step before its agreement's parties are known for good."""

    agreement: Agreement
    mention: str
    step: Step
    actors: tuple[str, ...]
    joint: bool
    head_of_state: bool
    date: str | None
    date_phrase: str | None
    place: str | None
    sources: tuple[Source, ...]
    said: bool
    certainty: Certainty
    passage: Passage
    role: Role
    nominal: bool
    rule: str
    words: tuple[str, ...]
    order: int
    other_sources: tuple[Source, ...] = ()
    more: tuple[Passage, ...] = field(default=())
    many: bool = False  # many states act, none of them named
    beside: tuple[str, ...] = ()  # parties to it that do not act: those whose accession is ratified


_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_OPEN = frozenset({Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.SPECULATED})
# a report of the later step tells the earlier one too
_CLOSE = {Step.NEGOTIATED: {Step.SIGNED, Step.INITIALLED}}
_NAMELESS_WORDS = ("media", "official", "source", "report")


def merge(drafts: list[Draft]) -> list[Draft]:
    """The drafts with repetitions folded, in the order of the text."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.role is Role.HEADLINE, d.order)):
        for i, other in enumerate(kept):
            if _same(draft, other):
                kept[i] = _fold(other, draft)
                break
        else:
            kept.append(draft)
    return sorted(kept, key=lambda d: d.order)


def _same(a: Draft, b: Draft) -> bool:
    if a.agreement is not b.agreement or a.step is not b.step:
        return False
    if not _actors_meet(a, b) or not _certainties_meet(a, b):
        return False
    return _dates_meet(a.date, b.date)


def _actors_meet(a: Draft, b: Draft) -> bool:
    mine, theirs = set(a.actors), set(b.actors)
    return not mine or not theirs or mine <= theirs or theirs <= mine


def _certainties_meet(a: Draft, b: Draft) -> bool:
    if a.certainty is b.certainty:
        return True
    pair = {a.certainty, b.certainty}
    if pair <= _HAPPENED or pair <= _OPEN:
        return True
    # an undated nominal aside beside a plainer statement of the same step
    if Certainty.DENIED in pair:
        return False
    return (a.nominal and a.date is None) or (b.nominal and b.date is None)


def _dates_meet(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    a, b = parse(one), parse(other)
    return before(a, b) is None


def _weight(d: Draft) -> tuple[int, ...]:
    named = 0
    if d.said:
        last = d.sources[-1].name.lower()
        named = 1 if any(w in last for w in _NAMELESS_WORDS) else 2
    return (
        d.role is not Role.HEADLINE,
        d.certainty in _HAPPENED,
        d.certainty is Certainty.PLANNED,
        len(d.date or ""),
        len(d.actors) > 0,
        named if d.date else 0,
    )


def _fold(old: Draft, new: Draft) -> Draft:
    lead, rest = (new, old) if _weight(new) > _weight(old) else (old, new)
    date, phrase = (lead.date, lead.date_phrase) if lead.date else (rest.date, rest.date_phrase)
    actors = lead.actors or rest.actors
    if lead.actors and rest.actors and set(lead.actors) < set(rest.actors) and lead.joint:
        actors = rest.actors
    if (
        rest.said
        and not lead.said
        and rest.order < lead.order
        and {lead.certainty, rest.certainty} <= _HAPPENED
    ):
        # the lead's attribution covers what the story later tells in its own voice
        lead = replace(lead, sources=rest.sources, said=True, certainty=rest.certainty)
    passages = tuple(p for p in (*lead.more, rest.passage, *rest.more) if p != lead.passage)
    return replace(
        lead, date=date, date_phrase=phrase, actors=actors, place=lead.place or rest.place,
        more=tuple(dict.fromkeys(passages)), order=min(old.order, new.order), joint=lead.joint or rest.joint,
    )  # fmt: skip
