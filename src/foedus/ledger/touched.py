"""The last transaction that bears on an agreement: what is kept of it holds until there is a later one.

An agreement is touched by its claims, by verdicts on them and newer readings of them, by its terms and by
verdicts on itself; mergers, splits and their undoing count for every agreement that was ever merged or split.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, Integer, and_, bindparam, func, or_, select

from foedus.ledger.candidates import chunks
from foedus.ledger.identity import Identity
from foedus.ledger.schema import claims, links, reading_changes, terms, verdicts

_AT_ONCE: Final = 5000  # agreements named in one statement
_UPTO: Final = bindparam("upto", type_=Integer)
_AFTER: Final = bindparam("after", type_=Integer)

_BY_CLAIMS: Final = (
    select(claims.c.agreement_id, func.max(claims.c.tx), func.count())
    .where(claims.c.agreement_id.is_not(None))
    .group_by(claims.c.agreement_id)
)
# 0 is added so that no database takes the index of transactions where all of them are wanted, and passes by
# the one that has both columns in the order of agreements
_ALL_CLAIMS: Final = _BY_CLAIMS.where(claims.c.tx + 0 <= _UPTO)
_LATER_CLAIMS: Final = _BY_CLAIMS.where(and_(claims.c.tx > _AFTER, claims.c.tx <= _UPTO))
_CHANGES: Final = tuple(
    select(claims.c.id, claims.c.agreement_id, func.max(changed.c.tx))
    .join(changed, changed.c.claim_id == claims.c.id)
    .where(and_(changed.c.tx > _AFTER, changed.c.tx <= _UPTO))
    .group_by(claims.c.id, claims.c.agreement_id)
    for changed in (verdicts, reading_changes)
)
_ITSELF: Final = tuple(
    select(changed.c.agreement_id, func.max(changed.c.tx))
    .where(and_(changed.c.tx > _AFTER, changed.c.tx <= _UPTO, changed.c.agreement_id.is_not(None)))
    .group_by(changed.c.agreement_id)
    for changed in (terms, verdicts)
)
_MEMBERS: Final = bindparam("members", expanding=True, type_=Integer)
_CLAIMS_OF_SOME: Final = _ALL_CLAIMS.where(claims.c.agreement_id.in_(_MEMBERS))
_CHANGES_OF_SOME: Final = tuple(
    query.where(
        or_(
            claims.c.agreement_id.in_(_MEMBERS),
            claims.c.id.in_(bindparam("moved", expanding=True, type_=Integer)),
        )
    )
    for query in _CHANGES
)
_ITSELF_OF_SOME: Final = tuple(
    query.where(changed.c.agreement_id.in_(_MEMBERS))
    for query, changed in zip(_ITSELF, (terms, verdicts), strict=True)
)
_LAST_OF_AGREEMENTS: Final = select(func.max(verdicts.c.tx)).where(
    and_(verdicts.c.tx <= _UPTO, verdicts.c.agreement_id.is_not(None))
)
_LINKED: Final = select(links.c.agreement_id, links.c.other_id).where(links.c.tx <= _UPTO)


_RELINKED: Final = (
    select(verdicts.c.id)
    .where(and_(verdicts.c.tx > _AFTER, verdicts.c.tx <= _UPTO, verdicts.c.agreement_id.is_not(None)))
    .limit(1)
)
_MOVED: Final = select(claims.c.id, claims.c.agreement_id).where(
    and_(
        claims.c.id.in_(bindparam("ids", expanding=True, type_=Integer)),
        claims.c.tx > _AFTER,
        claims.c.tx <= _UPTO,
    )
)


class Touch(NamedTuple):
    """An agreement (by its lowest number), a transaction that bears on it, and what claims that brings."""

    agreement: int
    tx: int
    latest: int = 0  # the last transaction with a claim that came in as one of it
    claims: int = 0


def touches(connection: Connection, upto: int, known: Identity, *, after: int = 0) -> Iterator[Touch]:
    """What bears on any agreement in the transactions after `after` up to `upto`, `known` as at `upto`.

    Merged agreements are told of under their lowest number, moved claims where they are now. Since mergers
    and moves reach back, `after` is for a stretch without one (`relinked`).
    """
    given = {"after": after, "upto": upto}
    for agreement, tx, count in connection.execute(_LATER_CLAIMS if after else _ALL_CLAIMS, given):
        yield Touch(known.root(agreement), tx, tx, count)
    for part in chunks(sorted(known.moved), _AT_ONCE):
        for claim, agreement in connection.execute(_MOVED, {**given, "ids": part}):
            yield Touch(known.root(known.moved[claim]), 0, 0, 1)
            if agreement is not None:
                yield Touch(known.root(agreement), 0, 0, -1)
    for query in _CHANGES:
        for claim, agreement, tx in connection.execute(query, given):
            place = known.of_claim(claim, agreement)
            if place is not None:
                yield Touch(place, tx)
    for query in _ITSELF:
        for agreement, tx in connection.execute(query, given):
            yield Touch(known.root(agreement), tx)
    yield from _linked(connection, given, known)


def relinked(connection: Connection, after: int, upto: int) -> bool:
    """Whether agreements were merged, split or parted in the transactions after `after` up to `upto`."""
    found = connection.execute(_RELINKED, {"after": after, "upto": upto})
    return found.first() is not None


def touched(connection: Connection, upto: int, known: Identity, wanted: Iterable[int]) -> dict[int, int]:
    """The last transaction that bears on each of some agreements (lowest numbers), as `touches` has it.

    One that no transaction up to `upto` bears on is left out.
    """
    out: dict[int, int] = {}
    inside = set(wanted)

    def touch(agreement: int | None, tx: int) -> None:
        if agreement in inside:
            out[agreement] = max(tx, out.get(agreement, 0))

    for part in chunks(sorted(inside), _AT_ONCE):
        here = set(part)
        given = {
            "after": 0,
            "upto": upto,
            "members": sorted({m for root in part for m in known.members(root)}),
            "moved": sorted(c for c, a in known.moved.items() if known.root(a) in here),
        }
        for agreement, tx, _ in connection.execute(_CLAIMS_OF_SOME, given):
            touch(known.root(agreement), tx)
        for query in _CHANGES_OF_SOME:
            for claim, agreement, tx in connection.execute(query, given):
                touch(known.of_claim(claim, agreement), tx)
        for query in _ITSELF_OF_SOME:
            for agreement, tx in connection.execute(query, given):
                touch(known.root(agreement), tx)
    for agreement, tx, *_ in _linked(connection, {"after": 0, "upto": upto}, known):
        touch(agreement, tx)
    return out


def _linked(connection: Connection, given: Mapping[str, int], known: Identity) -> Iterator[Touch]:
    """Merging, splitting and undoing are rare: the last of them counts for every agreement so linked."""
    last = connection.execute(_LAST_OF_AGREEMENTS, given).scalar_one()
    if last is not None and last > given["after"]:
        for pair in connection.execute(_LINKED, given):
            for agreement in pair:
                if agreement is not None:
                    yield Touch(known.root(agreement), last)
