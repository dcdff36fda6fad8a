"""Who owes what to whom on a day: every treaty with a duty in it, and the parties that it binds.

Those of the ledger stand with what their pages tell, the others of the register by its own facts. What the
register tells of a day is worked out once for each edition and day.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import and_, select

from foedus.law.model import Obligation, Treaty
from foedus.law.obligations import told_once
from foedus.ledger import Ledger
from foedus.ledger.days import AsOf
from foedus.ledger.schema import claims
from foedus.model import ClaimKind, TermKind
from foedus.record.answer import answer
from foedus.record.editions import register_of
from foedus.record.joined import known_alone
from foedus.record.treaty import treaty
from foedus.register.lookup import Register

#: The duties that a map and a network are drawn of, and what they are called.
DUTIES: Final = {
    TermKind.MUTUAL_DEFENCE: "mutual defence",
    TermKind.CONSULTATION: "consultation",
    TermKind.NEUTRALITY: "neutrality",
    TermKind.NON_AGGRESSION: "non-aggression",
    TermKind.NO_HOSTILE_ALLIANCE: "no hostile alliance",
    TermKind.BASING: "bases",
}
_MOST: Final = 200  # agreements of the ledger that are worked out


@dataclass(frozen=True, slots=True)
class Bond:
    """One treaty with a duty: `parties` are those it binds on the day.

    `agreement` is its number in the ledger, None where no page tells of it; `entry` the register's id.
    `since` has, by party, the EDTF day from which it is bound.
    """

    title: str
    agreement: int | None
    entry: str | None
    duty: Obligation
    parties: tuple[str, ...]
    since: tuple[str | None, ...]

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"/entry/{self.entry}" if self.agreement is None else f"/agreement/{self.agreement}"

    def concerns(self, party: str) -> bool:
        return party in self.parties

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each two that it binds to each other, the lower code first."""
        each = sorted(self.parties)
        for at, one in enumerate(each):
            yield from ((one, other) for other in each[at + 1 :] if _owes(self.duty, one, other))


def _owes(duty: Obligation, one: str, other: str) -> bool:
    return any(
        (not duty.by or a in duty.by) and (not duty.to or b in duty.to)
        for a, b in ((one, other), (other, one))
    )


def bonds(ledger: Ledger, duty: str, on: date, known_on: AsOf) -> list[Bond]:
    """Every treaty that has the duty and binds at least two on the day, as known; by title."""
    register = register_of(ledger, known_on)
    told: dict[str, Bond | None] = {}
    out: list[Bond] = []
    for number in _with_duty(ledger, duty, known_on):
        row = ledger.agreement(number, known_on=known_on)
        found = treaty(ledger, row, known_on)
        bond = _bond(found, duty, on, row.id, None if found.entry is None else found.entry.id)
        if found.entry is not None:
            told[found.entry.id] = bond
        if bond is not None:
            out.append(bond)
    out += [bond for entry, bond in _of_register(register, duty, on) if entry not in told]
    return sorted(out, key=lambda b: (b.title.casefold(), b.address))


def _with_duty(ledger: Ledger, duty: str, known_on: AsOf) -> list[int]:
    """The agreements of the ledger of which a claim tells the duty."""
    c = claims.c
    with ledger.view(known_on) as (connection, number, known):
        query = select(c.id, c.agreement_id, c.name_id).where(
            and_(c.kind == ClaimKind.TERM.value, c.what == duty, c.tx <= number)
        )
        found = {known.of_claim(*row) for row in connection.execute(query)}
    return sorted(n for n in found if n is not None)[:_MOST]


@functools.lru_cache(maxsize=64)
def _of_register(register: Register, duty: str, on: date) -> tuple[tuple[str, Bond], ...]:
    out = []
    for brief in register.briefs():
        entry = register.entry(brief.id) if brief.by_hand else None
        told = (entry.terms or {}).get("obligations", ()) if entry else ()
        if entry is None or all(o.get("kind") != duty for o in told):
            continue
        bond = _bond(known_alone(register, entry), duty, on, None, entry.id)
        if bond is not None:
            out.append((entry.id, bond))
    return tuple(out)


def _bond(found: Treaty, duty: str, on: date, agreement: int | None, entry: str | None) -> Bond | None:
    owed = [o for o in told_once(found.terms.obligations) if o.kind == duty]
    if not owed:
        return None
    bound = [p for p in answer(found, on).parties if p.in_force]
    if len(bound) < 2:
        return None
    parties, since = tuple(p.party for p in bound), tuple(p.since for p in bound)
    return Bond(found.record.title, agreement, entry, owed[0], parties, since)
