"""What follows by law for every agreement on a day: worked out where something changed, kept for the rest.

A kept row holds for one agreement as of the last transaction that touched it, one day, and one state of the
law's code, so it can never be stale; what is kept may be emptied at any time without loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from foedus.errors import LedgerError
from foedus.ledger.agreements import load_agreements
from foedus.ledger.candidates import chunks
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf
from foedus.ledger.identity import Identity, identity
from foedus.ledger.rows import StoredClaim
from foedus.ledger.schema import claims, documents, links, reading_changes, terms, transactions, verdicts
from foedus.ledger.schema import standings as table
from foedus.ledger.terms import load_terms
from foedus.ledger.views import asof, load_claims

_AT_ONCE = 300  # agreements worked out together


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
    law, day = law_digest(), on.isoformat()
    with door.reading() as connection:
        number = asof(connection, known_on)
        known = identity(connection, number)
        touched = _touched(connection, number, known)
        found = {a: s for a, tx, s in _kept(connection, day, law) if touched.get(a) == tx}
        missing = sorted(touched.keys() - found.keys())
        for part in chunks(missing, _AT_ONCE):
            fresh = list(_work_out(connection, number, known, part, on, touched))
            found.update({s.agreement_id: s for s in fresh})
            _keep(door, [_row(s, touched[s.agreement_id], day, law) for s in fresh])
    return [found[a] for a in sorted(found)]


def law_digest() -> str:
    """A digest of the law's code: another state of it works everything out anew.

    Reading treaties' texts (`foedus.law.text`) is no part of it: its terms come in as entries.
    """
    seen = sha256()
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


def _kept(connection: Connection, day: str, law: str) -> Iterator[tuple[int, int, Standing]]:
    t = table.c
    query = select(t.agreement_id, t.tx, t.state, t.in_force, t.since, t.until, t.headline, t.summary)
    for row in connection.execute(query.where(and_(t.day == day, t.law == law))):
        number, tx, state, in_force, since, until, headline, summary = row
        standing = Standing(
            number, state, None if in_force is None else bool(in_force), since, until, headline, summary
        )
        yield number, tx, standing


def _work_out(
    connection: Connection,
    number: int,
    known: Identity,
    roots: Sequence[int],
    on: date,
    touched: dict[int, int],
) -> Iterator[Standing]:
    from foedus.law.status import status  # noqa: PLC0415  the law loads only where it is asked
    from foedus.law.stored import treaty_from_ledger  # noqa: PLC0415

    members = [m for root in roots for m in known.members(root)]
    inside = set(members)
    moved = [claim for claim, agreement in known.moved.items() if agreement in inside]
    where = or_(claims.c.agreement_id.in_(members), claims.c.id.in_(moved))
    grouped: dict[int | None, list[StoredClaim]] = {}
    for claim in load_claims(connection, number, known, where):
        grouped.setdefault(claim.agreement_id, []).append(claim)
    published = _published(connection, {c.document_id for found in grouped.values() for c in found})
    recorded = _recorded(connection, {touched[root] for root in roots})
    own = {
        known.root(t.agreement_id): t.terms
        for t in load_terms(connection, number, terms.c.agreement_id.in_(members))
    }
    for row in load_agreements(connection, number, known, roots):
        day = recorded[touched[row.id]][:10]
        treaty = treaty_from_ledger(row, grouped.get(row.id, ()), published, own.get(row.id), day)
        found = status(treaty.record, treaty.terms, on)
        yield Standing(
            agreement_id=row.id,
            state=found.state.value,
            in_force=found.in_force,
            since=found.in_force_since,
            until=found.in_force_until,
            headline=found.headline,
            summary=found.summary,
        )


def _published(connection: Connection, ids: Iterable[int]) -> dict[int, str | None]:
    out: dict[int, str | None] = {}
    for part in chunks(sorted(ids), 5000):
        query = select(documents.c.id, documents.c.published).where(documents.c.id.in_(part))
        out.update((number, day) for number, day in connection.execute(query))
    return out


def _recorded(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    query = select(transactions.c.id, transactions.c.recorded_at).where(transactions.c.id.in_(list(numbers)))
    return {row.id: row.recorded_at for row in connection.execute(query)}


def _row(standing: Standing, tx: int, day: str, law: str) -> dict[str, Any]:
    return {
        "agreement_id": standing.agreement_id,
        "tx": tx,
        "day": day,
        "law": law,
        "state": standing.state,
        "in_force": None if standing.in_force is None else int(standing.in_force),
        "since": standing.since,
        "until": standing.until,
        "headline": standing.headline,
        "summary": standing.summary,
    }


def _keep(door: Door, rows: Sequence[dict[str, Any]]) -> None:
    """A ledger that cannot be written just now is still read: then nothing is kept."""
    if not rows:  # agreements whose claims were all moved away
        return
    dialect = sqlite if door.sqlite else postgresql
    statement = dialect.insert(table).on_conflict_do_nothing()
    with suppress(LedgerError), door.writing() as connection:
        connection.execute(statement, rows)
