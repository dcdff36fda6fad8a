"""What somebody with the keys of the database can do to a ledger, each a function of a connection to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, func, select, text

from foedus.ledger import chain
from foedus.ledger.connect import make_engine
from foedus.ledger.schema import APPEND_ONLY, chains, claims, passages, sources, transactions


def run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(text(statement))


def sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Every guard taken off, and put back as it was."""
    if sqlite(connection):
        found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        run(connection, *(f"DROP TRIGGER {name}" for name, _ in found))
        yield
        run(connection, *(sql for _, sql in found))
    else:
        run(connection, *(f"ALTER TABLE {t.name} DISABLE TRIGGER USER" for t in APPEND_ONLY))
        yield
        run(connection, *(f"ALTER TABLE {t.name} ENABLE TRIGGER USER" for t in APPEND_ONLY))


def standings_row(connection: Connection) -> None:
    run(connection, "UPDATE standings SET state = 'in_force', in_force = 1, headline = 'IN FORCE'")


def empty_guard(connection: Connection) -> None:
    if sqlite(connection):
        run(
            connection,
            "DROP TRIGGER claims_no_update",
            "CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims WHEN 0 BEGIN SELECT 1; END",
        )
    else:
        run(
            connection,
            "CREATE OR REPLACE FUNCTION foedus_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NEW; END $$",
        )


def strange_trigger(connection: Connection) -> None:
    if sqlite(connection):
        run(
            connection,
            "CREATE TRIGGER helpful AFTER INSERT ON verdicts BEGIN DELETE FROM standings; END",
        )
    else:
        run(
            connection,
            "CREATE FUNCTION helpful() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
            "CREATE TRIGGER helpful BEFORE INSERT ON verdicts FOR EACH ROW EXECUTE FUNCTION helpful()",
        )


def dropped_index(connection: Connection) -> None:
    run(connection, "DROP INDEX ix_claims_document_id")


def schema_number(connection: Connection) -> None:
    run(connection, "UPDATE alembic_version SET version_num = '0001'")


def last_entry(connection: Connection) -> None:
    """The last entry taken away with all its rows; what is left is a chain that holds."""
    last = connection.execute(select(func.max(transactions.c.id))).scalar_one()
    with unguarded(connection):
        run(connection, "DELETE FROM standings")  # which may be emptied at any time
        run(
            connection,
            f"DELETE FROM passages WHERE claim_id IN (SELECT id FROM claims WHERE tx = {last})",
            f"DELETE FROM sources WHERE chain_id IN (SELECT id FROM chains WHERE tx = {last})",
        )
        for table in reversed(APPEND_ONLY):
            if table not in (transactions, sources, passages):
                run(connection, f"DELETE FROM {table.name} WHERE tx = {last}")
        run(connection, f"DELETE FROM transactions WHERE id = {last}")


def resealed(connection: Connection) -> None:
    """A claim changed, and every hash from there on made anew, so that the chain holds."""
    with unguarded(connection):
        run(connection, "UPDATE claims SET date = '2024-11-10' WHERE id = 2", "DELETE FROM standings")
        reseal(connection)


def reseal(connection: Connection) -> None:
    columns = [transactions.c[c] for c in ("id", "recorded_at", "actor", "kind", "version", "note")]
    previous = chain.FIRST
    for row in connection.execute(select(*columns).order_by(transactions.c.id)).all():
        rows = {str(t.name): rows_of(connection, t, row.id) for t in chain.TABLES}
        seal = chain.transaction_hash(previous, dict(row._mapping), rows)
        changed = transactions.update().where(transactions.c.id == row.id)
        connection.execute(changed.values(previous=previous, hash=seal))
        previous = seal


def rows_of(connection: Connection, table: Table, number: int) -> list[tuple[Any, ...]]:
    """A transaction's rows of a table, in the order in which they are hashed."""
    of: ColumnElement[bool]
    if table is sources:
        of = sources.c.chain_id.in_(select(chains.c.id).where(chains.c.tx == number))
    elif table is passages:
        of = passages.c.claim_id.in_(select(claims.c.id).where(claims.c.tx == number))
    else:
        of = table.c.tx == number
    found = connection.execute(select(table).where(of).order_by(*table.primary_key.columns)).all()
    return [tuple(row) for row in found]


FORGERIES: Final[dict[str, tuple[Callable[[Connection], None], str]]] = {
    "standings row": (
        standings_row,
        r"kept standing of agreement 1 .*\(in_force\) is not what the law gives",
    ),
    "empty guard": (empty_guard, r"guard.* not as it was made: .*(SELECT 1|RETURN NEW)"),
    "strange trigger": (strange_trigger, r"trigger helpful on verdicts is none of ours"),
    "dropped index": (dropped_index, r"index ix_claims_document_id is missing"),
    "schema number": (schema_number, r"schema 0001.*the number was changed"),
    "deleted last entry": (
        last_entry,
        r"ends with entry 1, and those up to 2 are gone",
    ),
    "resealed chain": (resealed, r"entry 2 is not that of the kept head"),
}
#: Those that leave a chain that holds, and are seen by whoever kept a head.
BY_HEAD: Final = ("deleted last entry", "resealed chain")


def forge(where: str, what: Callable[[Connection], None]) -> None:
    """Do it to the ledger there."""
    engine = make_engine(where)
    with engine.begin() as connection:
        what(connection)
    engine.dispose()
