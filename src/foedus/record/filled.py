"""What kept standings say of records that the law cannot tell apart: a text with places for what differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import repeat
from typing import Any, Final

import msgspec

from foedus.law.columns import Acts, Ints
from foedus.law.observed import Unshared, act_of
from foedus.law.spans import Span
from foedus.law.status import Outline
from foedus.record.kept import Said, outline_values

# What stands in an outline for states, for the sources of acts and for days (`foedus.law.observed`), as it is
# written: a state or a date is a value of its own, sources are a list.
_DAY: Final = r"\d{4}-\d\d-\d\d"
_SLOT: Final = re.compile(
    r'"@(?P<state>\d+)"'
    r'|\[(?P<sources>"&\d+"(?:,"&\d+")*)\]'
    rf'|"(?P<first>\.\.|{_DAY})(?:/(?P<last>\.\.|{_DAY}))?"'
)
_LEFT_OVER: Final = re.compile(rf'"[@&#]|{_DAY}')
_OPEN: Final = ".."


class Group:
    """Records of which the same was found, each by its place, with the acts that came up of each."""

    def __init__(self, acts: Acts, treaty: Ints, met: Ints) -> None:
        self._acts, self._treaty, self._met = acts, treaty, met

    def __len__(self) -> int:
        return len(self._treaty)

    def states(self, rank: int) -> list[str]:
        """Of each, the state with this rank, in JSON."""
        return list(map(_text, self._acts.names(self._treaty, rank)))

    def sources(self, numbers: Sequence[int]) -> list[str]:
        """Of each, all who say so of the acts with these numbers, in JSON."""
        said_by = self._acts.said_by
        each = [list(map(said_by, self._met[:, number].tolist())) for number in numbers]
        if len(each) == 1:
            return list(map(_list, each[0]))
        return [_list(tuple(sorted({s for said in told for s in said}))) for told in zip(*each, strict=True)]

    def days(self, number: int) -> list[int]:
        """Of each, the day with this number, as an ordinal."""
        act, last = act_of(number)
        days = self._acts.last if last else self._acts.first
        found: list[int] = days[self._met[:, act]].tolist()
        return found


Fill = Callable[[Group], list[str]]


class Filled:
    """What kept rows say of one stretch of days, with places for what differs between records."""

    __slots__ = ("_fills", "_plain", "_since", "_text", "_until")

    def __init__(self, found: Outline, days: Mapping[str, int]) -> None:
        """`days` are those that may differ, as they are written, with their numbers. Raises Unshared where
        something differs that has no place."""
        said = outline_values(found)
        self._plain = said.state, said.in_force, said.headline
        self._since = None if said.since is None else _date(*_ends(said.since), days)
        self._until = None if said.until is None else _date(*_ends(said.until), days)
        parts = _form(said.summary, days)
        self._fills = [part for part in parts if not isinstance(part, str)]
        self._text = "".join([part.replace("%", "%%") if isinstance(part, str) else "%s" for part in parts])

    def of(self, group: Group) -> list[Said]:
        """The same for each of some records, by what came up of it."""
        state, in_force, headline = self._plain
        nothing = [None] * len(group)
        since = nothing if self._since is None else self._since(group)
        until = nothing if self._until is None else self._until(group)
        fills = [fill(group) for fill in self._fills]
        told = zip(*fills, strict=True) if fills else [()] * len(group)
        texts = map(self._text.__mod__, told)
        return list(map(_said, zip(repeat(state), repeat(in_force), since, until, repeat(headline), texts)))


#: A row of its values in order: half the time of naming each.
_said: Final[Callable[[tuple[Any, ...]], Said]] = partial(tuple.__new__, Said)


def _form(text: str, days: Mapping[str, int]) -> list[str | Fill]:
    """A JSON text in parts, with what fills the places that differ between records. Raises Unshared where
    something differs that has no place."""
    parts: list[str | Fill] = []
    at = 0
    for slot in _SLOT.finditer(text):
        parts += [text[at : slot.start()], _fill(slot, days)]
        at = slot.end()
    parts.append(text[at:])
    if any(isinstance(part, str) and _LEFT_OVER.search(part) for part in parts):
        raise Unshared("the outline has something that differs in a form of its own")
    return parts


def _fill(slot: re.Match[str], days: Mapping[str, int]) -> Fill:
    if (state := slot["state"]) is not None:
        rank = int(state)
        return lambda group: group.states(rank)
    if (told := slot["sources"]) is not None:
        acts = [int(number) for number in re.findall(r"\d+", told)]
        return lambda group: group.sources(acts)
    date_ = _date(slot["first"], slot["last"], days)
    return lambda group: [f'"{text}"' for text in date_(group)]


def _date(first: str, last: str | None, days: Mapping[str, int]) -> Fill:
    """What writes a date: a day, or the days from a first to a last, open at ".."."""
    ends = [end for end in (first, last) if end not in (None, _OPEN)]
    if not ends or any(end not in days for end in ends):
        raise Unshared("a date that is no day of the record")
    if last is None:
        return lambda group: list(map(_iso, group.days(days[first])))

    def interval(group: Group) -> list[str]:
        since = [_FIRST] * len(group) if first == _OPEN else group.days(days[first])
        until = [_LAST] * len(group) if last == _OPEN else group.days(days[last])
        return list(map(_interval, since, until))

    return interval


_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def _ends(edtf: str) -> tuple[str, str | None]:
    first, slash, last = edtf.partition("/")
    return first, last if slash else None


@lru_cache(1 << 16)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


@lru_cache(1 << 16)
def _interval(since: int, until: int) -> str:
    return Span(date.fromordinal(since), date.fromordinal(until)).edtf() or ""


@lru_cache(1 << 16)
def _text(text: str) -> str:
    return msgspec.json.encode(text).decode()


@lru_cache(1 << 16)
def _list(texts: tuple[str, ...]) -> str:
    return f"[{','.join(map(_text, texts))}]"
