"""What a change would do to the status of treaties, seen on a trial of the very entries that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

from sqlalchemy import select

from foedus.errors import LedgerError
from foedus.law.model import Status
from foedus.ledger import Ledger
from foedus.ledger.schema import agreement_names, links, placements, verdicts
from foedus.ledger.trial import PATIENCE, trial
from foedus.record.answer import answer
from foedus.record.evidence import load_evidence, treaty_from_evidence
from foedus.review.change import Change, Said, make
from foedus.wording.status import first_line
from foedus.wording.words import Namer

_MOST: Final = 30  # agreements that are looked at


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one agreement stands: its name and parties, its status in one line of English."""

    agreement: int
    name: str
    parties: tuple[str, ...]
    status: str
    claims: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Shift:
    """One agreement before and after; None where it is not there."""

    agreement: int
    before: Stand | None
    after: Stand | None

    @property
    def changes_status(self) -> bool:
        """Whether another status follows, for the agreement or one of its parties."""
        return (self.before.digest if self.before else b"") != (self.after.digest if self.after else b"")

    @property
    def changes(self) -> bool:
        """Whether anything is seen of it at all."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: the agreements that it bears on, as they stand on a day before and after."""

    on: date
    shifts: tuple[Shift, ...]

    @property
    def changes_status(self) -> bool:
        """Whether a status becomes another."""
        return any(shift.changes_status for shift in self.shifts)

    def lines(self) -> list[str]:
        """The shifts of status in words, to be kept."""
        return [
            f"{(s.after or s.before).name}: {s.before.status if s.before else 'not in the record'}"  # type: ignore[union-attr]  # one of the two is there
            f" becomes {s.after.status if s.after else 'part of another'}"
            for s in self.shifts
            if s.changes_status
        ]

    @property
    def mark(self) -> str:
        """The same for the same effect: what a person saw is what is then made."""
        seen = blake2b(repr(self.shifts).encode("utf-8", "replace"), digest_size=12)
        return seen.hexdigest()


def effect(
    ledger: Ledger, change: Change, said: Said, on: date, display: Namer, *, patience: float = PATIENCE
) -> Effect:
    """What the change would do. Raises what making it would raise; nothing of it stands.

    `patience` is how many seconds it waits for another writer; then it raises LedgerBusy.
    """
    with trial(ledger, patience=patience) as tried:
        first = tried.head().number
        make(tried, change, said)
        touched = _touched(tried, first)
        after = {n: _stand(tried, n, on, display) for n in touched}
    before = {n: _stand(ledger, n, on, display) for n in touched}
    found = {stand.agreement: None for stand in (*before.values(), *after.values()) if stand is not None}
    was = {s.agreement: s for s in before.values() if s is not None}
    becomes = {s.agreement: s for s in after.values() if s is not None}
    shifts = tuple(Shift(n, was.get(n), becomes.get(n)) for n in sorted(found))
    return Effect(on, shifts)


def _touched(tried: Ledger, first: int) -> list[int]:
    """The numbers of the agreements on which the entries after `first` bear."""
    v, k, p, n = verdicts.c, links.c, placements.c, agreement_names.c
    found: set[int | None] = set()
    with tried.view() as (connection, _, _known):
        rows = connection.execute(select(v.claim_id, v.agreement_id, v.undoes).where(v.tx > first)).all()
        undone = [row.undoes for row in rows if row.undoes is not None]
        found |= {row.agreement_id for row in rows}
        claims = {row.claim_id for row in rows if row.claim_id is not None}
        about = (k.tx > first) | k.verdict_id.in_(undone)
        for row in connection.execute(select(k.agreement_id, k.other_id, k.claim_id).where(about)):
            found |= {row.agreement_id, row.other_id}
        names = set(connection.execute(select(p.name_id).where(p.tx > first)).scalars())
        if names:
            came_in = select(n.agreement_id).where(n.id.in_(names))
            placed = select(p.agreement_id).where(p.name_id.in_(names))
            found |= {*connection.execute(came_in).scalars(), *connection.execute(placed).scalars()}
    found |= {c.agreement_id for c in tried.claims(ids=sorted(claims))} if claims else set()
    return sorted(a for a in found if a is not None)[:_MOST]


def _stand(ledger: Ledger, agreement: int, on: date, display: Namer) -> Stand | None:
    """Where an agreement stands; None where the ledger has none, or no claim of it."""
    try:
        evidence = load_evidence(ledger, agreement)
    except LedgerError:
        return None
    if evidence is None:
        return None
    status = answer(treaty_from_evidence(evidence), on)
    row = evidence.row
    return Stand(row.id, row.name, row.parties, first_line(status, display), row.claims, _digest(status))


def _digest(status: Status) -> bytes:
    """What a status says, without the facts that it rests on."""
    said = (
        status.state, status.in_force, status.in_force_since, status.in_force_until, status.headline,
        [(r.kind, sorted(r.fields.items(), key=str)) for r in status.summary],
        [(r.kind, sorted(r.fields.items(), key=str)) for r in status.missing],
        [(p.party, p.state, p.in_force, p.since, p.until) for p in status.parties],
    )  # fmt: skip
    return blake2b(repr(said).encode("utf-8", "replace"), digest_size=16).digest()
