"""Steps of many agreements at once, claim by claim in columns, of those with nothing but plain steps.

Which those are tells `foedus.ledger.plain`. Most of the time of loading would go to objects: of a claim there
are numbers here, and one object of what is the same for many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
from sqlalchemy import BigInteger, Select, and_, case, cast, func, literal, literal_column, select

from foedus.ledger.plain import Called, PlainSteps
from foedus.ledger.schema import claims
from foedus.ledger.within import chunks, within
from foedus.model import Certainty, ClaimKind, Step

Ints = npt.NDArray[np.int64]
_AT_ONCE: Final = 20_000  # rows taken from the driver together
_CLAIMS: Final = 200_000  # numbers of claims asked for together
_AGREEMENTS: Final = 5000  # likewise
_HALF: Final = 32
_LOW: Final = (1 << _HALF) - 1
_DENSE: Final = 20  # numbers up to so many times as high as there are numbers lie close together
_NOTHING: Final = np.zeros(0, np.int64)
_BETWEEN: Final = "\x1f"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")  # by when it was told makes no difference
_TOLD: Final[dict[str, str]] = {
    Certainty.ASSERTED.value: "asserted",
    Certainty.REPORTED.value: "reported",
    Certainty.PLANNED.value: "to come",
    Certainty.CONDITIONAL.value: "to come",
    Certainty.SPECULATED.value: "to come",
}
_C: Final = claims.c
# An act or a step that has more than its columns is no plain step; what is recorded of an agreement may have.
# The text has its keys in order: "detail" is the first of all.
_MORE: Final = case(
    (_C.kind == ClaimKind.PARTICULAR.value, literal_column("''")),
    (_C.rest.like('{"detail":%'), literal_column("'+'")),
    (_C.rest.like('%"of":%'), literal_column("'+'")),
    else_=literal_column("''"),
)
_APART: Final = literal(_BETWEEN)
_SAID: Final = (
    _C.kind + _APART + _C.certainty + _MORE + _APART + _C.what + _APART + _C.actors
)  # fmt: skip
_NONE: Final = 0  # no agreement's number
# two numbers as one: every value of a row is an object, and there are as many rows as claims
_TOGETHER: Final = literal(1 << _HALF, BigInteger)
_ROWS: Final = select(
    cast(func.coalesce(_C.agreement_id, _NONE), BigInteger) * _TOGETHER + _C.document_id,
    cast(_C.tx, BigInteger) * _TOGETHER + _C.chain_id,
    _SAID, _C.date, _C.parties,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a claim tells: a step, who took it, and whether it was taken; one object for all alike.

    An act around an agreement is told "beside" its steps, and so is what registries have of it, whatever its
    detail; what is told "otherwise" is no plain step. Else it is "asserted", "reported" or "to come".
    """

    step: str
    actors: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """All that is told of some agreements, which stand by number.

    By claim: `of` is the agreement's place, `form` what it tells, `when` a place in `whens` and `speaker` one
    in `speakers`. A when is an EDTF date and, where that is no day, the ISO day by which it had been said.
    """

    agreements: Sequence[Called]
    of: Ints
    form: Ints
    when: Ints
    speaker: Ints
    forms: Sequence[Form]
    whens: Sequence[tuple[str | None, str | None]]
    speakers: Sequence[str]


class _Places(dict[Any, int]):
    """The place of each value among all different ones."""

    def __missing__(self, value: Any) -> int:
        place = self[value] = len(self)
        return place

    def of(self, values: Sequence[Any]) -> Ints:
        return np.fromiter(map(self.__getitem__, values), np.int64, len(values))


def load_steps(plain: PlainSteps, roots: Iterable[int]) -> Steps:
    """Of those of these agreements (lowest numbers) of which only plain steps are told, as known at the
    transaction."""
    wanted = plain.as_they_came_in(roots)
    here = within(wanted)(_C.agreement_id)
    inside = set(wanted) - plain.with_terms(wanted) - plain.judged(here) if wanted else set()
    said, dates, lists = _Places(), _Places(), _Places()
    found = [
        (_numbers(placed), _numbers(came), said.of(form), dates.of(date), lists.of(parties))
        for placed, came, form, date, parties in _columns(plain, sorted(inside))
    ] if inside else []  # fmt: skip
    if not found:
        return Steps((), _NOTHING, _NOTHING, _NOTHING, _NOTHING, (), (), ())
    placed, came, form, date, parties = map(np.concatenate, zip(*found, strict=True))
    agreement, tx = np.where(came >> _HALF <= plain.number, placed >> _HALF, _NONE), came >> _HALF
    forms = list(map(_form, said))
    is_asked = _flags(sorted(inside), int(agreement.max()) + 1)
    is_asked[agreement[np.array([form.told == "otherwise" for form in forms])[form]]] = False
    kept = is_asked[agreement]
    numbers, of = distinct(agreement[kept])
    form, date, parties, tx = (column[kept] for column in (form, date, parties, tx))
    page, chain = placed[kept] & _LOW, came[kept] & _LOW
    pages = _Pages(plain, page)
    called = _called(plain, numbers, of, (parties, list(lists)), pages)
    steps = np.flatnonzero(np.array([form.told != "beside" for form in forms], bool)[form])
    when, whens = pages.when(date, list(dates), tx, steps)
    speaker, speakers = _speakers(plain, chain[steps])
    return Steps(called, of[steps], form[steps], when, speaker, forms, whens, speakers)


def _numbers(values: Sequence[int]) -> Ints:
    return np.fromiter(values, np.int64, len(values))


def _flags(places: Sequence[int], size: int) -> npt.NDArray[np.bool_]:
    """True at these places, of so many."""
    found = np.zeros(max(size, places[-1] + 1 if places else 0), bool)
    found[list(places)] = True
    return found


def distinct(values: Ints) -> tuple[Ints, Ints]:
    """The different ones of some numbers, none below nothing, in order; and of each number its place there.

    Numbers of rows lie close together, so that a table of all up to the highest takes a tenth of sorting.
    """
    if not values.size or int(values.max()) > _DENSE * values.size:
        each, back = np.unique(values, return_inverse=True)
        return each, back
    there = np.zeros(int(values.max()) + 1, bool)
    there[values] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[values]


def _columns(plain: PlainSteps, wanted: Sequence[int]) -> Iterator[tuple[Sequence[Any], ...]]:
    """The claims of these agreements, and of others too, some thousand at a time, by column.

    Rows are the driver's own: to wrap each in an object takes a quarter of the time again.
    """
    for query in _queries(plain, wanted):
        with plain.connection.execute(query) as result:
            while (cursor := result.cursor) is not None and (rows := cursor.fetchmany(_AT_ONCE)):
                yield tuple(zip(*rows, strict=True))


def _queries(plain: PlainSteps, wanted: Sequence[int]) -> Iterator[Select[Any]]:
    """Of most agreements, all claims are read in the order in which they lie: to find each takes longer."""
    claims_, agreements_ = plain.highest()
    if len(wanted) * 2 > agreements_:
        for first in range(0, claims_ + 1, _CLAIMS):
            yield _ROWS.where(and_(_C.id >= first, _C.id < first + _CLAIMS))
        return
    for some in chunks(wanted, _AGREEMENTS):
        yield _ROWS.where(within(some)(_C.agreement_id))


def _form(said: str) -> Form:
    kind, certainty, what, actors = said.split(_BETWEEN)
    if certainty not in _CERTAINTIES:  # it has more than its columns
        return Form(what, (), "otherwise")
    if kind in (ClaimKind.ACT.value, ClaimKind.PARTICULAR.value):
        return Form("", (), "beside")
    is_plain = kind == ClaimKind.STEP.value and what != Step.TERMINATED.value  # which may be a withdrawal
    told = _TOLD.get(certainty, "otherwise") if is_plain else "otherwise"
    return Form(what, tuple(msgspec.json.decode(actors)), told)


_CERTAINTIES: Final = frozenset(Certainty)


class _Pages:
    """The pages of claims, each with the ISO day on which it was published, where it tells."""

    def __init__(self, plain: PlainSteps, page: Ints) -> None:
        self._plain = plain
        each, self._back = distinct(page)
        told = plain.published(each.tolist())
        self._published = [told[number] for number in each.tolist()]

    def first(self, of: Ints, count: int) -> list[str | None]:
        """The first day on which a page was published, for each of so many agreements that they are `of`."""
        days = sorted({day for day in self._published if day is not None})
        ranks = {day: rank for rank, day in enumerate(days)}
        rank = np.array([len(days) if day is None else ranks[day] for day in self._published], np.int64)
        least = np.full(count, len(days))
        np.minimum.at(least, of, rank[self._back])
        return [days[n] if n < len(days) else None for n in least.tolist()]

    def when(
        self, date: Ints, dates: Sequence[str | None], tx: Ints, some: Ints
    ) -> tuple[Ints, list[tuple[str | None, str | None]]]:
        """When some of the claims are told to have been done: places, and what stands there."""
        whens = _Places(((told, None), place) for place, told in enumerate(dates))
        out = date[some]
        is_day = np.array([told is not None and _DAY.fullmatch(told) is not None for told in dates], bool)
        for at in np.flatnonzero(~is_day[out]).tolist():
            claim = some[at]
            by = self._published[self._back[claim]] or self._plain.recorded_on(int(tx[claim]))
            out[at] = whens[dates[out[at]], by]
        return out, list(whens)


def _called(
    plain: PlainSteps, numbers: Ints, of: Ints, parties: tuple[Ints, Sequence[str]], pages: _Pages
) -> list[Called]:
    """By what each agreement is known; `parties` has those that each claim tells, as JSON."""
    lists: list[set[str]] = [set() for _ in numbers]
    for pair in np.unique((of << _HALF) + parties[0]).tolist():
        lists[pair >> _HALF].add(parties[1][pair & _LOW])
    named = plain.load_names(numbers.tolist())
    each = zip(numbers.tolist(), lists, pages.first(of, numbers.size), strict=True)
    return [
        Called(number, plain.parties(texts), *named.get(number, ((), None)), first)
        for number, texts, first in each
    ]


def _speakers(plain: PlainSteps, chain: Ints) -> tuple[Ints, list[str]]:
    """Who says so, by chain: places, and who stands there."""
    each, back = distinct(chain)
    plain.load_speakers(set(each.tolist()))
    speakers = _Places()
    places = speakers.of([plain.speakers[number] for number in each.tolist()])
    return places[back], list(speakers)
