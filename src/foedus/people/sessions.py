"""Sessions: a token in a cookie, kept as its digest; each ends when idle, and after half a day at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Row, and_, delete, or_, select, update

from foedus.errors import LedgerBusy
from foedus.ledger import Ledger
from foedus.ledger.schema import people, people_sessions
from foedus.people.model import How, Person, Session
from foedus.people.roles import Role
from foedus.people.tokens import digest, new_token

IDLE: Final = 2 * 3600.0  # seconds without a request
ABSOLUTE: Final = 12 * 3600.0  # seconds from logging in
_NOTED: Final = 60.0  # seconds between notes of when it was seen
_BROWSER: Final = 200  # characters
Clock = Callable[[], float]


class Sessions:
    """The sessions of a ledger; `clock` gives seconds since 1970. Safe for several threads."""

    def __init__(self, ledger: Ledger, clock: Clock = time.time) -> None:
        self._door = ledger.door
        self._clock = clock

    def begin(self, person: int, browser: str, *, instead_of: str | None = None) -> str:
        """Begin a session; gives its token, always a new one. The one that it stands `instead_of` ends."""
        token, now = new_token(), self._clock()
        s = people_sessions.c
        with self._door.writing() as connection:
            if instead_of is not None:
                connection.execute(delete(people_sessions).where(s.digest == digest(instead_of)))
            over = or_(s.seen <= now - IDLE, s.made <= now - ABSOLUTE)
            connection.execute(delete(people_sessions).where(over))
            row = {"digest": digest(token), "person_id": person, "made": now, "seen": now}
            connection.execute(people_sessions.insert().values(**row, browser=browser[:_BROWSER]))
        return token

    def find(self, token: str) -> Person | None:
        """Whose session it is; None where it has ended or the account may not come in."""
        now, s, p = self._clock(), people_sessions.c, people.c
        query = select(p.id, p.name, p.role, s.seen).join(people, p.id == s.person_id)
        with self._door.reading() as connection:
            row = connection.execute(
                query.where(
                    s.digest == digest(token), s.seen > now - IDLE, s.made > now - ABSOLUTE,
                    p.state == "active",
                )
            ).one_or_none()  # fmt: skip
        if row is None:
            return None
        if row.seen <= now - _NOTED:
            with suppress(LedgerBusy), self._door.writing(wait=False) as connection:
                connection.execute(
                    update(people_sessions).where(s.digest == digest(token)).values(seen=now)
                )  # who is busy writing must not hold a reader up: noted with the next request
        return Person(row.id, row.name, Role(row.role), How.SESSION)

    def end(self, token: str) -> None:
        """End one session by its token."""
        with self._door.writing() as connection:
            connection.execute(delete(people_sessions).where(people_sessions.c.digest == digest(token)))

    def end_marked(self, person: int, mark: str) -> bool:
        """End one of a person's own sessions by its mark; False where there is none."""
        found = [one for one in self._rows(person) if _mark(one.digest) == mark]
        with self._door.writing() as connection:
            for row in found:
                connection.execute(delete(people_sessions).where(people_sessions.c.digest == row.digest))
        return bool(found)

    def end_all(self, person: int, *, but: str | None = None) -> int:
        """End a person's sessions, `but` one by its token; gives how many ended."""
        s = people_sessions.c
        where = s.person_id == person
        if but is not None:
            where = and_(where, s.digest != digest(but))
        with self._door.writing() as connection:
            return connection.execute(delete(people_sessions).where(where)).rowcount

    def of(self, person: int) -> list[Session]:
        """A person's sessions that have not ended, the last seen first."""
        now = self._clock()
        return [
            Session(_mark(row.digest), row.person_id, _moment(row.made), _moment(row.seen), row.browser)
            for row in self._rows(person)
            if row.seen > now - IDLE and row.made > now - ABSOLUTE
        ]

    def _rows(self, person: int) -> list[Row[Any]]:
        s = people_sessions.c
        query = select(people_sessions).where(s.person_id == person).order_by(s.seen.desc(), s.digest)
        with self._door.reading() as connection:
            return list(connection.execute(query))


def mark_of(token: str) -> str:
    """The mark of a session by its token."""
    return _mark(digest(token))


def _mark(kept: bytes) -> str:
    return bytes(kept).hex()[:16]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
