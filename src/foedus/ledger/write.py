"""Rows of one transaction, collected first and written at once: ids, hash chain and rows, or nothing.

The caller holds the ledger alone (`Door.writing`), so the last ids read here cannot move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select

from foedus import __version__
from foedus.errors import LedgerError
from foedus.ledger import chain
from foedus.ledger.days import stamp
from foedus.ledger.encode import storable
from foedus.ledger.schema import APPEND_ONLY, passages, sources, transactions

Row = dict[str, Any]

#: Written in this order, so that every reference finds its row.
ORDER: Final = tuple(t for t in APPEND_ONLY if t not in (transactions, sources, passages))


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
        header["hash"] = chain.transaction_hash(self.previous, header, self.rows)
        insert(self.connection, transactions, [header])
        for table in (*ORDER, sources, passages):
            found = self.rows.get(table.name)
            if found:
                insert(self.connection, table, found)
        return self.number


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert whole rows through the driver itself: a third faster than one by one through SQLAlchemy."""
    compiled = table.insert().compile(dialect=connection.dialect)
    names = [str(name) for name in compiled.positiontup or ()]
    values: Any = [tuple(row[n] for n in names) for row in rows] if names else list(rows)
    connection.exec_driver_sql(str(compiled), values)
