"""A board with people: accounts of every role, and a client that is logged in as one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any, Final

from starlette.testclient import TestClient

from foedus.ledger import open_ledger
from foedus.people.accounts import Accounts
from foedus.people.keys import Keys
from foedus.people.passwords import Passwords
from foedus.people.roles import Role
from foedus.people.sessions import Sessions
from foedus.web import create_app

TODAY: Final = date(2024, 12, 5)
HERE: Final = "http://board.test"
OWN: Final = {"sec-fetch-site": "same-origin"}
PASSWORD: Final = "quiet harbour nine"
NAMES: Final = {role: f"{role.value.capitalize()} Ruiz" for role in Role}


def add_people(where: Path) -> Path:
    """An account of each role in a ledger; the reviewer has a password, for hashing takes a moment."""
    passwords = Passwords()
    with open_ledger(where) as ledger:
        accounts = Accounts(ledger)
        for role, name in NAMES.items():
            accounts.add(name, role, PASSWORD if role is Role.REVIEWER else None, passwords)
    return where


def copied(made: Path, folder: Path) -> Path:
    """A ledger of one's own: a closed one is a single file."""
    assert not made.with_name(f"{made.name}-wal").exists()
    return Path(copy(made, folder))


def session(where: Path, role: Role) -> str:
    """A session's token of the person with a role."""
    with open_ledger(where) as ledger:
        return Sessions(ledger).begin(Accounts(ledger).named(NAMES[role]).id, "a test's browser")


def key(where: Path, role: Role) -> str:
    """An API key of the person with a role."""
    with open_ledger(where) as ledger:
        return Keys(ledger).add(Accounts(ledger).named(NAMES[role]), "test", role)[0]


@contextmanager
def browsing(where: Path, role: Role | None = None, **more: Any) -> Iterator[TestClient]:
    """A browser on a page of the board, logged in with a role; it follows no redirect."""
    app = create_app(str(where), lambda: TODAY, **more)
    with TestClient(app, base_url=HERE, headers=OWN, follow_redirects=False) as client:
        if role is not None:
            client.cookies.set("foedus", session(where, role))
        yield client
