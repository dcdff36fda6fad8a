"""Finds the pages whose text has all of some words: a search of the text itself, for when no name fits.

It reads the text of the newest pages and no others, so that it costs the same however large the ledger is.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, func, select

from foedus.ledger.schema import claims, documents, passages


def pages_with(
    connection: Connection, number: int, words: Iterable[str], most: int, *, among: int
) -> list[int]:
    """The last `most` pages, `among` the newest so many known at `number`, whose text has every word.

    Case does not matter; the newest first.
    """
    d = documents.c
    last = connection.execute(select(func.max(d.id)).where(d.tx <= number)).scalar_one() or 0
    has = [d.body.icontains(word, autoescape=True) for word in words]
    query = select(d.id).where(and_(d.id > last - among, d.id <= last, *has))
    return list(connection.execute(query.order_by(d.id.desc()).limit(most)).scalars())


def claims_with(
    connection: Connection, number: int, words: Iterable[str], pages: Iterable[int], most: int
) -> list[int]:
    """The claims of these pages known at `number` that came in with a passage that has every word.

    At most so many, those of the newest pages first.
    """
    c, p, d = claims.c, passages.c, documents.c
    text = func.coalesce(p.text, func.substr(d.body, p.start + 1, p.end - p.start))
    query = (
        select(c.document_id, c.id)
        .distinct()
        .join(passages, p.claim_id == c.id)
        .join(documents, d.id == c.document_id)
        .where(and_(c.document_id.in_(list(pages)), c.tx <= number))
        .where(and_(*(text.icontains(word, autoescape=True) for word in words)))
        .order_by(c.document_id.desc(), c.id)
        .limit(most)
    )
    return [claim for _, claim in connection.execute(query).all()]
