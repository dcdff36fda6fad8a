"""Which records of the lists are one agreement: by the words of their titles, their parties and days.

A wrong merge is worse than a double. Two records are one where their days are the same or hardly differ,
their titles tell the same words (weighed by how rare they are) and the same numbers, they are of one kind,
and each is the other's best. Of agreements of two states the parties must be the same.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from foedus.register.keys import words
from foedus.register.model import Kind

#: Words by which titles of one agreement differ in different lists.
_FORM: Final = frozenset(
    """government governments republic kingdom united great britain northern ireland federal state states
    majesty majestys his her respectively respect done signed concluded opened signature geneva paris london
    agreement convention treaty treaties exchange notes letters constituting supplementary french italian
    socialist democratic peoples people""".split()
)
_MANY: Final = frozenset({Kind.AMENDMENT, Kind.EXTENSION, Kind.ANNEX, Kind.PROTOCOL})
#: How alike titles must be: of many with the same day; with days of one year; of two states.
_SAME_DAY: Final = 0.62
_SAME_YEAR: Final = 0.86
_OF_TWO: Final = 0.5
_OF_TWO_NEAR: Final = 0.8
_MARGIN: Final = 0.08
_NEAR: Final = 10  # days between adoption and signature, or a misprint
_DISTANT: Final = 400


@dataclass(frozen=True, slots=True)
class Side:
    """A record, or an entry written by hand, as far as it can be compared.

    `days` are the ISO days of adoption, opening, signature; `parties` those of a closed treaty of few.
    """

    key: str
    titles: tuple[str, ...]
    kind: Kind | None
    days: tuple[str, ...]
    parties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Two sides that are one agreement, and how alike their titles are (0 to 1)."""

    left: str
    right: str
    alike: float


class _Titles:
    """Titles as words with their weights."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self._words: dict[str, frozenset[str]] = {}
        counts: Counter[str] = Counter()
        for side in sides:
            for title in side.titles:
                if title not in self._words:
                    self._words[title] = frozenset(words(title))
                    counts.update(self._words[title])
        total = max(1, len(self._words))
        self._weight = {w: math.log(1 + total / n) * (0.3 if w in _FORM else 1.0) for w, n in counts.items()}

    def alike(self, a: Side, b: Side) -> float:
        """The share of the words' weight that both have, of the titles that are most alike."""
        return max((self._pair(x, y) for x in a.titles for y in b.titles), default=0.0)

    def _pair(self, x: str, y: str) -> float:
        left, right = self._words[x], self._words[y]
        if _numbers(left) != _numbers(right) or _other_years(left, right):
            return 0.0
        weight = self._weight
        both = sum(weight[w] for w in left & right)
        every = sum(weight[w] for w in left | right)
        return both / every if every else 0.0


def matches(left: list[Side], right: list[Side]) -> list[Match]:
    """The pairs of a left and a right side that are one agreement; each side is in one pair at most."""
    titles = _Titles([*left, *right])
    by_year: dict[str, list[Side]] = defaultdict(list)
    for side in left:
        for year in {y for d in side.days for y in _years(d)}:
            by_year[year].append(side)
    best: dict[str, list[tuple[float, str]]] = defaultdict(list)
    scores: dict[tuple[str, str], float] = {}
    for side in right:
        near = {s.key: s for d in side.days for s in by_year.get(d[:4], ())}
        for other in near.values():
            score = _score(titles, other, side)
            if score:
                scores[other.key, side.key] = score
                best[f"l{other.key}"].append((score, side.key))
                best[f"r{side.key}"].append((score, other.key))
    out = []
    for (a, b), score in sorted(scores.items()):
        if _chosen(best[f"l{a}"]) == b and _chosen(best[f"r{b}"]) == a:
            out.append(Match(a, b, score))
    return out


def _chosen(found: list[tuple[float, str]]) -> str | None:
    """The best of the candidates, None where the next is hardly worse."""
    first, *rest = sorted(found, reverse=True)
    return None if rest and rest[0][0] > first[0] - _MARGIN else first[1]


def _score(titles: _Titles, a: Side, b: Side) -> float:
    """How alike two sides are, 0.0 where they are not one."""
    if (a.kind in _MANY or b.kind in _MANY) and a.kind is not b.kind:
        return 0.0
    few = bool(a.parties) and bool(b.parties) and min(len(a.parties), len(b.parties)) <= 2
    if few and a.parties != b.parties:
        return 0.0
    apart = min(_apart(x, y) for x in a.days for y in b.days)
    alike = titles.alike(a, b)
    if few:
        needed = _OF_TWO if apart == 0 else _OF_TWO_NEAR if apart <= _NEAR else 2.0
    else:
        distant = _NEAR if a.kind in _MANY else _DISTANT
        needed = _SAME_DAY if apart <= 1 else _SAME_YEAR if apart <= distant else 2.0
    return alike if alike >= needed else 0.0


def _numbers(found: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in found if w.isdigit() and len(w) < 4)


def _other_years(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both name years, and none in common."""
    own, others = ({w for w in side if w.isdigit() and len(w) == 4} for side in (left, right))
    return bool(own) and bool(others) and not own & others


def _years(day: str) -> tuple[str, ...]:
    year = int(day[:4])
    return (str(year - 1), day[:4], str(year + 1))


def _apart(x: str, y: str) -> int:
    return abs((date.fromisoformat(x) - date.fromisoformat(y)).days)
