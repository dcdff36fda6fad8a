"""Limits against guessing: log-ins that failed, by name and by where they come from, held in memory alone.

By name so many that nobody is locked out of an account by a stranger's few tries, and a password is still
out of reach; by address few. A success takes nothing back, or an attacker with an account would reset it.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock
from typing import Final

PER_NAME: Final = 50  # failures in an hour
PER_ADDRESS: Final = 10  # failures in a quarter of an hour
HOUR: Final = 3600.0
QUARTER: Final = 900.0
_HELD: Final = 10_000  # names or addresses; beyond it the one that failed first is forgotten


class _Counted:
    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def full(self, who: str, now: float) -> bool:
        times = self._times.get(who)
        while times and times[0] <= now - self._seconds:
            times.popleft()
        return times is not None and len(times) >= self._most

    def take(self, who: str, now: float) -> None:
        self._times.setdefault(who, deque()).append(now)
        self._times.move_to_end(who)
        if len(self._times) > _HELD:
            self._times.popitem(last=False)

    def give_back(self, who: str) -> None:
        if times := self._times.get(who):
            times.pop()


class Throttle:
    """How often log-ins failed. Safe for several threads."""

    def __init__(self) -> None:
        self._names = _Counted(PER_NAME, HOUR)
        self._addresses = _Counted(PER_ADDRESS, QUARTER)
        self._lock = Lock()

    def admit(self, name: str, address: str, now: float) -> bool:
        """Whether one more try is let through at `now` (seconds of any clock); it counts as failed until
        `succeeded` says otherwise, so that tries side by side are counted too."""
        with self._lock:
            if self._names.full(name, now) or self._addresses.full(address, now):
                return False
            self._names.take(name, now)
            self._addresses.take(address, now)
            return True

    def succeeded(self, name: str, address: str) -> None:
        """The try that was admitted last was no failure."""
        with self._lock:
            self._names.give_back(name)
            self._addresses.give_back(address)
