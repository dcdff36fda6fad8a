"""Rows as values, as known at a transaction: every query asks for `tx <= asof` and nothing later shows.

So a view is a pure function of the ledger's first `asof` transactions, and stays what it was for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    func,
    select,
    text,
)

from foedus.errors import LedgerError
from foedus.ledger import encode
from foedus.ledger.days import AsOf, last_moment, moment
from foedus.ledger.identity import Identity, active
from foedus.ledger.jsonclaim import claim_from_text
from foedus.ledger.origins import Origin
from foedus.ledger.prepared import Prepared
from foedus.ledger.prints import unpack
from foedus.ledger.recent import Recent
from foedus.ledger.rows import StoredClaim, StoredDocument, Tie, TieKind, Transaction, Verdict, VerdictKind
from foedus.ledger.schema import (
    agreement_names,
    claims,
    documents,
    links,
    metadata,
    passages,
    reading_changes,
    sources,
    transactions,
    verdicts,
)
from foedus.ledger.within import chunks
from foedus.model import Passage, Source

Chains = Recent[int, tuple[Source, ...]]  # by their numbers

_MANY: Final = 5000
_LINKING: Final = (VerdictKind.MERGE, VerdictKind.SPLIT, VerdictKind.MOVE)
_JUDGING: Final = (VerdictKind.ACCEPT, VerdictKind.REJECT, VerdictKind.CORRECT)

# Statements are built once: a timeline asks eight of them, and building took longer than running them.
_NUMBER: Final = bindparam("number", type_=Integer)
_IDS: Final = bindparam("ids", expanding=True, type_=Integer)

_CLAIMS: Final = (
    select(
        claims.c.id, claims.c.tx, claims.c.document_id, claims.c.agreement_id, claims.c.name_id,
        claims.c.chain_id, claims.c.kind, claims.c.what, claims.c.certainty, claims.c.parties,
        claims.c.actors, claims.c.date,
        claims.c.date_phrase, claims.c.place, claims.c.rest, documents.c.doc,
        documents.c.digest.label("page"), transactions.c.recorded_at,
        agreement_names.c.name, agreement_names.c.signed,
    )
    .join(documents, documents.c.id == claims.c.document_id)
    .join(transactions, transactions.c.id == claims.c.tx)
    .outerjoin(agreement_names, agreement_names.c.id == claims.c.name_id)
    .where(claims.c.tx <= _NUMBER)
    .order_by(claims.c.id)
)  # fmt: skip
_CLAIM_KEYS: Final = tuple(column.key for column in _CLAIMS.selected_columns)
_CLAIMS_OF: Final = Prepared(
    _CLAIMS.where(claims.c.agreement_id.in_(bindparam("members", expanding=True, type_=Integer)))
)
_CLAIMS_NUMBERED: Final = Prepared(_CLAIMS.where(claims.c.id.in_(_IDS)))
_PASSAGES: Final = Prepared(
    select(
        passages.c.claim_id,
        passages.c.start,
        passages.c.end,
        func.coalesce(
            passages.c.text,
            func.substr(documents.c.body, passages.c.start + 1, passages.c.end - passages.c.start),
        ),
    )
    .join(claims, claims.c.id == passages.c.claim_id)
    .join(documents, documents.c.id == claims.c.document_id)
    .where(passages.c.claim_id.in_(_IDS))
    .order_by(passages.c.claim_id, passages.c.n)
)
_SOURCES: Final = Prepared(
    select(sources.c.chain_id, sources.c.name, sources.c.kind, sources.c.state, sources.c.anonymous)
    .where(sources.c.chain_id.in_(_IDS))
    .order_by(sources.c.chain_id, sources.c.hop)
)
_VERDICTS: Final = (
    select(verdicts, transactions.c.actor, transactions.c.recorded_at)
    .join(transactions, transactions.c.id == verdicts.c.tx)
    .where(verdicts.c.tx <= _NUMBER)
    .order_by(verdicts.c.id)
)
_VERDICTS_ON: Final = _VERDICTS.where(verdicts.c.claim_id.in_(_IDS))
_LINKS: Final = (
    select(links.c.verdict_id, links.c.agreement_id, links.c.other_id, links.c.claim_id)
    .where(links.c.verdict_id.in_(_IDS))
    .order_by(links.c.id)
)
_CHANGES: Final = (
    select(reading_changes.c.claim_id, reading_changes.c.tx, reading_changes.c.gone)
    .where(and_(reading_changes.c.tx <= _NUMBER, reading_changes.c.claim_id.in_(_IDS)))
    .order_by(reading_changes.c.id)
)
_JUDGED_AND_GONE: Final = (
    select(verdicts.c.claim_id)
    .distinct()
    .join(reading_changes, reading_changes.c.claim_id == verdicts.c.claim_id)
    .where(and_(verdicts.c.tx <= _NUMBER, reading_changes.c.tx <= _NUMBER))
)
_PLACES: Final = (
    select(claims.c.id, documents.c.digest, claims.c.kind)
    .join(documents, documents.c.id == claims.c.document_id)
    .where(claims.c.id.in_(_IDS))
    .order_by(claims.c.id)
)
_DOCUMENTS: Final = (
    select(
        documents.c.id, documents.c.tx, documents.c.doc, documents.c.digest, documents.c.address,
        documents.c.publisher, documents.c.published, documents.c.published_at, documents.c.fetched,
        documents.c.language, documents.c.title, documents.c.credits, documents.c.notice,
        transactions.c.recorded_at,
        select(func.count())
        .where(and_(claims.c.document_id == documents.c.id, claims.c.tx <= _NUMBER))
        .correlate(documents)
        .scalar_subquery()
        .label("n"),
    )
    .join(transactions, transactions.c.id == documents.c.tx)
    .where(documents.c.tx <= _NUMBER)
    .order_by(documents.c.id)
)  # fmt: skip
_DOCUMENTS_OF: Final = Prepared(_DOCUMENTS.where(documents.c.id.in_(_IDS)))
_WITH_ORIGINS: Final = Prepared(_DOCUMENTS.where(documents.c.id.in_(_IDS)).add_columns(documents.c.prints))
_UNSETTLED: Final = tuple(
    select(claims.c.document_id)
    .distinct()
    .where(
        claims.c.id.in_(
            select(changed.c.claim_id).where(
                and_(
                    changed.c.tx > bindparam("after", type_=Integer),
                    changed.c.tx <= _NUMBER,
                    changed.c.claim_id.is_not(None),
                )
            )
        )
    )
    for changed in (verdicts, reading_changes)
)
_SAME: Final = documents.alias()
_ALIKE: Final = select(documents.c.id).where(
    documents.c.digest.in_(select(_SAME.c.digest).where(_SAME.c.id.in_(_IDS)))
)
_LIKE_EARLIER: Final = tuple(
    select(documents.c.id).where(
        and_(documents.c.tx > bindparam("after", type_=Integer), documents.c.tx <= _NUMBER),
        select(changed.c.claim_id)
        .join(claims, claims.c.id == changed.c.claim_id)
        .join(_SAME, _SAME.c.id == claims.c.document_id)
        .where(and_(_SAME.c.digest == documents.c.digest, changed.c.tx <= _NUMBER))
        .exists(),
    )
    for changed in (verdicts, reading_changes)
)
_TIES: Final = (
    select(links.c.document_id, links.c.other_document_id, links.c.kind, links.c.why, links.c.tx)
    .where(and_(links.c.kind.in_(tuple(kind.value for kind in TieKind)), links.c.tx <= _NUMBER))
    .order_by(links.c.id)
)
_TIED: Final = select(links.c.other_document_id).where(
    and_(
        links.c.kind.in_(tuple(kind.value for kind in TieKind)),
        links.c.tx > bindparam("after", type_=Integer),
        links.c.tx <= _NUMBER,
    )
)
_LAST: Final = select(func.max(transactions.c.id))
_LAST_UP_TO: Final = _LAST.where(transactions.c.id <= _NUMBER)
_LAST_BY: Final = _LAST.where(transactions.c.recorded_at <= bindparam("moment", type_=String))


def asof(connection: Connection, known_on: AsOf) -> int:
    """The last transaction that `known_on` includes: of all for None, a number, a day or an instant."""
    if known_on is None:
        found = connection.execute(_LAST)
    elif isinstance(known_on, int):
        found = connection.execute(_LAST_UP_TO, {"number": known_on})
    else:
        found = connection.execute(_LAST_BY, {"moment": last_moment(known_on)})
    return found.scalar_one() or 0


def count(connection: Connection, table: str, number: int) -> int:
    """The rows of a table known at `number`."""
    found = metadata.tables[table]
    mark = found.c.id if table == "transactions" else found.c.tx
    return connection.execute(select(func.count()).select_from(found).where(mark <= number)).scalar_one()


def size(connection: Connection) -> int:
    """Bytes on disk, indexes and free pages among them."""
    if connection.dialect.name == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        query = "SELECT pg_database_size(current_database())"
    return int(connection.execute(text(query)).scalar_one())


def load_transactions(connection: Connection, after: int, upto: int) -> list[Transaction]:
    """The transactions numbered after+1 to upto."""
    t = transactions.c
    query = select(t.id, t.recorded_at, t.actor, t.kind, t.version, t.note, t.hash)
    found = connection.execute(query.where(t.id > after, t.id <= upto).order_by(t.id))
    return [
        Transaction(r.id, moment(r.recorded_at), r.actor, r.kind, r.version, r.note, r.hash.hex())
        for r in found
    ]


def load_claims(
    connection: Connection,
    number: int,
    identity: Identity,
    where: ColumnElement[bool] | None = None,
    *,
    agreement: int | None = None,
    limit: int | None = None,
) -> list[StoredClaim]:
    """The claims known at transaction `number`, by id, with verdicts and readings as known then."""
    query = _CLAIMS if where is None else _CLAIMS.where(where)
    if limit is not None:
        query = query.limit(limit)
    found = connection.execute(query, {"number": number}).all()
    return _stored(connection, number, identity, found, agreement)


def claims_of(
    connection: Connection,
    number: int,
    identity: Identity,
    agreement: int,
    *,
    unsettled: frozenset[int] | None = None,
    chains: Chains | None = None,
) -> list[StoredClaim]:
    """The claims of one agreement known at `number`, by id.

    `unsettled` has the pages that were judged or read again, where it is known which; `chains` holds chains
    of sources in memory.
    """
    root = identity.root(agreement)
    found: Sequence[Sequence[Any]]
    if identity.placed or identity.moved:
        query = _CLAIMS.where(identity.claims_of([root]))
        found = connection.execute(query, {"number": number}).all()
    else:
        found = _CLAIMS_OF.rows(connection, number=number, members=identity.members(root))
    return _stored(connection, number, identity, found, root, unsettled, chains)


def claims_numbered(
    connection: Connection,
    number: int,
    identity: Identity,
    ids: Sequence[int],
    *,
    unsettled: frozenset[int] | None = None,
    chains: Chains | None = None,
) -> list[StoredClaim]:
    """The claims with these numbers known at `number`, by id; `unsettled` and `chains` as in `claims_of`."""
    rows = [
        row
        for part in chunks(sorted(ids), _MANY)
        for row in _CLAIMS_NUMBERED.rows(connection, number=number, ids=part)
    ]
    return _stored(connection, number, identity, rows, None, unsettled, chains)


def _stored(
    connection: Connection,
    number: int,
    identity: Identity,
    found: Sequence[Sequence[Any]],
    agreement: int | None,
    unsettled: frozenset[int] | None = None,
    chains: Chains | None = None,
) -> list[StoredClaim]:
    rows = [dict(zip(_CLAIM_KEYS, row, strict=True)) for row in found]
    for row in rows:
        row["agreement_id"] = identity.of_claim(row["id"], row["agreement_id"], row["name_id"])
    if agreement is not None:
        root = identity.root(agreement)
        rows = [row for row in rows if row["agreement_id"] == root]
    out: list[StoredClaim] = []
    for part in chunks(rows, _MANY):
        out += _claims(connection, number, part, unsettled, chains)
    return out


def _claims(
    connection: Connection,
    number: int,
    rows: Sequence[dict[str, Any]],
    unsettled: frozenset[int] | None,
    chains: Chains | None,
) -> list[StoredClaim]:
    ids = [row["id"] for row in rows]
    pages = {row["document_id"] for row in rows}
    settled = unsettled is not None and pages.isdisjoint(unsettled)
    said = _passages(connection, ids)
    chain = _sources_of(connection, {row["chain_id"] for row in rows}, chains)
    judged, entered = ({}, {}) if settled else _said_of(connection, number, ids)
    gone = {} if settled else _gone(connection, number, ids)
    beside = _Beside({}) if settled else _Beside.load(connection, number, {row["page"] for row in rows})
    noticed = {} if settled else _noticed(connection, number, pages)
    out = []
    for row in rows:
        id_ = row["id"]
        claim = encode.decode_claim(
            row, (row["name"], row["signed"]), chain[row["chain_id"]], said.get(id_, ())
        )
        besides: dict[str, Any] = {}
        if not settled:
            verdict, (by, stands) = judged.get(id_), entered.get(id_, (None, True))
            notices = noticed.get(row["document_id"], {})
            besides = {
                "verdict": verdict,
                "gone_since": gone.get(id_),
                "beside": None if verdict or by else beside.of(row, claim.passages),
                "entered_by": by,
                "taken_back": not stands,
                "corrected_by": notices.get(TieKind.CORRECTS),
                "retracted_by": notices.get(TieKind.RETRACTS),
            }
        came = moment(row["recorded_at"])
        out.append(
            StoredClaim(id_, claim, row["agreement_id"], row["document_id"], row["tx"], came, **besides)
        )
    return out


def _passages(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Passage, ...]]:
    found: dict[int, tuple[Passage, ...]] = {}
    for claim, start, end, words in _PASSAGES.rows(connection, ids=ids):
        found[claim] = (*found.get(claim, ()), Passage(start, end, words))
    return found


def _sources_of(connection: Connection, ids: set[int], held: Chains | None) -> dict[int, tuple[Source, ...]]:
    """As `load_sources`, asking for none that is held in memory: a chain stays what it was written as."""
    if held is None:
        return load_sources(connection, ids)
    found = {number: chain for number in ids if (chain := held.get(number)) is not None}
    if missing := ids - found.keys():
        for number, chain in load_sources(connection, missing).items():
            found[number] = chain
            held.put(number, chain)
    return found


def load_sources(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[Source, ...]]:
    """The chains of sources with these ids, outermost hop first."""
    wanted = sorted(ids)
    found: dict[int, tuple[Source, ...]] = dict.fromkeys(wanted, ())
    for part in chunks(wanted, _MANY):
        for chain, name, kind, state, anonymous in _SOURCES.rows(connection, ids=part):
            found[chain] = (*found[chain], encode.source(name, kind, state, anonymous))
    return found


def load_verdicts(
    connection: Connection, number: int, where: ColumnElement[bool] | None = None
) -> list[Verdict]:
    """Verdicts known at `number`, oldest first, undone ones and undoings among them."""
    query = _VERDICTS if where is None else _VERDICTS.where(where)
    found = [_verdict(row) for row in connection.execute(query, {"number": number})]
    return _with_links(connection, found)


def _with_links(connection: Connection, found: list[Verdict]) -> list[Verdict]:
    """Mergers and splits with the other agreement, and the claims that were moved."""
    about = [v.id for v in found if v.kind in _LINKING]
    other: dict[int, int] = {}
    moved: dict[int, tuple[int, ...]] = {}
    for part in chunks(about, _MANY):
        for row in connection.execute(_LINKS, {"ids": part}):
            other[row.verdict_id] = row.other_id if row.claim_id is None else row.agreement_id
            if row.claim_id is not None:
                moved[row.verdict_id] = (*moved.get(row.verdict_id, ()), row.claim_id)
    return [
        replace(
            v,
            other_id=other.get(v.id) if v.kind is not VerdictKind.MOVE else None,
            moved=moved.get(v.id, ()),
        )
        if v.id in other
        else v
        for v in found
    ]


def _said_of(
    connection: Connection, number: int, ids: Sequence[int]
) -> tuple[dict[int, Verdict], dict[int, tuple[str, bool]]]:
    """Of claims: the last verdict that is not undone; who entered them by hand, and whether that stands."""
    rows = connection.execute(_VERDICTS_ON, {"number": number, "ids": list(ids)}).all()
    if not rows:
        return {}, {}
    standing = active((r.id, r.undoes) for r in rows)
    judged = {r.claim_id: _verdict(r) for r in rows if r.id in standing and r.kind in _JUDGING}
    entered = {r.claim_id: (r.actor, r.id in standing) for r in rows if r.kind == VerdictKind.ENTER}
    return judged, entered


def _verdict(row: Row[Any]) -> Verdict:
    kind = VerdictKind(row.kind)
    said = {}
    if kind in (VerdictKind.RENAME, VerdictKind.PARTIES):
        said = msgspec.json.decode(row.corrected)
    return Verdict(
        id=row.id,
        transaction=row.tx,
        kind=kind,
        by=row.actor,
        recorded_at=moment(row.recorded_at),
        reason=row.reason,
        claim_id=row.claim_id,
        agreement_id=row.agreement_id,
        undoes=row.undoes,
        corrected=claim_from_text(row.corrected) if row.corrected and not said else None,
        name=said.get("name"),
        parties=tuple(said["parties"]) if "parties" in said else None,
    )


def _gone(connection: Connection, number: int, ids: Sequence[int]) -> dict[int, int]:
    """Claims that the newest reading no longer makes, with the transaction that dropped them."""
    found: dict[int, int] = {}
    for claim, tx, gone in connection.execute(_CHANGES, {"number": number, "ids": list(ids)}):
        if gone:
            found[claim] = tx
        else:
            found.pop(claim, None)
    return found


def _noticed(connection: Connection, number: int, pages: set[int]) -> dict[int, dict[TieKind, int]]:
    """By page: the first notice of each kind that means it."""
    found: dict[int, dict[TieKind, int]] = {}
    for tie in load_ties(connection, number):
        if tie.other in pages:
            found.setdefault(tie.other, {}).setdefault(tie.kind, tie.document)
    return found


def load_ties(connection: Connection, number: int, where: ColumnElement[bool] | None = None) -> list[Tie]:
    """The notices of pages that are known at `number`, with the pages that they mean, oldest first."""
    query = _TIES if where is None else _TIES.where(where)
    found = connection.execute(query, {"number": number})
    return [Tie(document, other, TieKind(kind), said, tx) for document, other, kind, said, tx in found]


@dataclass(frozen=True, slots=True)
class _Beside:
    """Judged claims that a newer reading dropped, or a page of the same bytes that tells more of itself.

    By the digest of the bytes: (id, kind, gone since, passages).
    """

    judged: Mapping[bytes, Sequence[tuple[int, str, int, tuple[Passage, ...]]]]

    @classmethod
    def load(cls, connection: Connection, number: int, pages: set[bytes]) -> _Beside:
        judged = list(connection.execute(_JUDGED_AND_GONE, {"number": number}).scalars())
        every = connection.execute(_PLACES, {"ids": judged}).all() if judged else []
        rows = [r for r in every if r.digest in pages]
        if not rows:
            return cls({})
        ids = [r.id for r in rows]
        gone = _gone(connection, number, ids)
        said = _passages(connection, ids)
        standing, _ = _said_of(connection, number, ids)
        found: dict[bytes, list[tuple[int, str, int, tuple[Passage, ...]]]] = {}
        for r in rows:
            if r.id in gone and r.id in standing:
                found.setdefault(r.digest, []).append((r.id, r.kind, gone[r.id], said.get(r.id, ())))
        return cls(found)

    def of(self, row: Mapping[str, Any], said: Sequence[Passage]) -> int | None:
        """The judged claim in whose stead a newer reading makes this one, by kind and passage."""
        for number, kind, since, theirs in self.judged.get(row["page"], ()):
            later = row["tx"] >= since and row["id"] != number and row["kind"] == kind
            if later and any(a.start < b.end and b.start < a.end for a in said for b in theirs):
                return number
        return None


def read_again() -> ColumnElement[bool]:
    """The claims of pages of whose bytes a newer reading dropped or regained some."""
    changed = select(claims.c.document_id).join(reading_changes, reading_changes.c.claim_id == claims.c.id)
    same = select(_SAME.c.digest).where(_SAME.c.id.in_(changed))
    return claims.c.document_id.in_(select(documents.c.id).where(documents.c.digest.in_(same)))


def unsettled_pages(connection: Connection, number: int, *, after: int = 0) -> frozenset[int]:
    """Pages with claims that were judged or read again, or that a notice means, and all of the same bytes:
    only claims of these can fail to stand.

    By the transactions after `after` up to `number`.
    """
    found: set[int] = set()
    for query in (*_UNSETTLED, _TIED):
        found.update(connection.execute(query, {"number": number, "after": after}).scalars())
    for part in chunks(sorted(found)):
        found.update(connection.execute(_ALIKE, {"ids": part}).scalars())
    if after:  # pages that came since, of the bytes of one that was judged or read again before
        for query in _LIKE_EARLIER:
            found.update(connection.execute(query, {"number": number, "after": after}).scalars())
    return frozenset(found)


def document_text(connection: Connection, document: int) -> str:
    """The text of one document. Raises LedgerError for an unknown one."""
    query = select(documents.c.body).where(documents.c.id == document)
    body: str | None = connection.execute(query).scalar_one_or_none()
    if body is None:
        raise LedgerError(f"no page {document} in this ledger")
    return body


def load_documents(
    connection: Connection, number: int, where: ColumnElement[bool] | None = None
) -> list[StoredDocument]:
    """Documents known at `number`, by id, with how many claims they brought."""
    query = _DOCUMENTS if where is None else _DOCUMENTS.where(where)
    return _documents(connection.execute(query, {"number": number}).all())


def documents_of(connection: Connection, number: int, ids: Iterable[int]) -> list[StoredDocument]:
    """The documents with these numbers that are known at `number`, by id."""
    out: list[StoredDocument] = []
    for part in chunks(sorted(ids), _MANY):
        out += _documents(_DOCUMENTS_OF.rows(connection, number=number, ids=part))
    return out


def documents_with_origins(
    connection: Connection, number: int, ids: Iterable[int]
) -> tuple[list[StoredDocument], dict[int, Origin]]:
    """The same, and by their numbers where their stories come from."""
    rows = [
        row
        for part in chunks(sorted(ids), _MANY)
        for row in _WITH_ORIGINS.rows(connection, number=number, ids=part)
    ]
    found = _documents(rows)
    origins = {
        d.id: Origin(d.publisher, d.credits, unpack(row[-1]), d.notice, d.published)
        for d, row in zip(found, rows, strict=True)
    }
    return found, origins


def _documents(found: Iterable[Sequence[Any]]) -> list[StoredDocument]:
    """Documents from rows of `_DOCUMENTS`, whose columns come in the order of the fields."""
    out = []
    for row in found:
        address, publisher, published, published_at, fetched, language, title = row[4:11]
        document = StoredDocument(
            id=row[0],
            transaction=row[1],
            doc=row[2],
            digest=row[3].hex(),
            address=address,
            publisher=publisher,
            published=published,
            published_at=published_at,
            fetched=fetched,
            language=language,
            title=title,
            credits=tuple(msgspec.json.decode(row[11])),
            notice=row[12],
            recorded_at=moment(row[13]),
            claims=row[14],
        )
        out.append(document)
    return out
