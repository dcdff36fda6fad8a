"""Which acts count towards entry into force, and the first day on which enough of them stand.

The day is a span: its first day takes every uncertain act as early as it can be and every withdrawal as late,
its last day the reverse. An act later than the day reached never moves it. Practice: UN, Summary of Practice
of the Secretary-General as Depositary (ST/LEG/7/Rev.1), chapters VII (instruments), IX (entry into force),
XII (successions).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from foedus.law.history import Done, Gathered, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, key
from foedus.law.model import Act, Counted, Fact, Reason, Rule, Share, Trigger
from foedus.law.reasons import ReasonKind as K
from foedus.law.spans import Span

# The acts that count for each trigger. An exchange is the act of all the parties at once (VCLT 16(a)).
_COUNTING: dict[Trigger, frozenset[Kind]] = {
    Trigger.EXCHANGE: frozenset({Kind.EXCHANGE}),
    Trigger.SIGNATURE: frozenset({Kind.SIGNATURE, Kind.DEFINITIVE}),
    Trigger.NOTIFICATIONS: frozenset({Kind.NOTIFICATION, Kind.DEPOSIT, Kind.EXCHANGE}),
    Trigger.INSTRUMENTS: frozenset({Kind.DEPOSIT, Kind.DEFINITIVE, Kind.NOTIFICATION, Kind.EXCHANGE}),
}

_COUNTS = Reason(K.COUNTS, ("VCLT 24(1)",))
_OTHERS_COUNT = Reason(K.OTHER_ACTS_COUNT, ("VCLT 24(1)",))

# Why an act does not count.
_NEVER: dict[Kind, Reason] = {
    Kind.SIGNATURE: Reason(K.SIGNATURE_NO_CONSENT, ("VCLT 14(1)", "VCLT 18")),
    Kind.HOME: Reason(K.HOME_NO_CONSENT, ("VCLT 2(1)(b)", "VCLT 16")),
    Kind.SUCCESSION: Reason(K.SUCCESSION_ADDS_NONE, ("Summary of Practice XII",)),
    Kind.PROVISIONAL: Reason(K.PROVISIONAL_NO_CONSENT, ("VCLT 25",)),
    Kind.DEFINITIVE: _OTHERS_COUNT,
    Kind.DEPOSIT: _OTHERS_COUNT,
    Kind.NOTIFICATION: _OTHERS_COUNT,
    Kind.EXCHANGE: _OTHERS_COUNT,
}

_LEAVING = (Kind.WITHDRAWN_INSTRUMENT, Kind.NOTICE)

# An entry of must_include that describes a class instead of naming a state cannot be checked by name.
_CLASS_WORDS = ("all ", "any ", "each ", "every ", "at least ", "those ", "not less ")


class Tally(msgspec.Struct, frozen=True, gc=False):
    """How far the condition is met on the day of the history.

    `reached`: when enough stood (`date.max`: not so far); `have` those who stand now, in order; `lacking` the
    named or negotiating states still awaited; `more` how many others; `weight` the per cent that stand (None:
    not told); `unclear` says why it cannot be told at all; `trigger` the acts that stood on the day reached.
    """

    reached: Span
    have: tuple[str, ...]
    needed: int | None
    lacking: tuple[str, ...]
    more: int
    weight: float | None
    unclear: tuple[Reason, ...]
    trigger: tuple[Done, ...]


def counts(rule: Rule, done: Done) -> tuple[bool, Reason]:
    """Whether an act counts under a rule, and why."""
    if done.kind not in _kinds(rule):
        return False, _NEVER.get(done.kind, Reason(K.NO_ACT_OF_CONSENT, ("VCLT 11",)))
    why = _why_not(rule, done, frozenset(key(n) for n in rule.not_counted))
    return (False, why) if why else (True, _COUNTS)


def _why_not(rule: Rule, done: Done, outside: frozenset[str]) -> Reason | None:
    """Why an act of a kind that can count does not; None where it does."""
    if rule.trigger is Trigger.EXCHANGE and done.kind is Kind.DEPOSIT and done.facts[0].act is not None:
        # an instrument deposited is not exchanged; handed to the other side, as news has it, it is half of
        # that
        return _NEVER[done.kind]
    if done.actor == SOMEONE:
        return Reason(K.ACTOR_NOT_TOLD)
    if done.at in outside and done.at:
        # not additional to its member states
        return Reason(K.LEFT_OUT_BY_TREATY, ("VCLT 24(1)",))
    if (
        (rule.only or outside)
        and any(is_organisation(fact) for fact in done.facts)
        and (key(rule.only or "") == "states" or "organisations" in outside)
    ):
        return Reason(K.STATES_ALONE_COUNT, ("VCLT 24(1)",))
    return None


def _kinds(rule: Rule) -> set[Kind]:
    """The kinds of act that can count under a rule; no known trigger asks for consent (VCLT 11)."""
    kinds = set(_COUNTING.get(rule.trigger or Trigger.NONE, _COUNTING[Trigger.INSTRUMENTS]))
    if rule.of == "ratifications":
        kinds.add(Kind.HOME)
    if rule.trigger is Trigger.EXCHANGE:
        kinds.add(Kind.NOTIFICATION if rule.of == "notes" else Kind.DEPOSIT)
    return kinds


def is_organisation(fact: Fact) -> bool:
    """An organisation confirms formally; a state does not (VCLT-IO 2(1)(b bis))."""
    return fact.organisation or fact.act is Act.CONFIRMATION


def tally(rule: Rule, past: History) -> Tally:
    """How far the rule's number, names and weight are met by the acts of the history."""
    acts = past.begun(past.once(counts, lambda: _counting(rule, past.gathered), rule))
    left = past.of(*_LEAVING)
    signed = () if rule.among or past.parties else _signatories(past)
    known = past.once((_Tallies, signed), _Tallies, rule)
    found = known.of(acts, left)
    if found is None:
        found = _tally(rule, past, signed, acts, left)
        known.keep(found, acts, left)
    return found


class _Tallies:
    """The tallies of one rule by how many acts and departures they rest on; a working value.

    What was reached on one day no later act changes: it is `settled`, by the numbers up to that day.
    """

    def __init__(self) -> None:
        self.each: dict[tuple[int, int], Tally] = {}
        self.settled: tuple[Tally, int, int] | None = None

    def of(self, acts: tuple[Done, ...], left: tuple[Done, ...]) -> Tally | None:
        """What these acts and departures, in order of date, come to, if it is known."""
        if self.settled is not None:
            found, many, gone = self.settled
            day = found.reached.last
            if _goes_on(acts, many, day) and _goes_on(left, gone, day):
                return found
        return self.each.get((len(acts), len(left)))

    def keep(self, found: Tally, acts: tuple[Done, ...], left: tuple[Done, ...]) -> None:
        """Hold what they come to."""
        self.each[len(acts), len(left)] = found
        day = found.reached.first
        if day != date.max and found.reached.exact:
            self.settled = found, _begun(acts, day), _begun(left, day)


def _goes_on(acts: tuple[Done, ...], count: int, day: date) -> bool:
    """Whether the acts have so many up to a day, and all others later."""
    return len(acts) == count or (len(acts) > count and acts[count].span.first > day)


def _begun(acts: tuple[Done, ...], day: date) -> int:
    return bisect_right(acts, day, key=lambda done: done.span.first)


def _counting(rule: Rule, gathered: Gathered) -> tuple[Done, ...]:
    """The acts that count under a rule, whatever the day."""
    outside = frozenset(key(n) for n in rule.not_counted)
    each = gathered.of(tuple(sorted(_kinds(rule))))
    return tuple([done for done in each if _why_not(rule, done, outside) is None])


def _tally(
    rule: Rule,
    past: History,
    signed: tuple[str, ...],
    acts: tuple[Done, ...],
    left: tuple[Done, ...],
) -> Tally:
    need = _need(rule, past, signed)
    first, standing = _reach(need, acts, left, early=True)
    last = first
    if need.doubtful or any(not d.span.exact or d.denied_by for d in (*acts, *left)):
        last, standing = _reach(need, acts, left, early=False)
    return Tally(
        reached=Span(first, max(first, last), any(d.span.vague for d in acts) and first != last),
        have=tuple(standing.names()),
        needed=need.number,
        lacking=tuple(standing.lacking()),
        more=standing.more(),
        weight=standing.weight(),
        unclear=need.unclear(standing),
        trigger=_triggering(acts, first, last),
    )


def _triggering(acts: Iterable[Done], first: date, last: date) -> tuple[Done, ...]:
    if first == date.max:
        return ()
    upto = first if last == date.max else last
    return tuple(done for done in acts if done.span.first <= upto)


class _Need(msgspec.Struct, frozen=True, gc=False):
    """A rule's condition, ready to be checked: the number, the set it is taken of, names and weight."""

    number: int | None
    base: dict[str, str]
    within: bool
    must: dict[str, str]
    classes: tuple[str, ...]
    percent: float | None
    of: str | None

    @property
    def doubtful(self) -> bool:
        """Whether it can be met or not on the same acts."""
        return bool(self.classes) or self.percent is not None or self.number is None

    def unclear(self, standing: _Standing) -> tuple[Reason, ...]:
        out = [Reason(K.CLASS_UNCLEAR, fields={"described": words}) for words in self.classes]
        if self.number is None:
            out.append(Reason(K.NUMBER_UNCLEAR))
        if self.percent is not None and standing.unweighed and not standing.heavy(optimistic=False):
            shares = {"of": self.of, "states": tuple(sorted(standing.unweighed))}
            out.append(Reason(K.SHARES_UNCLEAR, fields=shares))
        return tuple(out)


def _need(rule: Rule, past: History, signed: tuple[str, ...]) -> _Need:
    named = rule.among or past.parties or signed
    base = {key(n): n for n in named}
    count = "all" if rule.count is None and not rule.must_include and rule.weight is None else rule.count
    if count is None:
        count = max(1, len(rule.must_include))
    size = rule.set_size or len(base)
    number: int | None
    if isinstance(count, int):
        number = count
    elif not size:
        number = None
    elif isinstance(count, Share):
        number = -(-count.part * size // count.whole)
    else:
        number = size
    return _Need(
        number=number,
        base=base,
        within=bool(rule.among) or (not isinstance(count, int) and bool(base)),
        must={key(n): n for n in rule.must_include if not n.casefold().startswith(_CLASS_WORDS)},
        classes=tuple(n for n in rule.must_include if n.casefold().startswith(_CLASS_WORDS)),
        percent=rule.weight.percent if rule.weight else None,
        of=rule.weight.of if rule.weight else None,
    )


def _signatories(past: History) -> tuple[str, ...]:
    """Where nobody says who negotiated it, those who signed on the first day; one alone makes no treaty.

    Those who sign later are left out, so that a later signature cannot undo an entry into force.
    """
    signed = [d for d in past.of(Kind.SIGNATURE, Kind.DEFINITIVE) if d.actor != EVERYONE]
    first = min((d.span.last for d in signed), default=date.max)
    names = sorted({d.actor for d in signed if d.span.first <= first})
    return tuple(names) if len(names) > 1 else ()


class _Standing:
    """Who stands as the days go by; a working value that never leaves this module."""

    def __init__(self, need: _Need) -> None:
        self.need = need
        self.inside: dict[str, str] = {}
        self.weights: dict[str, float] = {}
        self.unweighed: set[str] = set()
        self.number = 0
        self.awaited = set(need.must)
        self.everyone = False

    def change(self, done: Done, join: bool) -> None:
        if done.actor == EVERYONE:
            self.everyone = join
            for at, name in self.need.base.items():
                self._one(at, name, None, join)
            return
        weights = [w for f in done.facts if (w := _share(f, self.need.of)) is not None]
        self._one(done.at, done.actor, max(weights) if weights else None, join)

    def _one(self, at: str, name: str, weight: float | None, join: bool) -> None:
        if join == (at in self.inside):
            return
        if join:
            self.inside[at] = name
            if weight is None:
                self.unweighed.add(name)
            else:
                self.weights[at] = weight
        else:
            name = self.inside.pop(at)
            self.unweighed.discard(name)
            self.weights.pop(at, None)
        if not self.need.within or at in self.need.base:
            self.number += 1 if join else -1
        if at in self.need.must:
            (self.awaited.discard if join else self.awaited.add)(at)

    def heavy(self, optimistic: bool) -> bool:
        if self.need.percent is None or (optimistic and self.unweighed):
            return True
        return round(sum(self.weights.values()), 6) >= self.need.percent

    def met(self, optimistic: bool) -> bool:
        if self.awaited or (self.need.classes and not optimistic):
            return False
        if not self.heavy(optimistic):
            return False
        if self.everyone and not self.need.base:
            return True
        if self.need.number is None:
            return optimistic and bool(self.inside)
        return self.number >= self.need.number

    def names(self) -> list[str]:
        if not self.need.within:
            return list(self.inside.values())
        return [name for at, name in self.inside.items() if at in self.need.base]

    def lacking(self) -> list[str]:
        out = [self.need.must[at] for at in sorted(self.awaited)]
        if self.need.within and self.need.number == len(self.need.base):
            out += [n for at, n in self.need.base.items() if at not in self.inside and at not in self.awaited]
        return out

    def more(self) -> int:
        if self.need.number is None:
            return 0
        return max(0, self.need.number - self.number - len(self.lacking()))

    def weight(self) -> float | None:
        return (
            round(sum(self.weights.values()), 6) if self.need.percent is not None and self.weights else None
        )


def _share(fact: Fact, of: str | None) -> float | None:
    """The share in per cent that its actor has of what is weighed."""
    if fact.weight is None or isinstance(fact.weight, int | float):
        return fact.weight
    return next((share for name, share in fact.weight if key(name) == key(of or "")), None)


def _changes(acts: Iterable[Done], left: Iterable[Done], early: bool) -> list[tuple[date, bool, Done]]:
    """Joining and leaving in order of day; on one day leaving goes first: the end of the day decides."""
    out = [(d.span.first if early else d.likely.last, True, d) for d in acts]
    out += [(d.likely.last if early else d.span.first, False, d) for d in left]
    return sorted((c for c in out if c[0] != date.max), key=lambda c: (c[0], c[1], c[2].at, c[2].ids))


def _reach(need: _Need, acts: Iterable[Done], left: Iterable[Done], early: bool) -> tuple[date, _Standing]:
    standing = _Standing(need)
    changes = _changes(acts, left, early)
    for i, (day, join, done) in enumerate(changes):
        standing.change(done, join)
        ends = i + 1 == len(changes) or changes[i + 1][0] != day
        if ends and standing.met(optimistic=early):
            return day, standing
    return date.max, standing


_LEFT_BEFORE = Reason(K.LEFT_BEFORE, ("Summary of Practice VII",))
_LEFT_AFTER = Reason(K.LEFT_AFTER, ("VCLT 55",))
_COUNTED_ONCE = Reason(K.COUNTED_ONCE, ("Summary of Practice IX",))
_TOO_LATE = Reason(K.COUNTS_TOO_LATE, ("VCLT 24(1)",))


def explained(rule: Rule, past: History, reached: Span) -> tuple[Counted, ...]:
    """Every act towards consent in order of date: the n-th that counts, or why it does not."""
    out: list[Counted] = []
    counted: set[str] = set()
    for done in past.of(*sorted(set(_NEVER) | set(_LEAVING))):
        fact = done.facts[0]
        act = fact.act.value if fact.act else str(fact.step)
        yes, why = counts(rule, done)
        line = Counted(done.actor, act, done.span.edtf(), False, why, None, fact.id)
        at = done.at
        if done.kind in _LEAVING:
            before = done.span.first <= reached.first
            counted -= {at} if before else set()
            line = replace(line, why=_LEFT_BEFORE if before else _LEFT_AFTER)
        elif yes and at in counted:
            line = replace(line, why=_COUNTED_ONCE)
        elif yes:
            counted.add(at)
            after = reached.last != date.max and done.span.first > reached.last
            line = replace(line, counted=True, why=_TOO_LATE if after else why, number=len(counted))
        out.append(line)
    return tuple(out)
