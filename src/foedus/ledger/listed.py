"""Agreements as rows of a list: looked up where they are kept, worked out and kept where they are not.

A kept row holds for one agreement as of the last transaction that touched it and for one state of the code
that makes it, so it can never be stale. The row of a past day is kept only where it is still the row of now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Integer, String, and_, bindparam, or_, select

from foedus.errors import LedgerError
from foedus.ledger.agreements import load_agreements
from foedus.ledger.connect import Door
from foedus.ledger.identity import Identity, identity
from foedus.ledger.inventory import take
from foedus.ledger.prepared import Prepared
from foedus.ledger.recent import Recent
from foedus.ledger.rows import AgreementRow
from foedus.ledger.schema import listed
from foedus.ledger.upsert import insert
from foedus.ledger.views import asof
from foedus.ledger.within import chunks

_AT_ONCE: Final = 2000
_FEW: Final = 300  # rows that are sooner worked out than written: a commit waits for the disk
_SOURCES: Final = ("ledger", "dates", "model.py", "jsonform.py")  # of the package: what a row is made by
_KEPT: Final = Prepared(
    select(listed.c.agreement_id, listed.c.tx, listed.c.row).where(
        and_(
            listed.c.code == bindparam("code", type_=String),
            listed.c.agreement_id.in_(bindparam("ids", expanding=True, type_=Integer)),
        )
    )
)
Held = Recent[tuple[int, int], AgreementRow]  # by the agreement and the transaction that touched it last
_decode: Final = msgspec.json.Decoder(AgreementRow).decode
_encode: Final = msgspec.json.Encoder().encode


def listed_rows(
    door: Door,
    connection: Connection,
    number: int,
    known: Identity,
    touched: Mapping[int, int],
    roots: Iterable[int],
    *,
    held: Held | None = None,
    wait: bool = False,
) -> dict[int, AgreementRow]:
    """The rows of these agreements (lowest numbers) as known at `number`, those without claims left out.

    `touched` has the last transaction that bears on each. What was worked out is held in memory in `held`.
    With `wait` it is kept; without it only what is much is, and not where another is writing just now: a page
    of a list writes nothing.
    """
    out = {} if held is None else rows_in_memory(held, touched, roots)
    code = rows_digest()
    for part in chunks(dict.fromkeys(r for r in roots if r in touched and r not in out), _AT_ONCE):
        missing = dict.fromkeys(part)
        for root, tx, row in _KEPT.rows(connection, code=code, ids=part):
            if tx == touched[root]:
                out[root] = _decode(row)
                del missing[root]
        if missing:
            made = load_agreements(connection, number, known, missing)
            out.update((row.id, row) for row in made)
            if wait or len(missing) > _FEW:
                _keep(door, made, touched, code, wait=wait)
        if held is not None:
            for root in part:
                if root in out:
                    held.put((root, touched[root]), out[root])
    return out


def rows_in_memory(held: Held, touched: Mapping[int, int], roots: Iterable[int]) -> dict[int, AgreementRow]:
    """Those of the rows that are in memory."""
    each = ((root, held.get((root, touched[root]))) for root in roots if root in touched)
    return {root: row for root, row in each if row is not None}


def wrong_rows(connection: Connection) -> Iterator[str]:
    """A line for each kept row that is not what the ledger makes it, as of the transaction that it names."""
    number = asof(connection, None)
    now = take(connection, number)
    of: dict[int, dict[int, str]] = {}  # by the transaction to look from: agreements with their rows
    query = select(listed.c.agreement_id, listed.c.tx, listed.c.row).where(listed.c.code == rows_digest())
    for agreement, tx, row in connection.execute(query):
        of.setdefault(number if now.touched.get(agreement) == tx else tx, {})[agreement] = row
    for tx, kept in sorted(of.items()):
        known = now.known if tx == number else identity(connection, tx)
        for part in chunks(sorted(kept), _AT_ONCE):
            made = {row.id: _encode(row).decode() for row in load_agreements(connection, tx, known, part)}
            for agreement in part:
                if made.get(agreement) != kept[agreement]:
                    yield f"the kept row of agreement {agreement} is not what its claims make it"


@cache
def rows_digest() -> str:
    """A digest of the code that makes the rows: another state of it makes them anew. Read once a process."""
    seen = sha256()
    for name in _SOURCES:
        found = files("foedus") / name
        each = [found] if found.is_file() else sorted(found.iterdir(), key=lambda path: path.name)
        for path in each:
            if path.name.endswith(".py"):
                seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _keep(
    door: Door, rows: Sequence[AgreementRow], touched: Mapping[int, int], code: str, *, wait: bool
) -> None:
    """Keep these rows in the stead of older ones. A ledger that cannot be written just now is still read."""
    if not rows:
        return
    new = insert(door.engine.dialect.name, listed)
    newer = or_(listed.c.tx < new.excluded.tx, listed.c.code != new.excluded.code)
    changes = {name: new.excluded[name] for name in ("tx", "code", "row")}
    statement = new.on_conflict_do_update(index_elements=["agreement_id"], set_=changes, where=newer)
    values: list[dict[str, Any]] = [
        {"agreement_id": row.id, "tx": touched[row.id], "code": code, "row": _encode(row).decode()}
        for row in rows
    ]
    with suppress(LedgerError), door.writing(wait=wait) as connection:
        connection.execute(statement, values)
