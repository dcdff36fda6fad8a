"""Who published the pages that tell of agreements: by agreement, the publishers of its claims' pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, Integer, and_, bindparam, literal, select

from foedus.ledger.days import AsOf
from foedus.ledger.identity import Identity
from foedus.ledger.prepared import Prepared
from foedus.ledger.schema import claims, documents
from foedus.ledger.store import Ledger
from foedus.ledger.within import chunks
from foedus.record.remembered import remembered

_AT_ONCE: Final = 500  # agreements named in one statement
#: Where every claim is where it came in, those of one agreement are told of once.
_AS_THEY_CAME_IN: Final = Prepared(
    select(claims.c.agreement_id, documents.c.publisher)
    .distinct()
    .join(documents, documents.c.id == claims.c.document_id)
    .where(claims.c.agreement_id.in_(bindparam("some", expanding=True, type_=Integer)))
    .where(claims.c.tx <= bindparam("number", type_=Integer))
    .where(documents.c.publisher.is_not(None))
)


def publishers_of(
    ledger: Ledger, agreements: Iterable[int], known_on: AsOf = None
) -> dict[int, frozenset[str]]:
    """The publishers of these agreements (lowest numbers), as known; pages without one are left out."""
    return remembered(ledger, "publishers", agreements, known_on, partial(_load, ledger, known_on))


def _load(ledger: Ledger, known_on: AsOf, agreements: Sequence[int]) -> dict[int, frozenset[str]]:
    out: dict[int, set[str]] = {}
    if not agreements:
        return {}
    with ledger.view(known_on) as (connection, number, known):
        for part in chunks(agreements, _AT_ONCE):
            rows: Iterable[Sequence[Any]]
            if known.plain:
                rows = _AS_THEY_CAME_IN.rows(connection, some=part, number=number)
            else:
                rows = _rearranged(connection, number, known, part)
            for agreement, publisher in rows:
                out.setdefault(agreement, set()).add(publisher)
    return {agreement: frozenset(each) for agreement, each in out.items()}


def _rearranged(
    connection: Connection, number: int, known: Identity, agreements: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """The same of a ledger in which names were placed elsewhere, agreements merged or claims moved."""
    # where no claim was moved by itself, those under one name are told of once
    each = claims.c.id if known.moved else literal(0)
    query = (
        select(each, claims.c.agreement_id, claims.c.name_id, documents.c.publisher)
        .distinct()
        .join(documents, documents.c.id == claims.c.document_id)
        .where(and_(known.claims_of(agreements), claims.c.tx <= number))
        .where(documents.c.publisher.is_not(None))
    )
    wanted = set(agreements)
    for claim, agreement, name, publisher in connection.execute(query).all():
        own = known.of_claim(claim, agreement, name)
        if own is not None and own in wanted:
            yield own, publisher
