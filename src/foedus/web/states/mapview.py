"""What a map shows of each state on a day: where it stands in a treaty, or whom a duty binds it to.

The page draws it as tiles, the API tells it as rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from foedus.ledger import Ledger
from foedus.ledger.days import AsOf
from foedus.model import TermKind
from foedus.web.agreements.partytable import STANDS, PartyTable, party_table
from foedus.web.base.site import Site
from foedus.web.board.records import dossier, known_dossier
from foedus.web.states.bonds import bonds

CHOSEN: Final = "chosen"  # the state that is asked about
_BOUND: Final = "bound"


@dataclass(frozen=True, slots=True)
class MapRow:
    """One state or organisation. `stands` is a key of `STANDS`, or `CHOSEN`; `since` is EDTF.

    `bound_with` are those to whom the duty binds it, and nobody on the map of a treaty.
    """

    party: str
    stands: str
    words: str
    since: str | None = None
    bound_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatyMap:
    """The parties of one treaty, and the address of its page."""

    title: str
    address: str
    rows: tuple[MapRow, ...]


def treaty_map(site: Site, treaty: str, on: date, known: AsOf) -> TreatyMap:
    """The map of the treaty of a number, or of the register's id. Raises HTTPException (404) for none."""
    if treaty.isascii() and treaty.isdecimal() and len(treaty) < 10:
        told = site.evidence(int(treaty), known)
        table = party_table(dossier(told, on, site.display), site.display)
        return TreatyMap(told.row.name, f"/agreement/{told.row.id}", _standing(table))
    page, register = site.entry(treaty, known)
    table = party_table(known_dossier(page, register, on, site.display), site.display)
    return TreatyMap(page.entry.title, f"/entry/{page.entry.id}", _standing(table))


def _standing(table: PartyTable) -> tuple[MapRow, ...]:
    return tuple(MapRow(r.party, r.stands, STANDS[r.stands], r.since) for r in table.rows)


def duty_map(
    ledger: Ledger, duty: TermKind, party: str, on: date, known: AsOf, display: Callable[[str], str]
) -> tuple[MapRow, ...]:
    """Whom the duty binds to anybody, or to one party, which stands first then; by name."""
    to: dict[str, set[str]] = {}
    for bond in bonds(ledger, duty, on, known):
        for one, other in bond.pairs():
            to.setdefault(one, set()).add(other)
            to.setdefault(other, set()).add(one)
    if party:
        others = sorted(to.get(party, ()), key=display)
        if not others:
            return ()
        own = MapRow(party, CHOSEN, "the state asked about", bound_with=tuple(others))
        return (
            own,
            *(MapRow(o, _BOUND, f"bound with {display(party)}", bound_with=(party,)) for o in others),
        )
    return tuple(
        MapRow(code, _BOUND, _with(others), bound_with=tuple(sorted(others, key=display)))
        for code, others in sorted(to.items(), key=lambda item: display(item[0]))
    )


def _with(others: Collection[str]) -> str:
    return f"bound with {len(others)} {'other' if len(others) == 1 else 'others'}"
