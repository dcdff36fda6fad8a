"""What follows by law for every agreement on a day: worked out where something changed, kept for the rest.

A standing is the same between the days on which it turns (`foedus.law.turning`), so it is kept with the days
it holds on and another day is a matter of looking it up. A kept row holds for one agreement as of the last
transaction that touched it and for one state of the code that decides it (`foedus.record.digest`), so it can
never be stale; what is kept may be emptied at any time without loss. It has values, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Executable, and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from foedus.errors import LedgerError
from foedus.law.model import Headline, Reason
from foedus.law.reason_json import reason_from_json, reason_to_json
from foedus.law.status import Outline
from foedus.law.turning import Held, stretches
from foedus.ledger.add import uncollected
from foedus.ledger.believed import Basis, bases
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf, day_number
from foedus.ledger.identity import Identity
from foedus.ledger.schema import (
    agreement_names,
    claims,
    links,
    placements,
    reading_changes,
    terms,
    verdicts,
)
from foedus.ledger.schema import standings as table
from foedus.ledger.store import Ledger
from foedus.ledger.within import Within, chunks, within
from foedus.record.digest import law_digest
from foedus.record.treaty import treaty_of

_STEPS: Final = 40  # turns looked for before and after the day asked; further days are worked out when asked
_PLACES_AT_ONCE: Final = 5000  # agreements named in one statement
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
    """Work out where every agreement stands now, if `touched` of them, `MANY` or more, have just come in.

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
    law, day, door = law_digest(), day_number(on), ledger.door
    with ledger.view(known_on) as (connection, number, known):
        wanted = None if only is None else {known.root(a) for a in only}
        touched = last_touched(connection, number, known, wanted)
        found = {a: s for a, tx, s in _kept(connection, day, law, wanted) if touched.get(a) == tx}
        missing = sorted(touched.keys() - found.keys())
        if missing and not found:
            _forget_other_laws(door, law, wait)
        done = 0
        for part in bases(connection, number, known, missing):
            rows: list[dict[str, Any]] = []
            for basis in part:
                tx = touched[basis.agreement_id]
                for held in work_out(basis, on):
                    rows.append(kept_row(basis.agreement_id, tx, law, held))
                    if held.first <= on <= held.last:
                        found[basis.agreement_id] = _of_outline(basis.agreement_id, held.outline)
            _keep(door, rows, wait)
            done += len(part)
            if len(missing) >= _SAID_FROM:
                door.say(f"what follows by law: worked out for {done:,} of {len(missing):,} agreements")
    return [found[a] for a in sorted(found)]


def last_touched(
    connection: Connection, number: int, known: Identity, wanted: set[int] | None = None
) -> dict[int, int]:
    """The last transaction that bears on each agreement, or on the `wanted` (by their lowest numbers)."""
    c = claims.c
    out: dict[int, int] = {}

    def touch(agreement: int | None, tx: int) -> None:
        if agreement is not None:
            root = known.root(agreement)
            out[root] = max(tx, out.get(root, 0))

    for inside, here in _places(known, wanted):
        query = select(c.agreement_id, func.max(c.tx)).where(and_(c.tx <= number, inside(c.agreement_id)))
        for agreement, tx in connection.execute(query.group_by(c.agreement_id)):
            touch(agreement, tx)
        for changed in (verdicts, reading_changes):
            each = (
                select(c.id, c.agreement_id, c.name_id, func.max(changed.c.tx))
                .join(changed, changed.c.claim_id == c.id)
                .where(and_(changed.c.tx <= number, here))
                .group_by(c.id, c.agreement_id, c.name_id)
            )
            for claim, agreement, name, tx in connection.execute(each):
                touch(known.of_claim(claim, agreement, name), tx)
        own = select(terms.c.agreement_id, func.max(terms.c.tx)).where(
            and_(terms.c.tx <= number, inside(terms.c.agreement_id))
        )
        for agreement, tx in connection.execute(own.group_by(terms.c.agreement_id)):
            touch(agreement, tx)
        _touch_placed(connection, number, inside, touch)
    _touch_linked(connection, number, touch)
    # an agreement whose claims were all moved away stands for nothing
    return {a: tx for a, tx in out.items() if known.root(a) == a and (wanted is None or a in wanted)}


def _places(known: Identity, wanted: set[int] | None) -> Iterator[tuple[Within, ColumnElement[bool]]]:
    """Where all or the wanted agreements came in, and where claims of theirs may be."""
    if wanted is None:
        yield (lambda column: column.is_not(None)), claims.c.id.is_not(None)
        return
    for part in chunks(sorted(wanted), _PLACES_AT_ONCE):
        yield within(m for root in part for m in known.members(root)), known.claims_of(part)


def _touch_placed(connection: Connection, number: int, inside: Within, touch: Any) -> None:
    """A name that is placed elsewhere bears on where it was and on where it is."""
    p, n = placements.c, agreement_names.c
    here = or_(inside(n.agreement_id), p.name_id.in_(select(p.name_id).where(inside(p.agreement_id))))
    query = (
        select(p.name_id, n.agreement_id, p.agreement_id, p.tx)
        .join(agreement_names, n.id == p.name_id)
        .where(and_(p.moved == 1, p.tx <= number, here))
        .order_by(p.id)
    )
    last: dict[int, int] = {}
    for name, first, agreement, tx in connection.execute(query):
        touch(last.get(name, first), tx)
        touch(agreement, tx)
        last[name] = agreement


def _touch_linked(connection: Connection, number: int, touch: Any) -> None:
    """People's words on agreements are rare: the last of them counts for every agreement they speak of."""
    said = select(verdicts.c.agreement_id, verdicts.c.tx).where(
        and_(verdicts.c.tx <= number, verdicts.c.agreement_id.is_not(None))
    )
    found = connection.execute(said).all()
    if not found:
        return
    last = max(tx for _, tx in found)
    linked = select(links.c.agreement_id, links.c.other_id).where(links.c.tx <= number)
    for agreement in {a for a, _ in found} | {a for pair in connection.execute(linked) for a in pair}:
        touch(agreement, last)


def _kept(
    connection: Connection, day: int, law: str, wanted: set[int] | None
) -> Iterator[tuple[int, int, Standing]]:
    t = table.c
    query = select(t.agreement_id, t.tx, t.state, t.in_force, t.since, t.until, t.headline, t.summary)
    query = query.where(and_(t.law == law, t.first <= day, t.last >= day))
    parts: Iterable[Any] = (
        [query]
        if wanted is None
        else (query.where(t.agreement_id.in_(part)) for part in chunks(sorted(wanted), _PLACES_AT_ONCE))
    )
    for part in parts:
        for number, tx, *said in connection.execute(part).all():
            yield number, tx, _standing(number, *said)


def work_out(basis: Basis, on: date) -> list[Held]:
    """The agreement's standings around `on`, each with the days it holds on."""
    treaty = treaty_of("", basis.parties, basis.claims, basis.published, basis.terms)
    return stretches(treaty.record, treaty.terms, on, most=_STEPS)


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
        dialect = sqlite if door.sqlite else postgresql
        _write(door, dialect.insert(table).on_conflict_do_nothing(), rows, wait=wait)


def _forget_other_laws(door: Door, law: str, wait: bool) -> None:
    """What other states of the law's code gave is asked no more."""
    _write(door, table.delete().where(table.c.law != law), wait=wait)


def _write(
    door: Door, statement: Executable, rows: Sequence[dict[str, Any]] | None = None, *, wait: bool
) -> None:
    """A ledger that cannot be written just now is still read."""
    with suppress(LedgerError), door.writing(wait=wait) as connection:
        connection.execute(statement, rows)
