"""What states promise in alliances, from the ledger: by whom, of what kind, from when and until when.

A data set that tells for each member from when to when a duty is owed (claims with "owed" in their detail, as
ATOP's members give them) is taken at its word. For other agreements see `foedus.exports.by_law`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from foedus.ledger.agreements import all_roots
from foedus.ledger.believed import Basis, bases
from foedus.ledger.days import AsOf, bounds
from foedus.ledger.store import Ledger
from foedus.model import Claim, ClaimKind, TermKind

#: The duties of an alliance: column of a table, and kind of term.
DUTIES: Final = {
    "defence": TermKind.MUTUAL_DEFENCE,
    "offence": TermKind.OFFENCE,
    "neutrality": TermKind.NEUTRALITY,
    "non_aggression": TermKind.NON_AGGRESSION,
    "consultation": TermKind.CONSULTATION,
}
_COLUMN: Final = {kind.value: column for column, kind in DUTIES.items()}
#: What is told of a member that owes nothing itself, and is owed something.
_MEMBER: Final = TermKind.COOPERATION.value
OPEN: Final = 99991231  # the last day of what lasts on


@dataclass(frozen=True, slots=True)
class Pledge:
    """One member's duties of an alliance over a stretch of time.

    `first` and `last` are days as YYYYMMDD, inclusive (`OPEN`: it lasts on); `conditions` say what limits one
    of the duties ("location", "adversary").
    """

    agreement: int
    by: str
    duties: frozenset[str]
    first: int
    last: int
    conditions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Promised:
    """The pledges told with their days, and the duties of agreements (by number) told without."""

    pledges: tuple[Pledge, ...]
    undated: Mapping[int, frozenset[str]]


def promised(ledger: Ledger, *, known_on: AsOf = None) -> Promised:
    """What the ledger's claims tell of duties in alliances, as known."""
    out: list[Pledge] = []
    undated: dict[int, frozenset[str]] = {}
    with ledger.view(known_on) as (connection, number, known):
        roots = all_roots(connection, number, known)
        kind, what = ClaimKind.TERM.value, (*_COLUMN, _MEMBER)
        for part in bases(connection, number, known, roots, kind=kind, what=what):
            for basis in part:
                told = [b.claim for b in basis.claims]
                duties = frozenset(_COLUMN[c.what] for c in told if c.what in _COLUMN)
                dated = list(_dated(basis, told))
                out += dated
                if duties and not dated:
                    undated[basis.agreement_id] = duties
    return Promised(tuple(out), undated)


def _dated(basis: Basis, told: Iterable[Claim]) -> Iterator[Pledge]:
    """The pledges with days of their own, a member's duties of one stretch together."""
    found: dict[tuple[str, int, int], tuple[set[str], set[str]]] = {}
    for claim in told:
        owed = claim.detail.get("owed")
        if not isinstance(owed, dict):
            continue
        first, last = _days(owed)
        for actor in claim.actors:
            duties, limits = found.setdefault((actor, first, last), (set(), set()))
            duties.update([_COLUMN[claim.what]] if claim.what in _COLUMN else [])
            limits.update(str(word) for word in owed.get("conditions") or ())
    for (actor, first, last), (duties, limits) in found.items():
        yield Pledge(basis.agreement_id, actor, frozenset(duties), first, last, frozenset(limits))


def _days(owed: dict[str, Any]) -> tuple[int, int]:
    first, last = bounds(owed.get("from"))[0], bounds(owed.get("until"))[1]
    return first or 0, last or OPEN
