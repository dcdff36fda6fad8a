"""The letters of one ledger: taken in within limits, looked through, and decided on once.

They are rows beside the record (`letters`). Accepting one writes its statement and its state in one
transaction, so that a letter never becomes two statements.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select, update

from foedus.errors import LedgerError, LetterRefused
from foedus.ledger import Entry, Ledger
from foedus.ledger.schema import letters
from foedus.ledger.within import chunks
from foedus.letters.limits import PER_ADDRESS, PER_DAY, WAITING
from foedus.letters.model import Draft, Letter, LetterState, cleaned, faults
from foedus.model import Certainty, Claim, ClaimKind, SourceKind

_DAY: Final = 86400.0
PAGE: Final = "a reader's letter"
Clock = Callable[[], float]


class LetterBox:
    """The letters of a ledger; `clock` gives seconds since 1970."""

    def __init__(self, ledger: Ledger, clock: Clock = time.time) -> None:
        self._ledger = ledger
        self._clock = clock

    def take(self, draft: Draft) -> int:
        """Take a letter in; gives its number. The same letter twice within a day is one.

        Raises LetterRefused for one that has faults, is about nothing that is there, or is one too many.
        """
        draft = cleaned(draft)
        if wrong := faults(draft):
            raise LetterRefused(next(iter(wrong.values())))
        self._check_subject(draft)
        now = self._clock()
        c = letters.c
        with self._ledger.door.writing() as connection:
            lately = select(c.id).where(c.received > now - _DAY)
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
            waiting = select(c.id).where(c.state == LetterState.WAITING.value)
            if _count(connection, lately) >= PER_DAY or _count(connection, waiting) >= WAITING:
                raise LetterRefused("The letter box is full for now: try again tomorrow.")
            number = int(connection.execute(select(func.max(c.id))).scalar_one() or 0) + 1
            connection.execute(
                letters.insert().values(
                    id=number, received=now, agreement_id=draft.agreement, claim_id=draft.claim,
                    name=draft.name, address=draft.address, text=draft.text, state=LetterState.WAITING.value,
                )
            )  # fmt: skip
        return number

    def _check_subject(self, draft: Draft) -> None:
        try:
            row = self._ledger.agreement(draft.agreement)
        except LedgerError as error:
            raise LetterRefused("This agreement is not in the record.") from error
        if draft.claim is not None:
            found = self._ledger.claims(ids=[draft.claim])
            if not found or found[0].agreement_id != row.id:
                raise LetterRefused("This claim is not one of the agreement.")

    def letters(self, state: LetterState | None = LetterState.WAITING) -> list[Letter]:
        """The letters in a state, or all, oldest first."""
        query = select(letters).order_by(letters.c.id)
        if state is not None:
            query = query.where(letters.c.state == state.value)
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
        letter = self.letter(number)
        meant = self._step_meant(letter)
        if what is None and meant is None:
            raise LedgerError(f"letter {number} is about no step: say what its reader states with --what")
        same = meant if meant is not None and what in (None, meant.what) else None
        entry = Entry(
            what=what or (meant.what if meant else ""),
            source=f"{letter.name} (reader)",
            actors=actors if actors is not None else (same.actors if same else ()),
            date=date if date is not None else (same.date if same else None),
            certainty=certainty,
            quote=letter.text,
            of=of if of is not None else (same.of if same else None),
            source_kind=SourceKind.PERSON,
            page=PAGE,
        )
        values = {"state": LetterState.ACCEPTED.value, "moderator": moderator, "decided": self._clock()}

        def decide(connection: Connection, claim: int) -> None:
            _decide(connection, number, {**values, "statement": claim})

        _, claim = self._ledger.enter(
            letter.agreement, entry, reason=reason, actor=moderator,
            recorded_at=datetime.fromtimestamp(self._clock(), UTC), along=decide,
        )  # fmt: skip
        return self.letter(number), claim

    def _step_meant(self, letter: Letter) -> Claim | None:
        if letter.claim is None:
            return None
        found = self._ledger.claims(ids=[letter.claim], kind=ClaimKind.STEP)
        return found[0].believed if found else None

    def statements(self, claims: Iterable[int]) -> dict[int, list[int]]:
        """By claim: the readers' statements about it, by their own numbers as claims."""
        c = letters.c
        out: dict[int, list[int]] = {}
        with self._ledger.door.reading() as connection:
            for part in chunks(claims):
                query = select(c.claim_id, c.statement).where(c.claim_id.in_(part), c.statement.is_not(None))
                for claim, statement in connection.execute(query.order_by(c.id)):
                    out.setdefault(claim, []).append(statement)
        return out

    def answer(self, number: int, moderator: str, text: str) -> Letter:
        """Note an answer to a letter, and decide on it so. Raises LedgerError as `decline` does."""
        return self._close(number, LetterState.ANSWERED, moderator, text)

    def decline(self, number: int, moderator: str, reason: str) -> Letter:
        """Decide that nothing follows from a letter. Raises LedgerError where it has been decided on."""
        return self._close(number, LetterState.DECLINED, moderator, reason)

    def _close(self, number: int, state: LetterState, moderator: str, text: str) -> Letter:
        with self._ledger.door.writing() as connection:
            values = {"state": state.value, "moderator": moderator, "answer": text, "decided": self._clock()}
            _decide(connection, number, values)
            return _find(connection, number)

    def forget(self, number: int) -> None:
        """Forget a reader's address and, of a letter that was not accepted, name and text."""
        with self._ledger.door.writing() as connection:
            letter = _find(connection, number)
            values = {"address": ""}
            if letter.state is not LetterState.ACCEPTED:
                values |= {"name": "", "text": ""}
            if letter.state is LetterState.WAITING:
                raise LedgerError(f"letter {number} waits for a decision: decline it first")
            connection.execute(update(letters).where(letters.c.id == number).values(**values))


def _decide(connection: Connection, number: int, values: dict[str, Any]) -> None:
    """Book a decision. Raises LedgerError where there is one already."""
    letter = _find(connection, number)
    if letter.state is not LetterState.WAITING:
        raise LedgerError(f"letter {number} was {letter.state.value} by {letter.moderator}")
    connection.execute(update(letters).where(letters.c.id == number).values(**values))


def _find(connection: Connection, number: int) -> Letter:
    row = connection.execute(select(letters).where(letters.c.id == number)).one_or_none()
    if row is None:
        raise LedgerError(f"no letter {number}: `foedus letter list` shows them with their numbers")
    return _letter(row)


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        row.id, _moment(row.received), row.agreement_id, row.claim_id, row.name, row.address, row.text,
        LetterState(row.state), None if row.decided is None else _moment(row.decided), row.moderator,
        row.answer, row.statement,
    )  # fmt: skip


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _count(connection: Connection, query: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
