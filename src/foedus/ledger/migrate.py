"""A database is made a ledger, or an older one brought forward, in one transaction; others are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from foedus.errors import LedgerDamaged, LedgerError, NotALedger
from foedus.ledger import catalogue
from foedus.ledger.connect import Door, make_private
from foedus.ledger.schema import HEAD, MARK

SCRIPTS: Final = Path(__file__).parent / "migrations"


def version(connection: Connection, where: str) -> str | None:
    """The schema version of a ledger, None for an empty database.

    Raises NotALedger for a database that holds something else, LedgerDamaged where the marks of a ledger were
    changed.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not tables >= {catalogue.NUMBER, "transactions", "agreement_names"}:
        raise NotALedger(
            f"{where} holds other tables and is not a foedus ledger;"
            " name another file or database with --ledger"
        )
    if connection.dialect.name == "sqlite":
        mark = connection.execute(text("PRAGMA application_id")).scalar_one()
        if mark != MARK:
            raise LedgerDamaged(
                f"{where} has the tables of a ledger, and its application_id is {mark:#x} where {MARK:#x}"
                " should be: restore the last backup that holds"
            )
    numbers = connection.execute(text(f"SELECT version_num FROM {catalogue.NUMBER}")).scalars().all()
    if len(numbers) != 1:
        raise LedgerDamaged(
            f"{where} has {len(numbers) or 'no'} numbers of its schema where one should be: restore the last"
            " backup that holds"
        )
    return str(numbers[0])


def bring_forward(door: Door, *, create: bool) -> None:
    """Make the ledger where there is none (if `create`), migrate it where it is older.

    Raises LedgerError where it is missing, NotALedger, or was made by a newer foedus; LedgerDamaged where its
    number was changed.
    """
    if create and door.sqlite:
        _make_file(door)
    with door.reading() as connection:
        found = version(connection, door.label)
    if found == HEAD:
        return
    if found is None and not create:
        raise LedgerError(f"{door.label} is empty: `foedus add` makes a ledger")
    if found is None and door.sqlite:
        _become_wal(door)
    with door.writing() as connection:
        found = version(connection, door.label)  # another process may have been first
        if found != HEAD:
            _upgrade(connection, found, door.label)


def _make_file(door: Door) -> None:
    try:
        make_private(Path(str(door.engine.url.database)))
    except OSError as error:
        raise LedgerError(
            f"cannot open {door.label}: check that its folder exists and can be written ({error.strerror})"
        ) from error


def _become_wal(door: Door) -> None:
    """Readers beside a writer; the mode stays with the file. Not possible inside a transaction."""
    with door.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]  # sqlite3's own connection


def _upgrade(connection: Connection, found: str | None, where: str) -> None:
    # slow to import, and needed once in a ledger's life
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if found is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(found)
        except CommandError as error:
            raise LedgerError(
                f"{where} was made by a newer foedus (schema {found}, this one knows {HEAD}): upgrade foedus"
            ) from error
        # a ledger of an older number with everything of the newest was never made by any foedus
        if not any(catalogue.differences(connection)):
            raise LedgerDamaged(
                f"{where} says that its tables are of schema {found}, and they are of schema {HEAD}:"
                " the number was changed; restore the last backup that holds"
            )
    if found is None and connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA application_id = {MARK}"))
    command.upgrade(config, "head")
