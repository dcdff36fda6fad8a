"""Finds the pages whose text has all of some words: a search of the text itself, for when no name fits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, select

from foedus.ledger.schema import documents


def pages_with(connection: Connection, number: int, words: Iterable[str], most: int) -> list[int]:
    """The last `most` pages known at `number` whose text has every word, in any case; the newest first."""
    d = documents.c
    has = [d.body.icontains(word, autoescape=True) for word in words]
    query = select(d.id).where(and_(d.tx <= number, *has)).order_by(d.id.desc()).limit(most)
    return list(connection.execute(query).scalars())
