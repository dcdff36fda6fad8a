"""Articles about one happening become a story: by words, shared agreement, step and actors, within 72 hours.

Pure: from tellings to groups of them, the same in whatever order they come. Two articles that are chiefly
about different agreements are never of one story.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final

from foedus.ledger.prints import REPRINT, containment

WITHIN: Final = 72.0  # hours between an article and another of its story
_WORD: Final = re.compile(r"[a-z][a-z'-]{2,}")
_FIRST_WORDS: Final = 250  # of an article: what it is about stands first
_JOINED: Final = 0.34  # likeness from which two groups are one story
_AGREEMENT: Final = 0.25  # what is added for one agreement
_EVENT: Final = 0.30  # for one step of it by one actor
_OTHER_EVENT: Final = -0.20  # where each tells steps of it, and none is the other's
_ACTORS: Final = 0.10  # times the share of actors in common
_COMMON: Final = 0.5  # a word of more than this share of the articles says nothing of one
_EMPTY: Final = frozenset(
    "the and for that with from has have had was were are its his her their this which who will would said"
    " says after before not but they been also into more than over under about between during".split()
)

Event = tuple[int, str, str]  # agreement, step, actor


@dataclass(frozen=True, slots=True)
class Telling:
    """One article as far as stories go.

    `hour` is when it was published, in hours since 1970; `chief` is the agreement that it tells most of, None
    where it tells of none; `events` are the steps that it tells.
    """

    document: int
    hour: float
    words: Mapping[str, int]
    prints: frozenset[int]
    chief: int | None = None
    agreements: frozenset[int] = frozenset()
    events: frozenset[Event] = frozenset()
    actors: frozenset[str] = frozenset()


def words(title: str | None, text: str) -> Counter[str]:
    """The words of an article that tell it from others: those of its title count twice."""
    told = _WORD.findall((title or "").lower()) * 2 + _WORD.findall(text.lower())[:_FIRST_WORDS]
    return Counter(word for word in told if word not in _EMPTY)


def stories(tellings: Iterable[Telling]) -> list[tuple[int, ...]]:
    """The articles in groups, one a story: documents in order of time, stories by their first document."""
    each = sorted(tellings, key=lambda t: (t.hour, t.document))
    likeness = _Likeness(each)
    found = _grouped(each, likeness)
    return [tuple(each[i].document for i in group) for group in found]


class _Likeness:
    """How alike two articles are, from 0 to 1 and a little beyond."""

    def __init__(self, each: Sequence[Telling]) -> None:
        self._each = each
        spread = Counter(word for t in each for word in t.words)
        most = max(3.0, _COMMON * len(each))
        weight = {w: math.log(1 + len(each) / n) for w, n in spread.items() if n <= most}
        self._vectors = [_vector(t.words, weight) for t in each]

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs that have an agreement, a rare word or a text in common, in order."""
        places: dict[object, list[int]] = defaultdict(list)
        for i, telling in enumerate(self._each):
            for key in (*telling.agreements, *self._vectors[i]):
                places[key].append(i)
        pairs = {
            (i, j)
            for found in places.values()
            for n, i in enumerate(found)
            for j in found[n + 1 :]
            if self._each[j].hour - self._each[i].hour <= WITHIN
        }
        return iter(sorted(pairs))

    def __call__(self, i: int, j: int) -> float:
        a, b = self._each[i], self._each[j]
        if abs(a.hour - b.hour) > WITHIN or _apart(a.chief, b.chief):
            return 0.0
        if containment(a.prints, b.prints) >= REPRINT:
            return 1.0
        one, other = self._vectors[i], self._vectors[j]
        if len(other) < len(one):
            one, other = other, one
        found = sum(value * other[word] for word, value in one.items() if word in other)
        if a.agreements & b.agreements:
            found += _AGREEMENT
            if a.events & b.events:
                found += _EVENT
            elif a.events and b.events:
                found += _OTHER_EVENT
        if a.actors and b.actors:
            found += _ACTORS * len(a.actors & b.actors) / len(a.actors | b.actors)
        return max(found, 0.0)


def _apart(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _vector(told: Mapping[str, int], weight: Mapping[str, float]) -> dict[str, float]:
    """Words by their weight in the article, of length 1."""
    raw = {w: (1 + math.log(n)) * weight[w] for w, n in told.items() if w in weight}
    size = math.sqrt(sum(value * value for value in raw.values()))
    return {w: value / size for w, value in raw.items()} if size else {}


def _grouped(each: Sequence[Telling], likeness: _Likeness) -> list[list[int]]:
    """Average-link grouping: the two most alike groups become one until none are alike enough."""
    groups: dict[int, list[int]] = {i: [i] for i in range(len(each))}
    chief = {i: telling.chief for i, telling in enumerate(each)}
    beside: dict[int, dict[int, float]] = {i: {} for i in groups}  # sums of likeness between two groups
    for i, j in likeness.candidates():
        if found := likeness(i, j):
            beside[i][j] = beside[j][i] = found
    queue = [(-sum_, i, j) for i in beside for j, sum_ in beside[i].items() if i < j]
    heapify(queue)
    while queue:
        value, a, b = heappop(queue)
        if -value < _JOINED:
            break
        if b not in beside.get(a, {}) or value != -_average(groups, beside, a, b):
            continue  # one of them has become part of another since
        others = beside.pop(b)
        for other, sum_ in others.items():
            del beside[other][b]
            if other != a:
                beside[a][other] = beside[other][a] = beside[a].get(other, 0.0) + sum_
        groups[a] += groups.pop(b)
        chief[a] = chief[a] if chief[a] is not None else chief[b]
        for other in [o for o in beside[a] if _apart(chief[a], chief[o])]:
            del beside[a][other], beside[other][a]
        for other in beside[a]:
            one, two = min(a, other), max(a, other)
            heappush(queue, (-_average(groups, beside, one, two), one, two))
    return sorted(sorted(group) for group in groups.values())


def _average(
    groups: Mapping[int, Sequence[int]], beside: Mapping[int, Mapping[int, float]], a: int, b: int
) -> float:
    return beside[a][b] / (len(groups[a]) * len(groups[b]))
