"""Update, delete and replacement are refused by the database itself, on SQLite and on PostgreSQL.

`statements(dialect, tables)` gives the DDL, `missing(connection)` names the guards that are gone or disabled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, Table, text

from foedus.ledger.schema import APPEND_ONLY

REFUSAL: Final = "the ledger is append-only"


def statements(dialect: str, tables: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """DDL that guards `tables`, given as (name, key columns), for "sqlite" or "postgresql"."""
    if dialect == "sqlite":
        return [s for name, key in tables for s in _sqlite(name, key)]
    return [_POSTGRES_FUNCTION, *(s for name, _ in tables for s in _postgres(name))]


def guarded(tables: Iterable[Table] = APPEND_ONLY) -> list[tuple[str, tuple[str, ...]]]:
    """(name, key columns) of every table that is append-only."""
    return [(t.name, tuple(c.name for c in t.primary_key.columns)) for t in tables]


def missing(connection: Connection) -> list[str]:
    """The guards that should stand and do not, as "table.action"."""
    if connection.dialect.name == "sqlite":
        found = set(
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        )
        wanted = [(t, f"{t}_no_{a}") for t, _ in guarded() for a in ("update", "delete", "replace")]
    else:
        query = text(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE c.relnamespace = current_schema()::regnamespace"
            " AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        )
        found = set(connection.execute(query).scalars())
        wanted = [(t, f"{t}_no_{a}") for t, _ in guarded() for a in ("change", "truncate")]
    return [name.replace("_no_", ".") for _, name in wanted if name not in found]


def _sqlite(table: str, key: tuple[str, ...]) -> list[str]:
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    refuse = f"SELECT RAISE(ABORT, '{REFUSAL}');"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse} END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse} END",
        # INSERT OR REPLACE deletes without firing the trigger above
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refuse} END",
    ]


_POSTGRES_FUNCTION: Final = (
    "CREATE FUNCTION foedus_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)


def _postgres(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION foedus_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION foedus_refuse()",
    ]
