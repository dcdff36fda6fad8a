"""What binds a state or organisation on a day: agreements of the ledger, and beside them the register's.

An agreement of the ledger is told with what the register knows of it; what no page tells of is the
register's alone, whose lists end on a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedus.law.kinds import key
from foedus.law.model import PartyStatus, Status
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.record.answer import answer
from foedus.record.editions import register_of
from foedus.record.entries import links_of_ledger
from foedus.record.treaty import treaty
from foedus.register.lookup import Bound


@dataclass(frozen=True, slots=True)
class PartyBound:
    """Whether one agreement binds the party on the day. `binds` None: it is not told.

    `agreement` is its number in the ledger, None where the register alone knows it; `known_until` the day up
    to which the register's lists go, None where pages tell.
    """

    title: str
    agreement: int | None
    entry: str | None
    binds: bool | None
    state: str
    since: str | None
    until: str | None
    known_until: str | None


def standing(found: Status, party: str) -> PartyStatus | None:
    """Where a state or organisation stands in a treaty; None where nothing tells that it has a part in it.

    Who mediates, criticises or is named beside the parties has none: whether the treaty binds it is then
    not told, whatever the treaty's own status (VCLT 34).
    """
    return next((p for p in found.parties if key(p.party) == key(party)), None)


def agreements_with(ledger: Ledger, party: str, known: int) -> list[int]:
    """The agreements of the ledger that name the party, by number."""
    found = ledger.find([party], known_on=known)
    rows = ledger.agreements(known_on=known, only=found)
    return sorted(row.id for row in rows if party in row.parties)


def bound_by(ledger: Ledger, party: str, agreements: Sequence[int], on: date, known: int) -> list[PartyBound]:
    """Whether these agreements of the ledger bind the party."""
    return [
        _told(ledger, row, party, on, known) for row in ledger.agreements(known_on=known, only=agreements)
    ]


def bound_alone(ledger: Ledger, party: str, agreements: Sequence[int], on: date, known: int) -> list[Bound]:
    """What the register tells of the party, without the entries that these agreements of the ledger are."""
    links = links_of_ledger(ledger, agreements, known)
    told = {link.entry for link in links.values() if link.entry}
    return [b for b in register_of(ledger, known).in_force(party, on.isoformat()) if b.brief.id not in told]


def of_register(found: Bound) -> PartyBound:
    """The same of an entry that no page tells of."""
    return PartyBound(
        title=found.brief.title,
        agreement=None,
        entry=found.brief.id,
        binds=found.binds,
        state=found.stands.value,
        since=found.since,
        until=found.until,
        known_until=found.known_until,
    )


def _told(ledger: Ledger, row: AgreementRow, party: str, on: date, known: int) -> PartyBound:
    found = treaty(ledger, row, known)
    entry = None if found.entry is None else found.entry.id
    own = standing(answer(found, on), party)
    if own is None:
        return PartyBound(row.name, row.id, entry, None, "not told", None, None, None)
    return PartyBound(row.name, row.id, entry, own.in_force, own.state.value, own.since, own.until, None)
