"""What the law finds of many records on all days, following what it asked of those before them.

All that was asked, with the answers, is a tree (`foedus.law.observed`): each place in it asks something, and
the answer leads on. All records go down it together, a question at a time, column by column; where an answer
was never given, the law is asked of one of the records that gave it. So it is asked once for all records that
it cannot tell apart.

What an answer is tells also the first later day on which it is another: there the record turns, and goes
down the tree again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

import numpy as np

from foedus.law.columns import NEVER, Acts, Flags, Ints, Order
from foedus.law.kinds import Kind
from foedus.law.observed import ON, Answer, Ask, Learnt, Question, Unshared, first_of, learn

_FIRST: Final = date.min.toordinal()
_LAST: Final = NEVER - 1  # the day after it stands for never
_END: Final = -1  # asks nothing: the law has found
_MOST: Final = 60  # acts of a record: each that comes up takes room beside all the others
_HALF: Final = 32
R = TypeVar("R")


@dataclass(frozen=True, slots=True, eq=False)
class Stretches(Generic[R]):
    """What is found of records from a first to a last day (ordinals), in no order.

    `treaty` is a record's place, `end` one in `found`; `acts` has which of the record's acts came up, in that
    order. `refused` are records that are to be worked out by themselves, of
    which nothing here holds.
    """

    treaty: Ints
    first: Ints
    last: Ints
    end: Ints
    acts: Ints
    found: list[R | None]
    refused: Ints


class Walk(Generic[R]):
    """What the law asked and found, of all the records so far; a working value.

    `render` gives what is found its form, once for each end. It may raise Unshared.
    """

    def __init__(self, render: Callable[[Learnt], R]) -> None:
        self._render = render
        self._starts: dict[Hashable, int] = {}
        self._questions: list[Question] = []
        self._numbers: dict[Question, int] = {}
        self._asks = array("q")  # by place in the tree
        self._then: dict[int, int] = {}  # by place and answer
        self._found: list[R | None] = []  # by place
        self._lists = _Lists()
        self.learned = 0  # how often the law was asked

    def stretches(self, acts: Acts) -> Stretches[R]:
        """What holds of these records, on all days but the last of the calendar, which stands for never."""
        starts = self._begin(acts)
        many = np.diff(acts.begins) > _MOST
        treaty, refused = np.flatnonzero(~many), np.flatnonzero(many).tolist()
        first = np.full(treaty.size, _FIRST)
        on = first + 1  # the first day of all stands for what is not told
        out: list[tuple[Ints, ...]] = [(treaty[:0], first[:0], first[:0], first[:0], first[:0].reshape(0, 0))]
        while treaty.size:
            going = _Going(acts, treaty, on, starts[treaty])
            ends = self._go_down(going)
            out.append((treaty, first, np.minimum(going.turn - 1, _LAST), ends, going.met))
            lost = np.array([self._found[end] is None for end in ends.tolist()], bool)
            refused += treaty[lost].tolist()
            further = (going.turn <= _LAST) & ~lost
            treaty, first = treaty[further], going.turn[further]
            on = first
        return _joined(out, self._found, refused)

    def _begin(self, acts: Acts) -> Ints:
        """Where each record begins: by its parties, its plans and the kinds of its acts."""
        order = acts.parties
        parties = self._lists.of(order.acts, order.begins[:-1], order.begins[1:])
        plans = acts.told.plans
        out = np.empty(acts.treaties, np.int64)
        for at, start in enumerate(zip(parties.tolist(), acts.kinds.tolist(), strict=True)):
            begun = (*start, plans.get(at, ()))
            place = self._starts.get(begun)
            if place is None:
                place = self._starts[begun] = self._place()
                self._learn(acts, place, at, _FIRST + 1)
            out[at] = place
        return out

    def _go_down(self, going: _Going) -> Ints:
        """The ends that the records come to."""
        places = going.start.copy()
        at = np.arange(places.size)
        while True:
            asks = np.frombuffer(self._asks, np.int64)[places[at]]
            at, asks = at[asks != _END], asks[asks != _END]
            if not at.size:
                return places
            answers = np.empty(at.size, np.int64)
            for ask, some in by_value(asks):
                answers[some] = self._answer(going, self._questions[ask], at[some])
            places[at] = self._follow(going, at, (places[at] << _HALF) + answers)

    def _answer(self, going: _Going, question: Question, at: Ints) -> Ints:
        ask, of = question
        if ask is Ask.BEFORE:
            return going.before(at, *of)
        if ask is Ask.SAME:
            return going.same(at, *of)
        if ask is Ask.ANY:
            return going.any(at, of)
        if ask is Ask.ACTORS:
            return going.actors(at, of, self._lists)
        if ask is Ask.REPORT:
            return going.bring_up_report(at, of, self._lists)
        return going.bring_up(at, of, self._lists, ask)

    def _follow(self, going: _Going, at: Ints, answered: Ints) -> Ints:
        """The places that follow; the law is asked where it never was."""
        each, one_of, back = np.unique(answered, return_index=True, return_inverse=True)
        following = np.empty(each.size, np.int64)
        for n, (answer, one) in enumerate(zip(each.tolist(), one_of.tolist(), strict=True)):
            place = self._then.get(answer)
            if place is None:
                place = self._then[answer] = self._place()
                record = at[one]
                treaty, on = int(going.treaty[record]), int(going.days[record, ON])
                self._learn(going.acts, int(going.start[record]), treaty, on)
            following[n] = place
        return following[back]

    def _learn(self, acts: Acts, place: int, treaty: int, on: int) -> None:
        """Ask the law of a record that begins at a place, and note what it asks and finds."""
        self.learned += 1
        learnt = learn(acts.deeds(treaty), date.fromordinal(on))
        for question, answer in learnt.asked.items():
            self._asks[place] = self._number(question)
            told = (place << _HALF) + self._told(answer)
            following = self._then.get(told)
            if following is None:
                following = self._then[told] = self._place()
            place = following
        try:
            self._found[place] = None if learnt.outline is None else self._render(learnt)
        except Unshared:
            self._found[place] = None

    def _number(self, question: Question) -> int:
        found = self._numbers.get(question)
        if found is None:
            found = self._numbers[question] = len(self._questions)
            self._questions.append(question)
        return found

    def _told(self, answer: Answer) -> int:
        return self._lists.add(answer) if isinstance(answer, tuple) else int(answer)

    def _place(self) -> int:
        self._asks.append(_END)
        self._found.append(None)
        return len(self._asks) - 1


class _Lists:
    """Numbers of lists of codes, the same for lists that are alike."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}  # by the number of all but the last code, and that

    def add(self, codes: Sequence[int]) -> int:
        """The number of one list; that of an empty one is 0."""
        number = 0
        for code in codes:
            longer = (number << _HALF) + (code & _LOW)
            number = self._numbers.setdefault(longer, len(self._numbers) + 1)
        return number

    def extend(self, numbers: Ints, codes: Ints) -> Ints:
        """The numbers of lists that are those of these numbers and a code each."""
        each, back = np.unique((numbers << _HALF) + (codes & _LOW), return_inverse=True)
        found = [self._numbers.setdefault(longer, len(self._numbers) + 1) for longer in each.tolist()]
        return np.array(found, np.int64)[back]

    def of(self, codes: Ints, begin: Ints, end: Ints) -> Ints:
        """The numbers of some lists: of each the codes from a place up to another."""
        out = np.zeros(begin.size, np.int64)
        for some, at in _one_by_one(begin, end):
            out[some] = self.extend(out[some], codes[at])
        return out


class _Going:
    """Records on their way down the tree, each on a day; a working value.

    `start` is the place where each begins. `met` has the acts that came up, in that order, -1 beyond them;
    `days` the day asked about, then the first and the last day of each of these acts: the numbers of days are
    their places there. `turn` is the first later day on which an answer is another.
    """

    def __init__(self, acts: Acts, treaty: Ints, on: Ints, start: Ints) -> None:
        self.acts, self.treaty, self.start = acts, treaty, start
        self.turn = np.full(treaty.size, NEVER)
        self.met = np.empty((treaty.size, 0), np.int64)
        self.days = on.reshape(-1, 1).copy()
        self._count = np.zeros(treaty.size, np.int64)

    def any(self, at: Ints, kinds: tuple[Kind, ...]) -> Ints:
        return self._has_begun(at, self.acts.since(kinds)[self.treaty[at]])

    def _has_begun(self, at: Ints, since: Ints) -> Ints:
        """Whether what begins on these days has, as 1 or 0."""
        found: Flags = since <= self.days[at, ON]
        self._turns(at, np.where(found, NEVER, since))
        return found.astype(np.int64)

    def actors(self, at: Ints, kinds: tuple[Kind, ...], lists: _Lists) -> Ints:
        order, treaty = self.acts.doers(kinds), self.treaty[at]
        end = self._begun(at, order)
        begin = order.begins[treaty]
        several = end - begin
        starts = np.cumsum(several) - several
        record = np.repeat(np.arange(at.size), several)
        nth = np.arange(record.size) - starts[record]
        ranks = self.acts.rank[order.acts[begin[record] + nth]]
        return lists.of(ranks[np.lexsort((ranks, record))], starts, starts + several)

    def bring_up(self, at: Ints, kinds: tuple[Kind, ...], lists: _Lists, ask: Ask) -> Ints:
        """The acts of some kinds: all of them, those that have begun, or the first."""
        order, treaty = self.acts.order(kinds), self.treaty[at]
        begin = order.begins[treaty]
        if ask is Ask.FIRST:
            end = begin + self._has_begun(at, order.turn(treaty, begin))
        else:
            end = order.begins[treaty + 1] if ask is Ask.REPORTS else self._begun(at, order)
        return self._bring_up(at, order, begin, end, lists)

    def bring_up_report(self, at: Ints, kinds: tuple[Kind, ...], lists: _Lists) -> Ints:
        """The first act of some kinds that is told of all together."""
        order, treaty = self.acts.together(kinds), self.treaty[at]
        begin = order.begins[treaty]
        return self._bring_up(at, order, begin, np.minimum(begin + 1, order.begins[treaty + 1]), lists)

    def _bring_up(self, at: Ints, order: Order, begin: Ints, end: Ints, lists: _Lists) -> Ints:
        out = np.zeros(at.size, np.int64)
        for some, places in _one_by_one(begin, end):
            out[some] = lists.extend(out[some], self._meet(at[some], order.acts[places]))
        return out

    def before(self, at: Ints, one: int, other: int) -> Ints:
        first, second = self.days[at, one], self.days[at, other]
        found: Flags = first < second
        if one == ON:
            self._turns(at, np.where(found, second, NEVER))
        if other == ON:
            self._turns(at, np.where(found, NEVER, first + 1))
        return found.astype(np.int64)

    def same(self, at: Ints, one: int, other: int) -> Ints:
        """The day asked about is the first, if it is of them."""
        first, second = self.days[at, one], self.days[at, other]
        if one == ON:
            later = np.where(first < second, second, second + 1)
            self._turns(at, np.where(first <= second, later, NEVER))
        found: Flags = first == second
        return found.astype(np.int64)

    def _turns(self, at: Ints, day: Ints) -> None:
        self.turn[at] = np.minimum(self.turn[at], day)

    def _begun(self, at: Ints, order: Order) -> Ints:
        treaty = self.treaty[at]
        end = order.begun(treaty, self.days[at, ON])
        self._turns(at, order.turn(treaty, end))
        return end

    def _meet(self, at: Ints, acts: Ints) -> Ints:
        """What is told of acts that come up, one of each record, or as which one each did before."""
        alike = self.met[at] == acts[:, None]
        before = alike.any(axis=1)
        number = np.where(before, alike.argmax(axis=1) if alike.size else 0, 0)
        new, act = at[~before], acts[~before]
        self._note(new, act)
        return np.where(before, ~number, self.acts.code[acts])

    def _note(self, at: Ints, acts: Ints) -> None:
        number = self._count[at]
        lacking = int(number.max(initial=-1)) + 1 - self.met.shape[1]
        if lacking > 0:
            self.met = _wider(self.met, lacking)
            self.days = _wider(self.days, 2 * lacking)
        self.met[at, number] = acts
        self.days[at, first_of(0) + 2 * number] = self.acts.first[acts]
        self.days[at, first_of(0) + 2 * number + 1] = self.acts.last[acts]
        self._count[at] += 1


_LOW: Final = (1 << _HALF) - 1


def by_value(values: Ints) -> Iterator[tuple[int, Ints]]:
    """Each value with the places where it stands."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    starts = np.flatnonzero(np.concatenate((np.ones(min(values.size, 1), bool), np.diff(ranked) != 0)))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), values.size], strict=True):
        yield int(ranked[start]), order[start:end]


def _one_by_one(begin: Ints, end: Ints) -> Iterator[tuple[Ints, Ints]]:
    """The first of each run of places, then the second: which runs have it, and the places."""
    some = np.arange(begin.size)
    for step in range(int((end - begin).max(initial=0))):
        some = some[begin[some] + step < end[some]]
        yield some, begin[some] + step


def _wider(table: Ints, by: int) -> Ints:
    return np.concatenate((table, np.full((len(table), by), -1)), axis=1)


def _joined(parts: Sequence[tuple[Ints, ...]], found: list[R | None], refused: Sequence[int]) -> Stretches[R]:
    width = max([part[-1].shape[1] for part in parts], default=0)
    columns = [[*part[:-1], _wider(part[-1], width - part[-1].shape[1])] for part in parts]
    treaty, first, last, end, acts = map(np.concatenate, zip(*columns, strict=True))
    lost = np.array(sorted(refused), np.int64)
    kept = ~np.isin(treaty, lost)
    return Stretches(treaty[kept], first[kept], last[kept], end[kept], acts[kept], found, lost)
