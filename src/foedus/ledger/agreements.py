"""Agreements as rows of a list, as known at a transaction: names, parties, last step, sources, and why.

Merged agreements are one row under their lowest number; one whose claims were all moved away has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from foedus.ledger.alike import Mention
from foedus.ledger.candidates import chunks
from foedus.ledger.days import bounds
from foedus.ledger.identity import Identity
from foedus.ledger.naming import party_codes
from foedus.ledger.origins import Origin, independent
from foedus.ledger.prints import unpack
from foedus.ledger.resolve import best_name
from foedus.ledger.rows import AgreementRow, StoredClaim
from foedus.ledger.schema import (
    agreement_names,
    agreement_parties,
    agreements,
    claims,
    documents,
    reading_changes,
    verdicts,
)
from foedus.ledger.views import load_claims, load_sources
from foedus.ledger.wording import wording
from foedus.model import Certainty, ClaimKind

_SAID = (Certainty.ASSERTED.value, Certainty.REPORTED.value)


@dataclass(slots=True)
class _Seen:
    """What the claims of one agreement come to."""

    claims: int = 0
    said: set[tuple[int, int]] = field(default_factory=set)  # document, chain
    last: tuple[int, int, str, str | None] | None = None  # latest day, claim, step, date

    def take(self, claim: int, document: int, chain: int) -> None:
        self.claims += 1
        self.said.add((document, chain))

    def step(self, claim: int, what: str, date: str | None, latest: int | None) -> None:
        mark = (latest or 0, claim, what, date)
        if self.last is None or mark[:2] > self.last[:2]:
            self.last = mark


def load_agreements(
    connection: Connection, number: int, identity: Identity, ids: Iterable[int] | None = None
) -> list[AgreementRow]:
    """Rows for the agreements (or all of them) known at `number`, by their number."""
    wanted = None if ids is None else {m for i in ids for m in identity.members(i)}
    seen = _seen(connection, number, identity, wanted)
    named = _names(connection, number, identity, wanted)
    chains = load_sources(connection, {c for s in seen.values() for _, c in s.said})
    origins = load_origins(connection, {d for s in seen.values() for d, _ in s.said})
    rows = []
    for root, found in sorted(seen.items()):
        mentions, why, first = named.get(root, ([], [], 0))
        parties = dict.fromkeys(p for m in mentions for p in m.parties)
        said = [(document, chains[chain]) for document, chain in found.said]
        rows.append(
            AgreementRow(
                id=root,
                name=best_name(mentions),
                parties=tuple(sorted(parties)),
                signed=next((m.signed for m in mentions if m.signed), None),
                names=tuple(dict.fromkeys(m.name or m.mention for m in mentions)),
                claims=found.claims,
                sources=len(independent(said, origins)),
                last_step=found.last[2] if found.last else None,
                last_date=found.last[3] if found.last else None,
                why=tuple(dict.fromkeys(why)),
                transaction=first,
            )
        )
    return rows


def find(connection: Connection, number: int, identity: Identity, query: Sequence[str]) -> list[int]:
    """Agreements that every word fits: a number (12, #12), a party by code or name, a part of a name."""
    found: set[int] | None = None
    for word in query:
        ids = {identity.root(i) for i in _fitting(connection, number, word.strip())}
        found = ids if found is None else found & ids
    return sorted(found or ())


def _fitting(connection: Connection, number: int, word: str) -> set[int]:
    digits = word.removeprefix("#")
    if digits.isascii() and digits.isdecimal() and len(digits) < 10:
        one = select(agreements.c.id).where(and_(agreements.c.id == int(digits), agreements.c.tx <= number))
        return set(connection.execute(one).scalars())
    p, n = agreement_parties.c, agreement_names.c
    party = select(p.agreement_id).where(and_(p.party.in_(party_codes(word)), p.tx <= number))
    part = "%" + word.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    named = select(n.agreement_id).where(
        and_(
            n.tx <= number,
            or_(func.lower(n.name).like(part, escape="\\"), func.lower(n.mention).like(part, escape="\\")),
        )
    )
    return set(connection.execute(party).scalars()) | set(connection.execute(named).scalars())


def latest_touched(connection: Connection, number: int, limit: int | None, offset: int) -> list[int]:
    """Agreement numbers, the last to have got a claim first."""
    c = claims.c
    query = (
        select(c.agreement_id)
        .where(and_(c.tx <= number, c.agreement_id.is_not(None)))
        .group_by(c.agreement_id)
        .order_by(func.max(c.tx).desc(), c.agreement_id)
        .limit(limit)
        .offset(offset)
    )
    return [a for a in connection.execute(query).scalars() if a is not None]


def load_origins(connection: Connection, ids: Iterable[int]) -> dict[int, Origin]:
    """Where the stories of these documents come from."""
    d = documents.c
    out = {}
    for part in chunks(sorted(ids), 5000):
        query = select(d.id, d.publisher, d.credits, d.prints, d.notice).where(d.id.in_(part))
        for number, publisher, credits, prints, notice in connection.execute(query):
            out[number] = Origin(publisher, tuple(msgspec.json.decode(credits)), unpack(prints), notice)
    return out


def _names(
    connection: Connection, number: int, identity: Identity, wanted: set[int] | None
) -> dict[int, tuple[list[Mention], list[str], int]]:
    """By root: the mentions taken for it, the reasons in words, and its first transaction."""
    n = agreement_names.c
    columns = (n.agreement_id, n.tx, n.name, n.mention, n.parties, n.signed, n.why)
    query = select(*columns).where(n.tx <= number).order_by(n.id)
    out: dict[int, tuple[list[Mention], list[str], int]] = {}
    plain = wording(None)
    for condition in _parts(wanted, n.agreement_id):
        for agreement, tx, name, words, parties, signed, why in connection.execute(query.where(condition)):
            found = out.setdefault(identity.root(agreement), ([], [], tx))
            codes = tuple(msgspec.json.decode(parties))
            found[0].append(Mention(name, words, codes, signed, None, plain))
            found[1].append(why)
    return out


def _seen(
    connection: Connection, number: int, identity: Identity, wanted: set[int] | None
) -> dict[int, _Seen]:
    c = claims.c
    columns = (
        c.id,
        c.agreement_id,
        c.document_id,
        c.chain_id,
        c.kind,
        c.what,
        c.certainty,
        c.date,
        c.latest,
    )
    query = select(*columns).where(and_(c.tx <= number, c.agreement_id.is_not(None))).order_by(c.id)
    special = _special(connection, number, identity)
    moved_in = [i for i, a in identity.moved.items() if wanted is None or a in wanted]
    out: dict[int, _Seen] = {}
    conditions = _parts(wanted, c.agreement_id)
    if wanted is not None and moved_in:
        conditions.append(and_(c.id.in_(moved_in), c.agreement_id.not_in(wanted)))
    for condition in conditions:
        for claim, agreement, document, chain, kind, what, certainty, date, latest in connection.execute(
            query.where(condition)
        ):
            root = identity.of_claim(claim, agreement)
            if root is None or (wanted is not None and root not in wanted):
                continue
            found = out.setdefault(root, _Seen())
            found.take(claim, document, chain)
            judged = special.get(claim)
            if judged is not None:
                _take_judged(found, judged)
            elif kind == ClaimKind.STEP.value and certainty in _SAID:
                found.step(claim, what, date, latest)
    return out


def _take_judged(found: _Seen, judged: StoredClaim) -> None:
    """A claim that a person or a newer reading has something to say about."""
    claim = judged.believed
    if judged.stands and claim.kind is ClaimKind.STEP and claim.certainty.value in _SAID:
        found.step(judged.id, claim.what, claim.date, bounds(claim.date)[1])


def _special(connection: Connection, number: int, identity: Identity) -> Mapping[int, StoredClaim]:
    """Claims of documents that were judged or read again: only these can fail to stand."""
    ids = select(verdicts.c.claim_id).where(and_(verdicts.c.tx <= number, verdicts.c.claim_id.is_not(None)))
    again = select(reading_changes.c.claim_id).where(reading_changes.c.tx <= number)
    pages = select(claims.c.document_id).where(or_(claims.c.id.in_(ids), claims.c.id.in_(again)))
    found = load_claims(connection, number, identity, claims.c.document_id.in_(pages))
    return {c.id: c for c in found}


def _parts(wanted: set[int] | None, column: Any) -> list[ColumnElement[bool]]:
    if wanted is None:
        return [true()]
    return [column.in_(part) for part in chunks(sorted(wanted), 5000)]
