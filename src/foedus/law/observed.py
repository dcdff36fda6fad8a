"""Records that the law cannot tell apart share their outlines: it is asked once for all of them.

Of a record whose treaty has no rule told, the law asks some things in turn (was it signed, by whom, when was
it said to be in force), compares days, and never counts from them; one name is as good as another. So all
that it has asked and compared of one record, with the answers, tells what it finds of every record that would
answer the same: with days told by their places rather than days, and names by their ranks.

Nothing of this is written down about the law: what it asks is watched while it works, on acts whose days can
be compared and written down and refuse all else (`Unshared`). Where they refuse, the record is worked out by
itself, as any other is. What was learnt so is followed for many records at once in `foedus.law.walk`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum, auto
from typing import Any, Final, NamedTuple, NoReturn

from foedus.law.deeds import RANK_OF_EVERYONE, RANK_OF_SOMEONE, Deed, Deeds
from foedus.law.history import Done, Gathered, History
from foedus.law.kinds import EVERYONE, SOMEONE, Kind
from foedus.law.model import Fact, Terms
from foedus.law.spans import Span
from foedus.law.status import Outline, outline
from foedus.law.whole import of_history
from foedus.model import Certainty, Step

_TERMS: Final = Terms(known=False)
_REPORTS: Final = (Kind.ENTRY,)  # asked for by themselves, those of later days are among them
_OPEN: Final = (date.min, date.max)  # stand for no bound
_FACT: Final = Fact("", Step.NEGOTIATED)
ON: Final = 0  # the number of the day asked about
_LESS, _EQUAL, _MORE = 1, 2, 4
_ANY: Final = _LESS | _EQUAL | _MORE


class Unshared(Exception):
    """The law wanted more than may differ between records that share."""


class Ask(IntEnum):
    """What the law asks of a record: of some kinds of acts, or of two days by their numbers."""

    ANY = auto()  # are there such acts
    ACTORS = auto()  # who has done such acts, by name; who comes after all the parties have is left out
    FIRST = auto()  # the first that was or may have been done by the end of the day
    REPORT = auto()  # the first that is told of all together, whatever the day
    ACTS = auto()  # which were or may have been done by the end of the day, in order of date
    REPORTS = auto()  # which are told, whatever the day, in order of date
    BEFORE = auto()  # is the first day before the second
    SAME = auto()  # are they one


class Question(NamedTuple):
    """One that the law has asked. `of` are kinds of acts, or the numbers of two days."""

    ask: Ask
    of: tuple[Any, ...]


#: True or False; else ranks of actors, or of acts their codes, and the complement of its number for one that
#: came up before.
Answer = bool | tuple[int, ...]


class Learnt(NamedTuple):
    """What the law asked of one record on one day, with the answers, and what it found.

    In the outline states are called `name_of(rank)` and the sources of the n-th act that came up
    `sources_of(n)`; `days` has those in it as they are written, by their number. None: not to be shared.
    """

    asked: Mapping[Question, Answer]
    outline: Outline | None
    parties: tuple[str, ...]
    days: Mapping[str, int]


def learn(deeds: Deeds, on: date) -> Learnt:
    """Ask the law of a record, and note what it asks."""
    watched = _Watched(deeds, on)
    found: Outline | None
    try:
        found = outline(of_history(watched, _TERMS))
        days = watched.written() if found is not None else {}
    except Unshared:
        found, days = None, {}
    return Learnt(watched.asked, found, watched.parties, days)


class View:
    """What has been asked of the deeds on one day.

    `acts` are those that the answers have brought up, in that order. `days` has the day asked about, then the
    first and the last day of each act: the numbers of days are their places there.
    """

    __slots__ = ("_numbers", "acts", "days", "deeds")

    def __init__(self, deeds: Deeds, on: date) -> None:
        self.deeds, self.days = deeds, [on]
        self.acts: list[Deed] = []
        self._numbers: dict[int, int] = {}  # of the acts, by identity

    def answer(self, question: Question) -> Answer:
        """What is true of the deeds."""
        ask, of = question
        if ask is Ask.BEFORE:
            return bool(self.days[of[0]] < self.days[of[1]])
        if ask is Ask.SAME:
            return bool(self.days[of[0]] == self.days[of[1]])
        acts = self.deeds.of(of)
        if ask is Ask.REPORT:
            return tuple([self._met(deed) for deed in acts if deed.at == EVERYONE][:1])
        if ask is Ask.REPORTS:
            return tuple(map(self._met, acts))
        begun = [deed for deed in acts if deed.span.first <= self.days[ON]]
        if ask is Ask.ANY:
            return bool(begun)
        if ask is Ask.FIRST:
            return tuple(map(self._met, begun[:1]))
        return tuple(map(self._met, begun)) if ask is Ask.ACTS else self._actors(begun)

    def number(self, deed: Deed) -> int:
        """That of an act which came up."""
        return self._numbers[id(deed)]

    def _actors(self, acts: Iterable[Deed]) -> tuple[int, ...]:
        out: dict[int, None] = {}
        awaited = set(self.deeds.parties)
        for deed in acts:
            actor = self.deeds.ranks[deed.at]
            out[actor] = None
            awaited.discard(actor)
            if actor == RANK_OF_EVERYONE or (self.deeds.parties and not awaited):
                break
        return tuple(sorted(out))

    def _met(self, deed: Deed) -> int:
        """What is told of an act that comes up, or as which one it did before."""
        numbers, at = self._numbers, id(deed)
        if at in numbers:
            return ~numbers[at]
        numbers[at] = len(numbers)
        self.acts.append(deed)
        self.days += deed.span[:2]
        return self.deeds.code(deed)


def first_of(act: int) -> int:
    """The number of the first day of an act; that of its last day is the next."""
    return 2 * act + 1


def act_of(number: int) -> tuple[int, bool]:
    """The number of the act of a day, and whether it is its last day."""
    act, last = divmod(number - first_of(0), 2)
    return act, bool(last)


def name_of(rank: int) -> str:
    """What stands for the state with this rank among the names of a record; in the same order."""
    return f"@{rank:04}"


def sources_of(number: int) -> str:
    """What stands for all the sources of the act that came up with this number."""
    return f"&{number}"


class _Day(date):
    """A day that can be compared with others of the record and written, and nothing else. It is never the
    first of a month."""

    watched: _Watched
    number: int

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise Unshared("a day was counted from, or looked at")

    __add__ = __radd__ = __sub__ = __rsub__ = replace = toordinal = weekday = isoweekday = _refuse
    isocalendar = timetuple = strftime = ctime = _refuse
    year = month = property(_refuse)
    day = property(lambda self: 2)

    def __lt__(self, other: date) -> bool:
        if isinstance(other, _Day):
            return self.watched.before(self.number, other.number)
        return date.__lt__(self, _bound(other))

    def __gt__(self, other: date) -> bool:
        if isinstance(other, _Day):
            return self.watched.before(other.number, self.number)
        return date.__gt__(self, _bound(other))

    def __le__(self, other: date) -> bool:
        return not self > other

    def __ge__(self, other: date) -> bool:
        return not self < other

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Day):
            return self.watched.same(self.number, other.number)
        return isinstance(other, date) and date.__eq__(self, _bound(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return 0  # so that those that are one are found by comparing them

    def isoformat(self) -> str:
        self.watched.write(self.number)
        return date.isoformat(self)


def _bound(day: date) -> date:
    """A day that stands for no bound. Raises Unshared for any other that is not of the record."""
    if day not in _OPEN:
        raise Unshared("a day of the record was compared with one of the law's own")
    return day


class _Watched(History):
    """A history that notes what it is asked, and which days are compared."""

    __slots__ = ("acts", "asked", "deeds", "orders", "view", "wrote")
    asked: dict[Question, Answer]
    deeds: Deeds
    view: View
    acts: dict[int, Done]  # by number
    orders: dict[tuple[int, int], int]  # of two days, the lower number first: what each may be to the other
    wrote: list[int]

    def __init__(self, deeds: Deeds, on: date) -> None:
        parties = tuple(map(_who, deeds.parties))
        plans = tuple([Fact("#", step, certainty=Certainty.PLANNED) for step in deeds.plans])
        gathered = _Gathered(parties, _Untold(), plans, (), None, (), None)
        day = _Day.fromordinal(on.toordinal())
        super().__init__(parties, plans, (), day, gathered)
        own = {"deeds": deeds, "view": View(deeds, on), "asked": {}, "acts": {}, "orders": {}, "wrote": []}
        for name, value in own.items():
            object.__setattr__(self, name, value)
        day.watched, day.number = self, ON
        object.__setattr__(gathered, "watched", self)

    def any(self, *kinds: Kind) -> bool:
        return bool(self._ask(Ask.ANY, kinds))

    def first(self, *kinds: Kind) -> Done | None:
        if not self._ask(Ask.FIRST, kinds):
            return None
        deed = self.deeds.of(self._present(kinds))[0]
        number = self.view.number(deed)
        self._limit(ON, first_of(number), _EQUAL | _MORE)
        return self._done(deed, number)

    def first_report(self) -> Done | None:
        if not self._ask(Ask.REPORT, _REPORTS):
            return None
        deed = next(deed for deed in self.deeds.of(_REPORTS) if deed.at == EVERYONE)
        return self._done(deed, self.view.number(deed))

    def ever(self, *kinds: Kind) -> bool:
        return bool(self._present(kinds))  # all records of one shape have acts of the same kinds

    def actors(self, *kinds: Kind) -> list[str]:
        answer: tuple[int, ...] = self._ask(Ask.ACTORS, kinds) or ()
        return list(map(_who, answer))

    def of(self, *kinds: Kind) -> tuple[Done, ...]:
        reports = kinds == _REPORTS
        answer: tuple[int, ...] = self._ask(Ask.REPORTS if reports else Ask.ACTS, kinds) or ()
        present = self.deeds.of(self._present(kinds))[: len(answer)] if answer else ()
        numbers = list(map(self.view.number, present))
        for n, number in enumerate(numbers):
            if not reports:
                self._limit(ON, first_of(number), _EQUAL | _MORE)
            for later in numbers[n + 1 :]:
                self._limit(first_of(number), first_of(later), _LESS | _EQUAL)
        return tuple(map(self._done, present, numbers))

    def before(self, one: int, other: int) -> bool:
        """Whether a day is before another, by their numbers."""
        can = self._order(one, other)
        if not can & _LESS or can == _LESS:
            return can == _LESS
        found = bool(self._note(Ask.BEFORE, (one, other)))
        self._limit(one, other, _LESS if found else _EQUAL | _MORE)
        return found

    def same(self, one: int, other: int) -> bool:
        """Whether two days, by their numbers, are one."""
        can = self._order(one, other)
        if not can & _EQUAL or can == _EQUAL:
            return can == _EQUAL
        pair = min(one, other), max(one, other)
        found = bool(self._note(Ask.SAME, pair))
        self._limit(*pair, _EQUAL if found else _LESS | _MORE)
        return found

    def write(self, number: int) -> None:
        """Note that a day is written: two that are one are written alike."""
        if number == ON:
            raise Unshared("the day asked about was written")
        if not any(self.same(number, other) for other in self.wrote):
            self.wrote.append(number)

    def written(self) -> Mapping[str, int]:
        """The days that were written, as they are, with their numbers."""
        return {self.view.days[number].isoformat(): number for number in self.wrote}

    def _order(self, one: int, other: int) -> int:
        """What a day may be to another by what is known: bits."""
        if one == other:
            return _EQUAL
        if one < other:
            return self.orders.get((one, other), _ANY)
        return _turned(self.orders.get((other, one), _ANY))

    def _limit(self, one: int, other: int, can: int) -> None:
        """Note what a day may be to another."""
        if one > other:
            one, other, can = other, one, _turned(can)
        if one != other:
            self.orders[one, other] = self.orders.get((one, other), _ANY) & can

    def _present(self, kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
        return tuple([kind for kind in kinds if self.deeds.has(kind)])

    def _ask(self, ask: Ask, kinds: tuple[Kind, ...]) -> Any:
        """None where the record has nothing of these kinds, which is known before it is asked."""
        present = self._present(kinds)
        return self._note(ask, present) if present else None

    def _note(self, ask: Ask, of: tuple[Any, ...]) -> Any:
        question = Question(ask, of)
        if question not in self.asked:
            self.asked[question] = self.view.answer(question)
        return self.asked[question]

    def _done(self, deed: Deed, number: int) -> Done:
        found = self.acts.get(number)
        if found is None:
            if deed.span.vague:
                raise Unshared("a date that is about right is written otherwise than its days")
            who = _who(self.deeds.ranks[deed.at])
            said_by = (sources_of(number),) if deed.said_by else ()
            found = Done(
                deed.kind, who, who, self._span(deed.span, number), (_FACT,), (f"#{number:03}",), said_by, (),
                deed.torn,
            )  # fmt: skip
            self.acts[number] = found
        return found

    def _span(self, span: Span, number: int) -> Span:
        at = first_of(number)
        first = self._day(span.first, at)
        if span.exact:
            return Span(first, first)
        self._limit(at, at + 1, _LESS)
        return Span(first, self._day(span.last, at + 1))

    def _day(self, day: date, number: int) -> date:
        if day in _OPEN:
            return day
        made = _Day.fromordinal(day.toordinal())
        made.watched, made.number = self, number
        return made


def _turned(order: int) -> int:
    """What the other day may be to the one."""
    return order & _EQUAL | (_MORE if order & _LESS else 0) | (_LESS if order & _MORE else 0)


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
    return name_of(actor) if actor >= 0 else SOMEONE if actor == RANK_OF_SOMEONE else EVERYONE
