"""The last transaction that bears on an agreement: what is kept of it holds until there is a later one.

An agreement is touched by claims that come in as its own, by verdicts on its claims, newer readings and
retractions of them, by its terms, and by names that are placed in it or taken from it. People's words on
agreements are rare: the last of them counts for every agreement that any of them speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Integer, and_, bindparam, func, or_, select

from foedus.ledger.identity import Identity
from foedus.ledger.rows import TieKind
from foedus.ledger.schema import (
    agreement_names,
    claims,
    links,
    placements,
    reading_changes,
    terms,
    verdicts,
)
from foedus.ledger.within import chunks

_AT_ONCE: Final = 5000  # agreements named in one statement
_UPTO: Final = bindparam("upto", type_=Integer)
_AFTER: Final = bindparam("after", type_=Integer)
_MEMBERS: Final = bindparam("members", expanding=True, type_=Integer)

_CHANGES: Final = tuple(
    select(claims.c.id, claims.c.agreement_id, claims.c.name_id, func.max(changed.c.tx))
    .join(changed, changed.c.claim_id == claims.c.id)
    .where(and_(changed.c.tx > _AFTER, changed.c.tx <= _UPTO))
    .group_by(claims.c.id, claims.c.agreement_id, claims.c.name_id)
    for changed in (verdicts, reading_changes)
)
_RETRACTED: Final = (
    select(claims.c.id, claims.c.agreement_id, claims.c.name_id, func.max(links.c.tx))
    .join(links, links.c.other_document_id == claims.c.document_id)
    .where(
        and_(
            links.c.kind == TieKind.RETRACTS.value,
            links.c.tx > _AFTER,
            links.c.tx <= _UPTO,
            claims.c.tx <= _UPTO,
        )
    )
    .group_by(claims.c.id, claims.c.agreement_id, claims.c.name_id)
)
_OF_CLAIMS: Final = (*_CHANGES, _RETRACTED)
_TERMS: Final = (
    select(terms.c.agreement_id, func.max(terms.c.tx))
    .where(and_(terms.c.tx > _AFTER, terms.c.tx <= _UPTO))
    .group_by(terms.c.agreement_id)
)
_PLACED: Final = (
    select(placements.c.name_id, agreement_names.c.agreement_id, placements.c.agreement_id, placements.c.tx)
    .join(agreement_names, agreement_names.c.id == placements.c.name_id)
    .where(and_(placements.c.moved == 1, placements.c.tx <= _UPTO))
    .order_by(placements.c.id)
)
_JUDGED: Final = select(verdicts.c.agreement_id, verdicts.c.tx).where(
    and_(verdicts.c.tx <= _UPTO, verdicts.c.agreement_id.is_not(None))
)
_LINKED: Final = select(links.c.agreement_id, links.c.other_id).where(links.c.tx <= _UPTO)

_CLAIMS_OF_SOME: Final = (
    select(claims.c.agreement_id, func.max(claims.c.tx))
    .where(and_(claims.c.tx <= _UPTO, claims.c.agreement_id.in_(_MEMBERS)))
    .group_by(claims.c.agreement_id)
)
_TERMS_OF_SOME: Final = _TERMS.where(terms.c.agreement_id.in_(_MEMBERS))
_PLACED_OF_SOME: Final = _PLACED.where(
    or_(
        agreement_names.c.agreement_id.in_(_MEMBERS),
        placements.c.name_id.in_(
            select(placements.c.name_id).where(placements.c.agreement_id.in_(_MEMBERS)).correlate(None)
        ),
    )
)

Touch = tuple[int, int]  # an agreement's lowest number, a transaction


def changes(connection: Connection, upto: int, known: Identity, *, after: int = 0) -> Iterator[Touch]:
    """What but new claims bears on any agreement in the transactions after `after` up to `upto`.

    Names that are placed elsewhere and words on agreements are told of from the first transaction on.
    """
    given = {"after": after, "upto": upto}
    for query in _OF_CLAIMS:
        yield from _of_claims(connection.execute(query, given), known)
    for agreement, tx in connection.execute(_TERMS, given):
        yield known.root(agreement), tx
    yield from _of_names(connection.execute(_PLACED, given), known)
    yield from _of_words(connection, given, known)


def touched(connection: Connection, upto: int, known: Identity, wanted: Iterable[int]) -> dict[int, int]:
    """The last transaction up to `upto` that bears on each of some agreements (by their lowest numbers).

    The same as of all (`foedus.ledger.inventory`); one that none bears on is left out.
    """
    out: dict[int, int] = {}
    inside = set(wanted)

    def take(each: Iterable[Touch]) -> None:
        for agreement, tx in each:
            if agreement in inside:
                out[agreement] = max(tx, out.get(agreement, 0))

    for part in chunks(sorted(inside), _AT_ONCE):
        members = sorted({m for root in part for m in known.members(root)})
        given = {"after": 0, "upto": upto, "members": members}
        take((known.root(a), tx) for a, tx in connection.execute(_CLAIMS_OF_SOME, given))
        where = known.claims_of(part)
        for query in _OF_CLAIMS:
            take(_of_claims(connection.execute(query.where(where), given), known))
        take((known.root(a), tx) for a, tx in connection.execute(_TERMS_OF_SOME, given))
        take(_of_names(connection.execute(_PLACED_OF_SOME, given), known))
    take(_of_words(connection, {"upto": upto}, known))
    return out


def _of_claims(rows: Iterable[Any], known: Identity) -> Iterator[Touch]:
    for claim, agreement, name, tx in rows:
        place = known.of_claim(claim, agreement, name)
        if place is not None:
            yield place, tx


def _of_names(rows: Iterable[Any], known: Identity) -> Iterator[Touch]:
    """A name that is placed elsewhere bears on where it was and on where it is."""
    last: dict[int, int] = {}
    for name, first, agreement, tx in rows:
        yield known.root(last.get(name, first)), tx
        yield known.root(agreement), tx
        last[name] = agreement


def _of_words(connection: Connection, given: Mapping[str, int], known: Identity) -> Iterator[Touch]:
    said = connection.execute(_JUDGED, given).all()
    if not said:
        return
    last = max(tx for _, tx in said)
    linked = {a for pair in connection.execute(_LINKED, given) for a in pair if a is not None}
    for agreement in {a for a, _ in said} | linked:
        yield known.root(agreement), last
