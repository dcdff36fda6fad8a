"""An open ledger as far as every question needs it: the database, and which state of it is asked about.

`known_on` is everywhere what the ledger knew: a day (to its end, UTC), an aware instant, or the number of a
transaction; None is now.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, Final, Self

from sqlalchemy import Connection

from foedus.ledger import chain, views
from foedus.ledger.chain import Head
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf
from foedus.ledger.identity import Identity, identity
from foedus.ledger.inventory import Inventories
from foedus.ledger.recent import Recent

_IDENTITIES: Final = 8  # kept
_IN_MEMORY: Final = 10_000  # things that others have worked out, of each sort


class Opened:
    """A database with a ledger, as known now or at one of its entries; a context manager that closes it."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._last: Head | None = None  # what counts as its last entry; None: whatever is there
        self._identities: Recent[int, Identity] = Recent(_IDENTITIES)  # by the transaction
        self._inventories = Inventories()
        self._beside: dict[str, Recent[Any, Any]] = {}

    @property
    def where(self) -> str:
        """The file or URL, without a password."""
        return self._door.label

    @property
    def door(self) -> Door:
        """The database, for what is kept beside the record."""
        return self._door

    def as_of(self, head: Head) -> Self:
        """The same ledger as it stood when this was its last entry: what came in later it does not know.

        Whatever is asked of it, several things one after another among them, is of one state. It shares the
        database and all that is held in memory.
        """
        other = copy(self)
        other._last = head
        return other

    def recent(self, what: str, most: int = _IN_MEMORY) -> Recent[Any, Any]:
        """What others work out from the ledger and hold in memory for as long as it is open, by its name."""
        return self._beside.setdefault(what, Recent(most))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self._door.close()

    @contextmanager
    def view(self, known_on: AsOf = None) -> Iterator[tuple[Connection, int, Identity]]:
        """One state of the ledger, for what asks several things of it: a connection, the number of the last
        transaction that counts, and which agreements are one there."""
        with self._door.reading() as connection:
            held = self._inventories.held(known_on) if isinstance(known_on, int) else None
            number = self._asof(connection, known_on) if held is None else held.number
            yield connection, number, self._identity(connection, number)

    def _identity(self, connection: Connection, number: int) -> Identity:
        """What was known as of a transaction never changes, so it is kept for the next who asks."""
        held = self._inventories.held(number)
        found = self._identities.get(number) if held is None else held.known
        if found is None:
            found = identity(connection, number)
            self._identities.put(number, found)
        return found

    def known_at(self, known_on: AsOf = None) -> int:
        """The number of the last transaction that `known_on` includes, 0 where there is none."""
        if known_on is None:
            return self.head().number
        if isinstance(known_on, int) and self._inventories.held(known_on) is not None:
            return known_on if self._last is None else min(known_on, self._last.number)
        with self._door.reading() as connection:
            return self._asof(connection, known_on)

    def _asof(self, connection: Connection, known_on: AsOf) -> int:
        """The same, asked over this connection."""
        if self._last is None:
            return views.asof(connection, known_on)
        last = self._last.number
        return last if known_on is None else min(last, views.asof(connection, known_on))

    def head(self) -> Head:
        """The last entry's number and hash: kept elsewhere, it shows later whether this record stands.

        While it is the same, so is every answer of the ledger; it is made to be asked often.
        """
        if self._last is not None:
            return self._last
        found = self._door.ask_one(chain.LAST)
        return Head(0, chain.FIRST) if found is None else Head(found[0], bytes(found[1]))

    def departure(self, kept: Head) -> str | None:
        """How the ledger departs from a head that was kept of it, None where it still contains it.

        Only of a ledger whose chain holds (`check`) does this say that every entry up to it is as it was.
        """
        with self._door.reading() as connection:
            return chain.departure(connection, kept)
