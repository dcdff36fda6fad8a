"""One door to both databases: readers never wait, one writer at a time, every fault a one-line LedgerError.

A writer holds the ledger alone (BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL) from before it
reads the last transaction number until its commit, so numbers have no gaps and follow the order of commits.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from foedus.errors import LedgerBusy, LedgerDamaged, LedgerError, NotALedger
from foedus.extras import extra
from foedus.ledger.address import is_url, label, parse, secrets
from foedus.ledger.schema import MARK
from foedus.redaction import redact

Notify = Callable[[str], None]

FIRST_WAIT: Final = 1.0  # seconds before a waiting writer says so
WRITER_LOCK: Final = MARK  # PostgreSQL's advisory lock of the writer
FAULTS: Final = (DBAPIError, sqlite3.Error)

_OWNER_ONLY: Final = 0o600
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
    (
        "invalid connection option",
        LedgerError,
        "the address of {where} asks for something that PostgreSQL does not know: check what follows its ?",
    ),
    ("append-only", LedgerError, "{where} is append-only: nothing in it can be changed or deleted"),
)


def make_engine(where: str | Path) -> Engine:
    """An engine for a SQLite file or a PostgreSQL URL. Nothing is opened yet."""
    if is_url(where):
        with extra("postgresql"):  # SQLAlchemy imports psycopg here
            return create_engine(parse(str(where)), pool_pre_ping=True)
    engine = create_engine(URL.create("sqlite", database=str(where)))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_private(path: Path) -> None:
    """An empty file that its owner alone can read, whatever the umask; one that is there stays as it is.

    SQLite gives the files that it lays beside (-wal, -shm) the permissions of this one. Raises OSError.
    """
    try:
        # a link that leads nowhere yet is followed, as SQLite would
        made = os.open(path.resolve(), os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, _OWNER_ONLY)
    except FileExistsError:
        return
    try:
        with suppress(OSError):  # a file system without permissions
            os.fchmod(made, _OWNER_ONLY)
    finally:
        os.close(made)


def _prepare_sqlite(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # we begin transactions ourselves
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    raw: Any = connection.connection.driver_connection
    if not raw.in_transaction:
        raw.execute("BEGIN")  # by itself: in a tenth of the time that SQLAlchemy takes over it


def explain(error: Exception, where: str, hide: Iterable[str] = ()) -> LedgerError:
    """The ledger's own error for a database's, in one line, which repeats none of what is to `hide`."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = str(cause).strip()
    for needle, kind, message in _FAULTS:
        if needle in said.lower():
            return kind(message.format(where=where))
    first = redact(said, hide).splitlines()[0] if said else type(cause).__name__
    return LedgerError(f"the database of {where} says: {first}")


class Door:
    """Connections to one database. `patience` seconds is how long a writer waits for another."""

    def __init__(self, where: str | Path, *, patience: float = 30.0, notify: Notify | None = None) -> None:
        self.label = label(where)
        self._secrets = secrets(where)
        self.engine = make_engine(where)
        self._patience = patience
        self._notify = notify

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        self.engine.dispose()

    def _explain(self, error: Exception) -> LedgerError:
        return explain(error, self.label, self._secrets)

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
            raise self._explain(error) from error

    @contextmanager
    def when_needed(self) -> Iterator[Callable[[], Connection]]:
        """The same for who may find all in memory: a function that opens it when it is first asked."""
        with ExitStack() as opened:
            yield cache(lambda: opened.enter_context(self.reading()))

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
    def writing(self, *, wait: bool = True, patience: float | None = None) -> Iterator[Connection]:
        """A connection that holds the ledger alone; commits at the end, or nothing of it stands.

        Without `wait` another writer is LedgerBusy at once; with `patience` after so many seconds.
        """
        try:
            with self.engine.connect() as connection:
                if patience is not None:
                    self._lock(connection, patience)
                elif wait:
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
            raise self._explain(error) from error

    def _take(self, connection: Connection) -> None:
        """Become the one writer: a short wait, then say so, then a long one."""
        first = min(FIRST_WAIT, self._patience)
        try:
            return self._lock(connection, first)
        except FAULTS as error:
            if not isinstance(self._explain(error), LedgerBusy):
                raise
            connection.rollback()
        self.say(f"waiting for another writer of {self.label} (up to {self._patience:g} s)")
        try:
            self._lock(connection, max(self._patience - first, 0.001))
        except FAULTS as error:
            if not isinstance(self._explain(error), LedgerBusy):
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
