"""What was changed about accounts and keys, when and by whom: a line each, written with the change itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, func, select

from foedus.ledger import Ledger
from foedus.ledger.schema import people_log

MOST: Final = 100  # lines shown at once


class Change(StrEnum):
    """What is done to an account."""

    MADE = "account made"
    ROLE = "role given"
    PASSWORD = "password changed"
    DISABLED = "account disabled"
    ENABLED = "account let in again"
    SESSIONS = "sessions ended"
    KEY_MADE = "key made"
    KEY_REVOKED = "key revoked"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `actor` did it to `person`'s account, by their names; `detail`: a role, a key's label."""

    made: datetime
    actor: str
    change: Change
    person: str
    detail: str


def note(
    connection: Connection, now: float, actor: str, change: Change, person: str, detail: str = ""
) -> None:
    """Write a line in the transaction of the change that it tells of."""
    number = int(connection.execute(select(func.max(people_log.c.id))).scalar_one() or 0) + 1
    connection.execute(
        people_log.insert().values(
            id=number, made=now, actor=actor, change=change.value, person=person, detail=detail
        )
    )


def lines(ledger: Ledger, person: str | None = None, most: int = MOST) -> list[Line]:
    """The last lines, newest first; of one account by its name as it is kept, or of all."""
    query = select(people_log).order_by(people_log.c.id.desc()).limit(most)
    if person is not None:
        query = query.where(people_log.c.person == person)
    with ledger.door.reading() as connection:
        return [
            Line(datetime.fromtimestamp(r.made, UTC), r.actor, Change(r.change), r.person, r.detail)
            for r in connection.execute(query)
        ]
