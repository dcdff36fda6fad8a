"""Changes that wait for a second person, where a board asks for one, kept as they were written.

Whoever confirms is never who proposed. The entry is then made under the first one's name, and its reason
names the second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Row, func, select, update

from foedus.errors import FoedusError, LedgerError
from foedus.ledger import Ledger
from foedus.ledger.encode import compact
from foedus.ledger.schema import review_acts
from foedus.people.model import folded
from foedus.review.change import Done, Said, make
from foedus.review.effect import Effect
from foedus.review.written import Pairs, change_of

Clock = Callable[[], float]


class PendingState(StrEnum):
    """What became of a change that waited."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by who proposed it


@dataclass(frozen=True, slots=True)
class Pending:
    """One change that waits or waited; `pairs` are its form, `effect` what it was seen to do in lines."""

    id: int
    person: str
    pairs: tuple[tuple[str, str], ...]
    reason: str
    effect: tuple[str, ...]
    made: datetime
    state: PendingState
    second: str | None
    verdict: int | None


class SecondReview:
    """The changes of a ledger that wait for a second person; `clock` gives seconds since 1970."""

    def __init__(self, ledger: Ledger, clock: Clock = time.time) -> None:
        self._ledger = ledger
        self._clock = clock

    def propose(self, person: str, pairs: Pairs, reason: str, seen: Effect) -> int:
        """Have a change wait; gives its number."""
        a = review_acts.c
        with self._ledger.door.writing() as connection:
            number = int(connection.execute(select(func.max(a.id))).scalar_one() or 0) + 1
            row = {"id": number, "person": person, "act": compact([list(pair) for pair in pairs])}
            row |= {"reason": reason, "effect": compact(seen.lines()), "made": self._clock()}
            connection.execute(review_acts.insert().values(**row, state=PendingState.WAITING.value))
        return number

    def waiting(self) -> list[Pending]:
        """What waits, oldest first."""
        query = select(review_acts).where(review_acts.c.state == PendingState.WAITING.value)
        with self._ledger.door.reading() as connection:
            return [_pending(row) for row in connection.execute(query.order_by(review_acts.c.id))]

    def one(self, number: int) -> Pending:
        """One of them. Raises LedgerError for an unknown one."""
        with self._ledger.door.reading() as connection:
            row = connection.execute(select(review_acts).where(review_acts.c.id == number)).one_or_none()
        if row is None:
            raise LedgerError(f"no change {number} waits for a second reviewer")
        return _pending(row)

    def confirm(self, number: int, person: str) -> Done:
        """Make the change. Raises LedgerError for one's own, one decided on, and what cannot be made."""
        found = self.one(number)
        if folded(found.person) == folded(person):
            raise LedgerError("a second reviewer is another person than the first")
        self._decide(number, PendingState.CONFIRMED, person)
        at = datetime.fromtimestamp(self._clock(), UTC)
        reason = f"{found.reason} (second reviewer: {person})"
        try:
            done = make(self._ledger, change_of(self._ledger, found.pairs), Said(found.person, reason, at))
        except FoedusError:
            self._set(number, {"state": PendingState.WAITING.value, "second": None, "decided": None})
            raise
        self._set(number, {"verdict": done.verdicts[0]})
        return done

    def decline(self, number: int, person: str) -> PendingState:
        """Decide that it is not made; by who proposed it, that it is withdrawn."""
        own = folded(self.one(number).person) == folded(person)
        state = PendingState.WITHDRAWN if own else PendingState.DECLINED
        self._decide(number, state, person)
        return state

    def _decide(self, number: int, state: PendingState, person: str) -> None:
        a = review_acts.c
        values = {"state": state.value, "second": person, "decided": self._clock()}
        with self._ledger.door.writing() as connection:
            mine = update(review_acts).where(a.id == number, a.state == PendingState.WAITING.value)
            if connection.execute(mine.values(**values)).rowcount != 1:
                raise LedgerError(f"change {number} was decided on already")

    def _set(self, number: int, values: dict[str, Any]) -> None:
        with self._ledger.door.writing() as connection:
            connection.execute(update(review_acts).where(review_acts.c.id == number).values(**values))


def _pending(row: Row[Any]) -> Pending:
    return Pending(
        row.id, row.person, tuple((str(a), str(b)) for a, b in msgspec.json.decode(row.act)), row.reason,
        tuple(msgspec.json.decode(row.effect)), datetime.fromtimestamp(row.made, UTC),
        PendingState(row.state), row.second, row.verdict,
    )  # fmt: skip
