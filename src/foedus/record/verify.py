"""Whether what is kept of the law beside the record is what the law gives: every row is worked out again.

A kept standing is no part of the hash chain, and the board and the lists are read from it. A row of another
state of the law's code is never read, so it is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, select

from foedus.law.turning import Held
from foedus.ledger.believed import Basis, bases
from foedus.ledger.identity import Identity, identity
from foedus.ledger.schema import standings as table
from foedus.ledger.store import Ledger
from foedus.ledger.touched import touched as touched_at
from foedus.record.digest import law_digest
from foedus.record.editions import register_of
from foedus.record.kept import kept_row
from foedus.record.standings import work_out
from foedus.register.lookup import Register

Row = Mapping[str, Any]

_SAID: Final = ("state", "in_force", "since", "until", "headline", "summary")
_SAID_FROM: Final = 5000  # rows from which on it is said that it takes its time


def forged_standings(ledger: Ledger) -> Iterator[str]:
    """A line for each agreement with a kept standing that the law does not give."""
    register = register_of(ledger)
    law = law_digest(register)
    with ledger.view(None) as (connection, number, known):
        query = (
            select(table).where(table.c.law == law).order_by(table.c.tx, table.c.agreement_id, table.c.first)
        )
        rows: list[Row] = [dict(row) for row in connection.execute(query).mappings()]
        if len(rows) >= _SAID_FROM:
            ledger.door.say(f"what follows by law: comparing {len(rows):,} kept standings")
        touched = ledger.touched(connection, number, known)
        # what holds now is worked out in one go, what held before as of each entry
        now = [row for row in rows if touched.get(row["agreement_id"]) == row["tx"]]
        before = [row for row in rows if touched.get(row["agreement_id"]) != row["tx"]]
        yield from _forged(connection, number, known, touched, now, register)
        for tx, group in groupby(before, key=lambda row: int(row["tx"])):
            then, these = identity(connection, tx), list(group)
            known_then = touched_at(connection, tx, then, {row["agreement_id"] for row in these})
            yield from _forged(connection, tx, then, known_then, these, register)


def _forged(
    connection: Connection,
    number: int,
    known: Identity,
    touched: Mapping[int, int],
    rows: Sequence[Row],
    register: Register,
) -> Iterator[str]:
    """Faults of rows that are all as of the same entry."""
    each: dict[int, list[Row]] = {}
    for row in rows:
        each.setdefault(row["agreement_id"], []).append(row)
    found: dict[int, Basis] = {}
    for part in bases(connection, number, known, [a for a in each if a in touched]):
        found |= {basis.agreement_id: basis for basis in part}
    for agreement, its in sorted(each.items()):
        basis = found.get(agreement)
        if basis is None or any(row["tx"] != touched[agreement] for row in its):
            yield f"the kept standing of agreement {agreement} is of an entry that does not bear on it"
        elif (wrong := _first_wrong(basis, its, register)) is not None:
            yield (
                f"the kept standing of agreement {agreement} from {wrong['first']} to {wrong['last']}"
                f" ({wrong['state']}) is not what the law gives"
            )


def _first_wrong(basis: Basis, rows: Sequence[Row], register: Register) -> Row | None:
    """The first of an agreement's rows that says something else, on any of its days, than the law does."""
    held: list[Held] = []
    for row in rows:
        day, last = _day(row["first"]), _day(row["last"])
        if day is None or last is None or last < day:
            return row
        while day <= last:
            here = next((h for h in held if h.first <= day <= h.last), None)
            if here is None:
                held += work_out(basis, day, register)
                here = next(h for h in held if h.first <= day <= h.last)
            given = kept_row(basis.agreement_id, row["tx"], row["law"], here)
            if any(given[column] != row[column] for column in _SAID):
                return row
            if here.last >= last:
                break
            day = here.last + timedelta(days=1)
    return None


def _day(number: int) -> date | None:
    """A day written as YYYYMMDD, None for a number that is none."""
    try:
        return date(number // 10000, number // 100 % 100, number % 100)
    except ValueError:
        return None
