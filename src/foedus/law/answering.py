"""Acts that are told of a territory, as acts of the state that answers for it (VCLT 29).

A territory makes treaties in its own name only where its state lets it: it is one of those that made the
treaty, or a depositary lists an act of its own. Any other act told of it concerns where the treaty applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from foedus.law.kinds import Kind, key, kind_of
from foedus.law.model import Act, Fact, Record, StateLife
from foedus.law.spans import span

# What is told of a territory, and what it is of its state.
_EXTENDED = frozenset(
    {Kind.DEPOSIT, Kind.DEFINITIVE, Kind.NOTIFICATION, Kind.SUCCESSION, Kind.ENTRY, Kind.PROVISIONAL}
)
_EXCLUDED = frozenset({Kind.NOTICE, Kind.CESSATION, Kind.PROVISIONAL_END, Kind.TERMINATION})


def answered_for(record: Record) -> Record:
    """The record, in which its state extends the treaty to a territory that may not act by itself.

    What a territory does besides (it signs, its parliament votes) is of nobody whom the treaty binds.
    """
    own = {key(x.state): x for x in record.lives if x.answering}
    if not own:
        return record
    made = {key(p) for p in record.parties} if len(record.parties) > 1 else set()
    others = {at: life for at, life in own.items() if at not in made}
    if not others:
        return record
    facts = tuple(done for fact in record.facts for done in _of_states(fact, others))
    acting = {key(a) for fact in facts for a in fact.actors}
    parties = tuple(p for p in record.parties if key(p) not in others or key(p) in acting)
    return replace(record, facts=facts, parties=parties)


def _of_states(fact: Fact, territories: Mapping[str, StateLife]) -> tuple[Fact, ...]:
    """The fact without the territories among those who act, and what it is of their states."""
    told = [a for a in fact.actors if key(a) in territories]
    if fact.act is not None or not told:
        return (fact,)
    rest = tuple(a for a in fact.actors if a not in told)
    left = (replace(fact, actors=rest),) if rest else ()
    kind = kind_of(fact)
    if kind not in _EXTENDED and kind not in _EXCLUDED:
        return left
    act = Act.TERRITORIAL_APPLICATION if kind in _EXTENDED else Act.TERRITORIAL_EXCLUSION
    day = span(fact.date, fact.by or fact.known).last
    each: dict[str, list[str]] = {}
    for territory in told:
        state = answers(territories[key(territory)], day)
        if state is not None:
            each.setdefault(state, []).append(territory)
    done = tuple(
        replace(fact, actors=(state,), act=act, territories=tuple(which))
        for state, which in sorted(each.items())
    )
    return (*left, *done)


def answers(life: StateLife, on: date) -> str | None:
    """The state that answers for a territory on a day; None where none is known to, or it is none."""
    for each in life.answering:
        begun = each.since is None or date.fromisoformat(each.since) <= on
        if begun and (each.until is None or on < date.fromisoformat(each.until)):
            return each.state
    return None
