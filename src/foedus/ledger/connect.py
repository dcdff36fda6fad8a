"""One door to both databases: readers never wait, one writer at a time, every fault a one-line LedgerError.

A writer holds the ledger alone (BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL) from before it
reads the last transaction number until its commit, so numbers have no gaps and follow the order of commits.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from foedus.errors import LedgerBusy, LedgerDamaged, LedgerError, NotALedger, UsageError
from foedus.ledger.schema import MARK

Notify = Callable[[str], None]

FIRST_WAIT: Final = 1.0  # seconds before a waiting writer says so
WRITER_LOCK: Final = MARK  # PostgreSQL's advisory lock of the writer
FAULTS: Final = (DBAPIError, sqlite3.Error)

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_READERS_WAIT: Final = 10_000  # milliseconds; only while a crashed writer's log is recovered

_PRAGMAS: Final = (
    "foreign_keys=ON",
    "synchronous=FULL",
    f"busy_timeout={_READERS_WAIT}",
    "recursive_triggers=ON",
    "cache_size=-65536",  # KiB at most: digests fall anywhere in their index
    "wal_autocheckpoint=4000",
)
_FAULTS: Final[tuple[tuple[str, type[LedgerError], str], ...]] = (
    ("database is locked", LedgerBusy, "another process is writing to {where}; try again when it is done"),
    ("lock timeout", LedgerBusy, "another process is writing to {where}; try again when it is done"),
    ("is full", LedgerError, "the disk of {where} is full: nothing was added; free some space and repeat"),
    (
        "no space left",
        LedgerError,
        "the disk of {where} is full: nothing was added; free some space and repeat",
    ),
    ("could not extend file", LedgerError, "the server of {where} has no space left: nothing was added"),
    (
        "disk i/o error",
        LedgerError,
        "the disk of {where} refused to write: nothing was added; check the disk",
    ),
    ("readonly database", LedgerError, "{where} cannot be written: check its permissions and its folder's"),
    ("unable to open", LedgerError, "cannot open {where}: check that its folder exists and can be written"),
    ("not a database", NotALedger, "{where} is not a foedus ledger; name another file with --ledger"),
    ("malformed", LedgerDamaged, "{where} is damaged; restore the last backup (foedus backup makes them)"),
    ("append-only", LedgerError, "{where} is append-only: nothing in it can be changed or deleted"),
)


def is_url(where: str | Path) -> bool:
    """Whether `where` names a PostgreSQL ledger rather than a file.

    Raises UsageError for the address of anything else.
    """
    if not isinstance(where, str):
        return False
    if where.startswith(("postgresql:", "postgres:", "postgresql+psycopg:")):
        return True
    other = _SCHEME.match(where)
    if other is not None:
        raise UsageError(
            f"{other[0]} begins no address of a ledger; write a file's name, or postgresql://user@host/name"
        )
    return False


def label(where: str | Path) -> str:
    """`where` as it may be shown: a URL without its password."""
    if not is_url(where):
        return str(where)
    try:
        return make_url(str(where)).render_as_string(hide_password=True)
    except ArgumentError as error:
        raise LedgerError(f"not the address of a database: {error}") from error


def make_engine(where: str | Path) -> Engine:
    """An engine for a SQLite file or a PostgreSQL URL. Nothing is opened yet."""
    if is_url(where):
        rest = str(where).partition(":")[2]
        try:
            return create_engine(make_url("postgresql+psycopg:" + rest), pool_pre_ping=True)
        except ArgumentError as error:
            raise LedgerError(f"not the address of a database: {error}") from error
    engine = create_engine(URL.create("sqlite", database=str(where)))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # we begin transactions ourselves
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    raw: Any = connection.connection.driver_connection
    if not raw.in_transaction:
        connection.exec_driver_sql("BEGIN")


def explain(error: Exception, where: str) -> LedgerError:
    """The ledger's own error for a database's, in one line."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = str(cause).strip()
    for needle, kind, message in _FAULTS:
        if needle in said.lower():
            return kind(message.format(where=where))
    first = said.splitlines()[0] if said else type(cause).__name__
    return LedgerError(f"the database of {where} says: {first}")


class Door:
    """Connections to one database. `patience` seconds is how long a writer waits for another."""

    def __init__(self, where: str | Path, *, patience: float = 30.0, notify: Notify | None = None) -> None:
        self.label = label(where)
        self.engine = make_engine(where)
        self._patience = patience
        self._notify = notify

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        self.engine.dispose()

    def say(self, line: str) -> None:
        """Tell whoever opened the ledger what takes its time."""
        if self._notify is not None:
            self._notify(line)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger throughout."""
        try:
            with self.engine.connect() as connection:
                if not self.sqlite:
                    connection.execution_options(isolation_level="REPEATABLE READ")
                with connection.begin():
                    yield connection
        except FAULTS as error:
            raise explain(error, self.label) from error

    def ask_one(self, query: str) -> tuple[Any, ...] | None:
        """The first row of a query in plain SQL, None where there is none.

        In an eighth of the time of `reading`.
        """
        try:
            raw = self.engine.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute(query)
                row = cursor.fetchone()
                cursor.close()
                return None if row is None else tuple(row)
            finally:
                raw.close()  # gives it back
        except FAULTS as error:
            raise explain(error, self.label) from error

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[Connection]:
        """A connection that holds the ledger alone; commits at the end, or nothing of it stands.

        Without `wait` another writer is LedgerBusy at once.
        """
        try:
            with self.engine.connect() as connection:
                if wait:
                    self._take(connection)
                else:
                    self._lock(connection, 0)
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                try:
                    connection.commit()
                except FAULTS:
                    connection.invalidate()  # SQLite keeps a transaction open whose commit failed
                    raise
        except FAULTS as error:
            raise explain(error, self.label) from error

    def _take(self, connection: Connection) -> None:
        """Become the one writer: a short wait, then say so, then a long one."""
        first = min(FIRST_WAIT, self._patience)
        try:
            return self._lock(connection, first)
        except FAULTS as error:
            if not isinstance(explain(error, self.label), LedgerBusy):
                raise
            connection.rollback()
        self.say(f"waiting for another writer of {self.label} (up to {self._patience:g} s)")
        try:
            self._lock(connection, max(self._patience - first, 0.001))
        except FAULTS as error:
            if not isinstance(explain(error, self.label), LedgerBusy):
                raise
            raise LedgerBusy(
                f"another process has been writing to {self.label} for more than {self._patience:g} s:"
                " nothing was added; try again when it is done"
            ) from error

    def _lock(self, connection: Connection, seconds: float) -> None:
        wait = max(1, round(seconds * 1000))
        if self.sqlite:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout={wait}")
            try:
                raw.execute("BEGIN IMMEDIATE")
            finally:
                raw.execute(f"PRAGMA busy_timeout={_READERS_WAIT}")
            connection.begin()
        else:
            connection.execute(text(f"SET LOCAL lock_timeout = '{wait}ms'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
            connection.execute(text("SET LOCAL lock_timeout = 0"))
