"""What is told of agreements of which everything is as it came in, many at once.

Most agreements of a large ledger are so: nobody judged their claims, and no newer reading changed them. Of
most of these nothing but plain steps is told: no term, no detail and no step that a step is about
(`foedus.ledger.columns`). `foedus.ledger.believed` has the others, and these too, in several times the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)

from foedus.ledger.days import told_day
from foedus.ledger.identity import Identity
from foedus.ledger.prepared import Prepared
from foedus.ledger.schema import agreement_names, agreements, claims, documents, sources, terms, transactions
from foedus.ledger.within import chunks, within

_UNTOLD: Final = "?"  # a source that no text names
_NEXT: Final = "\x1e"  # between claims
_MANY: Final = 5000
_C: Final = claims.c


def _each(column: ColumnElement[Any]) -> ColumnElement[str]:
    return func.aggregate_strings(column, _NEXT)


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
_SOME: Final = bindparam("some", expanding=True, type_=Integer)
_FEW: Final = 300  # agreements that are named each in a query whose text is made once
_NAMED_OF_FEW: Final = Prepared(_NAMED.where(_N.agreement_id.in_(_SOME)))
_SAID_OF_FEW: Final = Prepared(_SAID_OF.where(_C.agreement_id.in_(_SOME)))
_LAST_HOPS: Final = select(sources.c.chain_id, sources.c.name, sources.c.anonymous).order_by(
    sources.c.chain_id, sources.c.hop
)
_PUBLISHED: Final = select(documents.c.id, documents.c.published)
_PAGES: Final = select(_C.agreement_id, _C.document_id).distinct()


class Called(NamedTuple):
    """By what one agreement is known: its parties in order, and what claims call it.

    `signed` is the day of signature (EDTF) told with a name, `first` the ISO day of its first page.
    """

    agreement_id: int
    parties: tuple[str, ...]
    called: tuple[str, ...]
    signed: str | None
    first: str | None


@dataclass(slots=True)
class PlainSteps:
    """Loads what is told, and holds what is the same for many agreements; a working value.

    `unsettled` are the pages that were judged or read again, `others` agreements that were rearranged.
    """

    connection: Connection
    number: int
    known: Identity
    unsettled: frozenset[int]
    others: frozenset[int]
    speakers: dict[int, str] = field(default_factory=dict)  # by chain
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)  # of transactions

    def called(self, roots: Iterable[int]) -> Iterator[Called]:
        """By what those of these agreements are known of which everything is as it came in."""
        wanted = self.as_they_came_in(roots)
        if not wanted:
            return
        here = within(wanted)(claims.c.agreement_id)
        inside = set(wanted) - self.judged(here)
        named = self.load_names(wanted)
        found: Sequence[Sequence[Any]]
        if len(wanted) <= _FEW:
            found = _SAID_OF_FEW.rows(self.connection, number=self.number, some=wanted)
        else:
            found = self.connection.execute(_SAID_OF.where(here), {"number": self.number}).all()
        for agreement, first, parties in found:
            if agreement in inside:
                texts, signed = named.get(agreement, ((), None))
                yield Called(agreement, self.parties(set(parties.split(_NEXT))), texts, signed, first)

    def highest(self) -> tuple[int, int]:
        """The highest number of a claim, and of an agreement."""
        of_claim, of_agreement = (
            self.connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
            for column in (claims.c.id, agreements.c.id)
        )
        return of_claim, of_agreement

    def as_they_came_in(self, roots: Iterable[int]) -> list[int]:
        """Those that were not rearranged."""
        odd = {*self.known.roots, *self.known.roots.values()} | self.others
        return [root for root in roots if root not in odd]

    def with_terms(self, wanted: Sequence[int]) -> set[int]:
        """Those of which terms were read from their own text."""
        t = terms.c
        query = select(t.agreement_id).where(and_(t.tx <= self.number, within(wanted)(t.agreement_id)))
        return set(self.connection.execute(query.distinct()).scalars())

    def judged(self, here: ColumnElement[bool]) -> set[int]:
        """Those of which a page was judged or read again."""
        if not self.unsettled:
            return set()
        rows = self.connection.execute(_PAGES.where(here)).all()
        return {agreement for agreement, page in rows if page in self.unsettled}

    def load_names(self, wanted: Sequence[int]) -> dict[int, tuple[tuple[str, ...], str | None]]:
        """By agreement: all that it is called, and the day of signature that most names tell."""
        each: dict[int, list[tuple[str, str | None, int]]] = {}
        found: Sequence[Sequence[Any]]
        if len(wanted) <= _FEW:
            found = _NAMED_OF_FEW.rows(self.connection, number=self.number, some=wanted)
        else:
            query = _NAMED.where(within(wanted)(_N.agreement_id))
            found = self.connection.execute(query, {"number": self.number}).all()
        for agreement, text, day, count in found:
            each.setdefault(agreement, []).append((text, day, count))
        return {
            agreement: (
                tuple(sorted({text for text, _, _ in told})) if len(told) > 1 else (told[0][0],),
                _signed(told),
            )
            for agreement, told in each.items()
        }

    def load_speakers(self, wanted: set[int]) -> None:
        """Note in `speakers` who says what comes by these chains of sources: the last of each."""
        missing = wanted - self.speakers.keys()
        self.speakers.update(dict.fromkeys(missing, _UNTOLD))
        for part in chunks(sorted(missing), _MANY):
            query = _LAST_HOPS.where(within(part)(sources.c.chain_id))
            for chain, name, anonymous in self.connection.execute(query).all():  # the last one stays
                self.speakers[chain] = f"{name} (unnamed)" if anonymous else name

    def published(self, pages: Sequence[int]) -> dict[int, str | None]:
        """By page: the ISO day on which it was published, None where it does not tell."""
        out: dict[int, str | None] = {}
        for part in chunks(pages, _MANY):
            query = _PUBLISHED.where(within(part)(documents.c.id))
            out.update((page, day) for page, day in self.connection.execute(query).all())
        return out

    def recorded_on(self, tx: int) -> str:
        """The ISO day of a transaction."""
        day = self.days.get(tx)
        if day is None:
            query = select(transactions.c.recorded_at).where(transactions.c.id == tx)
            day = self.days[tx] = self.connection.execute(query).scalar_one()[:10]
        return day

    def parties(self, texts: set[str]) -> tuple[str, ...]:
        """All that these lists, in JSON, tell of the parties, in order."""
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
