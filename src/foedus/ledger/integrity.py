"""References of the ledger that lead nowhere, on either database."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from foedus.ledger.schema import APPEND_ONLY


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
