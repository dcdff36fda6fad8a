"""The hash chain: each transaction's hash covers the one before it and every byte that it brought.

    hash = SHA-256(previous hash, the transaction's own columns, one SHA-256 a table over its rows)

Rows are hashed as canonical JSON of their columns in the schema's order, by id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, select, text

from foedus.errors import UsageError
from foedus.ledger.schema import HASHED, chains, claims, passages, sources, transactions


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a ledger, 0 of an empty one. Written NUMBER:HASH, the hash in 64 hex digits."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.hash.hex()}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """A head as it was printed. Raises UsageError for a shortened one: anybody can make its like."""
        found = _HEAD.fullmatch(text.strip())
        if found is None:
            raise UsageError(
                f"{text!r} is not the head of a ledger: write NUMBER:HASH, all 64 digits of it, as"
                " `foedus check --head` prints it"
            )
        return cls(int(found[1]), bytes.fromhex(found[2]))


FIRST: Final = bytes(32)  # what the first transaction has for a previous hash
TABLES: Final[tuple[Table, ...]] = (*HASHED, sources, passages)
_HEAD: Final = re.compile(r"(\d{1,18}):([0-9a-fA-F]{64})", re.A)
LAST: Final = "SELECT id, hash FROM transactions ORDER BY id DESC LIMIT 1"
_HEADER: Final = ("id", "recorded_at", "actor", "kind", "version", "note")


def transaction_hash(
    previous: bytes, header: Mapping[str, Any], rows: Mapping[str, Sequence[Sequence[Any]]]
) -> bytes:
    """The hash of a transaction from its header and, by table name, its rows in order of their ids.

    A row is its values in the order of the table's columns.
    """
    digests = {str(t.name): _digest(rows[t.name]) for t in TABLES if rows.get(t.name)}
    return _seal(previous, [header[c] for c in _HEADER], digests)


def departure(connection: Connection, kept: Head) -> str | None:
    """How a ledger whose chain holds departs from a head kept of it, in a line; None where it contains it.

    Each hash covers all entries before it, so one that is the same stands for every one of them.
    """
    found = connection.execute(text(LAST)).one_or_none()
    last = Head(0, FIRST) if found is None else Head(*found)
    if last.number < kept.number:
        return f"the ledger ends with entry {last.number}, and those up to {kept.number} are gone"
    t = transactions.c
    found = connection.execute(select(t.hash).where(t.id == kept.number)).scalar_one_or_none()
    if kept.number and found is None:
        return f"entry {kept.number} of the kept head is missing"
    if (found or FIRST) != kept.hash:
        return f"entry {kept.number} is not that of the kept head: it or one before it was written anew"
    return None


def verify(connection: Connection) -> Iterator[str]:
    """Every fault of the chain in a line; none where it holds. Reads the whole ledger once."""
    streams = {str(t.name): _by_transaction(connection, t) for t in TABLES}
    waiting: dict[str, tuple[int, bytes] | None] = {name: next(s, None) for name, s in streams.items()}
    previous = FIRST
    expected = 1
    columns = [transactions.c[c] for c in (*_HEADER, "previous", "hash")]
    for *header, said_previous, said in connection.execute(select(*columns).order_by(transactions.c.id)):
        number = header[0]
        if number != expected:
            yield f"transaction {expected} is missing"
        if said_previous != previous:
            yield f"transaction {number} does not follow the one before it"
        digests = {}
        for name, stream in streams.items():
            entry = waiting[name]
            while entry is not None and entry[0] < number:
                yield f"{name} has rows of transaction {entry[0]} out of order"
                entry = next(stream, None)
            if entry is not None and entry[0] == number:
                digests[name] = entry[1]
                entry = next(stream, None)
            waiting[name] = entry
        if _seal(said_previous, header, digests) != said:
            yield f"transaction {number} does not hold what was recorded"
        previous, expected = said, number + 1
    for name, left in waiting.items():
        if left is not None:
            yield f"{name} has rows of transaction {left[0]}, which is missing"


def _seal(previous: bytes, header: list[Any], digests: Mapping[str, bytes]) -> bytes:
    return sha256(msgspec.json.encode([previous, header, sorted(digests.items())])).digest()


def _digest(rows: Iterable[Sequence[Any]]) -> bytes:
    found = sha256()
    for row in rows:
        found.update(msgspec.json.encode(row))
        found.update(b"\n")
    return found.digest()


def _by_transaction(connection: Connection, table: Table) -> Iterator[tuple[int, bytes]]:
    """(transaction, digest of its rows) in order; rows of a transaction stand together."""
    columns = list(table.columns)
    if table is sources:
        query = select(chains.c.tx, *columns).join(chains, chains.c.id == sources.c.chain_id)
    elif table is passages:
        query = select(claims.c.tx, *columns).join(claims, claims.c.id == passages.c.claim_id)
    else:
        query = select(table.c.tx, *columns)
    rows = connection.execution_options(yield_per=2000).execute(query.order_by(*table.primary_key.columns))
    for number, group in groupby(rows, key=lambda row: row[0]):
        yield number, _digest(tuple(row[1:]) for row in group)
