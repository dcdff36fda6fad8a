"""A copy of the ledger as of one moment, made while others read and write; the copy has the same chain.

An SQLite ledger is copied page by page with SQLite's own backup. Anything else (PostgreSQL to a file, a file
to PostgreSQL, server to server) is copied row by row from one snapshot into an empty ledger, ids and hashes
included. The copy is complete or is not there.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select

from foedus.errors import LedgerError
from foedus.ledger import chain
from foedus.ledger.address import is_url
from foedus.ledger.connect import FAULTS, Door, explain, make_private
from foedus.ledger.migrate import bring_forward
from foedus.ledger.schema import APPEND_ONLY, passages, sources, transactions
from foedus.ledger.upsert import insert_rows
from foedus.ledger.words import add_all_words

Progress = Callable[[int, int], None]  # done, of how many

_AT_ONCE: Final = 2000  # rows
ORDER: Final = (
    transactions,
    *(t for t in APPEND_ONLY if t not in (transactions, sources, passages)),
    sources,
    passages,
)


def backup(door: Door, target: str | Path, progress: Progress | None = None) -> int:
    """Copy the ledger to a new file or an empty database; gives the last transaction copied.

    Raises LedgerError where the target exists already or cannot be written; then it is as before.
    """
    if is_url(target):
        return _rows(door, Door(target), progress)
    path = Path(target)
    if path.exists():
        raise LedgerError(f"{path} exists already: name a new file for the backup")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"cannot make the folder of {path}: {error.strerror}") from error
    try:
        part.unlink(missing_ok=True)
        make_private(part)
        number = _pages(door, part, progress) if door.sqlite else _rows(door, Door(part), progress)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror}") from error
    finally:
        for left in (part, *(Path(f"{part}{end}") for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return number


def _pages(door: Door, path: Path, progress: Progress | None) -> int:
    """SQLite's backup in one step: a snapshot, and no writer waits for it."""
    try:
        copy = sqlite3.connect(path)
        try:
            with door.engine.connect() as connection:
                source = connection.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)
                source.backup(copy, progress=_told(progress))
            number = copy.execute("SELECT max(id) FROM transactions").fetchone()[0] or 0
            fault = copy.execute("PRAGMA quick_check").fetchone()[0]
        finally:
            copy.close()
    except FAULTS as error:
        raise explain(error, str(path)) from error
    if fault != "ok":
        raise LedgerError(f"the copy does not hold ({fault}); check the ledger with `foedus check`")
    return int(number)


def _told(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda status, remaining, total: progress(total - remaining, total)


def _rows(door: Door, copy: Door, progress: Progress | None) -> int:
    try:
        bring_forward(copy, create=True)
        with door.reading() as read, copy.writing() as write:
            if write.execute(select(func.count()).select_from(transactions)).scalar_one():
                raise LedgerError(f"{copy.label} holds a ledger already: name an empty database")
            _copy(read, write, progress)
            add_all_words(write)
            faults = list(chain.verify(write))
            if faults:
                raise LedgerError(
                    f"the copy does not hold ({faults[0]}); check the ledger with `foedus check`"
                )
            return int(write.execute(select(func.max(transactions.c.id))).scalar_one() or 0)
    finally:
        copy.close()


def _copy(read: Connection, write: Connection, progress: Progress | None) -> None:
    counts = [read.execute(select(func.count()).select_from(table)).scalar_one() for table in ORDER]
    done, total = 0, sum(counts)
    for table in ORDER:
        rows = read.execution_options(yield_per=_AT_ONCE).execute(
            select(table).order_by(*table.primary_key.columns)
        )
        for part in rows.partitions(_AT_ONCE):
            insert_rows(write, table, [tuple(row) for row in part])
            done += len(part)
            if progress is not None:
                progress(done, total)
