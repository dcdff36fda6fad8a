"""Which claims still say what: those of a name that some reading makes, with the day of their page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Integer, bindparam, select

from foedus.ledger.schema import claims, documents, reading_changes
from foedus.ledger.within import chunks

_IDS: Final = bindparam("ids", expanding=True, type_=Integer)
_CLAIMS: Final = (
    select(claims.c.id, claims.c.name_id, documents.c.published, claims.c.parties)
    .join(documents, documents.c.id == claims.c.document_id)
    .where(claims.c.name_id.in_(_IDS))
)
_CHANGES: Final = (
    select(reading_changes.c.claim_id, reading_changes.c.gone)
    .join(claims, claims.c.id == reading_changes.c.claim_id)
    .where(claims.c.name_id.in_(_IDS))
    .order_by(reading_changes.c.id)
)
_NAMES: Final = (
    select(claims.c.name_id).distinct().where(claims.c.id.in_(_IDS), claims.c.name_id.is_not(None))
)


@dataclass(frozen=True, slots=True)
class Live:
    """A claim that some reading still makes. `day` is the ISO day of its page, `parties` a JSON list."""

    id: int
    day: str | None
    parties: str


def names_of(connection: Connection, ids: Iterable[int]) -> set[int]:
    """The names that these claims came in under."""
    return {n for part in chunks(ids) for n in connection.execute(_NAMES, {"ids": part}).scalars()}


def live_claims(
    connection: Connection, names: Iterable[int], *, back: frozenset[int] = frozenset()
) -> dict[int, list[Live]]:
    """By name: the claims under it that the newest readings make, and those of `back` besides."""
    out: dict[int, list[Live]] = {}
    for part in chunks(names):
        rows = connection.execute(_CLAIMS, {"ids": part}).all()
        gone = {claim: bool(gone) for claim, gone in connection.execute(_CHANGES, {"ids": part})}
        for number, name, day, parties in rows:
            if number in back or not gone.get(number):
                out.setdefault(name, []).append(Live(number, day, parties))
    return out
