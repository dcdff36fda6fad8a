"""One claim per agreement, step, actors and time, however often the article repeats it.

Drafts that can be the same fact become one: the fuller one leads, the other lends it what it lacks and its
passage. Drafts that contradict each other (two dates, a report and its denial) both stay. A draft is held
against those alone that share its agreement, its step and an actor, and against so many of them at most.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from foedus.dates import before, parse
from foedus.model import Certainty, Passage, Role, Source, Step
from foedus.reading.coref import Agreement
from foedus.reading.when import NEVER, When


class Draft(msgspec.Struct, frozen=True):
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
    more: tuple[Passage, ...] = ()
    many: bool = False  # many states act, none of them named
    of_many: bool = False  # many states act in another draft of the same agreement
    of: Step | None = None
    intended: bool = False  # denied of what is to come: "will not become a party"
    declared: When = NEVER  # when who takes such a step said so
    stranger: bool = False  # one of those who make it is no state
    fighting: bool = False  # one of those who make it is a side of a war
    states: bool = False  # states act, by the word alone: "industrial nations"
    evidence: tuple[str, ...] = ()  # why it is between states
    another: bool = False  # who acts is named, and none of those who are known
    upon: Step | None = None  # the step on whose day it was done: "came into force on signature"
    in_addition: bool = False  # told beside what was told before: "they also signed"
    beside: tuple[str, ...] = ()  # parties to it that do not act: those whose accession is ratified


_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_OPEN = frozenset({Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.SPECULATED})
_NEAR = 60  # facts of one step and actor that a draft is held against, the last ones
_NAMELESS_WORDS = ("media", "official", "source", "report")


def merge(drafts: list[Draft]) -> list[Draft]:
    """The drafts with repetitions folded, in the order of the text."""
    by_step: dict[tuple[int, Step, Step | None], _OfOneStep] = {}
    for draft in sorted(drafts, key=lambda d: (d.role is Role.HEADLINE, d.order)):
        by_step.setdefault((draft.agreement.id, draft.step, draft.of), _OfOneStep()).take(draft)
    kept = [fact.draft() for group in by_step.values() for fact in group.facts]
    return sorted(kept, key=lambda d: d.order)


@dataclass(slots=True)
class _Fact:
    """Drafts of one fact: the one that leads, and the passages of the others in their order."""

    lead: Draft
    others: deque[Passage]

    def fold(self, new: Draft) -> None:
        """Takes in another draft of the fact."""
        old = self.lead
        self.lead = _fold(old, new)
        if _leads(new, old):
            self.others.extendleft((*reversed(new.more), old.passage))
        else:
            self.others.extend((new.passage, *new.more))

    def draft(self) -> Draft:
        """The fact as one draft."""
        more = dict.fromkeys(p for p in self.others if p != self.lead.passage)
        return replace(self.lead, more=tuple(more))


class _OfOneStep:
    """The facts that an article tells of one step of one agreement."""

    def __init__(self) -> None:
        self.facts: list[_Fact] = []
        self._by_actor: dict[str | None, list[int]] = {}  # None: the facts that name no actor
        self._noted: set[tuple[int, str | None]] = set()

    def take(self, draft: Draft) -> None:
        """Folds a draft into the first fact that it can be, or adds it as a new one."""
        number = next((n for n in self._near(draft) if same_fact(draft, self.facts[n].lead)), None)
        if number is None:
            number = len(self.facts)
            self.facts.append(_Fact(draft, deque(draft.more)))
        else:
            self.facts[number].fold(draft)
        for actor in self.facts[number].lead.actors or (None,):
            if (number, actor) not in self._noted:
                self._noted.add((number, actor))
                self._by_actor.setdefault(actor, []).append(number)

    def _near(self, draft: Draft) -> list[int]:
        """The facts that a draft may be by its actors, in the order in which they came in."""
        if not draft.actors:
            return list(range(max(0, len(self.facts) - _NEAR), len(self.facts)))
        found = {n for actor in (*draft.actors, None) for n in self._by_actor.get(actor, ())[-_NEAR:]}
        return sorted(found)


def same_fact(a: Draft, b: Draft) -> bool:
    """Whether two drafts of one step can be of one fact, by actors, certainty and date."""
    return _actors_meet(a, b) and _certainties_meet(a, b) and _dates_meet(a.date, b.date)


def _actors_meet(a: Draft, b: Draft) -> bool:
    mine, theirs = set(a.actors), set(b.actors)
    if (a.another and theirs) or (b.another and mine):
        return False
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
    return _in_an_aside(a) or _in_an_aside(b)


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


def _leads(new: Draft, old: Draft) -> bool:
    aside = _in_an_aside(new)
    if aside is not _in_an_aside(old) and (new.certainty in _HAPPENED) is not (old.certainty in _HAPPENED):
        return not aside  # "will withdraw from the pact ... in protest at the withdrawal"
    return _weight(new) > _weight(old)


def _in_an_aside(d: Draft) -> bool:
    """Whether only an undated noun tells it."""
    return d.nominal and d.date is None


def _fold(old: Draft, new: Draft) -> Draft:
    """The two as one, without the passages of the one that does not lead."""
    lead, rest = (new, old) if _leads(new, old) else (old, new)
    date, phrase = (lead.date, lead.date_phrase) if lead.date else (rest.date, rest.date_phrase)
    actors = lead.actors or rest.actors
    if lead.actors and rest.actors and set(lead.actors) < set(rest.actors) and lead.joint:
        actors = rest.actors
    return replace(
        lead, date=date, date_phrase=phrase, actors=actors, place=lead.place or rest.place,
        order=min(old.order, new.order), joint=lead.joint or rest.joint,
    )  # fmt: skip
