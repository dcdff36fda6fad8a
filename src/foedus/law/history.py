"""Facts sorted into what was done, planned and denied: the same history for any order of the facts.

What several facts say of one act of one state is one `Done`. Where their dates cannot all be right, none is
chosen: the act spans them all, and `torn` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from foedus.law.answering import answered_for
from foedus.law.kinds import EVERYONE, JOINT, ONCE, Kind, key, kind_of, speaker
from foedus.law.model import Fact, Record, StateLife
from foedus.law.moving import begun
from foedus.law.spans import Span, hull, span
from foedus.model import Certainty


class Done(msgspec.Struct, frozen=True, gc=False):
    """One act of one actor (EVERYONE: all together), as all the facts about it have it.

    `at` is the key of the actor's name, `ids` name the facts. `said_by` is empty where a publisher says it in
    its own voice; else those it is reported from. `denied_by` names who denies it. `torn`: its facts give
    dates that cannot all be right.
    """

    kind: Kind
    actor: str
    at: str
    span: Span
    facts: tuple[Fact, ...]
    ids: tuple[str, ...]
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    torn: bool = False

    @property
    def likely(self) -> Span:
        """Its span, open to the end where it is denied: it may not have happened."""
        return Span(self.span.first, date.max, self.span.vague) if self.denied_by else self.span


@dataclass(frozen=True, slots=True)
class History:
    """What a record says was done by the day `on`, in order of date; `plans` and `denials` establish nothing.

    `complete`, `lives` and `closed` as in Record. The day is compared with the acts of a kind only when they
    are asked for, so that a moving day (`foedus.law.moving`) turns on no others.
    """

    parties: tuple[str, ...]
    plans: tuple[Fact, ...]
    denials: tuple[Fact, ...]
    on: date
    gathered: Gathered
    complete: bool | None = None
    lives: tuple[StateLife, ...] = ()
    closed: bool | None = None

    def of(self, *kinds: Kind) -> tuple[Done, ...]:
        """The acts of some kinds that were or may have been done by the end of `on`, in order of date.

        A report of entry into force, which is asked for by itself, may contradict from a later day, and is
        left in.
        """
        acts = self.gathered.of(kinds)
        return acts if not acts or kinds == _REPORTS else self.begun(acts)

    def any(self, *kinds: Kind) -> bool:
        """Whether there are acts of these kinds: the first of them tells."""
        acts = self.gathered.of(kinds)
        return bool(acts) and acts[0].span.first <= self.on

    def first(self, *kinds: Kind) -> Done | None:
        """The first act of these kinds that was or may have been done by the end of `on`."""
        acts = self.gathered.of(kinds)
        return acts[0] if acts and acts[0].span.first <= self.on else None

    def first_report(self) -> Done | None:
        """The first report that it is in force for all, on whatever day."""
        return next((d for d in self.gathered.of(_REPORTS) if d.actor == EVERYONE), None)

    def ever(self, *kinds: Kind) -> bool:
        """Whether there are acts of these kinds on any day, the day asked about or a later one."""
        return bool(self.gathered.of(kinds))

    def actors(self, *kinds: Kind) -> list[str]:
        """Who has done acts of these kinds, by name; who comes after all the parties have is left out."""
        out: dict[str, None] = {}
        awaited = set(self.parties)
        for done in self.gathered.of(kinds):
            if done.span.first > self.on:
                break
            out[done.actor] = None
            awaited.discard(done.actor)
            if done.actor == EVERYONE or (self.parties and not awaited):
                break
        return sorted(out)

    def begun(self, acts: tuple[Done, ...]) -> tuple[Done, ...]:
        """Those, of acts in order of date, that were or may have been done by the end of `on`."""
        return acts[: begun(acts, self.on, _begin)] if acts else ()

    def once(self, of: Hashable, find: Callable[[], T], *same: object) -> T:
        """What `find` gives, found once for all days on which what it rests on is the same.

        That is `of` by its value, and each of `same` by being the same object; these are held, so that no
        other takes their place in memory.
        """
        found, key_ = self.gathered.found, (of, *map(id, same))
        if key_ not in found:
            found[key_] = find(), same
        given: T = found[key_][0]
        return given

    @property
    def bilateral(self) -> bool:
        return len(self.parties) == 2 and self.closed is not False


T = TypeVar("T")
_REPORTS = (Kind.ENTRY,)


def _begin(done: Done) -> date:
    return done.span.first


class _Names:
    """One name for each actor however it is spelt: the parties' own, else the first by alphabet."""

    def __init__(self, record: Record, parties: tuple[str, ...]) -> None:
        self.keys: dict[str, str] = {}
        self.names: dict[str, str] = {EVERYONE: EVERYONE}
        for actor in {actor for fact in record.facts for actor in fact.actors}:
            at = self.keys[actor] = key(actor)
            self.names[at] = min(self.names.get(at, actor), actor)
        for party in parties:
            self.keys[party] = key(party)
            self.names[key(party)] = party
        self.parties = tuple(key(p) for p in parties)
        self.open = record.closed is False


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a record tells, whatever the day: weighed against each other, in order of date.

    `found` has what was worked out from it once; a working value that says nothing more.
    """

    parties: tuple[str, ...]
    done: dict[Kind, tuple[Done, ...]]
    plans: tuple[Fact, ...]
    denials: tuple[Fact, ...]
    complete: bool | None
    lives: tuple[StateLife, ...]
    closed: bool | None
    found: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def of(self, kinds: tuple[Kind, ...]) -> tuple[Done, ...]:
        """The acts of some kinds, in order of date."""
        acts: tuple[Done, ...] | None = self.found.get(kinds)
        if acts is None:
            some = [self.done[kind] for kind in kinds if kind in self.done]
            if len(some) < 2:
                acts = some[0] if some else ()
            else:
                acts = tuple(sorted((d for each in some for d in each), key=_order))
            self.found[kinds] = acts
        return acts

    def by(self, on: date) -> History:
        """What was or may have been done by the end of `on`."""
        told = (self.parties, self.plans, self.denials, on, self, self.complete, self.lives, self.closed)
        return History(*told)


def history(record: Record, on: date) -> History:
    """What the record says was or may have been done by the end of `on`.

    All facts are weighed against each other first, then acts that can only be later are left out. Raises
    DateError for a date that is no EDTF.
    """
    return gather(record).by(on)


def gather(record: Record) -> Gathered:
    """The part of a history that is the same for every day. Raises DateError for a date that is no EDTF."""
    record = answered_for(record)
    parties = tuple(record.parties) or (() if record.closed is False else _parties(record.facts))
    names = _Names(record, parties)
    groups: dict[tuple[Kind, str], list[tuple[Span, Fact]]] = defaultdict(list)
    plans: list[Fact] = []
    denials: list[Fact] = []
    for fact in record.facts:
        kind = kind_of(fact)
        if kind is None:
            continue
        if fact.certainty is Certainty.ASSERTED or fact.certainty is Certainty.REPORTED:
            when = _when(kind, fact, record)
            for act in _acts(kind, fact, names):
                groups[act].append((when, fact))
        elif fact.certainty is Certainty.DENIED:
            denials.append(fact)
        else:
            plans.append(fact)
    deniers = _deniers(denials, names)
    done: dict[Kind, list[Done]] = defaultdict(list)
    for (kind, at), members in apart(groups):
        against = deniers.get((kind, at), ()) if deniers else ()
        if len(members) == 1 and not against:
            done[kind].append(_alone(kind, names.names[at], at, *members[0]))
        else:
            done[kind] += _merge(kind, names.names[at], at, members, against)
    after_signature(done, names.parties, _spanning)
    return Gathered(
        parties=parties,
        done={kind: tuple(sorted(each, key=_order)) for kind, each in done.items()},
        plans=tuple(sorted(plans, key=_fact_order)),
        denials=tuple(sorted(denials, key=_fact_order)),
        complete=record.complete,
        lives=record.lives,
        closed=record.closed,
    )


def apart(
    groups: dict[tuple[Kind, str], list[tuple[Span, T]]],
) -> Iterable[tuple[tuple[Kind, str], list[tuple[Span, T]]]]:
    """The reports of each act: who left in between consented twice."""
    for (kind, at), members in groups.items():
        if len(members) < 2 or kind not in _AGAIN:
            yield (kind, at), members
            continue
        left = [s.first for k in PARTS_CONSENTS for s, _ in groups.get((k, at), ())]
        if not left:
            yield (kind, at), members
            continue
        parts: dict[int, list[tuple[Span, T]]] = defaultdict(list)
        for member in members:
            parts[sum(day <= member[0].first for day in left)].append(member)
        for part in parts.values():
            yield (kind, at), part


_AGAIN = (Kind.DEPOSIT, Kind.NOTIFICATION, Kind.ENTRY)
#: Acts between which and after which an actor can consent anew.
PARTS_CONSENTS = frozenset({Kind.NOTICE, Kind.CESSATION})


def _when(kind: Kind, fact: Fact, record: Record) -> Span:
    """When an act was done: a succession on the day of succession, whenever it was notified."""
    told = span(fact.date, fact.by or fact.known or record.known)
    if kind is not Kind.SUCCESSION:
        return told
    if fact.until is not None:
        return span(fact.until)
    born = next((x.since for x in record.lives if x.since and x.state in fact.actors), None)
    return min(told, span(born)) if born else told


class Dated(Protocol):
    """An act of an actor, whatever else is known of it."""

    @property
    def at(self) -> str: ...
    @property
    def span(self) -> Span: ...


D = TypeVar("D", bound=Dated)


def after_signature(
    done: dict[Kind, list[D]], parties: tuple[str, ...], spanning: Callable[[D, Span], D]
) -> None:
    """An act of unknown day came after its actor's signature, an exchange after all that it exchanges, and a
    treaty of two is in force after it (VCLT 24).

    `spanning` gives an act with another span; `parties` are keys.
    """
    if not any(d.span.first == date.min for kind in _AFTER_SIGNATURE for d in done.get(kind, ())):
        return
    signed = _firsts(done.get(Kind.SIGNATURE, ()))
    home = _firsts(done.get(Kind.HOME, ()))
    both = [max(signed.get(p, date.min), home.get(p, date.min)) for p in parties]
    together = {
        Kind.EXCHANGE: max(both, default=date.min),
        Kind.ENTRY: min((signed[p] for p in parties if p in signed), default=date.min),
    }
    exchanged = _firsts(done.get(Kind.EXCHANGE, ())).get(EVERYONE, date.min)
    if len(parties) == _TWO:  # who exchange instruments are bound no earlier
        together[Kind.ENTRY] = max(together[Kind.ENTRY], exchanged)
    for kind in _AFTER_SIGNATURE:
        for i, d in enumerate(done.get(kind, ())):
            floor = signed.get(d.at) or together.get(kind, date.min)
            if d.span.first == date.min and floor != date.min:
                done[kind][i] = spanning(d, Span(min(floor, d.span.last), d.span.last, d.span.vague))


_TWO = 2
_AFTER_SIGNATURE = (Kind.HOME, Kind.DEPOSIT, Kind.NOTIFICATION, Kind.EXCHANGE, Kind.ENTRY)


def _firsts(acts: Iterable[Dated]) -> dict[str, date]:
    out: dict[str, date] = {}
    for d in acts:
        out[d.at] = min(out.get(d.at, date.max), d.span.first)
    return out


def _spanning(done: Done, when: Span) -> Done:
    return replace(done, span=when)


def _parties(facts: Iterable[Fact]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for party in {p for fact in facts for p in fact.parties}:
        at = key(party)
        found[at] = min(found.get(at, party), party)
    return tuple(sorted(found.values()))


def _acts(kind: Kind, fact: Fact, names: _Names) -> Sequence[tuple[Kind, str]]:
    """The acts a fact tells of."""
    actors = tuple([names.keys[a] for a in fact.actors])
    listed = fact.act is not None
    return acts_whoever(kind, actors, listed=listed) or acts_of(
        kind, actors, names.parties, listed=listed, open_to_others=names.open
    )


def acts_whoever(
    kind: Kind, actors: tuple[str, ...], *, listed: bool = False, parties: int | None = None
) -> tuple[tuple[Kind, str], ...] | None:
    """What `acts_of` gives whoever the parties are (so many of them, if told); None where that depends on
    them."""
    if kind in JOINT and not listed:
        return ((kind, EVERYONE),)
    if parties in _OF_ONE_FOR_ALL.get(kind, ()):
        return ((kind, EVERYONE),)
    return ((kind, actors[0]),) if len(actors) == 1 and kind not in _TOGETHER else None


def acts_of(
    kind: Kind,
    actors: tuple[str, ...],
    parties: tuple[str, ...],
    *,
    listed: bool = False,
    open_to_others: bool = False,
) -> Sequence[tuple[Kind, str]]:
    """What a report tells of, one for each actor; EVERYONE for what all do together. All by their keys.

    `listed`: it is an entry of a depositary's list. `open_to_others`: there are more parties than these.
    """
    everyone = not actors or (bool(parties) and not open_to_others and set(actors) >= set(parties))
    if kind in JOINT:
        # a depositary's list may hold each side's half of an exchange; the news tells of the whole
        half = listed and kind is Kind.EXCHANGE and not everyone
        return [(kind, a) for a in actors] if half else [(kind, EVERYONE)]
    one_for_all = not open_to_others and len(parties) in _OF_ONE_FOR_ALL.get(kind, ())
    if kind in _WHOLE and (everyone or one_for_all):
        return [(kind, EVERYONE)]
    if kind is Kind.TERMINATION:
        # all together end the treaty (VCLT 54(b)); of two, one's "termination" is a notice, of many it is out
        of_one = Kind.NOTICE if len(parties) == 2 and not open_to_others else Kind.CESSATION
        return [(of_one, a) for a in actors]
    return [(kind, a) for a in actors or parties] or [(kind, EVERYONE)]


# Told of the treaty as a whole unless some of its parties alone are named.
_WHOLE = frozenset({Kind.ENTRY, Kind.TERMINATION, Kind.AMENDMENT, Kind.SUPERSESSION})
# Of so many parties, what one of them is told to be in it for holds for all.
_OF_ONE_FOR_ALL = {Kind.ENTRY: (0, 1, 2), Kind.AMENDMENT: (2,), Kind.SUPERSESSION: (2,)}
_TOGETHER = JOINT | _WHOLE


def _deniers(denials: list[Fact], names: _Names) -> dict[tuple[Kind, str], list[Fact]]:
    found: dict[tuple[Kind, str], list[Fact]] = defaultdict(list)
    for fact in denials:
        kind = kind_of(fact)
        if kind is not None:
            for act in _acts(kind, fact, names):
                found[act].append(fact)
    return found


def _merge(
    kind: Kind, actor: str, at: str, members: list[tuple[Span, Fact]], against: Iterable[Fact]
) -> list[Done]:
    # an entry of a depositary's list is an act of its own; of news reports, those that can be one act are one
    if all(fact.act is not None for _, fact in members):
        clusters = [[member] for member in members]
    else:
        clusters = one_act_each(kind, members)
    return [_one(kind, actor, at, cluster, against) for cluster in clusters]


def one_act_each(kind: Kind, members: list[tuple[Span, T]]) -> list[list[tuple[Span, T]]]:
    """Reports of one actor's acts of a kind, by their spans: those that can be one act together."""
    if kind in ONCE:
        return [members]
    each: dict[Span, list[tuple[Span, T]]] = {}
    for member in members:
        each.setdefault(member[0], []).append(member)
    if len(each) == 1:
        return [members]
    if all(s.first == s.last and not s.vague for s in each):  # days, which is what most are
        return [each[s] for s in sorted(each)]
    sharp = sorted(set(_sharpest(members)))
    runs: list[list[Span]] = []
    for s in sharp:
        if runs and s.first <= max(o.last for o in runs[-1]):
            runs[-1].append(s)
        else:
            runs.append([s])
    out: list[list[tuple[Span, T]]] = [[] for _ in runs]
    for s, report in members:
        at = next(i for i, run in enumerate(runs) if any(o == s or _inside(o, s) for o in run))
        out[at].append((s, report))
    return out


def together(members: list[tuple[Span, T]]) -> tuple[Span, bool]:
    """When reports of one act have it: the days that all of them allow, else all days that any allows, and
    True, since they cannot all be right."""
    if len(each := {s for s, _ in members}) == 1:
        return each.pop(), False
    first, last = min(each).first, max(each).first
    if first < last and all(s.first == s.last for s in each):  # days, which is what most are
        return Span(first, last, any(s.vague for s in each)), True
    sharp = _sharpest(members)
    first, last = max([s.first for s in sharp]), min([s.last for s in sharp])
    if first > last:
        return hull(sharp), True
    return Span(first, last, all(s.vague for s in sharp)), False


def _sharpest(members: list[tuple[Span, T]]) -> list[Span]:
    """The spans that hold no other one."""
    return [s for s, _ in members if s.exact or not any(_inside(o, s) for o, _ in members)]


def _inside(small: Span, big: Span) -> bool:
    return (
        big.first <= small.first
        and small.last <= big.last
        and (small.first, small.last) != (big.first, big.last)
    )


def _one(kind: Kind, actor: str, at: str, members: list[tuple[Span, Fact]], against: Iterable[Fact]) -> Done:
    if len(members) == 1 and not against:
        return _alone(kind, actor, at, *members[0])
    facts = tuple(sorted((fact for _, fact in members), key=_fact_order))
    when, torn = together(members)
    # a denial said before the act was done does not speak of it
    denied = tuple(
        sorted({speaker(f) for f in against if f.by is None or date.fromisoformat(f.by) >= when.first})
    )
    ids = tuple(fact.id for fact in facts)
    return Done(kind, actor, at, when, facts, ids, _said_by(facts), denied, torn)


def _alone(kind: Kind, actor: str, at: str, when: Span, fact: Fact) -> Done:
    """An act that one fact tells of and nobody denies."""
    said = () if fact.certainty is Certainty.ASSERTED else (speaker(fact),)
    return Done(kind, actor, at, when, (fact,), (fact.id,), said)


def _said_by(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    for fact in facts:
        if fact.certainty is Certainty.ASSERTED:
            return ()
    return tuple(sorted({speaker(fact) for fact in facts}))


def _order(done: Done) -> tuple[object, ...]:
    return (done.span.first, done.span.last, done.kind, done.at, done.ids)


def _fact_order(fact: Fact) -> tuple[str, ...]:
    return (
        fact.date or "",
        str(fact.step),
        str(fact.act),
        ",".join(fact.actors),
        ">".join(fact.sources),
        fact.id,
    )
