"""Update, delete and replacement are refused by the database itself, on SQLite and on PostgreSQL.

`statements(dialect, tables)` gives the DDL; `faults(connection)` compares what stands with it by its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


def faults(connection: Connection) -> Iterator[str]:
    """Every guard that is gone, disabled or not as it was made, and every trigger that is none of ours."""
    if connection.dialect.name == "sqlite":
        wanted = {_name(s): s for s in statements("sqlite", guarded())}
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        found = {name: (table, _spaced(sql)) for name, table, sql in connection.execute(text(query))}
    else:
        yield from _function_faults(connection)
        wanted = {_name(s): _as_postgres_says(s) for t, _ in guarded() for s in _postgres(t)}
        found = {}
        for table, name, sql, enabled, own in connection.execute(text(_POSTGRES_TRIGGERS)):
            if not enabled and not own:
                yield f"the references of {table} are not enforced: a trigger of its own is disabled"
            elif not enabled and name in wanted:
                yield f"the guard {name} is disabled"
            if own:
                found[name] = (table, _spaced(sql))
    for name, sql in wanted.items():
        if name not in found:
            yield f"the guard {name} is missing"
        elif found[name][1] != sql:
            yield f"the guard {name} is not as it was made: {found[name][1]}"
    for name in sorted(found.keys() - wanted.keys()):
        yield f"the trigger {name} on {found[name][0]} is none of ours: {found[name][1]}"


def _name(statement: str) -> str:
    return statement.removeprefix("CREATE TRIGGER ").partition(" ")[0]


def _spaced(statement: str) -> str:
    return " ".join(statement.split())


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


_POSTGRES_SOURCE: Final = f" BEGIN RAISE EXCEPTION '{REFUSAL}'; END "
_POSTGRES_FUNCTION: Final = (
    f"CREATE FUNCTION foedus_refuse() RETURNS trigger LANGUAGE plpgsql AS $${_POSTGRES_SOURCE}$$"
)
_POSTGRES_FUNCTIONS: Final = """
    SELECT p.prosrc, l.lanname, p.proconfig IS NULL AND NOT p.prosecdef
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE n.nspname = current_schema() AND p.proname = 'foedus_refuse' AND p.pronargs = 0
"""
# a trigger of its own ('own' false) is one that PostgreSQL made for a reference
_POSTGRES_TRIGGERS: Final = """
    SELECT c.relname, t.tgname, replace(pg_get_triggerdef(t.oid), quote_ident(n.nspname) || '.', ''),
        t.tgenabled IN ('O', 'A'), NOT t.tgisinternal
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() ORDER BY 1, 2
"""


def _function_faults(connection: Connection) -> Iterator[str]:
    found = connection.execute(text(_POSTGRES_FUNCTIONS)).one_or_none()
    if found is None:
        yield "the guards' function foedus_refuse is missing"
    elif tuple(found) != (_POSTGRES_SOURCE, "plpgsql", True):
        yield f"the guards' function foedus_refuse is not as it was made: {_spaced(found[0])}"


def _as_postgres_says(statement: str) -> str:
    """A guard's statement as PostgreSQL writes it: it has an order of its own for what a trigger refuses."""
    return statement.replace("UPDATE OR DELETE", "DELETE OR UPDATE")


def _postgres(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION foedus_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION foedus_refuse()",
    ]
