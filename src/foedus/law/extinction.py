"""States that began or ended: who is bound no more because it is gone, and who follows it."""

from __future__ import annotations

from typing import Final

from foedus.law.history import History
from foedus.law.kinds import Kind, key
from foedus.law.model import StateLife
from foedus.law.spans import Span, span

_ACTS = (Kind.SIGNATURE, Kind.DEFINITIVE, Kind.DEPOSIT, Kind.NOTIFICATION, Kind.SUCCESSION)
_NONE: Final[dict[str, StateLife]] = {}


def lives(past: History) -> dict[str, StateLife]:
    """The lives that the record has, by key of the state."""
    if not past.lives:
        return _NONE
    return past.once("lives", lambda: {key(x.state): x for x in past.lives})


def gone(past: History, at: str) -> Span | None:
    """The first day on which a state is no more; None where it is not known to end.

    Acts under its name after that day are those of the state that took its place.
    """
    life = lives(past).get(at)
    if life is None or life.until is None:
        return None
    end = span(life.until)
    if any(d.at == at and d.span.first >= end.first for d in past.of(*_ACTS)):
        return span(life.acts_until) if life.acts_until else None
    return end
