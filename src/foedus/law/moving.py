"""A day that remembers what it was compared with: the days on which every answer would have been the same.

What a function finds from comparing such a day is found for every other day of its stretch too, since it
would take the same way through the code; so the stretch is sound whatever the function does. Whoever looks at
the day itself (its month, its words) rather than comparing it learns one day, and the stretch is that day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NoReturn, SupportsIndex, TypeVar

Effect = Callable[[date], date]
T = TypeVar("T")

_OWN = frozenset({"stretch", "effects", "plain", "through", "__class__"})


class Stretch:
    """The days around `day` that nothing asked so far tells apart; `first` and `last` are among them."""

    __slots__ = ("day", "first", "last")

    def __init__(self, day: date) -> None:
        self.day = day
        self.first = date.min
        self.last = date.max

    def pin(self) -> None:
        """Something depends on the day itself."""
        self.first = self.last = self.day

    def split(self, holds: Callable[[date], bool]) -> None:
        """Keep the days that answer as `day` does; `holds` is true up to some day and false after it."""
        if holds(self.day):
            self.last = _boundary(self.day, self.last, holds)
        else:
            self.first = _boundary(self.day, self.first, lambda day: not holds(day))


def _boundary(inside: date, end: date, holds: Callable[[date], bool]) -> date:
    """The day furthest from `inside` towards `end` on which it still holds."""
    if holds(end):
        return end
    good, bad = inside.toordinal(), end.toordinal()
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        if holds(date.fromordinal(middle)):
            good = middle
        else:
            bad = middle
    return date.fromordinal(good)


class Moving(date):
    """A date on a stretch, or what follows from it by effects that give no earlier day for a later one."""

    stretch: Stretch
    effects: tuple[Effect, ...]
    plain: date

    def __new__(cls, stretch: Stretch, effects: tuple[Effect, ...] = ()) -> Moving:
        plain = stretch.day
        for effect in effects:
            plain = effect(plain)
        made = super().__new__(cls, plain.year, plain.month, plain.day)
        made.stretch, made.effects, made.plain = stretch, effects, plain
        return made

    def through(self, effect: Effect) -> Moving:
        """The day that follows from this one; `effect` is monotone."""
        return Moving(self.stretch, (*self.effects, effect))

    def __getattribute__(self, name: str) -> Any:
        if name not in _OWN:
            super().__getattribute__("stretch").pin()
        return super().__getattribute__(name)

    def _less(self, other: date, equal: bool) -> bool:
        """Whether it is before `other` (or equal); the stretch keeps the days that answer alike."""
        stretch, effects = _of(self)
        if isinstance(other, Moving):
            if _of(other) != (stretch, effects):
                stretch.pin()
                _of(other)[0].pin()
            return _plain(self) < _plain(other) or (equal and _plain(self) == _plain(other))
        if not effects:
            return _compared(stretch, other, equal)

        def holds(day: date) -> bool:
            for effect in effects:
                day = effect(day)
            return day <= other if equal else day < other

        stretch.split(holds)
        return holds(stretch.day)

    def __lt__(self, other: date) -> bool:
        return Moving._less(self, other, False)

    def __le__(self, other: date) -> bool:
        return Moving._less(self, other, True)

    def __gt__(self, other: date) -> bool:
        return not Moving._less(self, other, True)

    def __ge__(self, other: date) -> bool:
        return not Moving._less(self, other, False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return False
        return Moving._less(self, other, True) and not Moving._less(self, other, False)

    def __ne__(self, other: object) -> bool:
        return not Moving.__eq__(self, other)

    def __hash__(self) -> int:
        return hash(_seen(self))

    def __add__(self, other: timedelta) -> date:  # type: ignore[override]  # no Moving comes of it
        return _seen(self) + other

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> Any:
        return _seen(self) - other

    def __rsub__(self, other: Any) -> Any:
        return other - _seen(self)

    def replace(self, *args: Any, **changes: Any) -> date:  # type: ignore[override]  # no Moving comes of it
        return _seen(self).replace(*args, **changes)

    def __str__(self) -> str:
        return str(_seen(self))

    def __repr__(self) -> str:
        return repr(_seen(self))

    def __format__(self, form: str) -> str:
        return format(_seen(self), form)

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a moving day is of one computation")


def through(day: date, effect: Effect) -> date:
    """`effect(day)`, which a moving day remembers. `effect` never gives an earlier day for a later one."""
    return day.through(effect) if isinstance(day, Moving) else effect(day)


_get = object.__getattribute__
_ONE = timedelta(days=1)


def begun(acts: Sequence[T], on: date, day: Callable[[T], date]) -> int:
    """How many of these acts, in order of `day`, are not after `on`; a moving day learns of two of them."""
    if not isinstance(on, Moving):
        return bisect_right(acts, on, key=day)
    stretch, effects = _of(on)
    found = bisect_right(acts, _plain(on), key=day)
    if effects:
        stretch.pin()
        return found
    if found and (last := day(acts[found - 1])) > stretch.first:
        stretch.first = last
    if found < len(acts) and (after := day(acts[found])) <= stretch.last:
        stretch.last = after - _ONE
    return found


def _of(day: Moving) -> tuple[Stretch, tuple[Effect, ...]]:
    return _get(day, "stretch"), _get(day, "effects")


def _plain(day: Moving) -> date:
    found: date = _get(day, "plain")
    return found


def _seen(day: Moving) -> date:
    _of(day)[0].pin()
    return _plain(day)


def _compared(stretch: Stretch, other: date, equal: bool) -> bool:
    """The same as `split` for the day itself, where the boundary is plain to see."""
    if stretch.day < other or (equal and stretch.day == other):
        if other <= stretch.last:
            stretch.last = other if equal else other - _ONE
        return True
    if other >= stretch.first:
        stretch.first = other + _ONE if equal else other
    return False
