"""Finds the claims of some pages whose passages have all of some words, as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, Integer, and_, bindparam, select

from foedus.ledger.prepared import Prepared
from foedus.ledger.schema import claims, documents, passages
from foedus.ledger.within import chunks

_AT_ONCE: Final = 50  # pages: often the newest have enough
_IDS: Final = bindparam("ids", expanding=True, type_=Integer)
_BODIES: Final = Prepared(select(documents.c.id, documents.c.body).where(documents.c.id.in_(_IDS)))
_PASSAGES: Final = Prepared(
    select(claims.c.document_id, claims.c.id, passages.c.start, passages.c.end, passages.c.text)
    .join(passages, passages.c.claim_id == claims.c.id)
    .where(and_(claims.c.document_id.in_(_IDS), claims.c.tx <= bindparam("number", type_=Integer)))
    .order_by(claims.c.document_id.desc(), claims.c.id)
)


def claims_with(
    connection: Connection, number: int, words: Iterable[str], pages: Sequence[int], most: int
) -> list[int]:
    """The claims of these pages known at `number` that came in with a passage that has every word.

    At most so many; `pages` come newest first, and so do their claims.
    """
    wanted = [word.casefold() for word in words]
    found: dict[int, None] = {}
    for part in chunks(pages, _AT_ONCE):
        bodies: dict[int, str] = dict(_BODIES.rows(connection, ids=part))
        for page, claim, start, end, text in _PASSAGES.rows(connection, ids=part, number=number):
            said = (bodies[page][start:end] if text is None else text).casefold()
            if all(word in said for word in wanted):
                found[claim] = None
                if len(found) == most:
                    return list(found)
    return list(found)
