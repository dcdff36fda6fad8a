"""Articles and their claims into the ledger: idempotent, one transaction a call, every mention resolved.

A page that is known brings only what is new. Where a newer reading of it differs, the new claims are added
and those it no longer makes are marked gone; none is lost, and no person's verdict is undone.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from foedus.errors import LedgerError
from foedus.ledger import encode
from foedus.ledger.alike import Mention
from foedus.ledger.candidates import Candidates, chunks
from foedus.ledger.days import moment, stamp
from foedus.ledger.prints import prints
from foedus.ledger.resolve import resolve
from foedus.ledger.rows import Added
from foedus.ledger.schema import (
    agreement_names,
    agreement_parties,
    agreements,
    chains,
    claims,
    documents,
    passages,
    reading_changes,
    readings,
    sources,
)
from foedus.ledger.write import Batch
from foedus.model import AgreementRef, Article, Claim
from foedus.version import __version__

Row = dict[str, Any]
_CHAINS_HELD: Final = 200_000
Item = tuple[Article, Sequence[Claim]]


@dataclass(slots=True)
class Page:
    """An article on its way in: `known` maps digests of the claims it already has to (id, gone)."""

    article: Article
    claims: Sequence[Claim]
    document: Row
    id: int | None = None
    known: Mapping[bytes, tuple[int, bool]] = field(default_factory=dict)
    rows: dict[bytes, tuple[Row, Claim]] = field(default_factory=dict)

    @property
    def new(self) -> list[bytes]:
        return [d for d in self.rows if d not in self.known]

    @property
    def back(self) -> list[int]:
        return [i for d, (i, gone) in self.known.items() if gone and d in self.rows]

    @property
    def gone(self) -> list[int]:
        return [i for d, (i, gone) in self.known.items() if not gone and d not in self.rows]

    @property
    def changes(self) -> bool:
        return self.id is None or bool(self.new or self.back or self.gone)


class Adder:
    """Adds pages within one transaction; keeps the index of agreements from one batch to the next."""

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates
        self._chains: dict[bytes, int] = {}  # chains of sources known to be stored

    def add(
        self,
        connection: Connection,
        items: Sequence[Item],
        *,
        recorded_at: datetime,
        actor: str,
        kind: str | None = None,
        fetched: datetime | None = None,
        note: str = "",
    ) -> list[Added]:
        """What each page brought, in order. One transaction for all, none where nothing is new.

        No two items may be the same page; `foedus.ledger.store` sees to that.
        """
        when = stamp(fetched) if fetched else None
        pages = [_page(article, found, when) for article, found in items]
        _recognise(connection, pages)
        changed = [p for p in pages if p.changes]
        if not changed:
            return [_added(page, None, ()) for page in pages]
        batch = Batch.begin(connection, recorded_at)
        mentions = {id(p): self._mentions(p) for p in changed}
        every = [m for local in mentions.values() for m in local.values()]
        self.candidates.prepare(connection, every, batch.number - 1)
        chain_ids = self._chain_ids(connection, batch, changed)
        touched: dict[int, tuple[int, ...]] = {}
        for page in changed:
            touched[id(page)] = self._write(batch, page, mentions[id(page)], chain_ids)
        kind = kind or ("reread" if all(p.known for p in changed) else "add")
        batch.commit(actor=actor, kind=kind, note=note)
        return [_added(p, batch if id(p) in touched else None, touched.get(id(p), ())) for p in pages]

    def _chain_ids(self, connection: Connection, batch: Batch, pages: Iterable[Page]) -> dict[bytes, int]:
        """The stored chain of sources of every new claim, new chains added."""
        wanted: dict[bytes, Claim] = {}
        for page in pages:
            for digest in page.new:
                row, claim = page.rows[digest]
                wanted.setdefault(row["chain"], claim)
        if len(self._chains) > _CHAINS_HELD:
            self._chains.clear()
        found = self._chains
        for part in chunks(wanted.keys() - found.keys()):
            query = select(chains.c.digest, chains.c.id).where(chains.c.digest.in_(part))
            found.update((digest, number) for digest, number in connection.execute(query))
        for digest, claim in wanted.items():
            if digest not in found:
                number = found[digest] = batch.add(chains, {"digest": digest})
                hops = encode.source_rows(encode.sources_json(claim.sources))
                batch.add_part(sources, [{"chain_id": number, **hop} for hop in hops])
        return found

    def _mentions(self, page: Page) -> dict[int, Mention]:
        """One mention for each agreement of the article: its fullest name, all its parties, its date."""
        day = page.document["published"]
        grouped: dict[int, list[tuple[AgreementRef, Claim]]] = {}
        for _, claim in page.rows.values():
            if claim.agreement is not None:
                grouped.setdefault(claim.agreement.local, []).append((claim.agreement, claim))
        found = {}
        for local, members in grouped.items():
            names = [r.name for r, _ in members if r.name]
            words = max((r.mention for r, _ in members), key=len)
            parties = tuple(sorted({p for _, c in members for p in c.parties}))
            signed = next((r.signed for r, _ in members if r.signed), None)
            name = encode.storable(max(names, key=len)) if names else None
            found[local] = self.candidates.mention(name, encode.storable(words), parties, signed, day)
        return found

    def _write(
        self, batch: Batch, page: Page, mentions: Mapping[int, Mention], chain_ids: Mapping[bytes, int]
    ) -> tuple[int, ...]:
        if page.id is None:
            page.id = batch.add(documents, page.document)
        document = page.document
        reading = batch.add(
            readings,
            {
                "document_id": page.id,
                "version": __version__,
                "doc": encode.storable(page.article.doc),
                "publisher": document["publisher"],
                "published": document["published"],
            },
        )
        resolved = self._resolve(batch, page.id, mentions)
        forms: dict[tuple[int, str | None, str | None], int] = {}
        for digest in page.new:
            row, claim = page.rows[digest]
            row["document_id"] = page.id
            row["agreement_id"], row["name_id"] = None, None
            if claim.agreement is not None:
                ref = claim.agreement
                agreement = row["agreement_id"] = resolved[ref.local]
                said = (ref.local, ref.name, ref.signed)
                if said not in forms:
                    forms[said] = self._form(batch, agreement, page, claim, mentions)
                row["name_id"] = forms[said]
            row["chain_id"] = chain_ids[row.pop("chain")]
            number = batch.add(claims, row)
            parts = encode.passage_rows(claim, document["body"])
            for part in parts:
                part["claim_id"] = number
            batch.add_part(passages, parts)
        for gone, ids in ((1, page.gone), (0, page.back)):
            for number in ids:
                batch.add(reading_changes, {"reading_id": reading, "claim_id": number, "gone": gone})
        return tuple(sorted(set(resolved.values())))

    def _resolve(self, batch: Batch, document: int, mentions: Mapping[int, Mention]) -> dict[int, int]:
        """The agreement of each mention of one article; names before descriptions."""
        found: dict[int, int] = {}
        for local, mention in sorted(mentions.items(), key=lambda m: (m[1].wording.bare, m[0])):
            answer = resolve(mention, self.candidates.find(mention), taken=frozenset(found.values()))
            agreement = answer.agreement
            if agreement is None:
                agreement = batch.add(agreements, {"why": answer.why})
            found[local] = agreement
            self._store_form(batch, agreement, document, mention, answer.why)
        return found

    def _store_form(self, batch: Batch, agreement: int, document: int, mention: Mention, why: str) -> int:
        known = self.candidates.form(agreement, mention)
        if known is not None:
            return known
        number = batch.add(
            agreement_names,
            {
                "agreement_id": agreement,
                "name": mention.name,
                "mention": mention.mention,
                "key": mention.wording.key,
                "signed": mention.signed,
                "parties": encode.compact(list(mention.parties)),
                "document_id": document,
                "why": why,
            },
        )
        for party in self.candidates.note(agreement, mention, number):
            batch.add(agreement_parties, {"agreement_id": agreement, "party": party})
        return number

    def _form(
        self, batch: Batch, agreement: int, page: Page, claim: Claim, mentions: Mapping[int, Mention]
    ) -> int:
        """The stored name of just this claim: its own name and date of signature."""
        ref = claim.agreement
        assert ref is not None
        assert page.id is not None
        main = mentions[ref.local]
        name = encode.storable(ref.name) if ref.name else ref.name
        if (name, ref.signed) != (main.name, main.signed):
            words = encode.storable(ref.mention)
            main = self.candidates.mention(name, words, main.parties, ref.signed, main.day)
        return self._store_form(batch, agreement, page.id, main, "the same article")


def _page(article: Article, found: Sequence[Claim], fetched: str | None) -> Page:
    if len(article.digest) != 64:
        raise LedgerError(f"{article.doc}: the page's digest is not a SHA-256")
    return Page(article, found, encode.document_row(article, b"", fetched))


def _recognise(connection: Connection, pages: Iterable[Page]) -> None:
    """Find the pages that the ledger knows, and the digests of all claims under the known document's key."""
    found = list(pages)
    columns = (
        documents.c.id,
        documents.c.key,
        documents.c.digest,
        documents.c.publisher,
        documents.c.address,
    )
    stored: dict[bytes, list[Any]] = {}
    for part in chunks({p.document["digest"] for p in found}):
        for row in connection.execute(select(*columns).where(documents.c.digest.in_(part))):
            stored.setdefault(row.digest, []).append(row)
    by_id = {}
    for page in found:
        row = _same_document(page.document, stored.get(page.document["digest"], []))
        if row is not None:
            page.id, page.document["key"] = row.id, row.key
            by_id[row.id] = page
        for claim in page.claims:
            chain = encode.sources_json(claim.sources)
            claim_row = encode.claim_row(claim, page.document["key"], chain)
            claim_row["chain"] = encode.chain_digest(chain)
            page.rows.setdefault(claim_row["digest"], (claim_row, claim))
        if page.id is None:
            page.document["prints"] = prints(page.document["body"])
    _recognise_claims(connection, by_id)


def _recognise_claims(connection: Connection, by_id: Mapping[int, Page]) -> None:
    for part in chunks(by_id):
        known: dict[int, dict[bytes, tuple[int, bool]]] = {number: {} for number in part}
        query = select(claims.c.id, claims.c.document_id, claims.c.digest).where(
            claims.c.document_id.in_(part)
        )
        for number, document, digest in connection.execute(query):
            known[document][digest] = (number, False)
        changes = (
            select(reading_changes.c.claim_id, reading_changes.c.gone, claims.c.document_id, claims.c.digest)
            .join(claims, claims.c.id == reading_changes.c.claim_id)
            .where(claims.c.document_id.in_(part))
            .order_by(reading_changes.c.id)
        )
        for number, gone, document, digest in connection.execute(changes):
            known[document][digest] = (number, bool(gone))
        for document, found in known.items():
            by_id[document].known = found


def _same_document(page: Row, stored: Sequence[Any]) -> Any:
    """The stored page with the same bytes whose publisher and address do not contradict this one's."""

    def agrees(one: str | None, other: str | None) -> bool:
        return one is None or other is None or one == other

    exact = [row for row in stored if row.key == page["key"]]
    near = [
        row
        for row in stored
        if agrees(row.publisher, page["publisher"]) and agrees(row.address, page["address"])
    ]
    return next(iter(exact or near), None)


def _added(page: Page, batch: Batch | None, touched: tuple[int, ...]) -> Added:
    assert page.id is not None
    if batch is None:
        return Added(None, page.id, 0, len(page.rows), 0, touched, None)
    new = len(page.new)
    return Added(
        transaction=batch.number,
        document=page.id,
        new_claims=new,
        known_claims=len(page.rows) - new,
        gone_claims=len(page.gone),
        agreements=touched,
        recorded_at=moment(batch.recorded_at),
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: bulk work makes no cycles, and the search would walk all it keeps."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def distinct(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The first items, all of different pages, and the rest."""
    seen: set[str] = set()
    for i, (article, _) in enumerate(items):
        if article.digest in seen:
            return list(items[:i]), list(items[i:])
        seen.add(article.digest)
    return list(items), []
