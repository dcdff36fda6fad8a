"""Steps of many agreements at once, of those with nothing but steps that are as they came in.

Most agreements of a large ledger are so: nobody judged their claims, no newer reading changed them, no term,
no detail and no step that a step is about is told. `foedus.ledger.believed` has the others, and these too,
in several times the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, Final, Literal, NamedTuple

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from foedus.ledger.days import told_day
from foedus.ledger.identity import Identity
from foedus.ledger.schema import agreement_names, claims, documents, sources, terms, transactions
from foedus.ledger.within import chunks, within
from foedus.model import Certainty, ClaimKind, Step

_UNTOLD: Final = "?"  # a source that no text names
_BETWEEN: Final = "\x1f"
_NEXT: Final = "\x1e"  # between claims
_MANY: Final = 5000
_TAKEN_IN: Final = "@"  # before the transaction of a page that tells no day
Told = Literal["asserted", "reported", "to come", "beside", "recorded", "otherwise"]
_TOLD: Final[dict[str, Told]] = {
    Certainty.ASSERTED.value: "asserted",
    Certainty.REPORTED.value: "reported",
    Certainty.PLANNED.value: "to come",
    Certainty.CONDITIONAL.value: "to come",
    Certainty.SPECULATED.value: "to come",
}

# One row an agreement, its claims' values one behind the other: most of the time would go to rows and values.
# All columns of a row are gathered in one order, that in which the database comes upon the claims.
_C: Final = claims.c
_FORM: Final = (
    _C.kind + literal(_BETWEEN) + _C.certainty + literal(_BETWEEN) + _C.what + literal(_BETWEEN) + _C.actors
)
_SAID_BY: Final = func.coalesce(documents.c.published, literal(_TAKEN_IN) + cast(_C.tx, Text))
_WHEN: Final = func.coalesce(_C.date, "") + literal(_BETWEEN) + _SAID_BY
_MORE: Final = case(
    (_C.kind == ClaimKind.PARTICULAR.value, 0),
    (or_(_C.rest.contains('"detail":'), _C.rest.contains('"of":')), 1),
    else_=0,
)


def _each(column: ColumnElement[Any]) -> ColumnElement[str]:
    return func.aggregate_strings(column, _NEXT)


_ROWS: Final = (
    select(
        _C.agreement_id, func.min(documents.c.published), func.count(documents.c.published),
        func.min(_C.parties), func.max(_C.parties), _each(_FORM), _each(_WHEN),
        _each(cast(_C.chain_id, Text)),
    )
    .join(documents, documents.c.id == _C.document_id)
    .where(_C.tx <= bindparam("number", type_=Integer))
    .group_by(_C.agreement_id)
    .having(func.max(_MORE) == 0)
    .order_by(_C.agreement_id)
)  # fmt: skip
_N: Final = agreement_names.c
_CALLED: Final = func.coalesce(func.nullif(_N.name, literal_column("''")), _N.mention)
#: What agreements are called by claims, with the day of signature told, and how many names tell so.
_NAMED: Final = (
    select(_N.agreement_id, _CALLED, _N.signed, func.count())
    .where(exists().where(and_(_C.name_id == _N.id, _C.tx <= bindparam("number", type_=Integer))))
    .group_by(_N.agreement_id, _CALLED, _N.signed)
)
_SAID_OF: Final = (
    select(_C.agreement_id, func.min(documents.c.published), _each(_C.parties))
    .join(documents, documents.c.id == _C.document_id)
    .where(_C.tx <= bindparam("number", type_=Integer))
    .group_by(_C.agreement_id)
)
_PARTIES: Final = (
    select(_C.agreement_id, _C.parties).where(_C.tx <= bindparam("number", type_=Integer)).distinct()
)
_LAST_HOPS: Final = select(sources.c.chain_id, sources.c.name, sources.c.anonymous).order_by(
    sources.c.chain_id, sources.c.hop
)
_PAGES: Final = select(_C.agreement_id, _C.document_id).distinct()


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a claim tells: a step, who took it, and whether it was taken; one object for all alike.

    An act around an agreement is told "beside" its steps, and so is what registries have "recorded" of it,
    whatever its detail; what is told "otherwise" is no plain step.
    """

    step: str
    actors: tuple[str, ...]
    told: Told


class _Forms(dict[str, Form]):
    """Forms by their text; `steps` are the texts of those that tell plain steps."""

    def __init__(self) -> None:
        self.steps: set[str] = set()

    def __missing__(self, said: str) -> Form:
        form = self[said] = _form(said)
        if form.told not in ("beside", "recorded", "otherwise"):
            self.steps.add(said)
        return form


@dataclass(frozen=True, slots=True)
class Steps:
    """All that is told of one agreement: its parties in order, what it is called, and who did what.

    `signed` is the day of signature (EDTF) told with a name, `first` the ISO day of its first page. Of each
    claim it has what it tells, when (`split` has the parts), and who says so.
    """

    agreement_id: int
    parties: tuple[str, ...]
    called: tuple[str, ...]
    signed: str | None
    first: str | None
    forms: Sequence[Form]
    whens: Sequence[str]
    speakers: Sequence[str]


class Called(NamedTuple):
    """By what one agreement is known: as in `Steps`."""

    agreement_id: int
    parties: tuple[str, ...]
    called: tuple[str, ...]
    signed: str | None
    first: str | None


def split(when: str) -> tuple[str | None, str]:
    """The EDTF date of a report, and the ISO day by which it had been said."""
    date, _, by = when.partition(_BETWEEN)
    return date or None, by


@dataclass(slots=True)
class PlainSteps:
    """Loads steps, and holds what is the same for many agreements; a working value.

    `unsettled` are the pages that were judged or read again, `others` agreements that were rearranged.
    """

    connection: Connection
    number: int
    known: Identity
    unsettled: frozenset[int]
    others: frozenset[int]
    speakers: dict[str, str] = field(default_factory=dict)  # by chain
    forms: _Forms = field(default_factory=_Forms)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)  # of transactions

    def called(self, roots: Iterable[int]) -> Iterator[Called]:
        """By what those of these agreements are known of which everything is as it came in."""
        wanted = self._as_they_came_in(roots)
        if not wanted:
            return
        here = within(wanted)(claims.c.agreement_id)
        inside = set(wanted) - self._judged(here)
        named = self._load_names(wanted)
        found = self.connection.execute(_SAID_OF.where(here), {"number": self.number}).all()
        for agreement, first, parties in found:
            if agreement in inside:
                texts, signed = named.get(agreement, ((), None))
                yield Called(agreement, self._parties(set(parties.split(_NEXT))), texts, signed, first)

    def load(self, roots: Iterable[int]) -> Iterator[Steps]:
        """Those of these agreements that are so, as known at the transaction, by number."""
        wanted = self._as_they_came_in(roots)
        if not wanted:
            return
        here = within(wanted)(claims.c.agreement_id)
        inside = set(wanted) - self._with_terms(wanted) - self._judged(here)
        found = self.connection.execute(_ROWS.where(here), {"number": self.number}).all()
        several = self._load_parties([row[0] for row in found if row[3] != row[4]])
        rows = [
            (agreement, first, dated, several.get(agreement) or (least,), *map(_apart, columns))
            for agreement, first, dated, least, _, *columns in found
            if agreement in inside
        ]
        self._load_speakers(set().union(*[row[6] for row in rows]))
        named = self._load_names(wanted)
        for agreement, first, dated, parties, said, whens, chains in rows:
            columns = self._reports(
                said, whens if dated == len(whens) else list(map(self._dated, whens)), chains
            )
            if columns is not None:
                called, signed = named.get(agreement, ((), None))
                yield Steps(agreement, self._parties(set(parties)), called, signed, first, *columns)

    def _reports(
        self, said: list[str], whens: list[str], chains: list[str]
    ) -> tuple[list[Form], list[str], list[str]] | None:
        """The steps of an agreement, column by column; None where something else is told of it."""
        forms = list(map(self.forms.__getitem__, said))
        speakers = list(map(self.speakers.__getitem__, chains))
        if self.forms.steps.issuperset(said):
            return forms, whens, speakers
        if any(form.told == "otherwise" for form in forms):
            return None
        steps = [form.told not in ("beside", "recorded") for form in forms]
        return list(compress(forms, steps)), list(compress(whens, steps)), list(compress(speakers, steps))

    def _as_they_came_in(self, roots: Iterable[int]) -> list[int]:
        """Those that were not rearranged."""
        odd = {*self.known.roots, *self.known.roots.values()} | self.others
        return [root for root in roots if root not in odd]

    def _with_terms(self, wanted: Sequence[int]) -> set[int]:
        """Those of which terms were read from their own text."""
        t = terms.c
        query = select(t.agreement_id).where(and_(t.tx <= self.number, within(wanted)(t.agreement_id)))
        return set(self.connection.execute(query.distinct()).scalars())

    def _judged(self, here: ColumnElement[bool]) -> set[int]:
        """Those of which a page was judged or read again."""
        if not self.unsettled:
            return set()
        rows = self.connection.execute(_PAGES.where(here)).all()
        return {agreement for agreement, page in rows if page in self.unsettled}

    def _load_names(self, wanted: Sequence[int]) -> dict[int, tuple[tuple[str, ...], str | None]]:
        """By agreement: all that it is called, and the day of signature that most names tell."""
        query = _NAMED.where(within(wanted)(_N.agreement_id))
        each: dict[int, list[tuple[str, str | None, int]]] = {}
        for agreement, text, day, count in self.connection.execute(query, {"number": self.number}).all():
            each.setdefault(agreement, []).append((text, day, count))
        return {
            agreement: (
                tuple(sorted({text for text, _, _ in told})) if len(told) > 1 else (told[0][0],),
                _signed(told),
            )
            for agreement, told in each.items()
        }

    def _load_parties(self, wanted: Sequence[int]) -> dict[int, set[str]]:
        """By agreement, of some of them: all that claims tell of its parties."""
        out: dict[int, set[str]] = {}
        for part in chunks(wanted):
            query = _PARTIES.where(_C.agreement_id.in_(part))
            for agreement, parties in self.connection.execute(query, {"number": self.number}).all():
                out.setdefault(agreement, set()).add(parties)
        return out

    def _load_speakers(self, wanted: set[str]) -> None:
        missing = wanted - self.speakers.keys()
        self.speakers.update(dict.fromkeys(missing, _UNTOLD))
        for part in chunks(sorted(map(int, missing)), _MANY):
            query = _LAST_HOPS.where(within(part)(sources.c.chain_id))
            for chain, name, anonymous in self.connection.execute(query).all():  # the last one stays
                self.speakers[str(chain)] = f"{name} (unnamed)" if anonymous else name

    def _dated(self, when: str) -> str:
        """The same with the day on which the page was taken in, where it tells none."""
        date, by = when.split(_BETWEEN)
        if not by.startswith(_TAKEN_IN):
            return when
        day = self.days.get(by)
        if day is None:
            query = select(transactions.c.recorded_at).where(transactions.c.id == int(by[1:]))
            day = self.days[by] = self.connection.execute(query).scalar_one()[:10]
        return date + _BETWEEN + day

    def _parties(self, texts: set[str]) -> tuple[str, ...]:
        if len(texts) == 1:
            (text,) = texts
            found = self.lists.get(text)
            if found is None:
                found = self.lists[text] = tuple(sorted(msgspec.json.decode(text)))
            return found
        return tuple(sorted({party for text in texts for party in msgspec.json.decode(text)}))


def _signed(told: Sequence[tuple[str, str | None, int]]) -> str | None:
    """The day of signature that most of these names tell."""
    days = [day for _, day, count in told if day for _ in range(count)]
    return told_day(days) if days else None


def _apart(column: str | None) -> list[str]:
    return column.split(_NEXT) if column else []


def _form(said: str) -> Form:
    kind, certainty, what, actors = said.split(_BETWEEN)
    if kind == ClaimKind.ACT.value:
        return Form("", (), "beside")
    if kind == ClaimKind.PARTICULAR.value:
        return Form("", (), "recorded")
    plain = kind == ClaimKind.STEP.value and what != Step.TERMINATED.value  # which may be a withdrawal
    told = _TOLD.get(certainty, "otherwise") if plain else "otherwise"
    return Form(what, tuple(msgspec.json.decode(actors)), told)
