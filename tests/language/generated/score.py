"""Compares what is read from the generated sentences with what is wanted of them, construction by construction.

A reader is a function (text, published) -> propositions, each a dict:

    {"predicate": "sell", "subject": ["the bank"], "object": ["the hotel"], "to": ["a Dutch investor"],
     "factuality": "asserted", "speaker": None, "date": "2024-11-12"}

`predicate` is the verb's lemma, also for its event noun and for its forms in un- and non-. An argument is its antecedent's noun phrase (from the
determiner to the head, or the head alone), never with a clause after it. A lacking key counts as empty. `speaker`
is the innermost. Propositions of other predicates are passed over.

A row holds when one proposition meets its want and each further proposition of the same predicate meets the want
of another row of the same text: saying the same event twice, once wrongly, is wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.language.generated.rows import Row

Proposition = Mapping[str, Any]
Reader = Callable[[str, str], Iterable[Proposition]]

# where a noun phrase's head has been passed
AFTER_HEAD = frozenset("of in for with that which who whom whose at on from by to , (".split())


@dataclass(frozen=True, slots=True)
class Report:
    """The rows that hold and, for each that does not, the first thing that is wrong with it."""

    rows: Sequence[Row]
    wrong: Mapping[str, str]  # row id to reason

    @property
    def right(self) -> int:
        """How many rows hold."""
        return len(self.rows) - len(self.wrong)

    @property
    def share(self) -> float:
        """The share of rows that hold, 0 to 1."""
        return self.right / len(self.rows) if self.rows else 0.0

    def by_construction(self) -> dict[str, tuple[int, int]]:
        """Construction to (rows that hold, rows), in the order of the table."""
        total = Counter(r.construction for r in self.rows)
        failed = Counter(r.construction for r in self.rows if r.id in self.wrong)
        return {name: (n - failed[name], n) for name, n in total.items()}

    def text(self) -> str:
        """A line for each construction that is not whole, with a count of what is wrong, then the total."""
        lines = []
        for name, (right, n) in self.by_construction().items():
            if right < n:
                why = Counter(
                    self.wrong[r.id] for r in self.rows if r.construction == name and r.id in self.wrong
                )
                lines.append(
                    f"{name:24s} {right:2d}/{n:2d}  " + "; ".join(f"{k} ({v})" for k, v in why.most_common(3))
                )
        lines.append(f"{'TOTAL':24s} {self.right}/{len(self.rows)} = {self.share:.3f}")
        return "\n".join(lines)


def score(rows: Sequence[Row], read: Reader) -> Report:
    """Reads each text once and compares."""
    of_text: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        of_text[row.text, row.published].append(row)
    wrong: dict[str, str] = {}
    for (text, published), group in of_text.items():
        found = list(read(text, published))
        for row in group:
            reason = _fault(row, [r for r in group if r is not row], found)
            if reason:
                wrong[row.id] = reason
    return Report(rows, wrong)


def faults(want: Mapping[str, Any], got: Proposition) -> list[str]:
    """What a proposition has wrong, the predicate apart; empty where it meets the want."""
    out = []
    for key, value in want.items():
        if key == "predicate":
            continue
        have = got.get(key)
        if key == "factuality":
            good = have in value.split("|")
        elif key == "speaker":
            good = (not have) if value is None else (bool(have) and head(str(have)) == head(value))
        elif key == "date":
            good = have == value
        else:
            good = sorted(map(head, have or [])) == sorted(map(head, value))
        if not good:
            out.append(f"{key}: {have!r}" if key in {"factuality", "date"} else key)
    return out


def head(phrase: str) -> str:
    """The head noun of a noun phrase, in lower case: "the bank", "bank" and "The bank's" are one."""
    words: list[str] = []
    for word in re.findall(r"[^\W_]+(?:['’]s)?|[,(]", phrase.lower()):
        if word in AFTER_HEAD and words:
            break
        words.append(re.sub(r"['’]s$", "", word))
    return words[-1] if words else ""


def _fault(row: Row, others: Sequence[Row], found: Iterable[Proposition]) -> str:
    mine = [p for p in found if p.get("predicate") == row.want["predicate"]]
    if not mine:
        return "not found"
    verdicts = [faults(row.want, p) for p in mine]
    if all(verdicts):
        return min(verdicts, key=len)[0]
    for proposition, verdict in zip(mine, verdicts, strict=True):
        if verdict and not any(not faults(o.want, proposition) for o in others):
            return f"said again, {verdict[0]}"
    return ""
