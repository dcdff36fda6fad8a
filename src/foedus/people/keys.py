"""API keys: shown once, kept as a digest, with a role no higher than their person's."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Row, func, select, update

from foedus.errors import LedgerBusy, UsageError
from foedus.ledger import Ledger
from foedus.ledger.schema import people, people_keys
from foedus.people.log import Change, note
from foedus.people.model import LONGEST_LABEL, Account, How, Key, Person
from foedus.people.roles import Role
from foedus.people.tokens import KEY, digest, new_token

MOST: Final = 20  # keys of one person that hold
_NOTED: Final = 60.0  # seconds between notes of when it was used
_SHOWN: Final = len(KEY) + 6  # characters of a key that are kept
Clock = Callable[[], float]


class Keys:
    """The API keys of a ledger; `clock` gives seconds since 1970. Safe for several threads.

    `actor` is the name of who makes and revokes them, for the log of changes.
    """

    def __init__(self, ledger: Ledger, clock: Clock = time.time, *, actor: str = "") -> None:
        self._door = ledger.door
        self._clock = clock
        self._actor = actor

    def add(self, owner: Account, label: str, role: Role) -> tuple[str, Key]:
        """Make a key; gives it, this once, and what is kept. Raises UsageError where it may not be."""
        label = " ".join(label.split())
        if not label or len(label) > LONGEST_LABEL or not label.isprintable():
            raise UsageError(f"say in 1 to {LONGEST_LABEL} printable characters what the key is for")
        if not owner.role.covers(role):
            raise UsageError(f"{owner.name} is {owner.role.value}: a key of theirs cannot be {role.value}")
        key, k = KEY + new_token(), people_keys.c
        with self._door.writing() as connection:
            own = select(func.count()).where(k.person_id == owner.id, k.revoked.is_(None))
            if connection.execute(own).scalar_one() >= MOST:
                raise UsageError(f"{owner.name} has {MOST} keys already: revoke one first")
            number = int(connection.execute(select(func.max(k.id))).scalar_one() or 0) + 1
            connection.execute(
                people_keys.insert().values(
                    id=number, person_id=owner.id, digest=digest(key), begins=key[:_SHOWN], label=label,
                    role=role.value, made=self._clock(),
                )
            )  # fmt: skip
            detail = f"{key[:_SHOWN]}, {role.value}, for {label}"
            note(connection, self._clock(), self._actor, Change.KEY_MADE, owner.name, detail)
            return key, _key(connection.execute(select(people_keys).where(k.id == number)).one())

    def find(self, key: str) -> Person | None:
        """Whose key it is, with the lower of the two roles; None where it holds no more."""
        now, k, p = self._clock(), people_keys.c, people.c
        query = select(p.id, p.name, p.role, k.role.label("own"), k.used, k.id.label("number"))
        query = query.join(people, p.id == k.person_id)
        with self._door.reading() as connection:
            row = connection.execute(
                query.where(k.digest == digest(key), k.revoked.is_(None), p.state == "active")
            ).one_or_none()
        if row is None:
            return None
        if row.used is None or row.used <= now - _NOTED:
            with suppress(LedgerBusy), self._door.writing(wait=False) as connection:
                connection.execute(update(people_keys).where(k.id == row.number).values(used=now))
        account, own = Role(row.role), Role(row.own)
        return Person(row.id, row.name, own if account.covers(own) else account, How.KEY)

    def of(self, person: int | None = None) -> list[Key]:
        """The keys of a person, or all, those revoked among them, oldest first."""
        query = select(people_keys).order_by(people_keys.c.id)
        if person is not None:
            query = query.where(people_keys.c.person_id == person)
        with self._door.reading() as connection:
            return [_key(row) for row in connection.execute(query)]

    def revoke(self, number: int, *, person: int | None = None) -> Key:
        """End a key, of this person where one is given. Raises UsageError where there is none that holds."""
        k = people_keys.c
        with self._door.writing() as connection:
            row = connection.execute(select(people_keys).where(k.id == number)).one_or_none()
            if row is None or row.revoked is not None or person not in (None, row.person_id):
                raise UsageError(f"no key {number} that holds: `foedus users key list` shows them")
            connection.execute(update(people_keys).where(k.id == number).values(revoked=self._clock()))
            owner = connection.execute(select(people.c.name).where(people.c.id == row.person_id)).scalar_one()
            detail = f"{row.begins}, for {row.label}"
            note(connection, self._clock(), self._actor, Change.KEY_REVOKED, owner, detail)
            return _key(connection.execute(select(people_keys).where(k.id == number)).one())


def _key(row: Row[Any]) -> Key:
    return Key(
        row.id, row.person_id, row.begins, row.label, Role(row.role), _moment(row.made),
        None if row.used is None else _moment(row.used),
        None if row.revoked is None else _moment(row.revoked),
    )  # fmt: skip


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
