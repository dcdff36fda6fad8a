"""What holds between some of the parties alone: reservations and objections, suspensions, later treaties.

Articles: VCLT 20(4), 21 (a reservation changes the treaty between two; who objects may shut it out
altogether), 22 (both can be withdrawn),
30(4), 59 (a later treaty between some), 40(4) (an amendment binds who accepts it), 57, 58
(suspended towards some).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.law.history import Done
from foedus.law.kinds import Kind, key
from foedus.law.model import Between, PartyStatus, Reason, Status
from foedus.law.reasons import ReasonKind as K
from foedus.law.reservations import provisions, standing
from foedus.law.whole import Whole


def between(w: Whole, parties: Sequence[PartyStatus]) -> tuple[Between, ...]:
    """Every group of parties between which something else holds than for the rest, on the day."""
    if not w.past.any(*_KINDS):
        return ()
    bound = {key(p.party): p.party for p in parties if p.in_force}
    found = (*_reservations(w, bound), *_suspensions(w, bound), *_later_treaties(w, bound))
    return tuple(sorted(found, key=lambda b: (b.states, b.reasons[0].kind)))


_KINDS = (Kind.OBJECTION, Kind.SUSPENSION, Kind.SUPERSESSION, Kind.AMENDMENT)


def bound_to_each_other(found: Status, one: str, other: str) -> bool | None:
    """Whether a treaty is in force between two states on the day of a status; None: it is not told."""
    in_force = {key(p.party): p.in_force for p in found.parties}
    pair = {key(one), key(other)}
    if any(not b.in_force and pair <= {key(s) for s in b.states} for b in found.between):
        return False
    each = [in_force.get(state, False) for state in pair]
    return False if False in each else None if None in each else True


def _reservations(w: Whole, bound: dict[str, str]) -> Iterator[Between]:
    """Objections to reservations: a provision is left out, or the whole treaty (VCLT 20(4)(b), 21(3))."""
    reserved: dict[str, list[Done]] = {}
    for done in standing(w.past, Kind.RESERVATION):
        reserved.setdefault(done.at, []).append(done)
    taken_back = {d.at for d in w.past.of(Kind.RESERVATION)} - reserved.keys()
    for done in standing(w.past, Kind.OBJECTION):
        for fact in done.facts:
            # an objection that names nobody is to the one reservation there is
            towards = [key(t) for t in fact.to] or (list(reserved) if len(reserved) == 1 else [])
            for at in towards:
                if at == done.at or at not in bound or done.at not in bound or at in taken_back:
                    continue
                to = [f for d in reserved.get(at, ()) for f in d.facts]
                fields = {
                    "state": done.actor,
                    "states": (bound[at],),
                    "date": done.span.edtf(),
                    "provision": fact.article or provisions(to),
                }
                kind = K.OBJECTION_PRECLUDES if fact.precludes else K.OBJECTION_MODIFIES
                articles = ("VCLT 20(4)(b)",) if fact.precludes else ("VCLT 20(4)(b)", "VCLT 21(3)")
                ids = tuple(dict.fromkeys((*done.ids, *(f.id for f in to))))
                reason = Reason(kind, articles, ids, fields)
                yield Between((bound[done.at], bound[at]), not fact.precludes, (reason,))


def _suspensions(w: Whole, bound: dict[str, str]) -> Iterator[Between]:
    """Suspended by one towards some alone."""
    for done in w.past.of(Kind.SUSPENSION):
        for fact in done.facts:
            for at in (key(t) for t in fact.to):
                if done.at in bound and at in bound and at != done.at:
                    reason = suspended_in_part(done)
                    yield Between((bound[done.at], bound[at]), True, (reason,))


def suspended_in_part(done: Done) -> Reason:
    """That one has suspended a part of the treaty, or all of it towards some."""
    fields = {
        "state": done.actor,
        "states": tuple(dict.fromkeys(t for f in done.facts for t in f.to)),
        "date": done.span.edtf(),
        "provision": next((f.article for f in done.facts if f.article), None),
    }
    return Reason(K.SUSPENDED_IN_PART, ("VCLT 57", "VCLT 58", "VCLT 60(2)"), done.ids, fields)


def _later_treaties(w: Whole, bound: dict[str, str]) -> Iterator[Between]:
    """Superseded, or amended, between those parties alone that agreed to it."""
    for kind, reason, articles in (
        (Kind.SUPERSESSION, K.SUPERSEDED_BETWEEN, ("VCLT 30(4)(a)", "VCLT 59")),
        (Kind.AMENDMENT, K.AMENDED_BETWEEN, ("VCLT 40(4)", "VCLT 30(4)")),
    ):
        some = [d for d in w.past.of(kind) if d.at in bound]
        for day in sorted({d.span for d in some}):
            of_day = [d for d in some if d.span == day]
            states = tuple(dict.fromkeys(bound[d.at] for d in of_day))
            ids = tuple(dict.fromkeys(i for d in of_day for i in d.ids))
            if len(states) > 1:
                fields = {"states": states, "date": day.edtf()}
                told = Reason(reason, articles, ids, fields)
                yield Between(states, kind is not Kind.SUPERSESSION, (told,))
