"""What a first line tells after its headline: since when, or what is missing, or what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from foedus.law.history import History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind
from foedus.law.model import Reason
from foedus.law.reasons import ReasonKind as K
from foedus.law.whole import Whole


def summary(w: Whole) -> tuple[Reason, ...]:
    """The findings of the first line, in order."""
    if w.in_force is None:
        return tuple(_uncertain(w))
    if w.entered is False:
        return tuple(_before(w)) or (Reason(K.NOTHING_RECORDED),)
    since, sources, end = w.entry.span.edtf(), w.entry.said_by, w.ending.span
    if not w.in_force:
        return (Reason(K.ENDED, (), (), {"date": end.edtf(), "since": since, "sources": sources}),)
    until = end.edtf() if end.first != date.max else None
    return (Reason(K.SINCE, (), (), {"date": since, "until": until, "sources": sources}),)


def _before(w: Whole) -> Iterator[Reason]:
    """Of a treaty that has not entered into force."""
    found = w.entry
    yield from _stage(w.past)
    yield from _withdrawals(w.past)
    if found.open and found.span.last == date.max and found.span.first != date.max:
        yield Reason(K.NOT_BEFORE, fields={"day": found.span.first.isoformat()})
        yield from found.missing
    elif found.span.first != date.max:
        yield Reason(K.ENTERS, fields={"date": found.span.edtf()})
    elif found.missing:
        yield Reason(K.MISSING, fields={"missing": found.missing})


def _uncertain(w: Whole) -> Iterator[Reason]:
    found, end = w.entry, w.ending
    if w.entered is not None:
        doubt = end.doubts[0] if end.doubts else None
        fields = {"date": found.span.edtf(), "until": end.span.edtf(), "doubt": doubt}
        yield Reason(K.SINCE_UNSURE, fields=fields)
    elif found.open:
        yield from _stage(w.past)
        yield from _withdrawals(w.past)
        yield Reason(K.FORCE_UNKNOWN)
        yield from w.missing
    elif found.span.last == date.max:
        first = {"day": found.span.first.isoformat(), "sources": found.said_by}
        yield Reason(K.SINCE_DENIED, fields=first)
    else:
        yield Reason(K.SINCE_SOME_DAY, fields={"date": found.span.edtf()})


def _stage(past: History) -> Iterator[Reason]:
    """How far the states have come at home and at the table: signed, ratified by both."""
    for kinds in ((Kind.HOME,), (Kind.SIGNATURE, Kind.DEFINITIVE)):
        if actors := past.actors(*kinds):
            yield Reason(K.STAGE, fields=_by(kinds[0], actors, past))
            return
    for kind in (Kind.OPENING, Kind.ADOPTION, Kind.INITIALLING, Kind.NEGOTIATION):
        if past.any(kind):
            yield Reason(K.STAGE, fields=_by(kind, (), past))
            return


def _by(kind: Kind, actors: Sequence[str], past: History) -> dict[str, object]:
    """Who has come that far: all of the parties, or those named."""
    parties = set(past.parties)
    everyone = EVERYONE in actors or (len(parties) > 1 and parties <= set(actors))
    named = sorted(set(actors), key=lambda a: (a == SOMEONE, a))
    states = () if everyone else tuple(named)
    return {"act": kind.value, "states": states, "all": everyone, "parties": len(past.parties)}


def _withdrawals(past: History) -> Iterator[Reason]:
    """Who is told to have given notice."""
    actors = tuple(dict.fromkeys(d.actor for d in past.of(Kind.NOTICE)))
    if actors:
        yield Reason(K.WITHDRAWAL_TOLD, fields={"states": actors})
