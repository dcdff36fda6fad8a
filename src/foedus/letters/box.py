"""The letters of one ledger: taken in within limits, looked through, answered and forgotten.

A letter is a proposal in words (`foedus.proposals`), by a person or an assistant, with an address for a
reply; it is accepted as any proposal is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select, update

from foedus.errors import LedgerError, LetterRefused
from foedus.ledger import Ledger
from foedus.ledger.schema import proposals
from foedus.ledger.within import chunks
from foedus.letters.limits import PER_ADDRESS, PER_DAY, WAITING
from foedus.letters.model import Draft, Letter, cleaned, faults
from foedus.model import Certainty
from foedus.proposals.model import Edits, ProposalKind, ProposalState
from foedus.proposals.queue import Clock, Proposals, add, close, moment

_DAY: Final = 86400.0
_IN_WORDS: Final = proposals.c.kind.in_((ProposalKind.LETTER.value, ProposalKind.ASSISTANT.value))
_LETTERS: Final = select(proposals).where(_IN_WORDS)
_STATEMENTS: Final = select(proposals.c.claim_id, proposals.c.entered).where(
    _IN_WORDS, proposals.c.entered.is_not(None)
)


class LetterBox:
    """The letters of a ledger; `clock` gives seconds since 1970."""

    def __init__(self, ledger: Ledger, clock: Clock = time.time) -> None:
        self._ledger = ledger
        self._clock = clock

    def take(self, draft: Draft, kind: ProposalKind = ProposalKind.LETTER) -> int:
        """Take a letter in, of a person or an assistant; gives its number. Twice within a day it is one.

        Raises LetterRefused for one that has faults, is about nothing that is there, or is one too many.
        """
        draft = cleaned(draft)
        if wrong := faults(draft):
            raise LetterRefused(next(iter(wrong.values())))
        self._check_subject(draft)
        now = self._clock()
        c = proposals.c
        with self._ledger.door.writing() as connection:
            ours = select(c.id).where(_IN_WORDS)
            lately = ours.where(c.received > now - _DAY)
            same = lately.where(
                c.agreement_id == draft.agreement, c.address == draft.address, c.text == draft.text,
                c.claim_id.is_(None) if draft.claim is None else c.claim_id == draft.claim,
            )  # fmt: skip
            if (known := connection.execute(same.limit(1)).scalar_one_or_none()) is not None:
                return int(known)
            if (
                _count(connection, lately.where(func.lower(c.address) == draft.address.lower()))
                >= PER_ADDRESS
            ):
                raise LetterRefused("There have been several letters with this address today: wait a day.")
            waiting = ours.where(c.state == ProposalState.WAITING.value)
            if _count(connection, lately) >= PER_DAY or _count(connection, waiting) >= WAITING:
                raise LetterRefused("The letter box is full for now: try again tomorrow.")
            return add(
                connection, kind=kind, received=now, proposer=draft.name,
                address=draft.address, agreement_id=draft.agreement, claim_id=draft.claim, text=draft.text,
            )  # fmt: skip

    def _check_subject(self, draft: Draft) -> None:
        try:
            row = self._ledger.agreement(draft.agreement)
        except LedgerError as error:
            raise LetterRefused("This agreement is not in the record.") from error
        if draft.claim is not None:
            found = self._ledger.claims(ids=[draft.claim])
            if not found or found[0].agreement_id != row.id:
                raise LetterRefused("This claim is not one of the agreement.")

    def letters(self, state: ProposalState | None = ProposalState.WAITING) -> list[Letter]:
        """The letters in a state, or all, oldest first."""
        query = _LETTERS.order_by(proposals.c.id)
        if state is not None:
            query = query.where(proposals.c.state == state.value)
        with self._ledger.door.reading() as connection:
            return [_letter(row) for row in connection.execute(query)]

    def letter(self, number: int) -> Letter:
        """One letter. Raises LedgerError for an unknown one."""
        with self._ledger.door.reading() as connection:
            return _find(connection, number)

    def accept(
        self, number: int, moderator: str, *, certainty: Certainty, reason: str, what: str | None = None,
        of: str | None = None, actors: tuple[str, ...] | None = None, date: str | None = None,
    ) -> tuple[Letter, int]:  # fmt: skip
        """Let a letter enter the record as its reader's statement; gives the letter and the new claim.

        What is not given is that of the step meant. Raises LedgerError where it has been decided on, where
        no step is told, or for what cannot be entered.
        """
        self.letter(number)
        edits = Edits(what=what, of=of, actors=actors, date=date, certainty=certainty)
        _, claim = Proposals(self._ledger, self._clock).accept(number, moderator, reason=reason, edits=edits)
        return self.letter(number), claim

    def statements(self, claims: Iterable[int]) -> dict[int, list[int]]:
        """By claim: the readers' statements about it, by their own numbers as claims."""
        c = proposals.c
        out: dict[int, list[int]] = {}
        with self._ledger.door.reading() as connection:
            for part in chunks(claims):
                query = _STATEMENTS.where(c.claim_id.in_(part))
                for claim, statement in connection.execute(query.order_by(c.id)):
                    out.setdefault(claim, []).append(statement)
        return out

    def answer(
        self, number: int, moderator: str, text: str, along: Callable[[Connection], object] | None = None
    ) -> Letter:
        """Note an answer to a letter, and decide on it so. `along` writes in the same transaction.

        Raises LedgerError as `decline` does.
        """
        return self._close(number, ProposalState.ANSWERED, moderator, text, along)

    def decline(self, number: int, moderator: str, reason: str) -> Letter:
        """Decide that nothing follows from a letter. Raises LedgerError where it has been decided on."""
        return self._close(number, ProposalState.DECLINED, moderator, reason)

    def _close(
        self,
        number: int,
        state: ProposalState,
        moderator: str,
        text: str,
        along: Callable[[Connection], object] | None = None,
    ) -> Letter:
        with self._ledger.door.writing() as connection:
            _find(connection, number)
            values = {"state": state.value, "decided_by": moderator, "answer": text, "decided": self._clock()}
            close(connection, number, values)
            if along is not None:
                along(connection)
            return _find(connection, number)

    def forget(self, number: int) -> None:
        """Forget a reader's address and, of a letter that was not accepted, name and text."""
        with self._ledger.door.writing() as connection:
            letter = _find(connection, number)
            values = {"address": ""}
            if letter.state is not ProposalState.ACCEPTED:
                values |= {"proposer": "", "text": ""}
            if letter.state is ProposalState.WAITING:
                raise LedgerError(f"letter {number} waits for a decision: decline it first")
            connection.execute(update(proposals).where(proposals.c.id == number).values(**values))


def _find(connection: Connection, number: int) -> Letter:
    query = _LETTERS.where(proposals.c.id == number)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise LedgerError(f"no letter {number}: `foedus letter list` shows them with their numbers")
    return _letter(row)


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        row.id, moment(row.received), row.agreement_id, row.claim_id, row.proposer, row.address, row.text,
        ProposalState(row.state), None if row.decided is None else moment(row.decided), row.decided_by,
        row.answer, row.entered,
    )  # fmt: skip


def _count(connection: Connection, query: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
