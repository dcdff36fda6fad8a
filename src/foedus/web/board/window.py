"""The years that a timeline shows: a window in its address, and the windows that lead nearer, farther, on.

A window is written as two days, `2024-01-01/2025-12-31`, so that a drawing can be kept and sent as a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_SHORTEST: Final = timedelta(days=30)
_LONGEST: Final = timedelta(days=365_000)
_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Window:
    """From a first to a last day, both shown; the last is the later one."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def middle(self) -> date:
        return self.first + (self.last - self.first) / 2


def window_of(text: str) -> Window | None:
    """The window that an address names; None for "". Raises ValueError where it is none."""
    if not text:
        return None
    first, _, last = text.partition("/")
    found = Window(date.fromisoformat(first), date.fromisoformat(last))
    if found.first >= found.last:
        raise ValueError(f"{text!r} ends before it begins")
    return found


def windows(each: Iterable[date], on: date, shown: Window | None) -> list[tuple[str, Window]]:
    """What may be looked at next, each with its name; `each` are days of the drawing, `shown` what is."""
    days = [*each, on]
    whole = Window(min(days), max(*days, _moved(min(days), _SHORTEST)))
    at = shown or whole
    span = at.last - at.first
    out = [("the year around the day", _around(on, _YEAR))]
    if span / 2 > _SHORTEST:
        out.append(("nearer", _around(at.middle if shown else on, span / 2)))
    if shown is not None:
        if span * 2 < _LONGEST:
            out.append(("farther", _around(shown.middle, span * 2)))
        out.append(("earlier", _around(_moved(shown.middle, -span / 2), span)))
        out.append(("later", _around(_moved(shown.middle, span / 2), span)))
    return out


def _around(middle: date, span: timedelta) -> Window:
    return Window(_moved(middle, -span / 2), _moved(middle, max(span, _SHORTEST) / 2))


def _moved(day: date, by: timedelta) -> date:
    """A day so much earlier or later, at most the first or last of the calendar."""
    return date.fromordinal(min(date.max.toordinal() - 1, max(1, day.toordinal() + by.days)))
