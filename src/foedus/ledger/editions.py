"""Editions of the register that the ledger adopted: which one counted on a day, each with all its bytes.

An edition is an entry of its own, so that what was known beforehand on a past day can be asked again. The
ledger keeps it as it came, and reads nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from foedus.ledger.days import moment
from foedus.ledger.encode import storable
from foedus.ledger.schema import editions, transactions
from foedus.ledger.write import Batch


@dataclass(frozen=True, slots=True)
class Adopted:
    """One adoption: the edition's id, its ISO day, the SHA-256 of its bytes in hex, who adopted it and when.

    `layer` names the list of one's own that stands above the edition, "" where none does.
    """

    id: int
    transaction: int
    edition: str
    day: str
    digest: str
    layer: str
    by: str
    recorded_at: datetime

    def in_words(self) -> str:
        """In a line: "the register's edition 2026-11-28-1a2b3c4d was adopted by Ana Ruiz"."""
        above = f", with {self.layer} above it" if self.layer else ""
        return f"the register's edition {self.edition} was adopted by {self.by}{above}"


_SAID = (
    select(
        editions.c.id, editions.c.tx, editions.c.edition, editions.c.day, editions.c.digest, editions.c.layer,
        transactions.c.actor, transactions.c.recorded_at,
    )
    .join(transactions, transactions.c.id == editions.c.tx)
    .order_by(editions.c.id)
)  # fmt: skip


def adopt(batch: Batch, edition: str, day: str, content: bytes, layer: str = "") -> int | None:
    """Keep an edition as the one that counts from now on; None where it is the one that counts already."""
    digest = sha256(content).digest()
    last = select(editions.c.digest).order_by(editions.c.id.desc()).limit(1)
    if batch.connection.execute(last).scalar_one_or_none() == digest:
        return None
    row = {"edition": edition, "day": day, "digest": digest, "layer": storable(layer), "content": content}
    return batch.add(editions, row)


def adopted(connection: Connection, number: int) -> list[Adopted]:
    """Every adoption known at `number`, oldest first: the last one counts."""
    return [
        Adopted(id_, tx, edition, day, bytes(digest).hex(), layer, actor, moment(at))
        for id_, tx, edition, day, digest, layer, actor, at in connection.execute(
            _SAID.where(editions.c.tx <= number)
        )
    ]


def content_of(connection: Connection, adoption: int) -> bytes:
    """The bytes of an adopted edition, by the number of its adoption."""
    found = connection.execute(select(editions.c.content).where(editions.c.id == adoption)).scalar_one()
    return bytes(found)
