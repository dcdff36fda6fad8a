"""Facts whose sources contradict each other, of all agreements, without a timeline for each of them.

Only an agreement that can have one is looked at closely: with two dates for a step that happens once, a
denial, a page with a notice of correction, or a claim that a person or a newer reading had a say in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, func, or_, select

from foedus.ledger.agreements import load_agreements, load_origins
from foedus.ledger.days import AsOf
from foedus.ledger.identity import Identity
from foedus.ledger.rows import AgreementRow, StoredClaim
from foedus.ledger.schema import claims, documents
from foedus.ledger.store import Ledger
from foedus.ledger.views import load_claims, unsettled_pages
from foedus.ledger.within import chunks
from foedus.model import Certainty, ClaimKind
from foedus.record.facts import ONCE, Fact, facts

_AT_ONCE: Final = 500


def contradictions(ledger: Ledger, *, known_on: AsOf = None) -> Iterator[tuple[AgreementRow, Fact]]:
    """The facts of all agreements whose sources contradict each other, by agreement, then by date.

    Of one state of the ledger throughout, loaded as they are asked for.
    """
    with ledger.view(known_on) as (connection, number, identity):
        yield from _contradictions(connection, number, identity)


def _contradictions(
    connection: Connection, number: int, identity: Identity
) -> Iterator[tuple[AgreementRow, Fact]]:
    for part in chunks(sorted(_suspects(connection, number, identity)), _AT_ONCE):
        inside = set(part)
        found: dict[int, list[StoredClaim]] = {}
        for claim in load_claims(connection, number, identity, identity.claims_of(part)):
            root = claim.agreement_id
            if root is not None and root in inside:
                found.setdefault(root, []).append(claim)
        origins = load_origins(connection, {c.document_id for each in found.values() for c in each})
        told: list[tuple[int, Fact]] = []
        for root, each in sorted(found.items()):
            parties = frozenset(p for c in each for p in c.believed.parties)
            told += [(root, fact) for fact in facts(each, origins, parties) if fact.contradiction]
        rows = {r.id: r for r in load_agreements(connection, number, identity, {root for root, _ in told})}
        yield from ((rows[root], fact) for root, fact in told)


def _suspects(connection: Connection, number: int, identity: Identity) -> set[int]:
    """The agreements that can have a contradiction, and others among them."""
    c = claims.c
    known = and_(c.tx <= number, c.agreement_id.is_not(None))
    once = or_(and_(c.kind == ClaimKind.STEP.value, c.what.in_(sorted(ONCE))), c.kind == ClaimKind.TERM.value)
    dated = (
        select(c.agreement_id)
        .where(and_(known, once))
        .group_by(c.agreement_id, c.what)
        .having(func.count(c.date.distinct()) > 1)
    )
    denied = select(c.agreement_id).where(and_(known, c.certainty == Certainty.DENIED.value))
    noticed = (
        select(c.agreement_id)
        .join(documents, documents.c.id == c.document_id)
        .where(and_(known, documents.c.notice.is_not(None)))
    )
    queries: list[Select[Any]] = [dated, denied, noticed]
    for part in chunks(sorted(unsettled_pages(connection, number)), 5000):
        queries.append(select(c.agreement_id).where(and_(known, c.document_id.in_(part))))
    found = {*identity.roots, *identity.moved.values(), *identity.placed.values()}
    for query in queries:
        found.update(a for a in connection.execute(query.distinct()).scalars() if a is not None)
    return {identity.root(a) for a in found}
