"""What parties state about a treaty, as its depositary lists it: reservations, declarations, objections,
territorial application, authorities, and the depositary's own notifications (VCLT 2(1)(d), 19 to 23, 29, 77).

A list for readers, in order of state and day. What follows between whom is `foedus.law.mutual`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from foedus.law.kinds import SOMEONE, key
from foedus.law.model import Act, Fact
from foedus.law.spans import span
from foedus.model import Certainty, Step

Json = dict[str, Any]
_MADE: Final = (
    Act.RESERVATION, Act.DECLARATION, Act.OBJECTION, Act.TERRITORIAL_APPLICATION, Act.TERRITORIAL_EXCLUSION,
    Act.AUTHORITY, Act.DEPOSITARY_NOTIFICATION,
)  # fmt: skip
_BACK: Final = {Act.RESERVATION_WITHDRAWN: Act.RESERVATION, Act.OBJECTION_WITHDRAWN: Act.OBJECTION}
_TOLD: Final = (Certainty.ASSERTED, Certainty.REPORTED)


class Statement(msgspec.Struct, frozen=True, gc=False):
    """One statement. `state` is "" where no party made it; dates are EDTF, `withdrawn` the day of effect.

    `fact` is the id of the fact that tells it; the other fields are as in `foedus.law.model.Fact`.
    """

    kind: Act
    state: str
    date: str | None
    effect: str | None = None
    withdrawn: str | None = None
    text: str = ""
    article: str | None = None
    to: tuple[str, ...] = ()
    precludes: bool = False
    territories: tuple[str, ...] = ()
    reference: str | None = None
    sources: tuple[str, ...] = ()
    fact: str = ""


def statements(facts: Iterable[Fact]) -> tuple[Statement, ...]:
    """The statements that facts tell of, by state and day, in any order of the facts."""
    told = [f for f in facts if f.certainty in _TOLD and _kind(f) in (*_MADE, *_BACK)]
    back = [f for f in told if _kind(f) in _BACK]
    out = []
    for fact in told:
        kind = _kind(fact)
        if kind is not None and kind in _MADE:
            out += [_statement(kind, actor, fact, back) for actor in fact.actors or ("",)]
    return tuple(sorted(out, key=lambda s: (key(s.state), s.date or "", s.kind, s.fact)))


def _kind(fact: Fact) -> Act | None:
    if fact.act is not None:
        return fact.act
    if (fact.step, fact.of) == (Step.WITHDRAWN, Step.RESERVATION):
        return Act.RESERVATION_WITHDRAWN
    return Act.RESERVATION if fact.step == Step.RESERVATION else None


def _statement(kind: Act, actor: str, fact: Fact, back: Iterable[Fact]) -> Statement:
    ended = sorted(day for f in back if (day := _ends(f, kind, actor, fact)) is not None)
    return Statement(
        kind=kind,
        state="" if actor == SOMEONE else actor,
        date=fact.date,
        effect=fact.until,
        withdrawn=ended[0] if ended else None,
        text=fact.text or (fact.said if fact.act is None else ""),
        article=fact.article,
        to=fact.to,
        precludes=fact.precludes,
        territories=fact.territories,
        reference=fact.reference,
        sources=fact.sources,
        fact=fact.id,
    )


def _ends(back: Fact, kind: Act, actor: str, made: Fact) -> str | None:
    """The day on which a withdrawal ends a statement, "" where its day is not told; None: it is not of it."""
    same = _BACK.get(_kind(back) or kind) is kind and key(actor) in map(key, back.actors)
    if not same or back.article not in (None, made.article):
        return None
    if back.to and not {*map(key, made.to)} <= {*map(key, back.to)}:
        return None
    if made.date and back.date and span(back.date).last < span(made.date).first:
        return None
    return back.until or back.date or ""


def statement_to_json(told: Statement) -> Json:
    """One statement; every key is always there."""
    return {
        "kind": told.kind.value,
        "state": told.state or None,
        "date": told.date,
        "effect": told.effect,
        "withdrawn": told.withdrawn,
        "article": told.article,
        "to": list(told.to),
        "precludes": told.precludes,
        "territories": list(told.territories),
        "text": told.text,
        "reference": told.reference,
        "sources": list(told.sources),
        "fact": told.fact,
    }
