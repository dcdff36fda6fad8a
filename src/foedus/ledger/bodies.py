"""Finds the claims of some pages whose passages have all of some words, as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, func, select

from foedus.ledger.schema import claims, documents, passages


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
