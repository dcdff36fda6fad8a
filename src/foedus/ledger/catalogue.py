"""What the database's own catalogue holds, compared with the schema: each difference is a line.

Tables are compared by their columns and constraints, indexes and guards by their text. Whatever stands beside
them (a trigger, view, rule, table or index of somebody else) is named too: it may change what is read or
written. Objects that belong to an extension of PostgreSQL are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Inspector, Table, inspect, text
from sqlalchemy.schema import CreateIndex, UniqueConstraint
from sqlalchemy.types import TypeEngine

from foedus.ledger import triggers
from foedus.ledger.schema import HEAD, MARK, metadata

NUMBER: Final = "alembic_version"  # the table of the schema's number

_KINDS: Final = {"r": "table", "p": "table", "v": "view", "m": "view", "f": "foreign table", "S": "sequence"}
_BESIDE: Final = """
    SELECT c.relkind::text, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
_INDEXES: Final = """
    SELECT i.relname, replace(pg_get_indexdef(i.oid), quote_ident(n.nspname) || '.', ''), x.indisvalid,
        EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u'))
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(:ours)
"""
_TWISTED: Final = """
    SELECT 'the rule ' || r.rulename || ' stands on ' || c.relname || ' and is none of ours'
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(:ours)
    UNION ALL
    SELECT 'row security may hide rows of ' || c.relname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(:ours) AND c.relrowsecurity
    UNION ALL
    SELECT 'the table ' || c.relname || ' has rows of another, ' || i.inhrelid::regclass::text
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(:ours)
    ORDER BY 1
"""


def differences(connection: Connection) -> Iterator[str]:
    """Every difference from the newest schema but its number; none where the database is wholly of it."""
    yield from table_faults(connection)
    yield from object_faults(connection)


def table_faults(connection: Connection) -> Iterator[str]:
    """Tables that are missing, or not as they were made."""
    inspector = inspect(connection)
    standing = set(inspector.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in standing:
            yield f"the table {table.name} is missing"
        elif changed := list(_changes(inspector, table, connection)):
            yield f"the table {table.name} is not as it was made: {', '.join(changed)}"


def object_faults(connection: Connection) -> Iterator[str]:
    """Indexes and guards that are missing or changed, and whatever stands there that is none of ours."""
    yield from _indexes(connection)
    yield from triggers.faults(connection)
    yield from _beside(connection)
    if connection.dialect.name == "postgresql":
        yield from connection.execute(text(_TWISTED), {"ours": _ours()}).scalars()


def number_faults(connection: Connection) -> Iterator[str]:
    """The schema's number, and on SQLite the mark of a ledger, where they are not what they should be."""
    found = connection.execute(text(f"SELECT version_num FROM {NUMBER}")).scalars().all()
    if found != [HEAD]:
        yield f"the schema's number is {' and '.join(map(str, found)) or 'missing'}, and should be {HEAD}"
    if connection.dialect.name == "sqlite":
        mark = connection.execute(text("PRAGMA application_id")).scalar_one()
        if mark != MARK:
            yield f"the file's application_id is {mark:#x}, and should be {MARK:#x}"


def _ours() -> list[str]:
    return [*metadata.tables, NUMBER]


def _changes(inspector: Inspector, table: Table, connection: Connection) -> Iterator[str]:
    """What of a table differs, in a few words each."""
    name = str(table.name)
    found = {str(c["name"]): c for c in inspector.get_columns(name)}
    for column in table.columns:
        wanted = {
            "type": _type(column.type, connection),
            "nullable": bool(column.nullable),
            "default": None if column.server_default is None else f"'{column.server_default.arg}'",  # type: ignore[attr-defined]  # a DefaultClause
            "computed": False,
        }
        if column.name not in found:
            yield f"no column {column.name}"
        elif _column(found[column.name], connection) != wanted:
            yield f"the column {column.name}"
    yield from (f"a strange column {c}" for c in found if c not in table.columns)
    if inspector.get_pk_constraint(name)["constrained_columns"] != [c.name for c in table.primary_key]:
        yield "its key"
    references = {
        (c, key["referred_table"], other)
        for key in inspector.get_foreign_keys(name)
        for c, other in zip(key["constrained_columns"], key["referred_columns"], strict=True)
    }
    if references != {(k.parent.name, k.column.table.name, k.column.name) for k in table.foreign_keys}:
        yield "its references"
    unique = {tuple(u["column_names"]) for u in inspector.get_unique_constraints(name)}
    ours = (c for c in table.constraints if isinstance(c, UniqueConstraint))
    if unique != {tuple(c.name for c in u.columns) for u in ours}:
        yield "what is unique in it"
    if inspector.get_check_constraints(name):
        yield "a strange condition"


def _column(found: Mapping[str, Any], connection: Connection) -> dict[str, Any]:
    default = found.get("default")
    return {
        "type": _type(found["type"], connection),
        "nullable": found["nullable"],
        "default": None if default is None else str(default).partition("::")[0],
        "computed": bool(found.get("computed") or found.get("identity")),
    }


def _type(found: TypeEngine[Any], connection: Connection) -> str:
    """A type as the database writes it, without an order of its own, which is not told alike by both."""
    return found.compile(connection.dialect).partition(" COLLATE ")[0]


def _indexes(connection: Connection) -> Iterator[str]:
    wanted = {
        str(index.name): _plain(str(CreateIndex(index).compile(dialect=connection.dialect)))
        for table in metadata.sorted_tables
        for index in table.indexes
    }
    found: dict[str, str] = {}
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        found = {name: _plain(sql) for name, sql in connection.execute(text(query))}
    else:
        for name, sql, valid, constraint in connection.execute(text(_INDEXES), {"ours": _ours()}):
            if not valid:
                yield f"the index {name} is not valid"
            if not constraint:
                found[name] = _plain(sql)
    for name in sorted(wanted.keys() - found.keys()):
        yield f"the index {name} is missing"
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name] != found[name]:
            yield f"the index {name} is not as it was made: {found[name]}"
    for name in sorted(found.keys() - wanted.keys()):
        yield f"the index {name} is none of ours: {found[name]}"


def _beside(connection: Connection) -> Iterator[str]:
    """Tables, views and their like that are none of ours."""
    if connection.dialect.name == "sqlite":
        query = "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"
        found = [(k, n) for k, n in connection.execute(text(query)) if not n.startswith("sqlite_")]
    else:
        found = [(_KINDS[k], n) for k, n in connection.execute(text(_BESIDE))]
    for kind, name in sorted(found):
        if name not in _ours() or kind != "table":
            yield f"the {kind} {name} is none of ours"


def _plain(statement: str) -> str:
    """A statement without what each database writes its own way."""
    return re.sub(r"\s+", " ", statement.replace('"', "").replace(" USING btree", "")).strip()
