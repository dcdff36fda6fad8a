"""Articles and their claims into the ledger: idempotent, one transaction a call, every mention resolved.

A page is its bytes with its publisher, its address and its day. One that is known brings only what is new:
where a newer reading of it differs, the new claims are added and those it no longer makes are marked gone;
none is lost, and no person's verdict is undone. Of the same bytes what tells more (`Told`) goes before what
tells less, whichever came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from foedus.errors import LedgerError
from foedus.ledger import encode
from foedus.ledger.attestation import Attestation, Form
from foedus.ledger.candidates import Candidates
from foedus.ledger.corrections import tie_notices
from foedus.ledger.days import moment, stamp
from foedus.ledger.placing import First, write_placements
from foedus.ledger.prints import prints
from foedus.ledger.rows import Added, Capture, VerdictKind
from foedus.ledger.said import live_claims, names_of
from foedus.ledger.schema import captures as captured
from foedus.ledger.schema import (
    chains,
    claims,
    documents,
    passages,
    reading_changes,
    readings,
    sources,
    verdicts,
)
from foedus.ledger.told import Told
from foedus.ledger.within import chunks
from foedus.ledger.write import Batch
from foedus.model import AgreementRef, Article, Claim
from foedus.version import __version__

Row = dict[str, Any]
_CHAINS_HELD: Final = 200_000
Item = tuple[Article, Sequence[Claim]]


@dataclass(slots=True)
class Page:
    """An article on its way in.

    `known` maps digests of the claims that readings gave it to (id, gone), those that a person entered apart
    in `entered`, which no reading takes away; `less` are claims of the same bytes from
    pages that tell less, which this one takes the place of. `surpassed`: the ledger has the same bytes and
    knows more of them.
    """

    article: Article
    claims: Sequence[Claim]
    document: Row
    id: int | None = None
    known: Mapping[bytes, tuple[int, bool]] = field(default_factory=dict)
    entered: frozenset[bytes] = frozenset()
    less: Sequence[int] = ()
    surpassed: bool = False
    rows: dict[bytes, tuple[Row, Claim]] = field(default_factory=dict)

    @property
    def day(self) -> str | None:
        """The ISO day on which it was published."""
        day: str | None = self.document["published"]
        return day

    @property
    def new(self) -> list[bytes]:
        held = self.known.keys() | self.entered
        return [] if self.surpassed else [d for d in self.rows if d not in held]

    @property
    def back(self) -> list[int]:
        return [i for d, (i, gone) in self.known.items() if gone and d in self.rows]

    @property
    def gone(self) -> list[int]:
        return [*self.less, *(i for d, (i, gone) in self.known.items() if not gone and d not in self.rows)]

    @property
    def changes(self) -> bool:
        if self.surpassed:
            return False
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
        captures: Mapping[str, Capture] | None = None,
    ) -> list[Added]:
        """What each page brought, in order. One transaction for all, none where nothing is new.

        `captures` has, by the digest of its bytes, how a page came from the network; those of new pages are
        kept.

        No two items may be the same page; `foedus.ledger.store` sees to that.
        """
        when = stamp(fetched) if fetched else None
        pages = [_page(article, found, when) for article, found in items]
        _recognise(connection, pages)
        changed = [p for p in pages if p.changes]
        if not changed:
            return [_added(page, None, ()) for page in pages]
        batch = Batch.begin(connection, recorded_at)
        self.candidates.begin(connection, batch.number - 1)
        attested = self._attest(changed)
        self._settle(connection, changed, attested)
        fresh = [page for page in changed if page.id is None]
        for page in changed:
            if page.id is None:
                capture = (captures or {}).get(page.article.digest)
                if capture is not None:
                    page.document["fetched"] = stamp(capture.fetched)
                page.id = batch.add(documents, page.document)
                if capture is not None:
                    batch.add(captured, encode.capture_row(capture, page.id))
        tie_notices(batch, [page.document for page in fresh])
        write_placements(batch, self.candidates, _first(changed, attested))
        chain_ids = self._chain_ids(connection, batch, changed)
        touched: dict[int, tuple[int, ...]] = {}
        for page, own in zip(changed, attested, strict=True):
            touched[id(page)] = self._write(batch, page, own, chain_ids)
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

    def _attest(self, pages: Sequence[Page]) -> list[dict[int, Attestation]]:
        """Of each page, by the number it gives an agreement: what it calls it, brought into the fold."""
        fold = self.candidates.fold
        told = [_mentions(page) for page in pages]
        forms = [{local: fold.form(m.name, m.words, m.parties) for local, m in own.items()} for own in told]
        self.candidates.prepare([form for own in forms for form in own.values()])
        out = []
        for page, own, of in zip(pages, told, forms, strict=True):
            found: dict[int, Attestation] = {}
            said: list[Attestation] = []
            for local in sorted(own, key=lambda n: (*_in_turn(of[n], own[n]), n)):
                form = of[local]
                beside = [] if form.titled else [a for a in said if a.form.set & form.set]
                found[local] = fold.attest(form, own[local].signed, page.day, beside)
                said.append(found[local])
            out.append(found)
        return out

    def _settle(
        self, connection: Connection, pages: Sequence[Page], attested: Sequence[Mapping[int, Attestation]]
    ) -> None:
        """Bring the fold up to date, also with what pages no longer say, or say again."""
        if any(page.gone or page.back for page in pages):
            said: dict[Attestation, list[str | None]] = {}
            for page, own in zip(pages, attested, strict=True):
                for one in own.values():
                    said.setdefault(one, []).append(page.day)
            self._revise(connection, pages, said)
        self.candidates.fold.settle()

    def _revise(
        self,
        connection: Connection,
        pages: Sequence[Page],
        said: Mapping[Attestation, Sequence[str | None]],
    ) -> None:
        """End what no page says any more, and take up again what one says again. `said`: by pages of now."""
        index, fold = self.candidates, self.candidates.fold
        gone = {number for page in pages for number in page.gone}
        back = {number for page in pages for number in page.back}
        names = names_of(connection, gone | back)
        index.load_rows(names)
        each = dict.fromkeys(index.rows[name] for name in sorted(names))
        rows = [row for one in each for row in one.rows]
        live = live_claims(connection, rows, back=frozenset(back))
        without = index.identity.moved.keys() | gone
        for one in each:
            if one.pinned or one.held:
                continue
            when = [c.day for row in one.rows for c in live.get(row, ()) if c.id not in without]
            when += said.get(one, ())
            if not when:
                if one.alive:
                    fold.end(one)
                continue
            day = min((d for d in when if d is not None), default=None)
            if one.alive:
                fold.redate(one, day)
            else:
                fold.revive(one, day)

    def _write(
        self,
        batch: Batch,
        page: Page,
        attested: Mapping[int, Attestation],
        chain_ids: Mapping[bytes, int],
    ) -> tuple[int, ...]:
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
        touched: set[int] = set()
        for digest in page.new:
            row, claim = page.rows[digest]
            row["document_id"] = page.id
            name = signed = None
            row["agreement_id"], row["name_id"] = None, None
            if claim.agreement is not None:
                one = attested[claim.agreement.local]
                assert one.group is not None
                assert one.group.number is not None
                name, signed = one.form.name, one.signed
                row["agreement_id"], row["name_id"] = one.group.number, one.row
                assert one.group.number is not None
                touched.add(one.group.number)
            row["rest"] = encode.rest_text(row["rest"], claim.agreement, name, signed)
            row["chain_id"] = chain_ids[row.pop("chain")]
            number = batch.add(claims, row)
            parts = encode.passage_rows(claim, document["body"])
            for part in parts:
                part["claim_id"] = number
            batch.add_part(passages, parts)
        for gone, ids in ((1, page.gone), (0, page.back)):
            for number in ids:
                batch.add(reading_changes, {"reading_id": reading, "claim_id": number, "gone": gone})
        return tuple(sorted(touched))


@dataclass(frozen=True, slots=True)
class _Told:
    """What one article calls one agreement: its fullest name, all its parties, its day of signature."""

    name: str | None
    words: str
    parties: tuple[str, ...]
    signed: str | None


def _in_turn(form: Form, told: _Told) -> tuple[object, ...]:
    """The order of what one article says: titles first, then by the wording."""
    return not form.titled, form.text, form.parties, told.signed or ""


def _mentions(page: Page) -> dict[int, _Told]:
    """By the number the article gives an agreement. Only of such as it brings a claim on."""
    if page.surpassed or not page.new:
        return {}
    grouped: dict[int, list[tuple[AgreementRef, Claim]]] = {}
    for _, claim in page.rows.values():
        if claim.agreement is not None:
            grouped.setdefault(claim.agreement.local, []).append((claim.agreement, claim))
    wanted = {ref.local for digest in page.new if (ref := page.rows[digest][1].agreement) is not None}
    found = {}
    for local, members in grouped.items():
        if local not in wanted:
            continue
        name = max((r.name for r, _ in members if r.name), key=_fullest, default=None)
        found[local] = _Told(
            encode.storable(name) if name else None,
            encode.storable(max((r.mention for r, _ in members), key=_fullest)),
            tuple(sorted({p for _, c in members for p in c.parties})),
            max((r.signed for r, _ in members if r.signed), key=_fullest, default=None),
        )
    return found


def _fullest(text: str) -> tuple[int, str]:
    return len(text), text


def _first(pages: Iterable[Page], attested: Iterable[Mapping[int, Attestation]]) -> dict[Attestation, First]:
    """The page that gave each name on the day on which it was first said, and the day that its row has."""
    found: dict[Attestation, First] = {}
    for page, own in zip(pages, attested, strict=True):
        for one in own.values():
            if one.row is None and (one not in found or page.day == one.day != found[one][1]):
                found[one] = (page.id, page.day)
    return found


def _page(article: Article, found: Sequence[Claim], fetched: str | None) -> Page:
    if len(article.digest) != 64:
        raise LedgerError(f"{article.doc}: the page's digest is not a SHA-256")
    return Page(article, found, encode.document_row(article, b"", fetched))


class _Stored(NamedTuple):
    """A document of the ledger."""

    id: int
    key: bytes
    told: Told


def _recognise(connection: Connection, pages: Sequence[Page]) -> None:
    """Find the pages that the ledger knows, and the digests of all claims under the known document's key."""
    stored = _same_bytes(connection, {p.document["digest"] for p in pages})
    by_id: dict[int, Page] = {}
    lesser: dict[int, Page] = {}
    for page in pages:
        document = page.document
        ours = Told(document["publisher"], document["address"], document["published"])
        same = stored.get(document["digest"], [])
        more = min((s for s in same if s.told.surpasses(ours)), key=lambda s: s.key, default=None)
        found = more or next((s for s in same if s.told == ours), None)
        page.surpassed = more is not None
        if found is not None:
            page.id, document["key"] = found.id, found.key
        if not page.surpassed:
            lesser.update((s.id, page) for s in same if ours.surpasses(s.told))
            if found is not None:
                by_id[found.id] = page
        for claim in page.claims:
            chain = encode.sources_json(claim.sources)
            claim_row = encode.claim_row(claim, document["key"], chain)
            claim_row["chain"] = encode.chain_digest(chain)
            page.rows.setdefault(claim_row["digest"], (claim_row, claim))
        if page.id is None:
            document["prints"] = prints(document["body"])
    entered = _entered(connection, {*by_id, *lesser})
    for number, known in _known_claims(connection, by_id).items():
        own = by_id[number]
        own.entered = frozenset(d for d, (i, _) in known.items() if i in entered)
        own.known = {d: found for d, found in known.items() if d not in own.entered}
    for number, known in _known_claims(connection, lesser).items():
        less = (i for i, gone in known.values() if not gone and i not in entered)
        lesser[number].less = [*lesser[number].less, *less]


def _same_bytes(connection: Connection, digests: set[bytes]) -> dict[bytes, list[_Stored]]:
    """The documents with these digests."""
    d = documents.c
    out: dict[bytes, list[_Stored]] = {}
    for part in chunks(digests):
        query = select(d.digest, d.id, d.key, d.publisher, d.address, d.published).where(d.digest.in_(part))
        for digest, number, key, *told in connection.execute(query):
            out.setdefault(digest, []).append(_Stored(number, key, Told(*told)))
    return out


def _known_claims(
    connection: Connection, documents_: Iterable[int]
) -> dict[int, dict[bytes, tuple[int, bool]]]:
    """By document: the digests of its claims with (id, whether no reading makes it any more)."""
    found: dict[int, dict[bytes, tuple[int, bool]]] = {}
    for part in chunks(documents_):
        found.update((number, {}) for number in part)
        query = select(claims.c.id, claims.c.document_id, claims.c.digest).where(
            claims.c.document_id.in_(part)
        )
        for number, document, digest in connection.execute(query):
            found[document][digest] = (number, False)
        changes = (
            select(reading_changes.c.claim_id, reading_changes.c.gone, claims.c.document_id, claims.c.digest)
            .join(claims, claims.c.id == reading_changes.c.claim_id)
            .where(claims.c.document_id.in_(part))
            .order_by(reading_changes.c.id)
        )
        for number, gone, document, digest in connection.execute(changes):
            found[document][digest] = (number, bool(gone))
    return found


def _entered(connection: Connection, documents_: Iterable[int]) -> set[int]:
    """The claims of these documents that people entered."""
    found: set[int] = set()
    for part in chunks(documents_):
        query = select(claims.c.id).join(verdicts, verdicts.c.claim_id == claims.c.id)
        by_hand = query.where(claims.c.document_id.in_(part), verdicts.c.kind == VerdictKind.ENTER.value)
        found.update(connection.execute(by_hand).scalars())
    return found


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


def distinct(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The first items, all of different pages, and the rest."""
    seen: set[str] = set()
    for i, (article, _) in enumerate(items):
        if article.digest in seen:
            return list(items[:i]), list(items[i:])
        seen.add(article.digest)
    return list(items), []
