"""Passwords: argon2id with a salt of its own each, checked in the same time whether or not there is one.

No message and no log repeats a password.
"""

from __future__ import annotations

import unicodedata
from threading import BoundedSemaphore
from typing import Final, Protocol

from foedus.errors import UsageError
from foedus.extras import extra

SHORTEST: Final = 12
LONGEST: Final = 256
_DIFFERENT: Final = 5  # characters
_MEMORY: Final = 19 * 1024  # KiB: with two passes what OWASP names as the least, 40 ms of a processor
_PASSES: Final = 2
_AT_ONCE: Final = 2  # more would take memory from the board


class _Hasher(Protocol):
    def hash(self, password: str) -> str: ...
    def verify(self, hash: str, password: str) -> bool: ...


class Passwords:
    """Hashes and checks passwords. Safe for several threads, of which a few work at once."""

    def __init__(self) -> None:
        """Raises MissingExtra where argon2 is not installed."""
        with extra("web"):
            from argon2 import PasswordHasher  # noqa: PLC0415  comes with an extra
            from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

        self._hasher: _Hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY, parallelism=1)
        self._faults = (InvalidHashError, VerificationError)
        self._nobody = self._hasher.hash("nobody's")
        self._room = BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """What to keep of a password."""
        with self._room:
            return self._hasher.hash(_normal(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether it is the password that was kept; where none was, False in the same time."""
        if len(password) > LONGEST:
            password = ""
        with self._room:
            try:
                return self._hasher.verify(kept or self._nobody, _normal(password)) and kept is not None
            except self._faults:
                return False


def check_password(password: str, name: str) -> None:
    """Raises UsageError, without repeating it, for a password that is too easily guessed."""
    normal = _normal(password)
    if not SHORTEST <= len(normal) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters")
    if len(set(normal)) < _DIFFERENT:
        raise UsageError("the same few characters over and over are easily guessed: take another password")
    if name and not normal.casefold().replace(name.casefold(), "").strip():
        raise UsageError("a name is easily guessed: take another password")


def _normal(password: str) -> str:
    """The same password whichever keyboard wrote it."""
    return unicodedata.normalize("NFKC", password)
