"""People, their sessions and their keys as frozen values, and what a name may be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from foedus.errors import UsageError
from foedus.people.roles import MAY, Act, Role

LONGEST_NAME: Final = 60
LONGEST_LABEL: Final = 60


class How(StrEnum):
    """How a request says whose it is."""

    SESSION = "session"  # a cookie from logging in
    KEY = "key"  # Authorization: Bearer
    PROXY = "proxy"  # a header of a trusted proxy


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `id` is the account's, None for one that a proxy names and that has none.

    `role` is what this request may do: the account's, or the key's where that is lower.
    """

    id: int | None
    name: str
    role: Role
    how: How

    def may(self, act: Act) -> bool:
        """Whether this person may do so here."""
        return self.role.covers(MAY[act])


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `has_password` is False where only a proxy can say that it is this person."""

    id: int
    name: str
    role: Role
    active: bool
    has_password: bool
    made: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a person; `mark` tells it from others and lets nobody in."""

    mark: str
    person_id: int
    made: datetime
    seen: datetime
    browser: str


@dataclass(frozen=True, slots=True)
class Key:
    """One API key: `begins` are its first characters, `used` to the minute."""

    id: int
    person_id: int
    begins: str
    label: str
    role: Role
    made: datetime
    used: datetime | None
    revoked: datetime | None


def clean_name(given: str) -> str:
    """A name as it is kept: one line of printable characters. Raises UsageError for what is none."""
    name = " ".join(unicodedata.normalize("NFKC", given).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"a name is one line of 1 to {LONGEST_NAME} printable characters")
    return name


def folded(name: str) -> str:
    """What two names that look alike have in common."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
