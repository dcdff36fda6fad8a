"""Rows of one transaction, collected first and written at once: ids, hash chain and rows, or nothing.

The caller holds the ledger alone (`Door.writing`), so the last ids read here cannot move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select, text

from foedus.errors import LedgerError
from foedus.ledger import chain
from foedus.ledger.days import stamp
from foedus.ledger.encode import storable
from foedus.ledger.schema import APPEND_ONLY, agreement_names, claims, passages, sources, transactions
from foedus.ledger.upsert import insert_rows
from foedus.ledger.words import add_words
from foedus.version import __version__

Row = dict[str, Any]

#: Written in this order, so that every reference finds its row.
ORDER: Final = tuple(t for t in APPEND_ONLY if t not in (transactions, sources, passages))
_WORTH_COUNTING: Final = 1024  # claims


@dataclass(slots=True)
class Batch:
    """The rows of the transaction to come. `number` is its number, `recorded_at` its stamp."""

    connection: Connection
    number: int
    recorded_at: str
    previous: bytes
    rows: dict[str, list[Row]] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    @classmethod
    def begin(cls, connection: Connection, recorded_at: datetime) -> Batch:
        """Read where the ledger stands. Recorded time never falls: a clock set back gets the last time."""
        t = transactions.c
        last = connection.execute(
            select(t.id, t.recorded_at, t.hash).order_by(t.id.desc()).limit(1)
        ).one_or_none()
        now = stamp(recorded_at)
        if last is None:
            return cls(connection, 1, now, chain.FIRST)
        return cls(connection, last.id + 1, max(now, last.recorded_at), last.hash)

    def add(self, table: Table, row: Row) -> int:
        """Take a row with a new id and this transaction's number; gives the id."""
        number = self._last.get(table.name)
        if number is None:
            number = self.connection.execute(select(func.max(table.c.id))).scalar_one() or 0
        self._last[table.name] = number = number + 1
        row["id"], row["tx"] = number, self.number
        self.rows.setdefault(table.name, []).append(row)
        return number

    def add_part(self, table: Table, rows: list[Row]) -> None:
        """Take rows of a table without ids of its own: hops of a chain, passages of a claim."""
        self.rows.setdefault(table.name, []).extend(rows)

    def commit(self, *, actor: str, kind: str, note: str = "") -> int:
        """Write the transaction and its rows; the connection's own commit makes them stand."""
        if not actor.strip():
            raise LedgerError("an entry of the ledger needs the name of who makes it")
        header: Row = {
            "id": self.number,
            "recorded_at": self.recorded_at,
            "actor": storable(actor),
            "kind": kind,
            "version": __version__,
            "note": storable(note),
        }
        header["previous"] = self.previous
        values = {
            table.name: in_order(table, self.rows[table.name])
            for table in (*ORDER, sources, passages)
            if self.rows.get(table.name)
        }
        header["hash"] = chain.transaction_hash(self.previous, header, values)
        insert_rows(self.connection, transactions, in_order(transactions, [header]))
        for table in (*ORDER, sources, passages):
            if table.name in values:
                insert_rows(self.connection, table, values[table.name])
        add_words(self.connection, self.rows.get(agreement_names.name, ()))
        self._count_anew()
        return self.number

    def _count_anew(self) -> None:
        """Each time the claims have doubled, let PostgreSQL look at the tables: it plans by what it last saw.

        It would do so by itself a minute later; until then a timeline takes nine times as long.
        """
        after = self._last.get(claims.name, 0)
        before = after - len(self.rows.get(claims.name, ()))
        doubled = after.bit_length() > before.bit_length() and after >= _WORTH_COUNTING
        if doubled and self.connection.dialect.name == "postgresql":
            self.connection.execute(text("ANALYZE"))


def in_order(table: Table, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """Each row's values in the order of the table's columns."""
    columns = itemgetter(*(str(c.name) for c in table.columns))
    return [columns(row) for row in rows]
