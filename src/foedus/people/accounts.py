"""The accounts of one ledger, in its database beside the record.

Whoever's role, state or password changes is logged out everywhere; an account is disabled and never deleted,
for entries stand under its name. The last admin stays one. Each change leaves a line of who made it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, select, update

from foedus.errors import UsageError
from foedus.ledger import Ledger
from foedus.ledger.schema import people, people_keys, people_sessions
from foedus.people.log import Change, note
from foedus.people.model import Account, clean_name, folded
from foedus.people.passwords import Passwords, check_password
from foedus.people.roles import Role

Clock = Callable[[], float]
_ACTIVE: Final = "active"
_DISABLED: Final = "disabled"


class Accounts:
    """The accounts of a ledger; `clock` gives seconds since 1970. Safe for several threads.

    `actor` is the name of who makes changes, for the log of them.
    """

    def __init__(self, ledger: Ledger, clock: Clock = time.time, *, actor: str = "") -> None:
        self._door = ledger.door
        self._clock = clock
        self._actor = actor

    def add(self, name: str, role: Role, password: str | None, passwords: Passwords | None) -> Account:
        """Make an account; without a password for someone whom the proxy names.

        Raises UsageError for a name that is none or taken, and for a weak password.
        """
        name = clean_name(name)
        kept = None
        if password is not None:
            assert passwords is not None
            check_password(password, name)
            kept = passwords.hash(password)
        p = people.c
        with self._door.writing() as connection:
            if connection.execute(select(p.id).where(p.key == folded(name))).first() is not None:
                raise UsageError(f"there is an account {name!r} already: `foedus users list` shows them")
            number = int(connection.execute(select(func.max(p.id))).scalar_one() or 0) + 1
            connection.execute(
                people.insert().values(
                    id=number, name=name, key=folded(name), password=kept, role=role.value, state=_ACTIVE,
                    made=self._clock(),
                )
            )  # fmt: skip
            self._note(connection, Change.MADE, name, role.value)
            return _find(connection, name)

    def all(self) -> list[Account]:
        """Every account, the disabled ones among them, by name."""
        with self._door.reading() as connection:
            return [_account(row) for row in connection.execute(select(people).order_by(people.c.key))]

    def any(self) -> bool:
        """Whether there is an account."""
        with self._door.reading() as connection:
            return connection.execute(select(people.c.id).limit(1)).first() is not None

    def named(self, name: str) -> Account:
        """The account of a name, however written. Raises UsageError for an unknown one."""
        with self._door.reading() as connection:
            return _find(connection, name)

    def known(self, name: str) -> Account | None:
        """The same, None for an unknown one."""
        with self._door.reading() as connection:
            row = _row(connection, name)
        return None if row is None else _account(row)

    def of(self, number: int) -> Account | None:
        """The account of a number."""
        with self._door.reading() as connection:
            row = connection.execute(select(people).where(people.c.id == number)).one_or_none()
        return None if row is None else _account(row)

    def authenticate(self, name: str, password: str, passwords: Passwords) -> Account | None:
        """The active account that name and password fit; None, in the same time, for all that do not."""
        with self._door.reading() as connection:
            row = _row(connection, name[:200])
        fits = passwords.fits(password, None if row is None else row.password)
        return _account(row) if fits and row is not None and row.state == _ACTIVE else None

    def set_role(self, name: str, role: Role) -> Account:
        """Give an account a role; its sessions end, and no key of it may do more than it may.

        Raises UsageError where nobody would be admin any more.
        """
        return self._change(name, Change.ROLE, {"role": role.value}, role.value)

    def set_password(self, name: str, password: str, passwords: Passwords) -> Account:
        """Give an account a new password; its sessions end. Raises UsageError for a weak one."""
        check_password(password, self.named(name).name)
        return self._change(name, Change.PASSWORD, {"password": passwords.hash(password)})

    def disable(self, name: str) -> Account:
        """End an account: its sessions and keys let nobody in any more; what stands under its name stays.

        Raises UsageError where nobody would be admin any more.
        """
        return self._change(name, Change.DISABLED, {"state": _DISABLED})

    def enable(self, name: str) -> Account:
        """Let a disabled account in again; its keys stay revoked."""
        return self._change(name, Change.ENABLED, {"state": _ACTIVE})

    def end_sessions(self, name: str) -> Account:
        """Log a person out everywhere."""
        return self._change(name, Change.SESSIONS, {})

    def _change(self, name: str, change: Change, values: dict[str, Any], detail: str = "") -> Account:
        k = people_keys.c
        with self._door.writing() as connection:
            found = _find(connection, name)
            if values:
                connection.execute(update(people).where(people.c.id == found.id).values(**values))
            if _is_admin(found) and not _has_admin(connection):
                raise UsageError(f"{found.name} is the last admin: give another account that role first")
            connection.execute(delete(people_sessions).where(people_sessions.c.person_id == found.id))
            if change is Change.DISABLED:
                own = update(people_keys).where(k.person_id == found.id, k.revoked.is_(None))
                connection.execute(own.values(revoked=self._clock()))
            self._note(connection, change, found.name, detail)
            return _find(connection, name)

    def _note(self, connection: Connection, change: Change, person: str, detail: str) -> None:
        note(connection, self._clock(), self._actor, change, person, detail)


def _is_admin(account: Account) -> bool:
    return account.active and account.role is Role.ADMIN


def _has_admin(connection: Connection) -> bool:
    p = people.c
    query = select(p.id).where(p.role == Role.ADMIN.value, p.state == _ACTIVE).limit(1)
    return connection.execute(query).first() is not None


def _row(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(people).where(people.c.key == folded(name))).one_or_none()


def _find(connection: Connection, name: str) -> Account:
    row = _row(connection, name)
    if row is None:
        raise UsageError(f"no account {name!r}: `foedus users list` shows them")
    return _account(row)


def _account(row: Row[Any]) -> Account:
    made = datetime.fromtimestamp(row.made, UTC)
    return Account(row.id, row.name, Role(row.role), row.state == _ACTIVE, row.password is not None, made)
