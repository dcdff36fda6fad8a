"""One open ledger for all requests, opened anew when another file stands in its place.

Opening costs a hundred times what a small answer may: engine, schema and compiled statements are made once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Final

from foedus.ledger import Ledger, open_ledger
from foedus.ledger.address import is_url

_ASKED: Final[ContextVar[Ledger | None]] = ContextVar(
    "the ledger that a request is answered of", default=None
)
_Place = tuple[int, int] | None  # device and inode of a file; None for a server


class HeldLedger:
    """The ledger at a path or URL. Safe for several threads."""

    def __init__(self, where: str) -> None:
        """Opens it. Raises LedgerError where there is none."""
        self._where = where
        self._lock = Lock()
        self.remote = is_url(where)  # asking it can take long
        self._place = self._find()
        self._ledger = open_ledger(where, create=False)

    def ledger(self) -> Ledger:
        """The ledger to answer of: in `answering` that one, else as it stands there now.

        Raises LedgerError where it went away or cannot be read.
        """
        return _ASKED.get() or self.opened()

    @contextmanager
    def answering(self, ledger: Ledger) -> Iterator[None]:
        """Whatever is asked within, by this request's own threads too, is asked of the ledger as it is given
        here: `Ledger.as_of` an entry makes a whole answer of that one."""
        token = _ASKED.set(ledger)
        try:
            yield
        finally:
            _ASKED.reset(token)

    def opened(self) -> Ledger:
        """The ledger as it stands there now. Raises LedgerError where it went away or cannot be read."""
        place = self._find()
        if place != self._place:
            with self._lock:
                if place != self._place:
                    found = open_ledger(self._where, create=False)
                    self._ledger.close()
                    self._ledger, self._place = found, place
        return self._ledger

    def _find(self) -> _Place:
        if self.remote:
            return None
        try:
            found = os.stat(self._where)
        except OSError:
            return 0, 0  # what is not there is opened anew, which says so
        return found.st_dev, found.st_ino
