"""What treaties lay down, as the ledger keeps it beside their claims: every version, the last one counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, bindparam, select

from foedus.errors import LedgerError
from foedus.ledger.days import moment
from foedus.ledger.encode import compact, digest16, storable
from foedus.ledger.prepared import Prepared
from foedus.ledger.schema import agreements, terms, transactions
from foedus.ledger.write import Batch


@dataclass(frozen=True, slots=True)
class StoredTerms:
    """The terms of one agreement as a JSON object (the form of `foedus.law`), and the text they are from."""

    id: int
    agreement_id: int
    source: str
    terms: Mapping[str, Any]
    transaction: int
    recorded_at: datetime
    by: str


_TERMS: Final = (
    select(
        terms.c.id, terms.c.agreement_id, terms.c.source, terms.c.terms, terms.c.tx,
        transactions.c.recorded_at, transactions.c.actor,
    )
    .join(transactions, transactions.c.id == terms.c.tx)
    .where(terms.c.tx <= bindparam("number", type_=Integer))
    .order_by(terms.c.id)
)  # fmt: skip
_TERMS_OF: Final = Prepared(
    _TERMS.where(terms.c.agreement_id.in_(bindparam("ids", expanding=True, type_=Integer)))
)


def add_terms(batch: Batch, agreement: int, found: Mapping[str, Any], source: str) -> int | None:
    """Keep terms for an agreement; None where its last terms are these already."""
    connection = batch.connection
    if connection.execute(select(agreements.c.id).where(agreements.c.id == agreement)).first() is None:
        raise LedgerError(f"no agreement {agreement}: `foedus agreements` lists them with their numbers")
    text = compact(dict(found))
    digest = digest16(source, text)
    last = (
        select(terms.c.digest).where(terms.c.agreement_id == agreement).order_by(terms.c.id.desc()).limit(1)
    )
    if connection.execute(last).scalar_one_or_none() == digest:
        return None
    row = {"agreement_id": agreement, "digest": digest, "source": storable(source), "terms": text}
    return batch.add(terms, row)


def load_terms(connection: Connection, number: int, where: ColumnElement[bool]) -> list[StoredTerms]:
    """All versions of terms known at `number`, oldest first."""
    return _stored(connection.execute(_TERMS.where(where), {"number": number}).all())


def terms_of(connection: Connection, number: int, agreements: Sequence[int]) -> list[StoredTerms]:
    """All versions of the terms of these agreements (as they came in) known at `number`, oldest first."""
    return _stored(_TERMS_OF.rows(connection, number=number, ids=agreements))


def _stored(found: Iterable[Sequence[Any]]) -> list[StoredTerms]:
    return [
        StoredTerms(number, agreement, source, msgspec.json.decode(told), tx, moment(recorded_at), actor)
        for number, agreement, source, told, tx, recorded_at, actor in found
    ]
