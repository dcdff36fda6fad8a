"""What follows by law for every agreement on a day: worked out where something changed, kept for the rest.

A standing is the same between the days on which it turns (`foedus.law.turning`), so it is kept with the days
it holds on and another day is a matter of looking it up. A kept row holds for one agreement as of the last
transaction that touched it and for one state of the law's code, so it can never be stale; what is kept may be
emptied at any time without loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Executable, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite

from foedus.errors import LedgerError
from foedus.ledger.believed import Basis, bases
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf, day_number
from foedus.ledger.identity import Identity, identity
from foedus.ledger.schema import claims, links, reading_changes, terms, verdicts
from foedus.ledger.schema import standings as table
from foedus.ledger.views import asof

if TYPE_CHECKING:  # the law loads only where it is asked
    from foedus.law.turning import Held

_STEPS: Final = 40  # turns looked for before and after the day asked; further days are worked out when asked
_SAID_FROM: Final = 5000  # agreements from which on it is said how far it has come


@dataclass(frozen=True, slots=True)
class Standing:
    """One agreement on one day. `in_force` None: the record does not tell. Dates are EDTF."""

    agreement_id: int
    state: str
    in_force: bool | None
    since: str | None
    until: str | None
    headline: str
    summary: str


def standings(door: Door, on: date, known_on: AsOf) -> list[Standing]:
    """The standing of every agreement on `on`, as known; what had to be worked out is kept."""
    law, day = law_digest(), day_number(on)
    with door.reading() as connection:
        number = asof(connection, known_on)
        known = identity(connection, number)
        touched = _touched(connection, number, known)
        found = {a: s for a, tx, s in _kept(connection, day, law) if touched.get(a) == tx}
        missing = sorted(touched.keys() - found.keys())
        kept = not (missing and not found) or _forget_other_laws(door, law)
        done = 0
        for part in bases(connection, number, known, missing):
            rows: list[dict[str, Any]] = []
            for basis in part:
                tx = touched[basis.agreement_id]
                for held in _work_out(basis, on):
                    rows.append(_row(basis.agreement_id, tx, law, held))
                    if held.first <= on <= held.last:
                        found[basis.agreement_id] = _standing(rows[-1])
            kept = kept and _keep(door, rows)
            done += len(part)
            if len(missing) >= _SAID_FROM:
                door.say(f"what follows by law: worked out for {done:,} of {len(missing):,} agreements")
    return [found[a] for a in sorted(found)]


def law_digest() -> str:
    """A digest of the law's code: another state of it works everything out anew.

    The dates it reads are part of it. Reading treaties' texts (`foedus.law.text`) is not: its terms come in
    as entries.
    """
    seen = sha256((files("foedus") / "dates" / "edtf.py").read_bytes())
    for path in sorted((files("foedus") / "law").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".py"):
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _touched(connection: Connection, number: int, known: Identity) -> dict[int, int]:
    """The last transaction that bears on each agreement."""
    c = claims.c
    query = select(c.agreement_id, func.max(c.tx)).where(and_(c.tx <= number, c.agreement_id.is_not(None)))
    out: dict[int, int] = {}

    def touch(agreement: int | None, tx: int) -> None:
        if agreement is not None:
            root = known.root(agreement)
            out[root] = max(tx, out.get(root, 0))

    for agreement, tx in connection.execute(query.group_by(c.agreement_id)):
        touch(agreement, tx)
    for changed in (verdicts, reading_changes):
        each = (
            select(c.id, c.agreement_id, func.max(changed.c.tx))
            .join(changed, changed.c.claim_id == c.id)
            .where(changed.c.tx <= number)
            .group_by(c.id, c.agreement_id)
        )
        for claim, agreement, tx in connection.execute(each):
            touch(known.of_claim(claim, agreement), tx)
    for agreement, tx in connection.execute(
        select(terms.c.agreement_id, func.max(terms.c.tx))
        .where(terms.c.tx <= number)
        .group_by(terms.c.agreement_id)
    ):
        touch(agreement, tx)
    _touch_linked(connection, number, touch)
    # an agreement whose claims were all moved away stands for nothing
    return {a: tx for a, tx in out.items() if known.root(a) == a}


def _touch_linked(connection: Connection, number: int, touch: Any) -> None:
    """Merging, splitting and undoing are rare: the last of them counts for every agreement so linked."""
    last = connection.execute(
        select(func.max(verdicts.c.tx)).where(
            and_(verdicts.c.tx <= number, verdicts.c.agreement_id.is_not(None))
        )
    ).scalar_one()
    if last is None:
        return
    query = select(links.c.agreement_id, links.c.other_id).where(links.c.tx <= number)
    for pair in connection.execute(query):
        for agreement in pair:
            touch(agreement, last)


def _kept(connection: Connection, day: int, law: str) -> Iterator[tuple[int, int, Standing]]:
    t = table.c
    query = select(t.agreement_id, t.tx, t.state, t.in_force, t.since, t.until, t.headline, t.summary)
    for row in connection.execute(query.where(and_(t.law == law, t.first <= day, t.last >= day))).all():
        number, tx, state, in_force, since, until, headline, summary = row
        yield (
            number,
            tx,
            Standing(
                number, state, None if in_force is None else bool(in_force), since, until, headline, summary
            ),
        )


def _work_out(basis: Basis, on: date) -> list[Held]:
    """The agreement's standings around `on`, each with the days it holds on."""
    from foedus.law.stored import treaty_of  # noqa: PLC0415
    from foedus.law.turning import stretches  # noqa: PLC0415

    treaty = treaty_of("", basis.parties, basis.claims, basis.published, basis.terms)
    return stretches(treaty.record, treaty.terms, on, most=_STEPS)


def _row(agreement: int, tx: int, law: str, held: Held) -> dict[str, Any]:
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
        "headline": found.headline,
        "summary": found.summary,
    }


def _standing(row: dict[str, Any]) -> Standing:
    in_force = None if row["in_force"] is None else bool(row["in_force"])
    said = (row["since"], row["until"], row["headline"], row["summary"])
    return Standing(row["agreement_id"], row["state"], in_force, *said)


def _keep(door: Door, rows: Sequence[dict[str, Any]]) -> bool:
    """Whether they are kept: a ledger that cannot be written just now is still read."""
    if not rows:  # agreements whose claims were all moved away
        return True
    dialect = sqlite if door.sqlite else postgresql
    return _written(door, dialect.insert(table).on_conflict_do_nothing(), rows)


def _forget_other_laws(door: Door, law: str) -> bool:
    """What other states of the law's code gave is asked no more."""
    return _written(door, table.delete().where(table.c.law != law))


def _written(door: Door, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> bool:
    try:
        with door.writing() as connection:
            connection.execute(statement, rows)
    except LedgerError:
        return False
    return True
