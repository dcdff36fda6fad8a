"""How far people agree who judged the same claims: the share, and Cohen's kappa, pair by pair.

Each person's last verdict on a claim counts that was not undone. Kappa is agreement beyond what two people
would have by chance (J. Cohen, A coefficient of agreement for nominal scales, 1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from foedus.ledger import Ledger, VerdictKind
from foedus.ledger.identity import active
from foedus.ledger.rows import Verdict

_JUDGING: Final = (VerdictKind.ACCEPT, VerdictKind.REJECT, VerdictKind.CORRECT)
_SAID: Final = {
    VerdictKind.ACCEPT: "accepted", VerdictKind.REJECT: "rejected", VerdictKind.CORRECT: "corrected",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people: on how many claims both had a say, on how many they said the same; `kappa` -1 to 1.

    `kappa` is None where chance alone would have them agree on all.
    """

    one: str
    other: str
    both: int
    same: int
    kappa: float | None


def last_words(verdicts: Iterable[Verdict]) -> dict[int, dict[str, Verdict]]:
    """By claim and person: the last verdict that counts."""
    each = list(verdicts)
    counting = active((v.id, v.undoes) for v in each)
    out: dict[int, dict[str, Verdict]] = {}
    for verdict in each:
        if verdict.id in counting and verdict.kind in _JUDGING and verdict.claim_id is not None:
            out.setdefault(verdict.claim_id, {})[verdict.by] = verdict
    return out


def agreements(ledger: Ledger) -> list[Agreement]:
    """Every pair of people who judged a claim in common, those with the most claims first."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for said in last_words(ledger.verdicts()).values():
        for one, other in combinations(sorted(said), 2):
            pairs.setdefault((one, other), []).append((_value(said[one]), _value(said[other])))
    found = [
        Agreement(one, other, len(each), sum(a == b for a, b in each), kappa([_kinds(p) for p in each]))
        for (one, other), each in pairs.items()
    ]
    return sorted(found, key=lambda a: (-a.both, a.one, a.other))


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two people's words on the same things; None where chance explains all of it."""
    n = len(pairs)
    if not n:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[word] * second[word] for word in first) / n**2
    return None if chance == 1 else (sum(a == b for a, b in pairs) / n - chance) / (1 - chance)


def disputed(ledger: Ledger) -> dict[int, str]:
    """The claims on which people differ, with who says what."""
    out = {}
    for claim, said in last_words(ledger.verdicts()).items():
        if len({_value(v) for v in said.values()}) > 1:
            out[claim] = "; ".join(f"{who} {_SAID[v.kind]} it" for who, v in said.items())
    return out


def _value(verdict: Verdict) -> str:
    """What was said: two corrections are the same only where they read the same."""
    return f"{verdict.kind}\n{verdict.corrected!r}"


def _kinds(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].partition("\n")[0], pair[1].partition("\n")[0]
