"""What a state or organisation is bound to on a day: by the ledger's agreements, then by the register's.

Of the ledger's agreements at most `MOST` are worked out, those with the most claims; how many there are is
told. The register's are counted whole, and those entered by hand, which have their terms, are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from foedus.law.kinds import key
from foedus.law.model import Obligation, PartyStatus, Treaty
from foedus.law.obligations import told_once
from foedus.ledger import AgreementRow, Ledger
from foedus.ledger.days import AsOf
from foedus.record.answer import answer
from foedus.record.bound import bound_alone, standing
from foedus.record.find import duties_for
from foedus.record.joined import KnownTreaty
from foedus.record.treaty import treaty
from foedus.register.lookup import Bound
from foedus.wording.status import DateText, headline, status_text

MOST: Final = 60
_LISTED: Final = 60  # of the register's


@dataclass(frozen=True, slots=True)
class Tie:
    """One agreement of the ledger and where the party stands in it; `standing` None: it only acts in it.

    `headline` and `in_force` are of the treaty as such.
    """

    row: AgreementRow
    headline: str
    in_force: bool | None
    standing: PartyStatus | None


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing owed: by which treaty (`address` of its page), and whether it binds the party on the day."""

    obligation: Obligation
    title: str
    address: str
    binds: bool | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """All of one party's page. `found` agreements of the ledger name it; `known` are the register's that are
    listed, of `binding` that bind it and `untold` of which it is not told.
    """

    code: str
    ties: tuple[Tie, ...]
    found: int
    duties: tuple[Duty, ...]
    coming: tuple[tuple[AgreementRow, DateText], ...]
    known: tuple[Bound, ...]
    binding: int
    untold: int
    ended: int


def party_view(
    ledger: Ledger, code: str, on: date, display: Callable[[str], str], known_on: date | None
) -> PartyView:
    """Where the party stands on the day, as known."""
    at: AsOf = known_on or ledger.look_up().inventory.number
    numbers = ledger.find((code,), known_on=at)
    rows = [row for row in ledger.agreements(known_on=at, only=numbers[: 3 * MOST]) if code in row.parties]
    ties, coming = [], []
    for row in rows[:MOST]:
        found = treaty(ledger, row, at)
        status = answer(found, on)
        ties.append(Tie(row, headline(status.headline), status.in_force, standing(status, code)))
        words = status_text(status, display)
        coming += [(row, d) for d in words.dates if d.party in (None, code)]
    alone = bound_alone(ledger, code, [row.id for row in rows], on, ledger.known_at(known_on))
    return PartyView(
        code=code,
        ties=tuple(ties),
        found=len(rows) if len(numbers) <= 3 * MOST else len(numbers),
        duties=tuple(_duties(ledger, {row.name: row.id for row in rows}, code, on, at)),
        coming=tuple(sorted(coming, key=lambda c: c[1].date)[:30]),
        known=tuple([b for b in alone if b.brief.by_hand and b.binds is not False][:_LISTED]),
        binding=sum(b.binds is True for b in alone),
        untold=sum(b.binds is None for b in alone),
        ended=sum(b.binds is False for b in alone),
    )


def _duties(ledger: Ledger, own_pages: Mapping[str, int], code: str, on: date, at: AsOf) -> Iterator[Duty]:
    """What the party owes, duties that bind first; `own_pages` has agreements of the ledger by name.

    A duty of each party is none of who only acts in the treaty.
    """
    out = []
    for found in _with_duties(ledger, code, on, at)[:MOST]:
        own = standing(answer(found, on), code)
        entry = found.entry if isinstance(found, KnownTreaty) else None
        registered = isinstance(found, KnownTreaty) and found.linked is None  # asked for as one it stands in
        number = own_pages.get(found.record.title)
        address = f"/agreement/{number}" if number else f"/entry/{entry.id}" if entry else ""
        title = entry.title if entry else found.record.title
        for one in told_once(found.terms.obligations):
            if key(code) in map(key, one.by) or (not one.by and (own is not None or registered)):
                out.append(Duty(one, title, address, own.in_force if own else None))
    yield from sorted(out, key=lambda d: ({True: 0, None: 1, False: 2}[d.binds], d.obligation.kind, d.title))


def _with_duties(ledger: Ledger, code: str, on: date, at: AsOf) -> Sequence[Treaty]:
    return [t for t in duties_for(ledger, code, on.isoformat(), at) if t.terms.obligations]
