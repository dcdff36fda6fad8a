"""Who is bound to do what when a state is attacked (casus foederis), under which article, on which evidence.

A treaty binds whom it is in force for on the day, and no other state (VCLT 26, 34); one signed but not in
force binds nobody to perform (VCLT 18).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from foedus.law.kinds import key
from foedus.law.model import Attack, Obligation, Record, Status, Terms
from foedus.law.status import first_line, status
from foedus.model import Certainty, TermKind
from foedus.wording.words import Namer, listed

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
class Evidence:
    """One telling of a duty: its words, who says so (outermost first), how sure, ids of the facts."""

    text: str = ""
    sources: tuple[str, ...] = ()
    certainty: Certainty = Certainty.ASSERTED
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """One state's duty on the day. `binds` None: the record does not tell whether it binds.

    `breach`: the attack itself would breach it (the attacker owes non-aggression). `why` says what its
    binding rests on, `doubts` what is unsure. A duty that is told more than once is one, with all its
    `evidence`, the surest first; `text` and `sources` are those of the first, `facts` of all.
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
    evidence: tuple[Evidence, ...] = ()


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
        _bound(duty, now, record, (state, victim), name)
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


def _bound(
    told: list[Obligation], now: Status, record: Record, states: tuple[str, str], name: Namer
) -> Bound:
    state, attacked = states
    binds = _binds(now, states)
    surest = told[0]
    evidence = dict.fromkeys(Evidence(o.text, o.sources, o.certainty, o.facts) for o in told)
    return Bound(
        state=state,
        to=attacked,
        kind=surest.kind,
        duty=_DUTY[TermKind(surest.kind)].format(attacked=name(attacked)),
        treaty=record.title,
        article=next((o.article for o in told if o.article), None),
        binds=binds,
        status=first_line(now),
        why=_why(binds),
        breach=surest.kind == TermKind.NON_AGGRESSION,
        doubts=(*_uncertain(told), *(d.text for d in now.doubts)),
        text=surest.text,
        facts=tuple(dict.fromkeys(i for o in told for i in o.facts)),
        sources=surest.sources,
        evidence=tuple(evidence),
    )


def _why(binds: bool | None) -> str:
    if binds:
        return "in force for both: it must be performed in good faith (VCLT 26)"
    if binds is None:
        return "the record does not tell whether it is in force for both (VCLT 24)"
    return "not in force for both on this day: it binds to no performance (VCLT 18, 24, 28, 34)"


def _uncertain(told: list[Obligation]) -> Iterable[str]:
    surest = told[0]
    if surest.certainty is not Certainty.ASSERTED:
        speakers = dict.fromkeys(o.sources[-1] for o in told if o.certainty is surest.certainty and o.sources)
        said = f" by {listed(speakers)}" if speakers else ""
        yield f"the obligation itself is {surest.certainty.value}{said}"
    area = next((o.area for o in told if o.area), None)
    if area:
        yield f"only for attacks in {area}"


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


# Whether a treaty binds to its duties on a day, and when a duty bites, in words.
BINDING: Final = {
    True: "binding on the day (VCLT 26)",
    False: "not binding on the day (VCLT 18, 24, 28)",
    None: "whether it binds is not told",
}
ON: Final = {
    Attack.ALWAYS: "",
    Attack.ATTACK: "if one of them is attacked",
    Attack.WAR: "if one of them is at war",
    Attack.THREAT: "if one of them is threatened",
}
