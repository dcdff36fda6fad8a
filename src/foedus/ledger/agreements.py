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

from foedus.ledger.days import bounds, told_day
from foedus.ledger.encode import compact
from foedus.ledger.identity import Identity
from foedus.ledger.naming import NAMELESS, by_evidence
from foedus.ledger.origins import Origin, independent
from foedus.ledger.prepared import Prepared
from foedus.ledger.prints import unpack
from foedus.ledger.rows import AgreementRow, StoredClaim
from foedus.ledger.schema import (
    agreement_names,
    claims,
    documents,
    links,
    placements,
)
from foedus.ledger.views import load_claims, load_sources, unsettled_pages
from foedus.ledger.within import chunks, within
from foedus.model import Certainty, ClaimKind, Source

_SAID: Final = (Certainty.ASSERTED.value, Certainty.REPORTED.value)
_STEP: Final = ClaimKind.STEP.value
_ORIGINS: Final = Prepared(
    select(
        documents.c.id,
        documents.c.publisher,
        documents.c.credits,
        documents.c.prints,
        documents.c.notice,
        documents.c.published,
    ).where(documents.c.id.in_(bindparam("ids", expanding=True, type_=Integer)))
)
_MOST_NAMED: Final = 5000  # numbers in one statement

_Who = tuple[int, int]  # document, chain


@dataclass(slots=True)
class _Called:
    """The names that claims give, by their rows, with who gives them; and the parties, as JSON lists."""

    named: dict[int, set[_Who]] = field(default_factory=dict)
    parties: set[str] = field(default_factory=set)

    def take(self, name: int | None, who: _Who, parties: str) -> None:
        if name is not None:
            self.named.setdefault(name, set()).add(who)
        self.parties.add(parties)


@dataclass(slots=True)
class _Seen:
    """What the claims of one agreement come to: all of them, and such as stand."""

    claims: int = 0
    said: set[_Who] = field(default_factory=set)
    last: tuple[int, str, str] | None = None  # latest day, step, date
    standing: _Called = field(default_factory=_Called)
    others: _Called = field(default_factory=_Called)

    def step(self, what: str, date: str | None, latest: int | None) -> None:
        mark = (latest or 0, what, date or "")
        if self.last is None or mark > self.last:
            self.last = mark

    @property
    def called(self) -> _Called:
        """What it is called by the claims that stand; where none does, by the others."""
        return self.standing if self.standing.parties else self.others


class _Name(NamedTuple):
    """A name as it is stored; `agreement` is the lowest number of the one where it is placed."""

    agreement: int
    tx: int
    name: str | None
    words: str
    signed: str | None
    why: str


def all_roots(connection: Connection, number: int, identity: Identity) -> list[int]:
    """The numbers of all agreements that have claims, merged ones under their lowest."""
    c = claims.c
    query = select(c.agreement_id).distinct().where(and_(c.tx <= number, c.agreement_id.is_not(None)))
    if identity.plain:
        return sorted(connection.execute(query).scalars())
    found = {identity.root(a) for a in connection.execute(query).scalars() if a is not None}
    found |= {identity.root(a) for a in (*identity.moved.values(), *identity.placed.values())}
    counted = count_claims(connection, number, identity, found)
    return sorted(root for root in found if counted[root])


def load_agreements(
    connection: Connection,
    number: int,
    identity: Identity,
    ids: Iterable[int],
    chains: dict[int, tuple[Source, ...]] | None = None,
) -> list[AgreementRow]:
    """Rows for the agreements known at `number`, by their number. `chains` holds sources already loaded."""
    wanted = {identity.root(i) for i in ids}
    if not wanted:
        return []
    seen = _seen(connection, number, identity, wanted)
    named = _names(connection, number, identity, wanted, seen)
    chains = {} if chains is None else chains
    chains.update(load_sources(connection, {c for s in seen.values() for _, c in s.said} - chains.keys()))
    origins = load_origins(connection, {d for s in seen.values() for d, _ in s.said})
    placed: dict[int, list[_Name]] = {}
    for _, name in sorted(named.items()):
        placed.setdefault(name.agreement, []).append(name)
    return [
        _row(root, found, identity, named, placed.get(root, ()), chains, origins)
        for root, found in sorted(seen.items())
    ]


def _row(
    root: int,
    found: _Seen,
    identity: Identity,
    named: Mapping[int, _Name],
    placed: Sequence[_Name],
    chains: Mapping[int, tuple[Source, ...]],
    origins: Mapping[int, Origin],
) -> AgreementRow:
    told = found.called
    names = _given(told, named, chains, origins)
    if (called := identity.called.get(root)) is not None:
        names = list(dict.fromkeys([called, *names]))
    parties = identity.of.get(root)
    if parties is None:
        parties = tuple(sorted({p for codes in told.parties for p in msgspec.json.decode(codes)}))
    last = found.last
    pages = [origins[document] for document, _ in found.said]
    return AgreementRow(
        id=root,
        name=names[0] if names else NAMELESS,
        parties=parties,
        signed=told_day(named[n].signed for n in told.named),
        names=tuple(names),
        claims=found.claims,
        sources=len(independent([(document, chains[chain]) for document, chain in found.said], origins)),
        last_step=last[1] if last else None,
        last_date=(last[2] or None) if last else None,
        why=tuple(dict.fromkeys(n.why for n in placed)),
        transaction=min((n.tx for n in placed), default=0),
        publishers=tuple(sorted({page.publisher for page in pages if page.publisher is not None})),
        first=min((page.published for page in pages if page.published), default=None),
    )


def _given(
    told: _Called,
    named: Mapping[int, _Name],
    chains: Mapping[int, tuple[Source, ...]],
    origins: Mapping[int, Origin],
) -> list[str]:
    """The names that its claims give it, in the order of their evidence, then what only describes it."""
    given: dict[str, set[_Who]] = {}
    described: dict[str, set[_Who]] = {}
    for number, who in told.named.items():
        name = named[number]
        pool = given if name.name else described
        pool.setdefault(name.name or name.words, set()).update(who)
    out: list[str] = []
    for pool in (given, described):
        said = {name: [(document, chains[chain]) for document, chain in who] for name, who in pool.items()}
        out += by_evidence(said, origins)
    return out


def current(connection: Connection, number: int, identity: Identity, agreement: int) -> int:
    """The agreement that a number stands for now: where what it was made for has gone, if all of it has."""
    root = identity.root(agreement)
    if count_claims(connection, number, identity, [root])[root]:
        return root
    split = (
        select(links.c.other_id)
        .where(and_(links.c.kind == "moved", links.c.agreement_id == agreement, links.c.tx <= number))
        .order_by(links.c.id)
        .limit(1)
    )
    made = connection.execute(split).scalar_one_or_none()
    if made is not None and made != agreement:
        return current(connection, number, identity, made)
    n = agreement_names.c
    first = select(n.id).where(and_(n.agreement_id == agreement, n.tx <= number)).order_by(n.id).limit(1)
    name = connection.execute(first).scalar_one_or_none()
    return root if name is None else identity.of_name(name, agreement)


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
    for part in chunks(sorted(identity.placed), _MOST_NAMED):
        placed = select(c.name_id, c.agreement_id, func.count()).where(
            and_(c.tx <= number, c.name_id.in_(part))
        )
        for name, agreement, count in connection.execute(placed.group_by(c.name_id, c.agreement_id)):
            out[identity.root(identity.placed[name])] += count
            out[identity.root(agreement)] -= count
    for part in chunks(sorted(identity.moved), _MOST_NAMED):
        moved = select(c.id, c.agreement_id, c.name_id).where(and_(c.tx <= number, c.id.in_(part)))
        for claim, agreement, name in connection.execute(moved):
            out[identity.root(identity.moved[claim])] += 1
            if agreement is not None:
                before = agreement if name is None else identity.placed.get(name, agreement)
                out[identity.root(before)] -= 1
    return Counter({root: n for root, n in out.items() if root in wanted})


def load_origins(connection: Connection, ids: Iterable[int]) -> dict[int, Origin]:
    """Where the stories of these documents come from."""
    out = {}
    for part in chunks(sorted(ids), 5000):
        for number, publisher, credits, prints, notice, day in _ORIGINS.rows(connection, ids=part):
            out[number] = Origin(publisher, tuple(msgspec.json.decode(credits)), unpack(prints), notice, day)
    return out


def _names(
    connection: Connection, number: int, identity: Identity, wanted: set[int], seen: Mapping[int, _Seen]
) -> dict[int, _Name]:
    """By row: the names placed in these agreements, and such as their claims came in under."""
    n, p = agreement_names.c, placements.c
    members = [m for root in wanted for m in identity.members(root)]
    columns = select(n.id, n.agreement_id, n.tx, n.name, n.mention, n.signed, n.why)
    here = within(members)(n.agreement_id)
    whys: dict[int, str] = {}
    if identity.placed:
        moved = and_(p.moved == 1, p.tx <= number, p.agreement_id.in_(members))
        here = or_(here, n.id.in_(select(p.name_id).where(moved)))
        query = select(p.name_id, p.why).where(and_(p.moved == 1, p.tx <= number, here))
        query = query.join(agreement_names, n.id == p.name_id).order_by(p.id)
        whys = {row.name_id: row.why for row in connection.execute(query)}
    rows = list(connection.execute(columns.where(and_(n.tx <= number, here))))
    known = {row[0] for row in rows}
    used = {name for found in seen.values() for name in found.called.named} - known
    for part in chunks(sorted(used), _MOST_NAMED):
        rows += connection.execute(columns.where(n.id.in_(part)))
    return {
        row: _Name(identity.of_name(row, agreement), tx, name, words, signed, whys.get(row, why))
        for row, agreement, tx, name, words, signed, why in rows
    }


def _seen(connection: Connection, number: int, identity: Identity, wanted: set[int]) -> dict[int, _Seen]:
    c = claims.c
    columns = (
        c.id, c.agreement_id, c.name_id, c.document_id, c.chain_id, c.kind, c.what, c.certainty, c.date,
        c.latest, c.parties,
    )  # fmt: skip
    query = select(*columns).where(and_(c.tx <= number, identity.claims_of(wanted))).order_by(c.id)
    rows = connection.execute(query).all()
    unsettled = unsettled_pages(connection, number)
    special = _special(connection, number, identity, [row[0] for row in rows if row[3] in unsettled])
    plain = identity.plain
    out: dict[int, _Seen] = {}
    for claim, agreement, name, document, chain, kind, what, certainty, date, latest, parties in rows:
        root = agreement if plain else identity.of_claim(claim, agreement, name)
        if root is None or root not in wanted:
            continue
        found = out.get(root)
        if found is None:
            found = out[root] = _Seen()
        found.claims += 1
        who = (document, chain)
        found.said.add(who)
        if special and (judged := special.get(claim)) is not None:
            _take_judged(found, judged, name, who)
            continue
        found.standing.take(name, who, parties)
        if kind == _STEP and certainty in _SAID:
            found.step(what, date, latest)
    return out


def _take_judged(found: _Seen, judged: StoredClaim, name: int | None, who: _Who) -> None:
    """A claim that a person or a newer reading has something to say about."""
    claim = judged.believed
    pool = found.standing if judged.stands else found.others
    pool.take(name, who, compact(claim.parties))
    if judged.stands and claim.kind is ClaimKind.STEP and claim.certainty.value in _SAID:
        found.step(claim.what, claim.date, bounds(claim.date)[1])


def _special(
    connection: Connection, number: int, identity: Identity, ids: Sequence[int]
) -> Mapping[int, StoredClaim]:
    """Claims of pages that were judged or read again: only these can fail to stand."""
    out = {}
    for part in chunks(ids, 5000):
        for claim in load_claims(connection, number, identity, claims.c.id.in_(part)):
            out[claim.id] = claim
    return out
