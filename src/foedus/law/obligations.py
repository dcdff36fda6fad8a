"""Who is bound to do what when a state is attacked (casus foederis), under which article, on which evidence.

A treaty binds whom it is in force for on the day, and no other state (VCLT 26, 34); one signed but not in
force binds nobody to perform (VCLT 18).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from foedus.law.kinds import key
from foedus.law.model import Attack, Bound, Case, Evidence, Obligation, Reason, Record, Status, Terms
from foedus.law.reasons import ReasonKind as K
from foedus.law.status import status
from foedus.model import Certainty, TermKind

# Duties that an attack brings to bear. Non-aggression holds always, and matters here to the attacker alone.
_ON_ATTACK = frozenset({TermKind.MUTUAL_DEFENCE, TermKind.CONSULTATION, TermKind.NEUTRALITY})


def casus_foederis(treaties: Iterable[tuple[Record, Terms]], case: Case) -> tuple[Bound, ...]:
    """What the treaties' parties owe in the case.

    Binding duties first, then those of which it cannot be told, then those that do not bind.
    """
    found = [b for record, terms in treaties for b in of_treaty(record, terms, case)]
    order = {True: 0, None: 1, False: 2}
    return tuple(sorted(found, key=lambda b: (order[b.binds], not b.breach, key(b.state), b.kind, b.treaty)))


def of_treaty(record: Record, terms: Terms, case: Case) -> tuple[Bound, ...]:
    """The same of one treaty."""
    if not terms.obligations:
        return ()
    now = status(record, terms, case.on)
    places = {key(p.party): p.party for p in now.parties}
    if key(case.attacked) not in places:
        return ()
    victim = places[key(case.attacked)]
    attacker = places.get(key(case.attacker or ""))
    owed: dict[tuple[str, str], list[Obligation]] = {}
    for o in terms.obligations:
        if not _among(o.to, victim):
            continue
        if attacker is not None and _among(o.by, attacker) and o.kind == TermKind.NON_AGGRESSION:
            owed.setdefault((attacker, o.kind), []).append(o)
        if o.kind not in _ON_ATTACK or o.condition is Attack.ALWAYS:
            continue
        if case.attacker is not None and not _among(o.attackers, case.attacker):
            continue
        for party in places.values():
            if party not in (victim, attacker) and _among(o.by, party):
                owed.setdefault((party, o.kind), []).append(o)
    return tuple(
        _bound(duty, now, record, (state, victim))
        for (state, _), told in owed.items()
        for duty in _duties(told)
    )


def _duties(told: list[Obligation]) -> list[list[Obligation]]:
    """The tellings of one kind of duty by the duty told, the surest first.

    Articles and areas tell duties apart; who names neither tells of the only one there is.
    """
    articles = {o.article for o in told} - {None}
    areas = {o.area for o in told} - {None}
    out: dict[tuple[str | None, str | None], list[Obligation]] = {}
    for o in sorted(told, key=lambda o: list(Certainty).index(o.certainty)):
        article = next(iter(articles)) if len(articles) == 1 else o.article
        area = next(iter(areas)) if len(areas) == 1 else o.area
        out.setdefault((article, area), []).append(o)
    return list(out.values())


def _among(named: tuple[str, ...], state: str) -> bool:
    """Whether it is one of those named; naming none means each."""
    return not named or key(state) in {key(s) for s in named}


def _binds(now: Status, states: tuple[str, str]) -> bool | None:
    """Whether the treaty is in force for both states."""
    found = [p.in_force for p in now.parties if p.party in states]
    if any(f is False for f in found):
        return False
    return None if any(f is None for f in found) else True


def _bound(told: list[Obligation], now: Status, record: Record, states: tuple[str, str]) -> Bound:
    state, attacked = states
    binds = _binds(now, states)
    surest = told[0]
    evidence = dict.fromkeys(Evidence(o.text, o.sources, o.certainty, o.facts) for o in told)
    return Bound(
        state=state,
        to=attacked,
        kind=surest.kind,
        treaty=record.title,
        article=next((o.article for o in told if o.article), None),
        binds=binds,
        headline=now.headline,
        summary=now.summary,
        why=_WHY[binds],
        breach=surest.kind == TermKind.NON_AGGRESSION,
        doubts=(*_uncertain(told), *now.doubts),
        text=surest.text,
        facts=tuple(dict.fromkeys(i for o in told for i in o.facts)),
        sources=surest.sources,
        evidence=tuple(evidence),
    )


# In force for both it must be performed in good faith; not in force for both it binds to no performance.
_WHY = {
    True: Reason(K.DUTY_BINDS, ("VCLT 26",)),
    None: Reason(K.DUTY_MAY_BIND, ("VCLT 24",)),
    False: Reason(K.DUTY_NOT_BINDING, ("VCLT 18", "VCLT 24", "VCLT 28", "VCLT 34")),
}


def _uncertain(told: list[Obligation]) -> Iterable[Reason]:
    surest = told[0]
    if surest.certainty is not Certainty.ASSERTED:
        speakers = dict.fromkeys(o.sources[-1] for o in told if o.certainty is surest.certainty and o.sources)
        fields = {"certainty": surest.certainty.value, "sources": tuple(speakers)}
        yield Reason(K.DUTY_UNSURE, fields=fields)
    area = next((o.area for o in told if o.area), None)
    if area:
        yield Reason(K.DUTY_IN_AREA, fields={"area": area})


def told_once(obligations: Iterable[Obligation]) -> list[Obligation]:
    """Each duty once with the facts of all who tell it; without an article, of the first of its kind."""
    out: list[Obligation] = []
    for o in sorted(obligations, key=lambda o: o.article is None):
        same = (o.kind, o.condition, o.by, o.to, o.area)
        for i, told in enumerate(out):
            alike = same == (told.kind, told.condition, told.by, told.to, told.area)
            if alike and o.article in (None, told.article):
                out[i] = replace(told, facts=tuple(dict.fromkeys(told.facts + o.facts)))
                break
        else:
            out.append(o)
    return out
