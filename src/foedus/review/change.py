"""What a person changes as one value, and the entries of the ledger that it becomes.

Each kind of change is one function over the ledger's own verdicts; most become one entry. `PART` is the
repair of treaties that fell into one: an entry for each part, its name and its parties. `PROPOSAL` lets into
the record what a letter, an assistant or another reader proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from foedus.errors import UsageError
from foedus.ledger import Entry, Ledger, VerdictKind
from foedus.ledger.rows import Verdict
from foedus.model import Claim
from foedus.proposals.model import Edits
from foedus.proposals.queue import Proposals


class ChangeKind(StrEnum):
    """What is done."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    PART = "part"
    MOVE = "move"
    RENAME = "rename"
    PARTIES = "parties"
    ENTER = "enter"
    PROPOSAL = "proposal"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Part:
    """Claims that are about another agreement: `to` a known one, else one of their own.

    Without claims it is what stays. `name` and `parties` are those that a person gives it, "" and None for
    what its claims tell.
    """

    claims: tuple[int, ...]
    name: str = ""
    parties: tuple[str, ...] | None = None
    to: int | None = None


_AS_IT_IS: Final = Edits()


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `agreement` is the one spoken of, `other` the one merged with it or moved to."""

    kind: ChangeKind
    claims: tuple[int, ...] = ()
    agreement: int | None = None
    other: int | None = None
    verdict: int | None = None
    name: str = ""
    parties: tuple[str, ...] = ()
    corrected: Claim | None = None
    entry: Entry | None = None
    parts: tuple[Part, ...] = ()
    proposal: int | None = None
    edits: Edits = _AS_IT_IS


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a change: its verdicts in order, and the agreement where to look at it."""

    verdicts: tuple[int, ...]
    agreement: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """Under whose name a change is made, why, and when (aware)."""

    actor: str
    reason: str
    at: datetime


def make(ledger: Ledger, change: Change, said: Said) -> Done:
    """Make a change. Raises LedgerError, UsageError for what cannot be.

    A part that cannot be made leaves those before it made.
    """
    why, who, at = said.reason, said.actor, said.at
    match change:
        case Change(kind=ChangeKind.ACCEPT | ChangeKind.REJECT | ChangeKind.CORRECT, claims=(_, *_)):
            kind, right = VerdictKind(change.kind.value), change.corrected
            judged = [
                ledger.judge(kind, claim, corrected=right, reason=why, actor=who, recorded_at=at)
                for claim in change.claims
            ]
            return Done(tuple(judged), _agreement_of(ledger, change.claims))
        case Change(kind=ChangeKind.MERGE, agreement=int(one), other=int(other)):
            verdict = ledger.merge(one, other, reason=why, actor=who, recorded_at=at)
            return Done((verdict,), min(one, other))
        case Change(kind=ChangeKind.PART, agreement=int(one)):
            return Done(_part(ledger, one, change.parts, said), one)
        case Change(kind=ChangeKind.MOVE, other=int(other), claims=(_, *_)):
            verdict = ledger.move(change.claims, other, reason=why, actor=who, recorded_at=at)
            return Done((verdict,), other)
        case Change(kind=ChangeKind.RENAME, agreement=int(one)):
            verdict = ledger.rename(one, change.name, reason=why, actor=who, recorded_at=at)
            return Done((verdict,), one)
        case Change(kind=ChangeKind.PARTIES, agreement=int(one)):
            verdict = ledger.set_parties(one, change.parties, reason=why, actor=who, recorded_at=at)
            return Done((verdict,), one)
        case Change(kind=ChangeKind.ENTER, agreement=int(one), entry=Entry() as entry):
            verdict, _ = ledger.enter(one, entry, reason=why, actor=who, recorded_at=at)
            return Done((verdict,), one)
        case Change(kind=ChangeKind.PROPOSAL, proposal=int(number)):
            _, claim = Proposals(ledger).accept(number, who, reason=why, edits=change.edits)
            return Done((ledger.verdicts(claim=claim)[-1].id,), _agreement_of(ledger, [claim]))
        case Change(kind=ChangeKind.UNDO, verdict=int(number)):
            verdict = ledger.undo(number, reason=why, actor=who, recorded_at=at)
            return Done((verdict,), _spoken_of(ledger, number))
    raise UsageError(f"{change.kind.value}: say of which claims or agreement")


def verdict_of(ledger: Ledger, number: int) -> Verdict | None:
    """One verdict by its number."""
    return next((v for v in ledger.verdicts(after=number - 1) if v.id == number), None)


def _part(ledger: Ledger, agreement: int, parts: Sequence[Part], said: Said) -> tuple[int, ...]:
    why, who, at = said.reason, said.actor, said.at
    made: list[int] = []
    for part in parts:
        one = agreement
        if part.claims and part.to is not None:
            one = part.to
            made.append(ledger.move(part.claims, one, reason=why, actor=who, recorded_at=at))
        elif part.claims:
            verdict, one = ledger.split(agreement, part.claims, reason=why, actor=who, recorded_at=at)
            made.append(verdict)
        if part.name:
            made.append(ledger.rename(one, part.name, reason=why, actor=who, recorded_at=at))
        if part.parties is not None:
            made.append(ledger.set_parties(one, part.parties, reason=why, actor=who, recorded_at=at))
    if not made:
        raise UsageError("nothing is parted: choose a part for a claim")
    return tuple(made)


def _agreement_of(ledger: Ledger, claims: Sequence[int]) -> int | None:
    found = ledger.claims(ids=claims[:1])
    return found[0].agreement_id if found else None


def _spoken_of(ledger: Ledger, verdict: int) -> int | None:
    found = verdict_of(ledger, verdict)
    if found is None or found.claim_id is None:
        return None if found is None else found.agreement_id
    return _agreement_of(ledger, [found.claim_id])
