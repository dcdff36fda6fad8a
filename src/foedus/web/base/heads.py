"""Which entry of the ledger answers are of: its last, or for a moment the one before.

An answer and its ETag are of one entry. When a later one has come, whoever asks waits until it is known how
much it bears on: where that is little, all answers are of it from then on. Where it is much, it is worked
out by a thread of its own, and answers are of the entry before until that has done, for `LATEST` seconds at
most. Nobody is given an answer older than what was last written through this board.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event, Lock, Thread
from typing import Final

from foedus.errors import LedgerError
from foedus.ledger import Ledger
from foedus.ledger.chain import Head
from foedus.ledger.held import HeldLedger
from foedus.record.ahead import changed_since, work_ahead

LATEST: Final = 5.0  # seconds for which answers may be of an entry that has been overtaken
FEW: Final = 10  # agreements that whoever asks for them may well work out
_PATIENCE: Final = 30.0  # seconds; the thread tells long before
_LOOKS: Final = 4  # entries that one who asks waits for, where more come in meanwhile


@dataclass(frozen=True, slots=True)
class _Served:
    """The open ledger, the same as of the entry that answers are of, and when that was last seen to be the
    last one."""

    opened: Ledger
    ledger: Ledger
    head: Head
    seen: float


@dataclass(slots=True)
class _Coming:
    """An entry whose changes are looked at; `known` is set when it is known whether they are many. `next` may
    be seen again as the last one meanwhile."""

    next: _Served
    before: int
    known: Event = field(default_factory=Event)


class Heads:
    """The entry that the answers of one board are of. Safe for several threads."""

    def __init__(self, held: HeldLedger, clock: Callable[[], float] = time.monotonic) -> None:
        self._held, self._clock = held, clock
        self._lock = Lock()
        self._served: _Served | None = None
        self._coming: _Coming | None = None
        self._least = 0  # the entry that was last written through this board

    def at_hand(self) -> Ledger | None:
        """The ledger as of the entry to answer of, None where `settle` is to be asked, which may wait.

        Raises LedgerError.
        """
        last = self._last()
        with self._lock:
            return self._answering(last)

    def settle(self) -> Ledger:
        """The same for one who waits until it is known what came in. Raises LedgerError."""
        last = self._last()
        for _ in range(_LOOKS):
            with self._lock:
                if (found := self._answering(last)) is not None:
                    return found
                coming = self._coming
                if self._served is None or (coming is not None and coming.known.is_set()):
                    return last.ledger  # what is told meanwhile is too old
                if coming is None:
                    coming = self._coming = _Coming(last, self._served.head.number)
                    Thread(target=self._look, args=(coming,), name="foedus-ahead", daemon=True).start()
            coming.known.wait(_PATIENCE)
        return last.ledger

    def wrote(self) -> None:
        """Something was written through this board: answers are of this entry or a later one from now on."""
        number = self._last().head.number
        with self._lock:
            self._least = max(self._least, number)

    def _last(self) -> _Served:
        opened = self._held.opened()
        head = opened.head()
        return _Served(opened, opened.as_of(head), head, self._clock())

    def _answering(self, last: _Served) -> Ledger | None:
        served = self._served
        if served is None or served.opened is not last.opened:  # nothing is held that could be told instead
            self._served, self._coming, self._least = last, None, 0
            return last.ledger
        if served.head == last.head:
            self._served = replace(served, seen=max(served.seen, last.seen))
            return served.ledger
        if served.head.number > last.head.number:  # seen before a later one was
            return served.ledger
        if self._coming is not None and self._coming.next.head == last.head:
            self._coming.next = replace(self._coming.next, seen=last.seen)
        fresh = last.seen - served.seen <= LATEST and served.head.number >= self._least
        much = self._coming is not None and self._coming.known.is_set()
        return served.ledger if fresh and much else None

    def _look(self, coming: _Coming) -> None:
        """Look at what came in, tell whether it is much, and work it out if it is."""
        try:
            changed = changed_since(coming.next.ledger, coming.before)
            if len(changed) > FEW:
                coming.known.set()
                work_ahead(coming.next.ledger, changed)
        except LedgerError:
            pass  # who asks next is told
        except Exception:
            logging.getLogger("foedus.web").exception("working ahead failed")
        finally:
            with self._lock:
                if self._coming is coming:
                    self._served, self._coming = coming.next, None
            coming.known.set()
