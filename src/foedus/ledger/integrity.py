"""Whether the ledger holds, on either database: its tables and guards, its references and its hash chain."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, exists, select, text

from foedus.ledger import catalogue, chain
from foedus.ledger.schema import APPEND_ONLY


def faults(connection: Connection) -> Iterator[str]:
    """Every fault in a line, none where all holds. Reads the whole ledger."""
    if connection.dialect.name == "sqlite":
        said = connection.execute(text("PRAGMA integrity_check")).scalars()
        yield from (f"SQLite finds the file damaged: {line}" for line in said if line != "ok")
    broken = list(catalogue.table_faults(connection))
    yield from catalogue.number_faults(connection)
    yield from broken
    yield from catalogue.object_faults(connection)
    if broken:
        yield "references and chain are not looked at before every table is as it was made"
        return
    yield from dangling(connection)
    yield from chain.verify(connection)


def dangling(connection: Connection) -> list[str]:
    """A line for each foreign key with rows that point to nothing."""
    faults = []
    for table in APPEND_ONLY:
        for key in sorted(table.foreign_keys, key=lambda k: k.parent.name):
            target = key.column.table.alias()
            column = key.parent
            found = exists().where(target.c[key.column.name] == column)
            query = select(column).where(column.is_not(None), ~found).limit(1)
            lost = connection.execute(query).scalar_one_or_none()
            if lost is not None:
                faults.append(f"{table.name}.{column.name} points to {lost}, which is missing")
    return faults
