"""What reports tell of one treaty, as the acts that they make: each worked out when it is first asked for.

The same as a record's acts (`foedus.law.history.gather`), with no more of a report than its day and who says
so. Of many treaties the law asks of most kinds of acts whether and since when there are any, which the days
of the reports tell without weighing them against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from typing import Final, NamedTuple

from foedus.law.history import PARTS_CONSENTS, after_signature, apart, one_act_each, together
from foedus.law.kinds import EVERYONE, ONCE, SOMEONE, Kind
from foedus.law.spans import Span
from foedus.model import Step

RANK_OF_EVERYONE: Final = -2
RANK_OF_SOMEONE: Final = -1
_NOBODY: Final = frozenset((EVERYONE, SOMEONE))
_KINDS: Final = {kind: number for number, kind in enumerate(Kind)}

#: When an act was done, and who says so; None: a publisher in its own voice.
Report = tuple[Span, str | None]
#: Reports by what they tell of: a kind of act, and whose (a code, EVERYONE, SOMEONE).
Reports = dict[tuple[Kind, str], list[Report]]


class Deed(NamedTuple):
    """One act of one actor (a code, EVERYONE, SOMEONE) as its reports have it, without the reports.

    `said_by` is empty where a publisher says it in its own voice. `torn`: its dates cannot all be right.
    """

    kind: Kind
    at: str
    span: Span
    said_by: tuple[str, ...] = ()
    torn: bool = False


class Deeds:
    """What is told of one treaty: its parties, its acts by kind and in order of date, and the steps planned.

    Codes of states are compared as they stand, so they are to be alike in case. No plan is one of entry into
    force. `in_days`: each report tells a day, without doubt, and not the first of the calendar.
    """

    __slots__ = (
        "_begins", "_coded", "_done", "_joined", "_told", "_who", "names", "parties", "plans", "ranks",
        "start",
    )  # fmt: skip

    def __init__(
        self,
        parties: tuple[str, ...],
        reports: Reports,
        plans: Iterable[Step | str] = (),
        *,
        in_days: bool = False,
    ) -> None:
        self._told: dict[Kind, list[tuple[str, list[Report]]]] = {}  # what each kind's acts are made of
        self._done: dict[Kind, list[Deed]] = {}
        names = set(parties)
        for (kind, at), each in reports.items():
            names.add(at)
            if kind in self._told:
                self._told[kind].append((at, each))
            else:
                self._told[kind] = [(at, each)]
        if not in_days or not PARTS_CONSENTS.isdisjoint(self._told):
            self._done = _done(parties, reports)
        self.names = sorted(names - _NOBODY)
        self.ranks = {EVERYONE: RANK_OF_EVERYONE, SOMEONE: RANK_OF_SOMEONE}
        for rank, at in enumerate(self.names):
            self.ranks[at] = rank
        self.parties = tuple([self.ranks[party] for party in parties])
        self.plans = tuple(sorted(set(plans))) if plans else ()
        #: what the law knows before it asks
        self.start: Hashable = (self.parties, self.plans, frozenset(self._told))
        # by kinds, worked out when first asked and the same on every day
        self._begins: dict[tuple[Kind, ...], date] = {}
        self._coded: dict[tuple[Kind, ...], list[tuple[date, Deed, int]]] = {}
        self._joined: dict[tuple[Kind, ...], list[Deed]] = {}
        self._who: dict[tuple[Kind, ...], list[tuple[date, int]]] = {}

    def has(self, kind: Kind) -> bool:
        """Whether there are acts of this kind."""
        return kind in self._told

    def begins(self, kinds: tuple[Kind, ...]) -> date:
        """The first day of any act of these kinds."""
        found = self._begins.get(kinds)
        if found is None:
            found = self._begins[kinds] = min([self._first(kind) for kind in kinds])
        return found

    def of(self, kinds: tuple[Kind, ...]) -> list[Deed]:
        """The acts of some kinds, in order of date."""
        if len(kinds) == 1:
            return self._of(kinds[0])
        found = self._joined.get(kinds)
        if found is None:
            found = self._joined[kinds] = sorted([deed for k in kinds for deed in self._of(k)], key=_order)
        return found

    def coded(self, kinds: tuple[Kind, ...]) -> list[tuple[date, Deed, int]]:
        """The same, each with its first day and a number for all that is told of it but its days."""
        found = self._coded.get(kinds)
        if found is None:
            found = [(deed.span.first, deed, self._code(deed)) for deed in self.of(kinds)]
            self._coded[kinds] = found
        return found

    def who(self, kinds: tuple[Kind, ...]) -> list[tuple[date, int]]:
        """Who has done acts of these kinds, and from when on; who comes after all the parties is left out."""
        found = self._who.get(kinds)
        if found is None:
            found = self._who[kinds] = []
            seen: set[int] = set()
            awaited = set(self.parties)
            for day, at in self._doers(kinds):
                actor = self.ranks[at]
                if actor in seen:
                    continue
                seen.add(actor)
                found.append((day, actor))
                awaited.discard(actor)
                if actor == RANK_OF_EVERYONE or (self.parties and not awaited):
                    break
        return found

    def _doers(self, kinds: tuple[Kind, ...]) -> list[tuple[date, str]]:
        """First day and actor of each act of these kinds, in order; an actor's further ones may lack."""
        kind = kinds[0]
        told = self._told[kind]
        if len(kinds) > 1 or kind in self._done or (kind in ONCE and len(told) > 1):
            return [(deed.span.first, deed.at) for deed in self.of(kinds)]
        if len(told) == 1:
            return [(self._first(kind), told[0][0])]
        return sorted([(min([when for when, _ in each]).first, at) for at, each in told])

    def _first(self, kind: Kind) -> date:
        done = self._done.get(kind)
        if done is not None:
            return done[0].span.first
        return min([when for _, each in self._told[kind] for when, _ in each]).first

    def _of(self, kind: Kind) -> list[Deed]:
        done = self._done.get(kind)
        if done is None:
            done = self._done[kind] = [
                deed for at, each in self._told[kind] for deed in _told_together(kind, at, each)
            ]
            if len(done) > 1:
                done.sort(key=_order)
        return done

    def _code(self, deed: Deed) -> int:
        kind, at, (first, last, vague), said_by, torn = deed
        flags = (first == last) | (first == date.min) << 1 | (last == date.max) << 2
        flags |= vague << 3 | torn << 4 | bool(said_by) << 5
        return ((self.ranks[at] - RANK_OF_EVERYONE) * len(_KINDS) + _KINDS[kind]) << 6 | flags


def _done(parties: tuple[str, ...], reports: Reports) -> dict[Kind, list[Deed]]:
    """All acts at once, for where one hangs on another."""
    done: defaultdict[Kind, list[Deed]] = defaultdict(list)
    for (kind, at), each in apart(reports):
        done[kind] += _told_together(kind, at, each)
    after_signature(done, parties, _spanning)
    for deeds in done.values():
        deeds.sort(key=_order)
    return dict(done)


def _order(deed: Deed) -> tuple[date, date, Kind, str]:
    return deed.span.first, deed.span.last, deed.kind, deed.at


def _spanning(deed: Deed, when: Span) -> Deed:
    return deed._replace(span=when)


def _told_together(kind: Kind, at: str, reports: list[Report]) -> list[Deed]:
    """The acts of one actor that these reports tell of, each with its date and who says so."""
    if len(reports) == 1:
        ((when, speaker),) = reports
        return [Deed(kind, at, when, () if speaker is None else (speaker,))]
    out = []
    for each in one_act_each(kind, reports):
        when, torn = together(each)
        speakers = {speaker for _, speaker in each}
        said_by = () if None in speakers else tuple(sorted([s for s in speakers if s is not None]))
        out.append(Deed(kind, at, when, said_by, torn))
    return out
