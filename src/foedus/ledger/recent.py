"""What was worked out last, held in memory for whoever asks again: at most so much, the oldest goes first.

Each thing is held under all that it follows from, so that it is never stale: a ledger only grows, and what
was known as of one of its entries stays so.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """At most `most` values by their keys. Safe for several threads.

    `alone` is for who works out what is not held: the next thread waits, and then finds it here.
    """

    def __init__(self, most: int) -> None:
        self.alone = Lock()
        self._most = most
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Key) -> Value | None:
        """The value of a key, None where it is not held."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def keys(self) -> list[Key]:
        """The keys of all that is held, that asked for longest ago first."""
        with self._lock:
            return list(self._held)

    def put(self, key: Key, value: Value) -> None:
        """Hold a value; what was asked for longest ago goes where there are too many."""
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            if len(self._held) > self._most:
                self._held.popitem(last=False)
