"""Compares claims read from news with a marked set: every claim counted once, each field by its accepted readings.

A marked set is JSON Lines, one document a line, in the form of tests/reading/own/README.md. Read claims are
the objects `foedus.jsonform.claim_to_json` makes. Claims of one document are paired so that the sum of
likeness is greatest (assignment, not first come), then the fields of each pair are compared.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedus.model import Step

Json = dict[str, Any]

FIELDS = ("actor", "date", "source", "certainty")
STEPS = frozenset(s.value for s in Step)
# words that name the sort of instrument and not which one
SORTS = frozenset(
    "treaty pact accord deal agreement protocol convention memorandum understanding bilateral draft new".split()
)
SMALL = frozenset("the a an of on for to and in with between by from its their".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked claim: each field holds every reading that counts as right, the marker's own first."""

    steps: tuple[str, ...]
    agreement: str
    parties: frozenset[str]
    doubtful: frozenset[str]  # parties that may be named or left out
    actors: tuple[str | None, ...]
    dates: tuple[str | None, ...]
    sources: tuple[tuple[str, ...], ...]
    certainties: tuple[str, ...]
    sentence: str
    optional: bool = False

    @classmethod
    def of(cls, data: Json) -> Marked:
        """The claim of a marked set's JSON object; KeyError where a field is missing."""
        return cls(
            steps=(data["step"], *data.get("step_alt", ())),
            agreement=data["agreement"] or "",
            parties=frozenset(data["parties"]),
            doubtful=frozenset(data.get("parties_alt", ())),
            actors=(data["actor"], *data.get("actor_alt", ())),
            dates=(data["date"], *data.get("date_alt", ())),
            sources=tuple(tuple(s) for s in (data["source_chain"], *data.get("source_alt", ()))),
            certainties=(data["certainty"], *data.get("certainty_alt", ())),
            sentence=data["sentence"],
            optional=bool(data.get("optional")),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One claim as the reader gave it."""

    step: str
    agreement: str
    parties: frozenset[str]
    actors: tuple[str, ...]
    date: str | None
    sources: tuple[str, ...]
    certainty: str
    quote: str

    @classmethod
    def of(cls, data: Json) -> Found:
        """The claim of a printed JSON object of kind "step"."""
        named = data.get("agreement") or {}
        return cls(
            step=data["step"],
            agreement=f"{named.get('name') or ''} {named.get('mention') or ''}",
            parties=frozenset(data.get("parties") or ()),
            actors=tuple(data.get("actors") or ()),
            date=data.get("date"),
            sources=tuple(s["name"] for s in data.get("sources") or ()),
            certainty=data["certainty"],
            quote=data.get("quote") or "",
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One marked text."""

    doc: str
    group: str
    path: Path
    publisher: str
    published: str
    claims: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Counts over documents. `right` counts, by field, the pairs whose field is right."""

    pairs: int = 0
    missed: int = 0
    false: int = 0
    whole: int = 0  # pairs with all of FIELDS right
    right: Mapping[str, int] = field(default_factory=dict)
    parties: tuple[int, int, int] = (0, 0, 0)  # common, read, marked
    silent_broken: int = 0  # documents without a claim that were read as having one
    faults: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        return _f1(self.pairs, self.pairs + self.false, self.pairs + self.missed)

    @property
    def precision(self) -> float:
        return self.pairs / (self.pairs + self.false) if self.pairs + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.pairs / (self.pairs + self.missed) if self.pairs + self.missed else 0.0

    @property
    def whole_f1(self) -> float:
        return _f1(self.whole, self.pairs + self.false, self.pairs + self.missed)

    @property
    def parties_f1(self) -> float:
        return _f1(*self.parties)

    def share(self, name: str) -> float:
        """The share of pairs with this field right, 0.0 where there is no pair."""
        return self.right.get(name, 0) / self.pairs if self.pairs else 0.0

    def __add__(self, other: Report) -> Report:
        return Report(
            self.pairs + other.pairs,
            self.missed + other.missed,
            self.false + other.false,
            self.whole + other.whole,
            Counter(self.right) + Counter(other.right),
            (
                self.parties[0] + other.parties[0],
                self.parties[1] + other.parties[1],
                self.parties[2] + other.parties[2],
            ),
            self.silent_broken + other.silent_broken,
            self.faults + other.faults,
        )

    def line(self) -> str:
        """One line of figures."""
        shares = " ".join(f"{name} {self.share(name):.3f}" for name in FIELDS)
        return (
            f"claims P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}; {shares}; "
            f"parties F1 {self.parties_f1:.3f}; whole F1 {self.whole_f1:.3f}"
        )


def load(path: Path) -> list[Document]:
    """The documents of a marked set; paths are resolved against the set's own folder."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            d = json.loads(line)
            out.append(
                Document(
                    d["doc"],
                    d.get("group", "all"),
                    path.parent / d["path"],
                    d["publisher"],
                    d["published"],
                    tuple(Marked.of(c) for c in d["claims"]),
                )
            )
    return out


def score(documents: Iterable[Document], printed: Iterable[Json]) -> dict[str, Report]:
    """Reports by group, and "total", of printed claims; what is no treaty step is passed over."""
    found: dict[str, list[Found]] = {}
    for claim in printed:
        if claim.get("step") in STEPS:
            found.setdefault(claim["doc"], []).append(Found.of(claim))
    out = {"total": Report()}
    for document in documents:
        report = compare(document, found.get(document.doc, ()))
        out["total"] = out["total"] + report
        out[document.group] = out.get(document.group, Report()) + report
    return out


def compare(document: Document, found: Sequence[Found]) -> Report:
    """The report of one document."""
    marked = document.claims
    pairs = assign([[likeness(m, f) for f in found] for m in marked])
    seen_marked, seen_found = {i for i, _ in pairs}, {j for _, j in pairs}
    faults: list[str] = []
    right: Counter[str] = Counter()
    counted = whole = common = read = want = 0
    for i, j in pairs:
        m, f = marked[i], found[j]
        if m.optional:
            continue
        verdicts = judge(m, f)
        counted += 1
        whole += all(verdicts.values())
        right.update(name for name, good in verdicts.items() if good)
        certain, named = m.parties - m.doubtful, f.parties - m.doubtful
        common, read, want = common + len(certain & named), read + len(named), want + len(certain)
        faults += [
            f"{document.doc} {name}: {m.steps[0]}, {m.sentence}" for name in FIELDS if not verdicts[name]
        ]
    missed = [m for i, m in enumerate(marked) if i not in seen_marked and not m.optional]
    false = [f for j, f in enumerate(found) if j not in seen_found]
    faults += [f"{document.doc} missed: {m.steps[0]}, {m.sentence}" for m in missed]
    faults += [f"{document.doc} false: {f.step}, {f.quote}" for f in false]
    return Report(
        counted,
        len(missed),
        len(false),
        whole,
        right,
        (common, read, want),
        int(bool(found) and not marked),
        tuple(faults),
    )


def judge(m: Marked, f: Found) -> dict[str, bool]:
    """Whether each of FIELDS is one of the marked readings."""
    return {
        "actor": any(_actor_is(a, f.actors, m.parties | m.doubtful) for a in m.actors),
        "date": any(_date_is(d, f.date) for d in m.dates),
        "source": any(_source_is(s, f.sources) for s in m.sources),
        "certainty": f.certainty in m.certainties,
    }


def likeness(m: Marked, f: Found) -> float:
    """How far the two may be the same claim: 0 where they cannot be, else above 1.

    They can where the step is a marked one and the agreement the same: a party or a word of the name in
    common, or one side names neither.
    """
    if f.step not in m.steps:
        return 0.0
    words = content(m.agreement), content(f.agreement)
    party, word = _overlap(m.parties, f.parties), _overlap(*words)
    bare = not (m.parties or words[0]) or not (f.parties or words[1])
    if not (party or word or bare):
        return 0.0
    a, b = fold(m.sentence), fold(f.quote)
    same_place = bool(a and b) and (a in b or b in a)
    return 1.0 + party + word + sum(0.25 for good in judge(m, f).values() if good) + 0.5 * same_place


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) of greatest total weight; a pair of weight 0 is none.

    The Hungarian method by shortest augmenting paths, O(rows**2 * columns), on the square that zeros fill up.
    """
    size = max(len(weights), max((len(row) for row in weights), default=0))
    cost = [
        [-weights[i][j] if i < len(weights) and j < len(weights[i]) else 0.0 for j in range(size)]
        for i in range(size)
    ]
    row_price, col_price = [0.0] * (size + 1), [0.0] * (size + 1)
    owner = [size] * (size + 1)  # owner[column] is its row; column `size` is the start of each path
    for row in range(size):
        owner[size] = row
        column, slack, before, done = size, [float("inf")] * size, [size] * size, set[int]()
        while owner[column] != size:
            done.add(column)
            at = owner[column]
            for j in range(size):
                if j not in done and (gain := cost[at][j] - row_price[at] - col_price[j]) < slack[j]:
                    slack[j], before[j] = gain, column
            step, following = min((slack[j], j) for j in range(size) if j not in done)
            for j in done:
                row_price[owner[j]] += step
                col_price[j] -= step
            slack = [s if j in done else s - step for j, s in enumerate(slack)]
            column = following
        while column != size:
            owner[column] = owner[before[column]]
            column = before[column]
    pairs = ((owner[j], j) for j in range(size))
    return sorted((i, j) for i, j in pairs if cost[i][j] < 0)


def content(name: str) -> frozenset[str]:
    """The words that tell which agreement is meant, lower case and singular."""
    words = (_singular(w) for w in re.findall(r"[^\W_]+", name.lower()) if w not in SMALL)
    return frozenset(w for w in words if len(w) > 1 and w not in SORTS)


def _singular(word: str) -> str:
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")


def fold(text: str) -> str:
    """Letters and digits only, lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _same_name(a: str, b: str) -> bool:
    a, b = fold(a).removeprefix("the"), fold(b).removeprefix("the")
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 3 and (a in b or b in a)))


def _actor_is(want: str | None, have: tuple[str, ...], parties: frozenset[str]) -> bool:
    if want is None:
        return set(have) <= parties
    if want == "joint":
        return not have or len(set(have) & parties) >= min(2, len(parties))
    return any(want == h or _same_name(want, h) for h in have)


def _date_is(want: str | None, have: str | None) -> bool:
    if want is None or have is None:
        return want == have
    return want == have.rstrip("~?%") or want == have.split("/")[0]


def _source_is(want: tuple[str, ...], have: tuple[str, ...]) -> bool:
    if not have:
        return len(want) <= 1
    return bool(want) and _same_name(want[-1], have[-1])


def _f1(common: int, read: int, marked: int) -> float:
    return 2 * common / (read + marked) if read + marked else 0.0
