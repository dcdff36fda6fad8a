"""Facts sorted into what was done, planned and denied: the same history for any order of the facts.

What several facts say of one act of one state is one `Done`. Where their dates cannot all be right, none is
chosen: the act spans them all, and `torn` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from foedus.law.model import Act, Fact, Record
from foedus.law.spans import Span, hull, span
from foedus.model import Certainty, Step


class Kind(StrEnum):
    """What an act is in law, whatever step or instrument it was reported as."""

    NEGOTIATION = "negotiation"
    INITIALLING = "initialling"
    ADOPTION = "adoption"
    OPENING = "opening for signature"
    SIGNATURE = "signature"
    DEFINITIVE = "definitive signature"
    HOME = "ratification at home"
    DEPOSIT = "deposit"
    NOTIFICATION = "notification"
    EXCHANGE = "exchange"
    SUCCESSION = "succession"
    WITHDRAWN_INSTRUMENT = "withdrawal of instrument"
    PROVISIONAL = "provisional application"
    ENTRY = "entry into force"
    NOTICE = "notice of withdrawal"
    REVOCATION = "revocation of notice"
    TERMINATION = "termination"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    EXTENSION = "extension"
    AMENDMENT = "amendment"
    SUPERSESSION = "supersession"
    OBJECTION = "objection"
    VIOLATION = "violation"
    RESERVATION = "reservation"


# A ratification in the news is the internal act; the international one is the exchange, the deposit or the
# notification (VCLT 2(1)(b), 16). A depositary's list holds international acts.
_BY_STEP: dict[str, Kind] = {
    Step.NEGOTIATED: Kind.NEGOTIATION,
    Step.INITIALLED: Kind.INITIALLING,  # VCLT 10(b), 12(2)(a)
    "adopted": Kind.ADOPTION,  # VCLT 9
    "opened_for_signature": Kind.OPENING,
    Step.SIGNED: Kind.SIGNATURE,  # VCLT 12, 18
    Step.APPROVED: Kind.HOME,
    Step.RATIFIED: Kind.HOME,
    Step.INSTRUMENTS_EXCHANGED: Kind.EXCHANGE,  # VCLT 13, 16(a)
    Step.DEPOSITED: Kind.DEPOSIT,  # VCLT 16(b)
    Step.NOTIFIED: Kind.NOTIFICATION,  # VCLT 16(c)
    Step.ACCEDED: Kind.DEPOSIT,  # VCLT 15: accession is itself the international act
    Step.ENTERED_INTO_FORCE: Kind.ENTRY,
    Step.PROVISIONALLY_APPLIED: Kind.PROVISIONAL,
    Step.AMENDED: Kind.AMENDMENT,
    Step.EXTENDED: Kind.EXTENSION,
    Step.SUSPENDED: Kind.SUSPENSION,
    "resumed": Kind.RESUMPTION,
    Step.WITHDRAWN: Kind.NOTICE,
    "notice_revoked": Kind.REVOCATION,
    Step.TERMINATED: Kind.TERMINATION,
    "superseded": Kind.SUPERSESSION,
    Step.VIOLATED: Kind.VIOLATION,
    Step.RESERVATION: Kind.RESERVATION,
}

EXTRA_STEPS = frozenset(str(step) for step in _BY_STEP) - frozenset(step.value for step in Step)

_BY_ACT: dict[Act, Kind] = {
    Act.SIGNATURE: Kind.SIGNATURE,
    Act.DEFINITIVE_SIGNATURE: Kind.DEFINITIVE,
    Act.RATIFICATION: Kind.DEPOSIT,
    Act.ACCEPTANCE: Kind.DEPOSIT,
    Act.APPROVAL: Kind.DEPOSIT,
    Act.ACCESSION: Kind.DEPOSIT,
    Act.CONFIRMATION: Kind.DEPOSIT,
    Act.NOTIFICATION: Kind.NOTIFICATION,
    Act.EXCHANGE: Kind.EXCHANGE,
    Act.SUCCESSION: Kind.SUCCESSION,
    Act.PROVISIONAL_APPLICATION: Kind.PROVISIONAL,
    Act.INSTRUMENT_WITHDRAWN: Kind.WITHDRAWN_INSTRUMENT,
    Act.DENUNCIATION: Kind.NOTICE,
    Act.NOTICE_REVOKED: Kind.REVOCATION,
    Act.OBJECTION: Kind.OBJECTION,
}

# Done once by all together, whoever is named as doing it.
_JOINT = frozenset(
    {
        Kind.NEGOTIATION, Kind.INITIALLING, Kind.ADOPTION, Kind.OPENING, Kind.EXCHANGE, Kind.EXTENSION,
        Kind.AMENDMENT, Kind.SUPERSESSION,
    }
)  # fmt: skip

# Done once by each: two dates for it contradict each other. A ratification at home is no such act: chambers
# vote and
# a head of state signs, on days of their own.
_ONCE = frozenset(
    {
        Kind.ADOPTION, Kind.OPENING, Kind.SIGNATURE, Kind.DEFINITIVE, Kind.DEPOSIT, Kind.NOTIFICATION,
        Kind.EXCHANGE, Kind.ENTRY, Kind.TERMINATION,
    }
)  # fmt: skip

EVERYONE = ""  # all together
SOMEONE = "?"  # a party that the text does not name


@dataclass(frozen=True, slots=True)
class Done:
    """One act of one actor (EVERYONE: all together), as all the facts about it have it.

    `said_by` is empty where a publisher says it in its own voice; else those it is reported from. `denied_by`
    names who denies it. `torn`: its facts give dates that cannot all be right.
    """

    kind: Kind
    actor: str
    span: Span
    facts: tuple[Fact, ...]
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    torn: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(fact.id for fact in self.facts)

    @property
    def likely(self) -> Span:
        """Its span, open to the end where it is denied: it may not have happened."""
        return Span(self.span.first, date.max, self.span.vague) if self.denied_by else self.span


@dataclass(frozen=True, slots=True)
class History:
    """What a record says was done by a day, in order of date; `plans` and `denials` establish nothing."""

    parties: tuple[str, ...]
    done: dict[Kind, tuple[Done, ...]]
    plans: tuple[Fact, ...]
    denials: tuple[Fact, ...]
    on: date

    def of(self, *kinds: Kind) -> tuple[Done, ...]:
        if len(kinds) == 1:
            return self.done.get(kinds[0], ())
        return tuple(sorted((d for k in kinds for d in self.done.get(k, ())), key=_order))

    @property
    def bilateral(self) -> bool:
        return len(self.parties) == 2


def key(name: str) -> str:
    """The form under which names are compared: case, spaces and a leading "the" do not matter."""
    plain = " ".join(name.casefold().split())
    return plain.removeprefix("the ")


def kind_of(fact: Fact) -> Kind | None:
    """What the fact's act is in law; None for a step the law does not know."""
    return _BY_ACT[fact.act] if fact.act is not None else _BY_STEP.get(fact.step)


def speaker(fact: Fact) -> str:
    """Who says it: the innermost source."""
    return fact.sources[-1] if fact.sources else "a report"


def history(record: Record, on: date) -> History:
    """What the record says was or may have been done by the end of `on`.

    All facts are weighed against each other first, then acts that can only be later are left out. Raises
    DateError for a date that is no EDTF.
    """
    parties = record.parties or _parties(record.facts)
    keys = {key(p): p for p in parties}
    groups: dict[tuple[Kind, str], list[tuple[Span, Fact]]] = defaultdict(list)
    plans: list[Fact] = []
    denials: list[Fact] = []
    for fact in record.facts:
        kind = kind_of(fact)
        if kind is None:
            continue
        if fact.certainty is Certainty.DENIED:
            denials.append(fact)
        elif fact.certainty not in (Certainty.ASSERTED, Certainty.REPORTED):
            plans.append(fact)
        else:
            when = span(fact.date, fact.by or record.known)
            for kind_, actor in _actors(kind, fact, keys):
                groups[kind_, actor].append((when, fact))
    done: dict[Kind, list[Done]] = defaultdict(list)
    deniers = _deniers(denials, keys)
    for (kind, actor), members in groups.items():
        against = deniers.get((kind, actor), ()) if deniers else ()
        done[kind] += _merge(kind, actor, members, against)
    _not_before_signature(done)
    return History(
        parties=tuple(parties),
        done={kind: _by_then(kind, each, on) for kind, each in done.items()},
        plans=tuple(sorted(plans, key=_fact_order)),
        denials=tuple(sorted(denials, key=_fact_order)),
        on=on,
    )


def _by_then(kind: Kind, each: list[Done], on: date) -> tuple[Done, ...]:
    """What can have been done by then; a report of entry into force may contradict from a later day."""
    if kind is not Kind.ENTRY:
        each = [d for d in each if d.span.first <= on]
    return tuple(sorted(each, key=_order)) if len(each) > 1 else tuple(each)


def _not_before_signature(done: dict[Kind, list[Done]]) -> None:
    """An act of unknown day came after the signature, an exchange after the ratifications it exchanges."""
    floor = min((d.span.first for d in done.get(Kind.SIGNATURE, ())), default=date.min)
    for kind in (Kind.HOME, Kind.DEPOSIT, Kind.NOTIFICATION, Kind.EXCHANGE, Kind.ENTRY):
        if kind is Kind.EXCHANGE:
            firsts: dict[str, date] = {}
            for d in done.get(Kind.HOME, ()):
                firsts[d.actor] = min(firsts.get(d.actor, date.max), d.span.first)
            floor = max([floor, *firsts.values()])
        if floor == date.min or not any(d.span.first == date.min for d in done.get(kind, ())):
            continue
        done[kind] = [
            replace(d, span=Span(min(floor, d.span.last), d.span.last, d.span.vague))
            if d.span.first == date.min
            else d
            for d in done[kind]
        ]


def _parties(facts: Iterable[Fact]) -> tuple[str, ...]:
    found = {key(p): p for fact in sorted(facts, key=_fact_order, reverse=True) for p in fact.parties}
    return tuple(sorted(found.values()))


def _actors(kind: Kind, fact: Fact, parties: dict[str, str]) -> list[tuple[Kind, str]]:
    """Who acted, under one name each; EVERYONE for what all do together."""
    actors = {key(a): a for a in fact.actors}
    everyone = not actors or (bool(parties) and actors.keys() >= parties.keys())
    if kind in _JOINT:
        # a depositary's list may hold each side's half of an exchange; the news tells of the whole
        half = fact.act is Act.EXCHANGE and not everyone
        return [(kind, parties.get(k, a)) for k, a in actors.items()] if half else [(kind, EVERYONE)]
    if kind is Kind.ENTRY and (everyone or len(parties) <= 2):
        return [(kind, EVERYONE)]
    if kind is Kind.TERMINATION:
        # one party's "termination" is a notice; all together end the treaty (VCLT 54(b))
        return (
            [(kind, EVERYONE)] if everyone else [(Kind.NOTICE, parties.get(k, a)) for k, a in actors.items()]
        )
    if not actors:
        return [(kind, p) for p in parties.values()] or [(kind, EVERYONE)]
    return [(kind, parties.get(k, a)) for k, a in actors.items()]


def _deniers(denials: list[Fact], parties: dict[str, str]) -> dict[tuple[Kind, str], list[Fact]]:
    found: dict[tuple[Kind, str], list[Fact]] = defaultdict(list)
    for fact in denials:
        kind = kind_of(fact)
        if kind is not None:
            for at in _actors(kind, fact, parties):
                found[at].append(fact)
    return found


def _merge(kind: Kind, actor: str, members: list[tuple[Span, Fact]], against: Iterable[Fact]) -> list[Done]:
    if len(members) == 1 and not against:
        when, fact = members[0]
        return [Done(kind, actor, when, (fact,), _said_by((fact,)))]
    # an entry of a depositary's list is an act of its own; of news reports, those that can be one act are one
    if all(fact.act is not None for _, fact in members):
        clusters = [[member] for member in members]
    else:
        clusters = _clusters(members, kind in _ONCE)
    return [_one(kind, actor, cluster, against) for cluster in clusters]


def _clusters(members: list[tuple[Span, Fact]], once: bool) -> list[list[tuple[Span, Fact]]]:
    sharp = sorted({s for s, _ in members if not any(_inside(o, s) for o, _ in members)})
    if once:
        return [members]
    runs: list[list[Span]] = []
    for s in sharp:
        if runs and s.first <= max(o.last for o in runs[-1]):
            runs[-1].append(s)
        else:
            runs.append([s])
    out: list[list[tuple[Span, Fact]]] = [[] for _ in runs]
    for s, fact in members:
        at = next(i for i, run in enumerate(runs) if any(o == s or _inside(o, s) for o in run))
        out[at].append((s, fact))
    return out


def _inside(small: Span, big: Span) -> bool:
    return (
        big.first <= small.first
        and small.last <= big.last
        and (small.first, small.last) != (big.first, big.last)
    )


def _one(kind: Kind, actor: str, members: list[tuple[Span, Fact]], against: Iterable[Fact]) -> Done:
    facts = tuple(sorted((fact for _, fact in members), key=_fact_order))
    sharp = [s for s, _ in members if not any(_inside(o, s) for o, _ in members)]
    first, last = max(s.first for s in sharp), min(s.last for s in sharp)
    torn = first > last
    when = hull(sharp) if torn else Span(first, last, all(s.vague for s in sharp))
    # a denial said before the act was done does not speak of it
    denied = tuple(
        sorted({speaker(f) for f in against if f.by is None or date.fromisoformat(f.by) >= when.first})
    )
    return Done(kind, actor, when, facts, _said_by(facts), denied, torn)


def _said_by(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    if any(fact.certainty is Certainty.ASSERTED for fact in facts):
        return ()
    return tuple(sorted({speaker(fact) for fact in facts}))


def _order(done: Done) -> tuple[object, ...]:
    return (done.span.first, done.span.last, done.kind, key(done.actor), done.ids)


def _fact_order(fact: Fact) -> tuple[str, ...]:
    return (
        fact.date or "",
        str(fact.step),
        str(fact.act),
        ",".join(fact.actors),
        ">".join(fact.sources),
        fact.id,
    )
