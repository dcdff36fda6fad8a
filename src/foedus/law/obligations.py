"""Who is bound to do what when a state is attacked (casus foederis), under which article, on which evidence.

A treaty binds whom it is in force for on the day, and no other state (VCLT 26, 34); one signed but not in
force binds nobody to perform (VCLT 18).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.law.kinds import key
from foedus.law.model import Attack, Obligation, Record, Status, Terms
from foedus.law.status import first_line, status
from foedus.law.words import Namer
from foedus.model import Certainty, TermKind

# What each type comes to when `attacked` is attacked by `attacker`: who must do what.
_DUTY = {
    TermKind.MUTUAL_DEFENCE: "must come to the aid of {attacked}",
    TermKind.CONSULTATION: "must consult with {attacked}",
    TermKind.NEUTRALITY: "must stay neutral and not help who attacks {attacked}",
    TermKind.NON_AGGRESSION: "must not attack {attacked}",
}

# Duties that an attack brings to bear. Non-aggression holds always, and matters here to the attacker alone.
_ON_ATTACK = frozenset({TermKind.MUTUAL_DEFENCE, TermKind.CONSULTATION, TermKind.NEUTRALITY})


@dataclass(frozen=True, slots=True)
class Bound:
    """One state's duty on the day. `binds` None: the record does not tell whether it binds.

    `breach`: the attack itself would breach it (the attacker owes non-aggression). `why` says what its
    binding rests on, `doubts` what is unsure; `facts` are ids of the facts, `sources` who tells the
    obligation.
    """

    state: str
    to: str
    kind: str
    duty: str
    treaty: str
    article: str | None
    binds: bool | None
    status: str
    why: str
    breach: bool = False
    doubts: tuple[str, ...] = ()
    text: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    agreement: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An attack: who is attacked, by whom (None: by anyone), on which ISO day."""

    attacked: str
    attacker: str | None
    on: str


def casus_foederis(
    treaties: Iterable[tuple[Record, Terms]], case: Case, name: Namer = str
) -> tuple[Bound, ...]:
    """What the treaties' parties owe in the case.

    Binding duties first, then those of which it cannot be told, then those that do not bind.
    """
    found = [b for record, terms in treaties for b in of_treaty(record, terms, case, name)]
    order = {True: 0, None: 1, False: 2}
    return tuple(sorted(found, key=lambda b: (order[b.binds], not b.breach, key(b.state), b.kind, b.treaty)))


def of_treaty(record: Record, terms: Terms, case: Case, name: Namer = str) -> tuple[Bound, ...]:
    """The same of one treaty."""
    if not terms.obligations:
        return ()
    now = status(record, terms, case.on, name)
    places = {key(p.party): p.party for p in now.parties}
    if key(case.attacked) not in places:
        return ()
    victim = places[key(case.attacked)]
    attacker = places.get(key(case.attacker or ""))
    out: list[Bound] = []
    for o in terms.obligations:
        if not _among(o.to, victim):
            continue
        if attacker is not None and _among(o.by, attacker) and o.kind == TermKind.NON_AGGRESSION:
            out.append(_bound(o, now, record, (attacker, victim), name))
        if o.kind not in _ON_ATTACK or o.condition is Attack.ALWAYS:
            continue
        if case.attacker is not None and not _among(o.attackers, case.attacker):
            continue
        helpers = [p for p in places.values() if p not in (victim, attacker) and _among(o.by, p)]
        out += [_bound(o, now, record, (p, victim), name) for p in helpers]
    return tuple(out)


def _among(named: tuple[str, ...], state: str) -> bool:
    """Whether it is one of those named; naming none means each."""
    return not named or key(state) in {key(s) for s in named}


def _binds(now: Status, states: tuple[str, str]) -> bool | None:
    """Whether the treaty is in force for both states."""
    found = [p.in_force for p in now.parties if p.party in states]
    if any(f is False for f in found):
        return False
    return None if any(f is None for f in found) else True


def _bound(o: Obligation, now: Status, record: Record, states: tuple[str, str], name: Namer) -> Bound:
    state, attacked = states
    binds = _binds(now, states)
    return Bound(
        state=state,
        to=attacked,
        kind=o.kind,
        duty=_DUTY[TermKind(o.kind)].format(attacked=name(attacked)),
        treaty=record.title,
        article=o.article,
        binds=binds,
        status=first_line(now),
        why=_why(binds),
        breach=o.kind == TermKind.NON_AGGRESSION,
        doubts=(*_uncertain(o), *(d.text for d in now.doubts)),
        text=o.text,
        facts=o.facts,
        sources=o.sources,
    )


def _why(binds: bool | None) -> str:
    if binds:
        return "in force for both: it must be performed in good faith (VCLT 26)"
    if binds is None:
        return "the record does not tell whether it is in force for both (VCLT 24)"
    return "not in force for both on this day: it binds to no performance (VCLT 18, 24, 34)"


def _uncertain(o: Obligation) -> Iterable[str]:
    if o.certainty is not Certainty.ASSERTED:
        said = f" by {o.sources[-1]}" if o.sources else ""
        yield f"the obligation itself is {o.certainty.value}{said}"
    if o.area:
        yield f"only for attacks in {o.area}"
