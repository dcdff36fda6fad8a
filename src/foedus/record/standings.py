"""What follows by law for every agreement on a day: worked out where something changed, kept for the rest.

A standing is the same between the days on which it turns (`foedus.law.turning`), so it is kept with the days
it holds on and another day is a matter of looking it up. A kept row holds for one agreement as of the last
transaction that touched it and for one state of the code that decides it (`foedus.record.digest`), so it can
never be stale; what is kept may be emptied at any time without loss. It has values, no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Executable, Integer, String, and_, bindparam, select

from foedus.errors import LedgerError
from foedus.law.model import Headline, Reason
from foedus.law.reason_json import reason_from_json, reason_to_json
from foedus.law.status import Outline
from foedus.law.turning import Held, stretches
from foedus.ledger.add import uncollected
from foedus.ledger.believed import Basis, bases
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf, day_number
from foedus.ledger.schema import standings as table
from foedus.ledger.store import Ledger
from foedus.ledger.upsert import insert
from foedus.ledger.within import chunks
from foedus.record.answer import adjusted
from foedus.record.digest import law_digest
from foedus.record.editions import register_of
from foedus.record.treaty import treaty_of
from foedus.register.lookup import Register

_STEPS: Final = 40  # turns looked for before and after the day asked; further days are worked out when asked
_AT_ONCE: Final = 5000  # agreements named in one statement
_KEPT: Final = select(
    table.c.agreement_id, table.c.tx, table.c.state, table.c.in_force, table.c.since, table.c.until,
    table.c.headline, table.c.summary,
).where(
    and_(
        table.c.law == bindparam("law", type_=String),
        table.c.first <= bindparam("day", type_=Integer),
        table.c.last >= bindparam("day", type_=Integer),
    )
)  # fmt: skip
_KEPT_OF_SOME: Final = _KEPT.where(table.c.agreement_id.in_(bindparam("ids", expanding=True, type_=Integer)))
_SAID_FROM: Final = 5000  # agreements from which on it is said how far it has come
MANY: Final = 1000  # agreements whose standings take about a second: who brings in so many does not leave it


@dataclass(frozen=True, slots=True)
class Standing:
    """One agreement on one day. `in_force` None: the record does not tell. Dates are EDTF."""

    agreement_id: int
    state: str
    in_force: bool | None
    since: str | None
    until: str | None
    headline: Headline
    summary: tuple[Reason, ...]


def precompute_standings(ledger: Ledger, on: date, *, touched: int) -> bool:
    """Work out where every agreement stands now, if `touched` of them, `MANY` or more, have just come in, and
    the rows of lists.

    The one rule for it: who brings in that many waits at the end, and nobody who asks afterwards does. All
    that lack are worked out and not only those touched, so that nothing is left of an earlier import that was
    stopped. It may be interrupted: what was kept by then stays, and the rest is worked out when it is asked.
    Gives whether it was done.
    """
    ledger.forget_index()  # it has done its work; its memory is free for this
    if touched < MANY:
        return False
    with uncollected():
        standings(ledger, on, wait=True)
    ledger.precompute_rows()
    return True


def standings(
    ledger: Ledger,
    on: date,
    *,
    known_on: AsOf = None,
    only: Sequence[int] | None = None,
    wait: bool = False,
) -> list[Standing]:
    """What follows by law on a day for every agreement, or `only` for those of these numbers; by number.

    Worked out once, with the days on which it turns, and kept beside the record: an agreement is worked out
    again only when something about it was added, or when the code that decides it has changed. Without `wait`
    what is worked out while another writes is not kept; with it each part waits for its turn.
    """
    register = register_of(ledger, known_on)
    law, day, door = law_digest(register), day_number(on), ledger.door
    with ledger.view(known_on) as (connection, number, known):
        wanted = None if only is None else {ledger.current(connection, number, known, a) for a in only}
        touched = ledger.touched(connection, number, known, wanted)
        asked = touched.keys() if wanted is None else wanted & touched.keys()
        found = {a: s for a, tx, s in _kept(connection, day, law, wanted) if touched.get(a) == tx}
        missing = sorted(asked - found.keys())
        if missing and not found:
            _forget_other_laws(door, law, wait)
        done = 0
        for part in bases(connection, number, known, missing):
            rows: list[dict[str, Any]] = []
            for basis in part:
                tx = touched[basis.agreement_id]
                for held in work_out(basis, on, register):
                    rows.append(kept_row(basis.agreement_id, tx, law, held))
                    if held.first <= on <= held.last:
                        found[basis.agreement_id] = _of_outline(basis.agreement_id, held.outline)
            _keep(door, rows, wait)
            done += len(part)
            if len(missing) >= _SAID_FROM:
                door.say(f"what follows by law: worked out for {done:,} of {len(missing):,} agreements")
    return [found[a] for a in sorted(found)]


def _kept(
    connection: Connection, day: int, law: str, wanted: set[int] | None
) -> Iterator[tuple[int, int, Standing]]:
    given = {"law": law, "day": day}
    some = [] if wanted is None else chunks(sorted(wanted), _AT_ONCE)
    asked = [(_KEPT, given)] if wanted is None else [(_KEPT_OF_SOME, {**given, "ids": part}) for part in some]
    for query, values in asked:
        for number, tx, *said in connection.execute(query, values).all():
            yield number, tx, _standing(number, *said)


def work_out(basis: Basis, on: date, register: Register | None = None) -> list[Held]:
    """The agreement's standings around `on`, each with the days it holds on."""
    treaty = treaty_of(
        "",
        basis.parties,
        basis.claims,
        basis.published,
        basis.terms,
        called=basis.called,
        signed=basis.signed,
        register=register,
    )
    held = stretches(treaty.record, treaty.terms, on, most=_STEPS)
    return [replace(h, outline=adjusted(treaty, h.outline, h.first)) for h in held]


def kept_row(agreement: int, tx: int, law: str, held: Held) -> dict[str, Any]:
    found = held.outline
    return {
        "agreement_id": agreement,
        "tx": tx,
        "law": law,
        "first": day_number(held.first),
        "last": day_number(held.last),
        "state": found.state.value,
        "in_force": None if found.in_force is None else int(found.in_force),
        "since": found.in_force_since,
        "until": found.in_force_until,
        "headline": found.headline.value,
        "summary": msgspec.json.encode([reason_to_json(r) for r in found.summary]).decode(),
    }


def _of_outline(agreement: int, found: Outline) -> Standing:
    dates = (found.in_force_since, found.in_force_until)
    return Standing(agreement, found.state.value, found.in_force, *dates, found.headline, found.summary)


def _standing(
    agreement: int,
    state: str,
    in_force: int | None,
    since: str | None,
    until: str | None,
    headline: str,
    summary: str,
) -> Standing:
    """The standing that a kept row holds."""
    said = tuple(reason_from_json(r) for r in msgspec.json.decode(summary))
    force = None if in_force is None else bool(in_force)
    return Standing(agreement, state, force, since, until, Headline(headline), said)


def _keep(door: Door, rows: Sequence[dict[str, Any]], wait: bool) -> None:
    if rows:  # none where the claims of all these agreements were moved away
        _write(door, insert(door.engine.dialect.name, table).on_conflict_do_nothing(), rows, wait=wait)


def _forget_other_laws(door: Door, law: str, wait: bool) -> None:
    """What other states of the law's code gave is asked no more."""
    _write(door, table.delete().where(table.c.law != law), wait=wait)


def _write(
    door: Door, statement: Executable, rows: Sequence[dict[str, Any]] | None = None, *, wait: bool
) -> None:
    """A ledger that cannot be written just now is still read."""
    with suppress(LedgerError), door.writing(wait=wait) as connection:
        connection.execute(statement, rows)
