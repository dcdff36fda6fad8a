"""The acts of many treaties at once, column by column: those that `foedus.law.deeds` has of each by itself.

What reports tell in days without doubt is weighed for all treaties together; of a treaty of which a report
tells anything else, or of which a party has left, the acts are those of its `Deeds`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from foedus.law.deeds import (
    EXACT,
    KINDS,
    NOBODY,
    NUMBERS,
    RANK_OF_EVERYONE,
    SAID,
    TORN,
    VAGUE,
    Deed,
    Deeds,
    Reports,
    code_of,
    weighed,
)
from foedus.law.history import PARTS_CONSENTS
from foedus.law.kinds import EVERYONE, ONCE, Kind
from foedus.law.spans import Span
from foedus.model import Step

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NEVER: Final = date.max.toordinal()
_ONCE: Final = np.array([kind in ONCE for kind in KINDS])
_BOUNDS: Final = (date.min, date.max)
_PARTS: Final = np.array([kind in PARTS_CONSENTS for kind in KINDS])


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What reports tell of some treaties.

    `parties` and `plans` by treaty; no plan is one of entry into force. The rest by report: `of` is the
    treaty's place, `kind` a number (`KINDS`), `at` a place in `names`, which are in order, `when` one in
    `spans`, `speaker` one in `speakers`, -1 for a publisher in its own voice.
    """

    parties: Sequence[tuple[str, ...]]
    plans: Mapping[int, tuple[Step | str, ...]]
    of: Ints
    kind: Ints
    at: Ints
    when: Ints
    speaker: Ints
    names: Sequence[str]
    spans: Sequence[Span]
    speakers: Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Acts of some kinds, by treaty and then by date: of each its number, with its first day as an ordinal.

    Those of a treaty stand from `begins[treaty]` up to `begins[treaty + 1]`.
    """

    acts: Ints
    first: Ints
    begins: Ints
    keys: Ints

    @classmethod
    def by(cls, acts: Ints, of: Ints, first: Ints, treaties: int) -> Order:
        """Of acts in this order, by their treaties and first days."""
        return cls(acts, first, np.searchsorted(of, np.arange(treaties + 1)), _key(of, first))

    def begun(self, treaties: Ints, on: Ints) -> Ints:
        """Of each of these treaties, the place after its last act that was or may have been done on a day."""
        return np.searchsorted(self.keys, _key(treaties, on), side="right")

    def turn(self, treaties: Ints, after: Ints) -> Ints:
        """The first day of the act at each of these places, NEVER where the treaty has none there."""
        if not self.acts.size:
            return np.full(after.size, NEVER)
        found = self.first[np.minimum(after, self.acts.size - 1)]
        return np.where(after < self.begins[treaties + 1], found, NEVER)


class Acts:
    """The acts of the treaties in order of treaty, then as `Deeds` has them. Days are ordinals.

    `rank` is the actor's among the treaty's names, as in `Deeds`; `code` as `Deeds.code` has it.
    """

    def __init__(self, told: Told) -> None:
        self.told = told
        self.treaties = len(told.parties)
        order = np.lexsort((told.at, told.kind, told.of))
        self._reports = [column[order] for column in (told.of, told.kind, told.at, told.when, told.speaker)]
        self._said: dict[int, tuple[str, ...]] = {}  # of acts, by number
        columns = [self._alike(), self._each_by_itself()]
        of, kind, at, first, last, flags, said = map(np.concatenate, zip(*columns, strict=True))
        order = np.lexsort((at, kind, last, first, of))
        self.of, self.kind, self.first, self.last = of[order], kind[order], first[order], last[order]
        self._at, self._flags = at[order], flags[order]
        self._heard = said[order].tolist()  # by act: a place in `_starts_at`, or a key of `_said`
        self.begins = np.searchsorted(self.of, np.arange(self.treaties + 1))
        self.rank = self._ranks()
        self.code: Ints = code_of(self.rank, self.kind, self._flags)
        self._orders: dict[tuple[Kind, ...], Order] = {}
        self._doers: dict[tuple[Kind, ...], Order] = {}
        self._together: dict[tuple[Kind, ...], Order] = {}
        self._since: dict[tuple[Kind, ...], Ints] = {}

    def deeds(self, treaty: int) -> Deeds:
        """The treaty's by itself."""
        part = slice(self.begins[treaty], self.begins[treaty + 1])
        each = self.kind, self._at, self.first, self.last, self._flags
        columns = [column[part].tolist() for column in each]
        deeds = []
        for act, (kind, at, first, last, flags) in enumerate(zip(*columns, strict=True), part.start):
            when = Span(date.fromordinal(first), date.fromordinal(last), bool(flags & VAGUE))
            told = self.said_by(act)
            deeds.append(Deed(KINDS[kind], self.told.names[at], when, told, bool(flags & TORN)))
        return Deeds(self.told.parties[treaty], deeds, self.told.plans.get(treaty, ()))

    def said_by(self, act: int) -> tuple[str, ...]:
        """Who says so of an act; empty where a publisher says it in its own voice."""
        found = self._said.get(at := self._heard[act])
        if found is None:
            speakers = {*self._spoken[self._starts_at[at] : self._starts_at[at + 1]]}
            found = () if -1 in speakers else tuple(sorted([self.told.speakers[s] for s in speakers]))
            self._said[at] = found
        return found

    def names(self, treaties: Ints, rank: int) -> list[str]:
        """Of those that have a part in each of these treaties, the one with this rank."""
        return list(map(self.told.names.__getitem__, self._named[self._named_from[treaties] + rank].tolist()))

    @cached_property
    def kinds(self) -> Ints:
        """By treaty: which kinds of acts there are, as bits by their numbers."""
        bits = np.zeros(self.treaties, np.int64)
        np.bitwise_or.at(bits, self.of, np.int64(1) << self.kind)
        return bits

    @cached_property
    def parties(self) -> Order:
        """By treaty: the ranks of its parties, in order, in place of acts."""
        ranks = np.arange(self._named.size) - self._named_from[self._named_of]
        of = self._named_of[self._is_party]
        return Order.by(ranks[self._is_party], of, np.zeros_like(of), self.treaties)

    def since(self, kinds: tuple[Kind, ...]) -> Ints:
        """By treaty: the first day of any act of these kinds."""
        found = self._since.get(kinds)
        if found is None:
            order = self.order(kinds)
            found = self._since[kinds] = order.turn(np.arange(self.treaties), order.begins[:-1])
        return found

    def order(self, kinds: tuple[Kind, ...]) -> Order:
        """The acts of some kinds."""
        found = self._orders.get(kinds)
        if found is None:
            wanted = np.zeros(len(KINDS), bool)
            wanted[[NUMBERS[kind] for kind in kinds]] = True
            found = self._orders[kinds] = self._some(np.flatnonzero(wanted[self.kind]))
        return found

    def together(self, kinds: tuple[Kind, ...]) -> Order:
        """The acts of these kinds that are told of all together."""
        found = self._together.get(kinds)
        if found is None:
            acts = self.order(kinds).acts
            found = self._together[kinds] = self._some(acts[self.rank[acts] == RANK_OF_EVERYONE])
        return found

    def doers(self, kinds: tuple[Kind, ...]) -> Order:
        """The first act of these kinds of each actor; who comes after all the parties have is left out."""
        found = self._doers.get(kinds)
        if found is None:
            found = self._doers[kinds] = self._some(self._first_of_each(self.order(kinds).acts))
        return found

    def _some(self, acts: Ints) -> Order:
        return Order.by(acts, self.of[acts], self.first[acts], self.treaties)

    def _first_of_each(self, acts: Ints) -> Ints:
        _, places = np.unique(_key(self.of[acts], self.rank[acts] - RANK_OF_EVERYONE), return_index=True)
        acts = acts[np.sort(places)]
        of, rank = self.of[acts], self.rank[acts]
        is_party = np.zeros(acts.size, bool)
        named = rank >= 0
        is_party[named] = self._is_party[self._named_from[of[named]] + rank[named]]
        several = np.diff(self.parties.begins)[of]
        done = (several > 0) & (_before(of, is_party) >= several)
        done |= _before(of, rank == RANK_OF_EVERYONE) > 0
        found: Ints = acts[~done]
        return found

    def _alike(self) -> tuple[Ints, ...]:
        """The acts of treaties of which all is told in days."""
        told = self.told
        plain = np.array([s.exact and not s.vague and s.first not in _BOUNDS for s in told.spans], bool)
        days = np.array([s.first.toordinal() for s in told.spans], np.int64)
        of, kind, at, when, speaker = self._reports
        odd = ~plain[when] | _PARTS[kind]
        self._odd = np.unique(of[odd])
        in_days = np.flatnonzero(~np.isin(of, self._odd))
        of, kind, at, day = of[in_days], kind[in_days], at[in_days], days[when[in_days]]
        order = np.lexsort((day, at, kind, of))
        of, kind, at, day = of[order], kind[order], at[order], day[order]
        speakers = speaker[in_days][order]
        differs = (np.diff(of) != 0) | (np.diff(kind) != 0) | (np.diff(at) != 0)
        differs |= (np.diff(day) != 0) & ~_ONCE[kind[1:]]
        starts = np.flatnonzero(np.concatenate((np.ones(min(of.size, 1), bool), differs)))
        ends = np.append(starts, of.size)[1:]
        first, last = day[starts], day[ends - 1]
        own = np.minimum.reduceat(speakers, starts) < 0 if starts.size else np.zeros(0, bool)
        self._spoken, self._starts_at = speakers.tolist(), [*starts.tolist(), of.size]
        flags: Ints = np.where(first == last, EXACT, TORN) + np.where(own, 0, SAID)
        return of[starts], kind[starts], at[starts], first, last, flags, np.arange(starts.size)

    def _each_by_itself(self) -> tuple[Ints, ...]:
        """The acts of the others."""
        told = self.told
        rows: list[tuple[int, ...]] = []
        places = {name: place for place, name in enumerate(told.names)}
        begins = np.searchsorted(self._reports[0], self._odd)
        ends = np.searchsorted(self._reports[0], self._odd, side="right")
        for treaty, begin, end in zip(self._odd.tolist(), begins.tolist(), ends.tolist(), strict=True):
            reports: Reports = defaultdict(list)
            for _, kind, at, when, speaker in zip(
                *[c[begin:end].tolist() for c in self._reports], strict=True
            ):
                by = None if speaker < 0 else told.speakers[speaker]
                reports[KINDS[kind], told.names[at]].append((told.spans[when], by))
            for deed in weighed(told.parties[treaty], reports):
                said = -1 - len(self._said)
                self._said[said] = deed.said_by
                days = deed.span.first.toordinal(), deed.span.last.toordinal()
                rows.append((treaty, NUMBERS[deed.kind], places[deed.at], *days, deed.flags, said))
        return tuple(np.array(rows, np.int64).reshape(len(rows), 7).T)

    def _ranks(self) -> Ints:
        """The ranks of the acts' actors. Notes by treaty who has a part in it, and whether as a party."""
        told = self.told
        places = {name: place for place, name in enumerate(told.names)}
        lists = {parties: [places[p] for p in parties] for parties in set(told.parties)}
        of = np.repeat(np.arange(self.treaties), [len(parties) for parties in told.parties])
        party = np.array([p for parties in told.parties for p in lists[parties]], np.int64)
        nobody = np.array([name in NOBODY for name in told.names], bool)
        someone = ~nobody[self._at]
        parties, acting = _key(of, party), _key(self.of[someone], self._at[someone])
        named = np.unique(np.concatenate((parties, acting)))
        self._is_party = np.isin(named, parties)
        self._named_of, self._named = named >> _HALF, named & _LOW
        self._named_from = np.searchsorted(self._named_of, np.arange(self.treaties + 1))
        everyone = np.array([name == EVERYONE for name in told.names], bool)
        ranks = np.where(everyone[self._at], RANK_OF_EVERYONE, RANK_OF_EVERYONE + 1)
        ranks[someone] = np.searchsorted(named, acting) - self._named_from[self.of[someone]]
        return ranks


_HALF: Final = 32
_LOW: Final = (1 << _HALF) - 1


def _key(one: Any, other: Any) -> Ints:
    """Two columns of small numbers, none below nothing, as one."""
    found: Ints = (one << _HALF) + other
    return found


def _before(of: Ints, counted: Flags) -> Ints:
    """How many of those before each, of the same treaty, count."""
    total: Ints = np.cumsum(counted) - counted
    found: Ints = total - total[np.searchsorted(of, of)]
    return found
