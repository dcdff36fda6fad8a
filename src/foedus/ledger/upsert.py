"""INSERT that passes over or replaces rows that are there, as the database at hand writes it.

Standard SQL has none, so it comes from SQLAlchemy's dialects; only that of the database at hand is imported,
since that of PostgreSQL takes a tenth of a second.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from sqlalchemy import Table

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


def insert(dialect: str, table: Table) -> SqliteInsert | PostgresInsert:
    """The statement for a dialect by its name, "sqlite" or "postgresql"."""
    found: SqliteInsert | PostgresInsert
    found = importlib.import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    return found
