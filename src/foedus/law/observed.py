"""Records that the law cannot tell apart share their outlines: it is asked once for all of them.

Of a record whose treaty has no rule told, the law asks some things in turn (was it signed, by whom, when was
it said to be in force), compares days, and never counts from them; one name is as good as another. So all
that it has asked of one record, with the answers, tells what it finds of every record that would answer the
same: in the order of its days rather than in days, by the rank of a name rather than by the name.

Nothing of this is written down about the law: what it asks is watched while it works, on acts whose days can
be compared and written down and refuse all else (`Unshared`). Where they refuse, the record is worked out by
itself, as any other is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, Generic, NamedTuple, NoReturn, TypeVar

from foedus.law.history import Done, Gathered, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind
from foedus.law.model import Fact, Terms
from foedus.law.spans import Span
from foedus.law.status import Outline, outline
from foedus.law.whole import of_history
from foedus.model import Certainty, Step

_ONE: Final = timedelta(days=1)
_LAST: Final = date.max - _ONE  # the day after it stands for never
_TERMS: Final = Terms(known=False)
_REPORTS: Final = (Kind.ENTRY,)  # asked for by themselves, those of later days are among them
_OPEN: Final = (date.min, date.max)  # stand for no bound
_EVERYONE, _SOMEONE = -2, -1
_NOBODY: Final = frozenset((EVERYONE, SOMEONE))
_FACT: Final = Fact("", Step.NEGOTIATED)


class Unshared(Exception):
    """The law wanted more than may differ between records that share."""


class Deed(NamedTuple):
    """One act of one actor (a code, EVERYONE, SOMEONE) as its reports have it, without the reports.

    `said_by` is empty where a publisher says it in its own voice. `torn`: its dates cannot all be right.
    """

    kind: Kind
    at: str
    span: Span
    said_by: tuple[str, ...] = ()
    torn: bool = False


class Deeds:
    """What is told of one treaty: its parties, its acts by kind and in order of date, and the steps planned.

    Codes of states are compared as they stand, so they are to be alike in case. No plan is one of entry into
    force.
    """

    __slots__ = ("_begins", "_joined", "_who", "by_kind", "names", "parties", "plans", "ranks", "start")

    def __init__(
        self, parties: tuple[str, ...], acts: Mapping[Kind, list[Deed]], plans: Iterable[Step | str] = ()
    ) -> None:
        self.by_kind = acts
        names = set(parties)
        for each in acts.values():
            if len(each) > 1:
                each.sort(key=_order)
            for deed in each:
                names.add(deed.at)
        self.names = sorted(names - _NOBODY)
        self.ranks = {EVERYONE: _EVERYONE, SOMEONE: _SOMEONE}
        for rank, at in enumerate(self.names):
            self.ranks[at] = rank
        self.parties = tuple([self.ranks[party] for party in parties])
        self.plans = tuple(sorted(set(plans))) if plans else ()
        #: what the law knows before it asks
        self.start: Hashable = (self.parties, self.plans, frozenset(acts))
        # by kinds, worked out when first asked and the same on every day
        self._begins: dict[tuple[Kind, ...], date] = {}
        self._joined: dict[tuple[Kind, ...], list[Deed]] = {}
        self._who: dict[tuple[Kind, ...], list[tuple[date, int]]] = {}

    def begins(self, kinds: tuple[Kind, ...]) -> date:
        """The first day of any act of these kinds."""
        found = self._begins.get(kinds)
        if found is None:
            found = self._begins[kinds] = min([self.by_kind[kind][0].span.first for kind in kinds])
        return found

    def of(self, kinds: tuple[Kind, ...]) -> list[Deed]:
        """The acts of some kinds, in order of date."""
        if len(kinds) == 1:
            return self.by_kind[kinds[0]]
        found = self._joined.get(kinds)
        if found is None:
            found = self._joined[kinds] = sorted(
                [deed for kind in kinds for deed in self.by_kind[kind]], key=_order
            )
        return found

    def who(self, kinds: tuple[Kind, ...]) -> list[tuple[date, int]]:
        """Who has done acts of these kinds, and from when on; who comes after all the parties is left out."""
        found = self._who.get(kinds)
        if found is None:
            first: dict[int, date] = {}
            awaited = set(self.parties)
            for deed in self.of(kinds):
                actor = self.ranks[deed.at]
                first.setdefault(actor, deed.span.first)
                awaited.discard(actor)
                if actor == _EVERYONE or (self.parties and not awaited):
                    break
            found = self._who[kinds] = [(day, actor) for actor, day in first.items()]
        return found


def _order(deed: Deed) -> tuple[date, date, Kind, str]:
    return deed.span.first, deed.span.last, deed.kind, deed.at


class View:
    """What has been asked of the deeds on one day, and answered in ranks.

    `days` are those that the answers have brought up, in that order, the day itself first; `acts` likewise.
    `turn` is the first later day on which an answer is another.
    """

    __slots__ = ("_sorted", "acts", "days", "deeds", "on", "turn")

    def __init__(self, deeds: Deeds, on: date) -> None:
        self.deeds, self.on, self.turn = deeds, on, date.max
        self.days = [on]
        self.acts: list[Deed] = []
        self._sorted = [on]

    def any(self, kinds: tuple[Kind, ...]) -> Hashable:
        """Whether there are acts of these kinds."""
        first = self.deeds.begins(kinds)
        if first <= self.on:
            return True
        self.turn = min(self.turn, first)
        return False

    def actors(self, kinds: tuple[Kind, ...]) -> Hashable:
        """Who has done acts of these kinds, in order; who comes after all the parties have is left out."""
        out = []
        for first, actor in self.deeds.who(kinds):
            if first > self.on:
                self.turn = min(self.turn, first)
                break
            out.append(actor)
        return tuple(out)

    def of(self, kinds: tuple[Kind, ...]) -> Hashable:
        """The acts of these kinds that were or may have been done by the end of the day."""
        out = []
        for deed in self.deeds.of(kinds):
            first = deed.span.first
            if first > self.on:
                self.turn = min(self.turn, first)
                break
            out.append(self._code(deed))
        return tuple(out)

    def reports(self, kinds: tuple[Kind, ...]) -> Hashable:
        """The acts of these kinds, whatever the day."""
        return tuple([self._code(deed) for deed in self.deeds.of(kinds)])

    def _code(self, deed: Deed) -> Hashable:
        for number, known in enumerate(self.acts):
            if known is deed:
                return number
        self.acts.append(deed)
        kind, at, (first, last, vague), said_by, torn = deed
        start = self._place(first)
        end = start if first is last else self._place(last)
        return kind, self.deeds.ranks[at], start, end, vague, torn, bool(said_by)

    def _place(self, day: date) -> int:
        """Where a day stands among those that came up: odd numbers are the days, even ones lie between."""
        if day == date.min or day == date.max:  # noqa: PLR1714  the place where most time goes
            return -1 if day == date.min else -2
        known = self._sorted
        at = bisect_left(known, day)
        if at < len(known) and known[at] == day:
            return 2 * at + 1
        known.insert(at, day)
        self.days.append(day)
        if self.on < day < self.turn:
            self.turn = day
        return 2 * at


Ask = Callable[[View, tuple[Kind, ...]], Hashable]
R = TypeVar("R")


class _Node(Generic[R]):
    """What the law asks next, and what follows by answer; or what it finds. `very`: on that day alone."""

    __slots__ = ("ask", "found", "kinds", "then", "very")

    def __init__(self) -> None:
        self.ask: Ask | None = None
        self.kinds: tuple[Kind, ...] = ()
        self.then: dict[Hashable, _Node[R]] = {}
        self.found: R | None = None
        self.very = False


class Observed(Generic[R]):
    """What the law asked and found, of all the records so far; a working value.

    `render` gives what is found its form, once for each answer: from the parties and the outline, in which
    states are called `name_of(rank)` and the sources of the n-th act that came up `sources_of(n)`, and the
    days that came up as they are written, by their number.
    """

    def __init__(self, render: Callable[[tuple[str, ...], Outline, Mapping[str, int]], R]) -> None:
        self._render = render
        self._starts: dict[Hashable, _Node[R]] = {}
        self.learned = 0  # how often the law was asked

    def answers(self, deeds: Deeds) -> Iterator[tuple[date, date, R, View]]:
        """The first and the last day of each stretch of days, in order, with what is found on them.

        All days but the last of the calendar, which stands for never, are covered. Stretches that follow each
        other may be alike. Raises Unshared where the record is to be worked out by itself.
        """
        first, on = date.min, date.min + _ONE  # the first day of all stands for what is not told
        while True:
            found, very, view = self._find(deeds, on)
            turn = on + _ONE if very else view.turn
            if turn > _LAST:
                yield first, _LAST, found, view
                return
            yield first, turn - _ONE, found, view
            first = on = turn

    def _find(self, deeds: Deeds, on: date) -> tuple[R, bool, View]:
        view, node = View(deeds, on), self._starts.get(deeds.start)
        while node is not None:
            if node.ask is None:
                if node.found is None:
                    raise Unshared
                return node.found, node.very, view
            node = node.then.get(node.ask(view, node.kinds))
        return self._learn(deeds, on)

    def _learn(self, deeds: Deeds, on: date) -> tuple[R, bool, View]:
        """Ask the law, and note what it asks."""
        self.learned += 1
        node = self._starts.setdefault(deeds.start, _Node())
        watched = _Watched(deeds, on)
        try:
            found = self._render(watched.parties, outline(of_history(watched, _TERMS)), watched.written())
        except Unshared:
            found = None
        for (ask, kinds), answer in watched.asked.items():
            node.ask, node.kinds = ask, kinds
            node = node.then.setdefault(answer, _Node())
        node.found, node.very = found, watched.very_day
        if found is None:
            raise Unshared
        return found, node.very, watched.view


def name_of(rank: int) -> str:
    """What stands for the state with this rank among the names of a record."""
    return f"@{rank}"


def sources_of(number: int) -> str:
    """What stands for all the sources of the act that came up with this number."""
    return f"&{number}"


class _Rank(date):
    """A day of which only the order counts. It is written as itself, and is never the first of a month."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise Unshared("a day was counted from, or looked at")

    __add__ = __radd__ = __sub__ = __rsub__ = replace = toordinal = weekday = isoweekday = _refuse
    isocalendar = timetuple = strftime = ctime = _refuse
    year = month = property(_refuse)
    day = property(lambda self: 2)


class _On(_Rank):
    """The day asked about. `very_day`: an answer hung on its being a day that it was compared with."""

    very_day = False

    def _is(self, other: object) -> bool:
        same = date.__eq__(self, other)
        self.very_day |= same
        return same

    def __le__(self, other: date) -> bool:
        return self._is(other) or date.__le__(self, other)

    def __gt__(self, other: date) -> bool:
        return not self._is(other) and date.__gt__(self, other)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self._is(other)

    def __ne__(self, other: object) -> bool:
        return not self.__eq__(other)

    __hash__ = date.__hash__


class _Watched(History):
    """A history that notes what it is asked, and answers in ranks."""

    __slots__ = ("asked", "deeds", "view")
    asked: dict[tuple[Ask, tuple[Kind, ...]], Any]
    deeds: Deeds
    view: View

    def __init__(self, deeds: Deeds, on: date) -> None:
        parties = tuple(map(_who, deeds.parties))
        plans = tuple([Fact("#", step, certainty=Certainty.PLANNED) for step in deeds.plans])
        gathered = _Gathered(parties, _Untold(), plans, (), None, (), None)
        super().__init__(parties, plans, (), _On.fromordinal(on.toordinal()), gathered)
        for name, value in (("deeds", deeds), ("view", View(deeds, on)), ("asked", {})):
            object.__setattr__(self, name, value)
        object.__setattr__(gathered, "watched", self)

    @property
    def very_day(self) -> bool:
        """Whether an answer hung on its being a day that came up."""
        return isinstance(self.on, _On) and self.on.very_day

    def any(self, *kinds: Kind) -> bool:
        return bool(self._ask(View.any, kinds))

    def actors(self, *kinds: Kind) -> list[str]:
        answer: tuple[int, ...] = self._ask(View.actors, kinds) or ()
        return list(map(_who, answer))

    def of(self, *kinds: Kind) -> tuple[Done, ...]:
        answer: tuple[Hashable, ...] = self._ask(View.reports if kinds == _REPORTS else View.of, kinds) or ()
        present = self.deeds.of(self._present(kinds)) if answer else ()
        return tuple([self._as_done(deed) for deed in present[: len(answer)]])

    def written(self) -> Mapping[str, int]:
        """The days that came up, as they are written, with their numbers."""
        return {day.isoformat(): number for number, day in enumerate(self.view.days)}

    def _present(self, kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
        return tuple([kind for kind in kinds if kind in self.deeds.by_kind])

    def _ask(self, ask: Ask, kinds: tuple[Kind, ...]) -> Any:
        """None where the record has nothing of these kinds, which is known before it is asked."""
        question = ask, self._present(kinds)
        if not question[1]:
            return None
        if question not in self.asked:
            self.asked[question] = ask(self.view, question[1])
        return self.asked[question]

    def _as_done(self, deed: Deed) -> Done:
        number = next(n for n, known in enumerate(self.view.acts) if known is deed)
        who = _who(self.deeds.ranks[deed.at])
        if deed.span.vague:
            raise Unshared("a date that is about right is written otherwise than its days")
        when = Span(_ranked(deed.span.first), _ranked(deed.span.last))
        said_by = (sources_of(number),) if deed.said_by else ()
        return Done(deed.kind, who, who, when, (_FACT,), (f"#{number:03}",), said_by, (), deed.torn)


class _Untold(dict[Kind, tuple[Done, ...]]):
    """Acts that nobody may look at but by asking for them."""

    def _refuse(self, *_: object) -> NoReturn:
        raise Unshared("the acts were looked at without asking for them")

    __getitem__ = __contains__ = __iter__ = __len__ = get = items = keys = values = _refuse


class _Gathered(Gathered):
    """Who asks for the acts of all days leaves out later ones afterwards: they are left out at once."""

    __slots__ = ("watched",)
    watched: _Watched

    def of(self, kinds: tuple[Kind, ...]) -> tuple[Done, ...]:
        return self.watched.of(*kinds)


def _who(actor: int) -> str:
    return name_of(actor) if actor >= 0 else SOMEONE if actor == _SOMEONE else EVERYONE


def _ranked(day: date) -> date:
    return day if day in _OPEN else _Rank.fromordinal(day.toordinal())
