"""A ledger to try an entry on: it is as the real one, takes entries, and nothing of them stands afterwards.

Everything happens in one transaction of the database that is rolled back, so that what is seen is what the
entry would do, by the very functions that make it. Readers go on meanwhile; writers wait. `as_one` is the
same where the entries stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection

from foedus.ledger.connect import Door
from foedus.ledger.store import Ledger

PATIENCE: Final = 5.0  # seconds: a person looks at a screen


class _Over(Exception):
    """Rolls the trial back."""


class _TrialDoor(Door):
    """Reads and writes inside one transaction of another door."""

    def __init__(self, door: Door, connection: Connection) -> None:
        self.label = door.label
        self.engine = door.engine
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self._connection

    @contextmanager
    def writing(self, *, wait: bool = True, patience: float | None = None) -> Iterator[Connection]:
        with self._connection.begin_nested():
            yield self._connection

    def ask_one(self, query: str) -> tuple[Any, ...] | None:
        row = self._connection.exec_driver_sql(query).first()
        return None if row is None else tuple(row)

    def close(self) -> None:
        """Nothing of its own to give back."""


@contextmanager
def as_one(ledger: Ledger, *, patience: float = PATIENCE) -> Iterator[Ledger]:
    """The ledger to look at and then to enter into, for one thread: nobody else's entry comes between.

    What was entered stands at the end, and nothing of it where an error leaves. Raises LedgerBusy where
    another writes for longer.
    """
    with ledger.door.writing(patience=patience) as connection:
        yield Ledger(_TrialDoor(ledger.door, connection))


@contextmanager
def trial(ledger: Ledger, *, patience: float = PATIENCE) -> Iterator[Ledger]:
    """The ledger to try entries on, for one thread. Raises LedgerBusy where another writes for longer."""
    try:
        with ledger.door.writing(patience=patience) as connection:
            yield Ledger(_TrialDoor(ledger.door, connection))
            raise _Over
    except _Over:
        return
