"""What states promise in alliances, from the ledger: by whom, of what kind, from when and until when.

Two sources. A data set that tells for each member from when to when a duty is owed (claims with "owed" in
their detail, as ATOP's members give them) is taken at its word. Of other agreements whose terms hold such a
duty, each party owes it from the day on which the law finds the agreement in force for it to the day on which
it no longer is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from foedus.ledger.agreements import all_roots, load_agreements
from foedus.ledger.believed import Basis, bases
from foedus.ledger.days import AsOf, bounds
from foedus.ledger.store import Ledger
from foedus.model import Claim, ClaimKind, TermKind
from foedus.record.answer import answer
from foedus.record.treaty import treaty

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


def pledges(ledger: Ledger, *, known_on: AsOf = None, upto: date) -> list[Pledge]:
    """All pledges of the ledger's agreements, as known; those found by law are as on the day `upto`."""
    out: list[Pledge] = []
    undated: dict[int, frozenset[str]] = {}
    with ledger.view(known_on) as (connection, number, known):
        roots = all_roots(connection, number, known)
        for part in bases(
            connection, number, known, roots, kind=ClaimKind.TERM.value, what=(*_COLUMN, _MEMBER)
        ):
            for basis in part:
                told = [b.claim for b in basis.claims]
                duties = frozenset(_COLUMN[c.what] for c in told if c.what in _COLUMN)
                dated = list(_dated(basis, told))
                out += dated
                if duties and not dated:
                    undated[basis.agreement_id] = duties
        rows = load_agreements(connection, number, known, sorted(undated)) if undated else []
    for row in rows:
        status = answer(treaty(ledger, row, known_on), upto)
        for party in status.parties:
            since, until = bounds(party.since)[0], bounds(party.until)[1]
            if since is not None:
                out.append(Pledge(row.id, party.party, undated[row.id], since, until or OPEN))
    return out


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
