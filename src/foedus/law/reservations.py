"""Reservations and objections that stand on the day: made, and not withdrawn since (VCLT 19 to 23)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from foedus.law.history import Done, History
from foedus.law.kinds import Kind, key
from foedus.law.model import Fact
from foedus.law.spans import span

# What withdraws each.
_BACK = {Kind.RESERVATION: Kind.RESERVATION_BACK, Kind.OBJECTION: Kind.OBJECTION_BACK}


def standing(past: History, kind: Kind) -> tuple[Done, ...]:
    """The reservations, or the objections, that stand, each with those of its facts that do."""
    made = past.of(kind)
    if not made:
        return ()
    back = [(d, f) for d in past.of(_BACK[kind]) for f in d.facts]
    out = []
    for done in made:
        left = tuple(f for f in done.facts if not any(_withdraws(d, b, done, f, past.on) for d, b in back))
        if left:
            out.append(replace(done, facts=left, ids=tuple(f.id for f in left)))
    return tuple(out)


def _withdraws(by: Done, back: Fact, done: Done, made: Fact, on: date) -> bool:
    """Whether a withdrawal that has taken effect is of this one: its article, towards whom it is."""
    effect = span(back.until) if back.until else by.span
    return (
        by.at == done.at
        and by.span.first >= done.span.first
        and effect.last <= on
        and back.article in (None, made.article)
        and (not back.to or {key(s) for s in made.to} <= {key(s) for s in back.to})
    )


def provisions(facts: Iterable[Fact]) -> str | None:
    """The articles that reservations concern, as they are cited; None where none is told."""
    return ", ".join(dict.fromkeys(f.article for f in facts if f.article)) or None
