"""When a subscriber is told: an hour of a day in his zone, once, whatever his clocks do. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from foedus.errors import UsageError

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Schedule:
    """An hour (0 to 23) in an IANA zone, every day or on one weekday (0 is Monday).

    `always`: also when nothing changed.
    """

    hour: int = 7
    zone: str = "UTC"
    weekday: int | None = None
    always: bool = False

    def next(self, after: datetime) -> datetime:
        """The first such moment after an aware instant, in UTC.

        An hour that the clocks pass over is told an hour later, one that comes twice when it first comes.
        """
        zone = ZoneInfo(self.zone)
        day = after.astimezone(zone).date()
        for n in range(-1, 9):
            wanted = day + timedelta(days=n)
            if self.weekday is not None and wanted.weekday() != self.weekday:
                continue
            at = datetime.combine(wanted, time(self.hour), zone).astimezone(UTC)
            if at > after:
                return at
        raise AssertionError("every week has each weekday")

    def day(self, at: datetime) -> date:
        """The subscriber's day at an aware instant."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def in_words(self) -> str:
        """ "every Monday at 07:00, Europe/Oslo"."""
        day = "day" if self.weekday is None else WEEKDAYS[self.weekday]
        return f"every {day} at {self.hour:02d}:00, {self.zone.replace('_', ' ')}"


def checked(hour: int, zone: str, weekday: int | None, *, always: bool) -> Schedule:
    """A schedule of what somebody gave. Raises UsageError for an hour, a zone or a weekday that is none."""
    if not 0 <= hour <= 23:
        raise UsageError(f"{hour} is no hour: write one from 0 to 23")
    if weekday is not None and not 0 <= weekday <= 6:
        raise UsageError(f"{weekday} is no weekday: 0 is Monday, 6 Sunday")
    if zone not in zones():
        raise UsageError(f"{zone[:60]!r} is no time zone: write one as Europe/Oslo, Asia/Seoul or UTC")
    return Schedule(hour, zone, weekday, always)


@cache
def zones() -> frozenset[str]:
    """The names of time zones that this machine knows, without those of systems alone."""
    return frozenset(z for z in available_timezones() if z[:1].isupper() and z not in ("Factory",))
