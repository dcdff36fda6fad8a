"""Limits against floods: by where a letter is sent from, held in memory alone, so no sender is stored."""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock
from typing import Final

PER_SENDER: Final = 5  # letters in an hour
PER_ADDRESS: Final = 5  # letters in a day with one address for a reply
WAITING: Final = 500  # letters that wait for a moderator
PER_DAY: Final = 200  # letters in a day, of all
HOUR: Final = 3600.0
_SENDERS: Final = 10_000  # held; beyond it the one that wrote first is forgotten


class Senders:
    """How often each sender wrote in the last hour. Safe for several threads."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def admit(self, sender: str, now: float) -> bool:
        """Whether a sender may write once more at `now` (seconds of any clock); if so, it counts."""
        with self._lock:
            times = self._times.setdefault(sender, deque())
            while times and times[0] <= now - HOUR:
                times.popleft()
            if len(times) >= PER_SENDER:
                return False
            times.append(now)
            self._times.move_to_end(sender)
            if len(self._times) > _SENDERS:
                self._times.popitem(last=False)
            return True
