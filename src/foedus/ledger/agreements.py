"""Agreements as rows of a list, as known at a transaction: names, parties, last step, sources, and why.

Merged agreements are one row under their lowest number; one whose claims were all moved away has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Integer, and_, bindparam, func, or_, select

from foedus.ledger.candidates import chunks, within
from foedus.ledger.days import bounds
from foedus.ledger.identity import Identity
from foedus.ledger.origins import Origin, independent
from foedus.ledger.prints import unpack
from foedus.ledger.resolve import best_of
from foedus.ledger.rows import AgreementRow, StoredClaim
from foedus.ledger.schema import agreement_names, claims, documents
from foedus.ledger.views import load_claims, load_sources, unsettled_pages
from foedus.model import Certainty, ClaimKind, Source

_SAID: Final = (Certainty.ASSERTED.value, Certainty.REPORTED.value)
_STEP: Final = ClaimKind.STEP.value
_ORIGINS: Final = select(
    documents.c.id, documents.c.publisher, documents.c.credits, documents.c.prints, documents.c.notice
).where(documents.c.id.in_(bindparam("ids", expanding=True, type_=Integer)))
_MOST_NAMED: Final = 5000  # numbers in one statement


@dataclass(slots=True)
class _Seen:
    """What the claims of one agreement come to."""

    claims: int = 0
    said: set[tuple[int, int]] = field(default_factory=set)  # document, chain
    last: tuple[int, int, str, str | None] | None = None  # latest day, claim, step, date

    def step(self, claim: int, what: str, date: str | None, latest: int | None) -> None:
        mark = (latest or 0, claim, what, date)
        if self.last is None or mark[:2] > self.last[:2]:
            self.last = mark


def all_roots(connection: Connection, number: int, identity: Identity) -> list[int]:
    """The numbers of all agreements that have claims, merged ones under their lowest."""
    c = claims.c
    query = select(c.agreement_id).distinct().where(and_(c.tx <= number, c.agreement_id.is_not(None)))
    found = {identity.root(a) for a in connection.execute(query).scalars() if a is not None}
    return sorted(found | {identity.root(a) for a in identity.moved.values()})


def load_agreements(
    connection: Connection,
    number: int,
    identity: Identity,
    ids: Iterable[int],
    chains: dict[int, tuple[Source, ...]] | None = None,
) -> list[AgreementRow]:
    """Rows for the agreements known at `number`, by their number. `chains` holds sources already loaded."""
    wanted = {m for i in ids for m in identity.members(i)}
    if not wanted:
        return []
    seen = _seen(connection, number, identity, wanted)
    named = _names(connection, number, identity, wanted)
    chains = {} if chains is None else chains
    chains.update(load_sources(connection, {c for s in seen.values() for _, c in s.said} - chains.keys()))
    origins = load_origins(connection, {d for s in seen.values() for d, _ in s.said})
    return [
        _row(root, found, named.get(root, _NAMELESS), chains, origins) for root, found in sorted(seen.items())
    ]


def _row(
    root: int,
    found: _Seen,
    names: Sequence[_Name],
    chains: Mapping[int, tuple[Source, ...]],
    origins: Mapping[int, Origin],
) -> AgreementRow:
    return AgreementRow(
        id=root,
        name=best_of((n.name, n.mention) for n in names),
        parties=tuple(
            sorted({p for codes in {n.parties for n in names} for p in msgspec.json.decode(codes)})
        ),
        signed=next((n.signed for n in names if n.signed), None),
        names=tuple(dict.fromkeys(n.name or n.mention for n in names)),
        claims=found.claims,
        sources=len(independent([(document, chains[chain]) for document, chain in found.said], origins)),
        last_step=found.last[2] if found.last else None,
        last_date=found.last[3] if found.last else None,
        why=tuple(dict.fromkeys(n.why for n in names)),
        transaction=names[0].tx if names else 0,
    )


class _Name(NamedTuple):
    """A mention as it is stored; `parties` is a JSON list."""

    agreement: int
    tx: int
    name: str | None
    mention: str
    parties: str
    signed: str | None
    why: str


_NAMELESS: Final[Sequence[_Name]] = ()


def count_claims(
    connection: Connection, number: int, identity: Identity, roots: Iterable[int]
) -> Counter[int]:
    """How many claims each of these agreements has, those moved to it among them."""
    c = claims.c
    wanted = set(roots)
    out: Counter[int] = Counter()
    for part in chunks(sorted({m for root in wanted for m in identity.members(root)}), _MOST_NAMED):
        query = select(c.agreement_id, func.count()).where(and_(c.tx <= number, within(part)(c.agreement_id)))
        for agreement, count in connection.execute(query.group_by(c.agreement_id)):
            if agreement is not None:
                out[identity.root(agreement)] += count
    for part in chunks(sorted(identity.moved), _MOST_NAMED):
        moved = select(c.id, c.agreement_id).where(and_(c.tx <= number, c.id.in_(part)))
        for claim, agreement in connection.execute(moved):
            out[identity.root(identity.moved[claim])] += 1
            if agreement is not None:
                out[identity.root(agreement)] -= 1
    return Counter({root: n for root, n in out.items() if root in wanted})


def load_origins(connection: Connection, ids: Iterable[int]) -> dict[int, Origin]:
    """Where the stories of these documents come from."""
    out = {}
    for part in chunks(sorted(ids), 5000):
        for number, publisher, credits, prints, notice in connection.execute(_ORIGINS, {"ids": part}):
            out[number] = Origin(publisher, tuple(msgspec.json.decode(credits)), unpack(prints), notice)
    return out


def _names(
    connection: Connection, number: int, identity: Identity, wanted: set[int]
) -> dict[int, list[_Name]]:
    """By root: the mentions taken for it, in order."""
    n = agreement_names.c
    columns = (n.agreement_id, n.tx, n.name, n.mention, n.parties, n.signed, n.why)
    query = select(*columns).where(and_(n.tx <= number, within(wanted)(n.agreement_id))).order_by(n.id)
    out: dict[int, list[_Name]] = {}
    for row in connection.execute(query).all():
        if row[0] in wanted:
            out.setdefault(identity.root(row[0]), []).append(_Name(*row))
    return out


def _seen(connection: Connection, number: int, identity: Identity, wanted: set[int]) -> dict[int, _Seen]:
    c = claims.c
    columns = (c.id, c.agreement_id, c.document_id, c.chain_id, c.kind, c.what, c.certainty, c.date, c.latest)
    moved_in = [i for i, a in identity.moved.items() if identity.root(a) in wanted]
    query = (
        select(*columns)
        .where(and_(c.tx <= number, or_(within(wanted)(c.agreement_id), c.id.in_(moved_in))))
        .order_by(c.id)
    )
    rows = connection.execute(query).all()
    unsettled = unsettled_pages(connection, number)
    special = _special(connection, number, identity, [row[0] for row in rows if row[2] in unsettled])
    plain = not (identity.roots or identity.moved)
    out: dict[int, _Seen] = {}
    for claim, agreement, document, chain, kind, what, certainty, date, latest in rows:
        root = agreement if plain else identity.of_claim(claim, agreement)
        if root is None or root not in wanted:
            continue
        found = out.get(root)
        if found is None:
            found = out[root] = _Seen()
        found.claims += 1
        found.said.add((document, chain))
        if special and (judged := special.get(claim)) is not None:
            _take_judged(found, judged)
        elif kind == _STEP and certainty in _SAID:
            found.step(claim, what, date, latest)
    return out


def _take_judged(found: _Seen, judged: StoredClaim) -> None:
    """A claim that a person or a newer reading has something to say about."""
    claim = judged.believed
    if judged.stands and claim.kind is ClaimKind.STEP and claim.certainty.value in _SAID:
        found.step(judged.id, claim.what, claim.date, bounds(claim.date)[1])


def _special(
    connection: Connection, number: int, identity: Identity, ids: Sequence[int]
) -> Mapping[int, StoredClaim]:
    """Claims of pages that were judged or read again: only these can fail to stand."""
    out = {}
    for part in chunks(ids, 5000):
        for claim in load_claims(connection, number, identity, claims.c.id.in_(part)):
            out[claim.id] = claim
    return out
