"""`Ledger`: what the rest of foedus asks of the store. Opening, adding, and every view as known on any day.

`known_on` is everywhere what the ledger knew: a day (to its end, UTC), an aware instant, or the number of a
transaction; None is now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from foedus.errors import LedgerError
from foedus.ledger import agreements as listing
from foedus.ledger import chain, editions, integrity, views
from foedus.ledger.add import Adder, Item, distinct, uncollected
from foedus.ledger.address import is_url
from foedus.ledger.backup import Progress, backup
from foedus.ledger.bits import each_bit
from foedus.ledger.candidates import Candidates
from foedus.ledger.chain import Head
from foedus.ledger.connect import Door, Notify
from foedus.ledger.corrections import tie_overlooked
from foedus.ledger.days import AsOf
from foedus.ledger.diff import Diff, difference
from foedus.ledger.editions import Adopted
from foedus.ledger.entered import same_claim, write_on_page
from foedus.ledger.entry import Entry, write_entry
from foedus.ledger.identity import Identity, identity
from foedus.ledger.inventory import Found, Inventories, Inventory
from foedus.ledger.judge import Judge
from foedus.ledger.listed import Held, listed_rows, rows_in_memory, wrong_rows
from foedus.ledger.migrate import bring_forward
from foedus.ledger.naming import party_stripper
from foedus.ledger.plain import PlainSteps
from foedus.ledger.rearranged import rearranged
from foedus.ledger.recent import Recent
from foedus.ledger.rows import (
    Added,
    AgreementRow,
    Capture,
    StoredClaim,
    StoredDocument,
    Tie,
    Transaction,
    Verdict,
    VerdictKind,
)
from foedus.ledger.schema import claims as claims_table
from foedus.ledger.schema import documents as documents_table
from foedus.ledger.schema import links as links_table
from foedus.ledger.schema import transactions as transactions_table
from foedus.ledger.schema import verdicts as verdicts_table
from foedus.ledger.search import Connect, Search
from foedus.ledger.terms import StoredTerms, add_terms, terms_of
from foedus.ledger.told import Told
from foedus.ledger.touched import touched
from foedus.ledger.within import chunks
from foedus.ledger.wording import is_title
from foedus.ledger.words import misfiled
from foedus.ledger.write import Batch
from foedus.model import Article, Claim

_IDENTITIES: Final = 8  # kept
_FRESH: Final = -1  # an index that has nothing of the ledger yet
_ROWS_AT_ONCE: Final = 2000
_FEW: Final = 1000  # agreements found that are counted by themselves
_IN_MEMORY: Final = 10_000  # rows, and things that others have worked out, of each sort


def _enter_on_page(judge: Judge, document: int, claim: Claim, row: AgreementRow | None) -> tuple[int, int]:
    """The verdict and the claim of `Ledger.enter_on_page`."""
    if row is not None:
        number = write_on_page(judge.batch, document, claim, row.id)
        return judge.enter(row.id, number), number
    written: list[int] = []

    def write(agreement: int) -> int:
        written.append(write_on_page(judge.batch, document, claim, agreement))
        return written[0]

    named = claim.agreement
    name = (named.name or named.mention) if named is not None else ""
    return judge.begin(name, claim.parties, write), written[0]


def open_ledger(
    where: str | Path, *, create: bool = True, patience: float = 30.0, notify: Notify | None = None
) -> Ledger:
    """Open the ledger in a file or behind a postgresql:// URL; older ones are brought forward first.

    `create` makes it where there is none, but no folder. `patience` is how many seconds a writer waits for
    another; `notify` gets a line when it begins to wait. Raises NotALedger for a file or database that
    holds something else, LedgerBusy, LedgerError with what to do.
    """
    if not is_url(where):
        path = Path(where)
        if not create and not path.exists():
            raise LedgerError(f"no ledger at {path}: `foedus add` makes one, --ledger names another")
        if path.is_dir():
            raise LedgerError(f"{path} is a folder: name a file with --ledger")
        if not path.parent.is_dir():
            raise LedgerError(f"no folder {path.parent}: make it, or name another file with --ledger")
    door = Door(where, patience=patience, notify=notify)
    try:
        bring_forward(door, create=create)
    except BaseException:
        door.close()
        raise
    return Ledger(door)


class Ledger:
    """An open ledger. Safe for several threads; a context manager that closes it."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._adder: tuple[int, Adder] | None = None  # the index of agreements, good up to that transaction
        self._last: Head | None = None  # what counts as its last entry; None: whatever is there
        self._identities: Recent[int, Identity] = Recent(_IDENTITIES)  # by the transaction
        self._editions: Recent[int, bytes] = Recent(1)
        self._adopted: Recent[int, list[Adopted]] = Recent(_IDENTITIES)  # as known at a transaction
        self._inventories = Inventories()
        self._search = Search()
        self._rows: Held = Recent(_IN_MEMORY)
        self._beside: dict[str, Recent[Any, Any]] = {}

    @property
    def where(self) -> str:
        """The file or URL, without a password."""
        return self._door.label

    @property
    def door(self) -> Door:
        """The database, for what is kept beside the record."""
        return self._door

    def as_of(self, head: Head) -> Ledger:
        """The same ledger as it stood when this was its last entry: what came in later it does not know.

        Whatever is asked of it, several things one after another among them, is of one state. It shares the
        database and all that is held in memory.
        """
        other = copy(self)
        other._last = head
        return other

    def recent(self, what: str, most: int = _IN_MEMORY) -> Recent[Any, Any]:
        """What others work out from the ledger and hold in memory for as long as it is open, by its name."""
        return self._beside.setdefault(what, Recent(most))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self._door.close()

    # adding

    def add(
        self,
        article: Article,
        claims: Sequence[Claim],
        *,
        recorded_at: datetime,
        actor: str,
        fetched: datetime | None = None,
    ) -> Added:
        """Keep a page and its claims in one transaction. The same page twice adds nothing.

        `recorded_at` is an aware instant; where it lies before the ledger's last entry, that one's time is
        written. Raises LedgerError; then nothing of it stands.
        """
        return self.add_many([(article, claims)], recorded_at=recorded_at, actor=actor, fetched=fetched)[0]

    def add_many(
        self,
        items: Iterable[Item],
        *,
        recorded_at: datetime,
        actor: str,
        kind: str | None = None,
        note: str = "",
        fetched: datetime | None = None,
        captures: Mapping[str, Capture] | None = None,
    ) -> list[Added]:
        """Keep many pages in one transaction (one more where a page comes twice): all of it or nothing.

        `captures` tells how pages came from the network, by the digests of their bytes.
        """
        out: list[Added] = []
        todo = list(items)
        held: tuple[int, Adder] | None = None
        with uncollected(), self._door.writing() as connection:
            while todo:
                part, todo = distinct(todo)
                last = views.asof(connection, None)
                adder = self._adder_at(last)
                out += adder.add(
                    connection,
                    part,
                    recorded_at=recorded_at,
                    actor=actor,
                    kind=kind,
                    note=note,
                    fetched=fetched,
                    captures=captures,
                )
                held = (views.asof(connection, None), adder)
        self._adder = held  # only now does what it noted stand
        return out

    def order(self, name: str, parties: tuple[str, ...], signed: str | None) -> tuple[object, ...]:
        """Where an agreement's name on a page without a day stands among others.

        The outcome does not hang on the order in which pages come; but one that comes in behind all others
        is resolved once, and one in between has others resolved again.
        """
        if self._adder is None:
            self._adder = (_FRESH, Adder(Candidates(party_stripper())))
        wordings = self._adder[1].candidates.fold.wordings
        return not is_title(name, wordings.of(name, parties).key), name, parties, signed or ""

    def _adder_at(self, last: int) -> Adder:
        held, self._adder = self._adder, None
        if held is not None and held[0] in (last, _FRESH):
            return held[1]
        return Adder(Candidates(party_stripper()))

    # verdicts

    def judge(
        self,
        kind: VerdictKind,
        claim: int,
        *,
        reason: str,
        actor: str,
        recorded_at: datetime,
        corrected: Claim | None = None,
    ) -> int:
        """Accept, reject or correct a claim; gives the verdict's number."""
        with self._verdict(recorded_at, actor, reason) as judge:
            return judge.claim(kind, claim, corrected)

    def merge(self, one: int, other: int, *, reason: str, actor: str, recorded_at: datetime) -> int:
        """Say that two agreements are one; gives the verdict's number."""
        with self._verdict(recorded_at, actor, reason) as judge:
            return judge.merge(one, other)

    def merge_all(
        self, same: Iterable[tuple[int, int, str]], *, actor: str, recorded_at: datetime
    ) -> list[int]:
        """The same of many pairs in one transaction, each (one, other, reason) a verdict of its own."""
        with self._entry(recorded_at, actor, "verdict") as batch:
            return Judge(batch, party_stripper()).merge_all(same)

    def split(
        self, agreement: int, claims: Sequence[int], *, reason: str, actor: str, recorded_at: datetime
    ) -> tuple[int, int]:
        """Say that some claims are about another agreement; gives (verdict, the new agreement)."""
        with self._verdict(recorded_at, actor, reason) as judge:
            return judge.split(agreement, claims)

    def move(
        self, claims: Sequence[int], agreement: int, *, reason: str, actor: str, recorded_at: datetime
    ) -> int:
        """Say that claims are about this agreement and not where they stand; gives the verdict's number."""
        with self._verdict(recorded_at, actor, reason) as judge:
            return judge.move(claims, agreement)

    def rename(self, agreement: int, name: str, *, reason: str, actor: str, recorded_at: datetime) -> int:
        """Say how an agreement is called; gives the verdict's number. It is shown so whatever pages say."""
        with self._verdict(recorded_at, actor, reason) as judge:
            return judge.rename(agreement, name)

    def set_parties(
        self, agreement: int, parties: Iterable[str], *, reason: str, actor: str, recorded_at: datetime
    ) -> int:
        """Say between whom an agreement is (codes), or by an empty list that it is not known.

        Gives the verdict's number.
        """
        with self._verdict(recorded_at, actor, reason) as judge:
            return judge.set_parties(agreement, parties)

    def enter(
        self,
        agreement: int,
        entry: Entry,
        *,
        reason: str,
        actor: str,
        recorded_at: datetime,
        along: Callable[[Connection, int], None] | None = None,
    ) -> tuple[int, int]:
        """Enter a fact by hand on the word of a source; gives (verdict, claim).

        Whoever undoes the verdict takes it back. `along` writes, in the same transaction, what stands beside
        the record and goes with the claim of that number. Raises LedgerError for an unknown agreement, a step
        that is none, or a date that is no EDTF.
        """
        row = self.agreement(agreement)
        with self._verdict(recorded_at, actor, reason) as judge:
            claim = write_entry(judge.batch, row, entry, actor)
            verdict = judge.enter(row.id, claim)
            if along is not None:
                along(judge.batch.connection, claim)
            return verdict, claim

    def enter_on_page(
        self,
        document: int,
        claim: Claim,
        *,
        agreement: int | None,
        reason: str,
        actor: str,
        recorded_at: datetime,
        along: Callable[[Connection, int], None] | None = None,
    ) -> tuple[int, int]:
        """Let a claim in that something else than foedus read on a page; gives (verdict, claim).

        It is about an agreement, or with None about a new one that has the name and the parties of the claim.
        Where foedus read the very same, that claim is accepted. `along` is as in `enter`. Raises LedgerError
        where the page does not have the claim's passages; for an agreement, a step or a date that is none.
        """
        row = None if agreement is None else self.agreement(agreement)
        with self._verdict(recorded_at, actor, reason) as judge:
            known = same_claim(judge.batch, document, claim)
            if known is not None:
                number, verdict = known, judge.claim(VerdictKind.ACCEPT, known)
            else:
                verdict, number = _enter_on_page(judge, document, claim, row)
            if along is not None:
                along(judge.batch.connection, number)
            return verdict, number

    def undo(self, verdict: int, *, reason: str, actor: str, recorded_at: datetime) -> int:
        """Take a verdict back; gives the number of the verdict that does so."""
        with self._verdict(recorded_at, actor, reason) as judge:
            return judge.undo(verdict)

    def add_terms(
        self, agreement: int, terms: Mapping[str, Any], *, source: str, actor: str, recorded_at: datetime
    ) -> int | None:
        """Keep what a treaty lays down, from the text `source`; None where it says no more than before."""
        with self._entry(recorded_at, actor, "terms") as batch:
            return add_terms(batch, agreement, terms, source)

    def adopt(
        self, edition: str, day: str, content: bytes, *, actor: str, recorded_at: datetime, layer: str = ""
    ) -> int | None:
        """Adopt an edition of the register from now on; None where it is the one that counts already."""
        with self._entry(recorded_at, actor, "adopt") as batch:
            return editions.adopt(batch, edition, day, content, layer)

    def adopted(self, known_on: AsOf = None) -> list[Adopted]:
        """The editions of the register that were adopted, oldest first: the last one counts."""
        number = self.known_at(known_on)
        found = self._adopted.get(number)
        if found is None:
            with self._door.reading() as connection:
                found = editions.adopted(connection, number)
            self._adopted.put(number, found)
        return list(found)

    def edition_content(self, adoption: int) -> bytes:
        """The bytes of an adopted edition."""
        found = self._editions.get(adoption)
        if found is None:
            with self._door.reading() as connection:
                found = editions.content_of(connection, adoption)
            self._editions.put(adoption, found)
        return found

    def read_notices(self, *, actor: str, recorded_at: datetime) -> int:
        """Read the notices of pages that came in before notices were read; gives how many were found."""
        with self._entry(recorded_at, actor, "notices") as batch:
            return tie_overlooked(batch)

    def forget_index(self) -> None:
        """Give back the memory of the index of agreements; who adds next makes it anew."""
        self._adder = None

    @contextmanager
    def _verdict(self, recorded_at: datetime, actor: str, reason: str) -> Iterator[Judge]:
        with self._entry(recorded_at, actor, "verdict") as batch:
            yield Judge(batch, party_stripper(), reason)

    @contextmanager
    def _entry(self, recorded_at: datetime, actor: str, kind: str) -> Iterator[Batch]:
        with self._door.writing() as connection:
            batch = Batch.begin(connection, recorded_at)
            yield batch
            if batch.rows:
                batch.commit(actor=actor, kind=kind)
        self._adder = None  # identities may have changed

    # views

    @contextmanager
    def view(self, known_on: AsOf = None) -> Iterator[tuple[Connection, int, Identity]]:
        """One state of the ledger, for what asks several things of it: a connection, the number of the last
        transaction that counts, and which agreements are one there."""
        with self._door.reading() as connection:
            held = self._inventories.held(known_on) if isinstance(known_on, int) else None
            number = self._asof(connection, known_on) if held is None else held.number
            yield connection, number, self._identity(connection, number)

    def _identity(self, connection: Connection, number: int) -> Identity:
        """What was known as of a transaction never changes, so it is kept for the next who asks."""
        held = self._inventories.held(number)
        found = self._identities.get(number) if held is None else held.known
        if found is None:
            found = identity(connection, number)
            self._identities.put(number, found)
        return found

    def known_at(self, known_on: AsOf = None) -> int:
        """The number of the last transaction that `known_on` includes, 0 where there is none."""
        if known_on is None:
            return self.head().number
        if isinstance(known_on, int) and self._inventories.held(known_on) is not None:
            return known_on if self._last is None else min(known_on, self._last.number)
        with self._door.reading() as connection:
            return self._asof(connection, known_on)

    def _asof(self, connection: Connection, known_on: AsOf) -> int:
        """The same, asked over this connection."""
        if self._last is None:
            return views.asof(connection, known_on)
        last = self._last.number
        return last if known_on is None else min(last, views.asof(connection, known_on))

    def transactions(self, *, after: int = 0, known_on: AsOf = None) -> list[Transaction]:
        """The entries of the ledger after a number, oldest first."""
        with self.view(known_on) as (connection, number, _):
            return views.load_transactions(connection, after, number)

    def claims(
        self,
        agreement_id: int | None = None,
        *,
        doc: str | int | None = None,
        kind: str | None = None,
        what: str | None = None,
        known_on: AsOf = None,
        ids: Sequence[int] | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> list[StoredClaim]:
        """Claims by number: of an agreement, of a document (its number or name), of a kind, after a number.

        Rejected, superseded and waiting claims are among them: see `StoredClaim.stands`.
        """
        c = claims_table.c
        where: list[ColumnElement[bool]] = [c.id > after]
        if isinstance(doc, int):
            where.append(c.document_id == doc)
        elif doc is not None:
            where.append(documents_table.c.doc == doc)
        if kind is not None:
            where.append(c.kind == kind)
        if what is not None:
            where.append(c.what == what)
        if ids is not None:
            where.append(c.id.in_(list(ids)))
        with self.view(known_on) as (connection, number, known):
            if agreement_id is not None:
                where.append(known.claims_of([known.root(agreement_id)]))
            return views.load_claims(
                connection, number, known, and_(*where), agreement=agreement_id, limit=limit
            )

    def each_claim(self, *, known_on: AsOf = None, at_once: int = 2000) -> Iterator[list[StoredClaim]]:
        """All claims by number, in lists of at most `at_once`, of one state of the ledger throughout."""
        number, after = self.known_at(known_on), 0
        while found := self.claims(known_on=number, after=after, limit=at_once):
            yield found
            after = found[-1].id

    def documents(self, *, known_on: AsOf = None, ids: Sequence[int] | None = None) -> list[StoredDocument]:
        """The pages the ledger holds, by number."""
        with self.view(known_on) as (connection, number, _):
            if ids is None:
                return views.load_documents(connection, number)
            return views.documents_of(connection, number, ids)

    def documents_between(self, first: date, last: date) -> list[StoredDocument]:
        """The pages published on these days and those between, by number.

        One that tells no day is of the day on which the ledger took it in.
        """
        d, t = documents_table.c, transactions_table.c
        low, high = first.isoformat(), (last + timedelta(days=1)).isoformat()
        taken_in = select(t.id).where(t.recorded_at >= low, t.recorded_at < high)
        undated = and_(d.published.is_(None), d.tx.in_(taken_in))
        with self.view() as (connection, number, _):
            return views.load_documents(
                connection, number, or_(and_(d.published >= low, d.published < high), undated)
            )

    def known_page(self, digest: str, publisher: str | None = None) -> StoredDocument | None:
        """The page with these bytes (SHA-256 in hex), of this publisher where it is given and known."""
        where = documents_table.c.digest == bytes.fromhex(digest)
        with self.view(None) as (connection, number, _):
            found = views.load_documents(connection, number, where)
        told = {Told(d.publisher, d.address, d.published): d for d in found}
        fitting = [t for t in told if publisher is None or t.publisher in (None, publisher)]
        most = [t for t in fitting if not any(other.surpasses(t) for other in fitting)]
        return told[max(most, key=lambda t: t.how_much)] if most else None

    def documents_at(self, address: str) -> list[StoredDocument]:
        """The pages that came from an address, by number: the versions of one page."""
        with self.view() as (connection, number, _):
            return views.load_documents(connection, number, documents_table.c.address == address)

    def ties(self, *, of: Sequence[int] | None = None, known_on: AsOf = None) -> list[Tie]:
        """The notices of correction and retraction with the pages that they mean; `of` these pages alone."""
        k = links_table.c
        with self.view(known_on) as (connection, number, _):
            if of is None:
                return views.load_ties(connection, number)
            return [
                tie
                for part in chunks(of)
                for tie in views.load_ties(
                    connection, number, or_(k.document_id.in_(part), k.other_document_id.in_(part))
                )
            ]

    def addresses_known(self, addresses: Iterable[str]) -> set[str]:
        """Those of some addresses from which the ledger has a page."""
        with self._door.reading() as connection:
            query = select(documents_table.c.address)
            return {
                address
                for part in chunks(set(addresses))
                for address in connection.execute(query.where(documents_table.c.address.in_(part))).scalars()
            }

    def document_text(self, document: int) -> str:
        """The text of a page, in which the passages' offsets count."""
        with self._door.reading() as connection:
            return views.document_text(connection, document)

    def agreements(self, *, known_on: AsOf = None, only: Sequence[int] | None = None) -> list[AgreementRow]:
        """All agreements by number, or `only` those of these numbers that are known, in the order given."""
        if only is not None and (found := self._in_memory(known_on, only)) is not None:
            return found
        with self.view(known_on) as (connection, number, known), uncollected():
            if only is None:
                roots = sorted(self._inventories.at(connection, number).entries)
            else:
                roots = [self.current(connection, number, known, agreement) for agreement in only]
            return self.rows(connection, number, known, list(dict.fromkeys(roots)))

    def inventory_in_memory(self, known_on: AsOf) -> Inventory | None:
        """The agreements as known at the transaction `known_on`, where that is in memory."""
        return self._inventories.held(known_on) if isinstance(known_on, int) else None

    def _in_memory(self, known_on: AsOf, only: Sequence[int]) -> list[AgreementRow] | None:
        """These rows without asking the database, None where it has to be asked."""
        held = self.inventory_in_memory(known_on)
        roots = None if held is None else held.roots(only)
        if held is None or roots is None:
            return None
        rows = rows_in_memory(self._rows, held.touched, roots)
        return [rows[root] for root in roots] if len(rows) == len(roots) else None

    def current(self, connection: Connection, number: int, known: Identity, agreement: int) -> int:
        """The agreement that a number stands for in a view: where what it was made for has gone."""
        held = self._inventories.held(number)
        root = known.root(agreement)
        if held is not None and (entry := held.entries.get(root)) is not None and entry.claims:
            return root
        return listing.current(connection, number, known, agreement)

    def rows(
        self, connection: Connection, number: int, known: Identity, roots: Sequence[int]
    ) -> list[AgreementRow]:
        """The rows of these agreements (lowest numbers) that a view knows, in the order given."""
        last = self.touched(connection, number, known, roots)
        rows = listed_rows(self._door, connection, number, known, last, roots, held=self._rows)
        return [rows[root] for root in roots if root in rows]

    def touched(
        self, connection: Connection, number: int, known: Identity, only: Iterable[int] | None = None
    ) -> Mapping[int, int]:
        """The last transaction that bears on each agreement, or on `only` these (lowest numbers), of a view.

        What is kept of an agreement holds until there is a later one.
        """
        held = self._inventories.at(connection, number) if only is None else self._inventories.held(number)
        return touched(connection, number, known, only or ()) if held is None else held.touched

    def plain_steps(self, connection: Connection, number: int, known: Identity) -> PlainSteps:
        """What loads the steps of agreements of which nothing else is told, as a view knows them."""
        held = self._inventories.held(number)
        if held is not None:
            return PlainSteps(connection, number, known, held.unsettled, frozenset(held.rearranged))
        others = frozenset(rearranged(connection, number, known))
        return PlainSteps(connection, number, known, views.unsettled_pages(connection, number), others)

    def precompute_rows(self) -> None:
        """Work out and keep the rows that the next lists would have to; it waits for other writers."""
        with self.view() as (connection, number, known), uncollected():
            last = self.touched(connection, number, known)
            for part in chunks(sorted(last), _ROWS_AT_ONCE):
                listed_rows(self._door, connection, number, known, last, part, wait=True)

    def find(self, query: Sequence[str] = (), *, known_on: AsOf = None) -> list[int]:
        """The numbers of the agreements that every word fits, the one with the most claims first.

        A word is a number, a party by code or name, or the beginning of a word of a name. Without any: of all
        agreements, the last to have got a claim first. Raises UsageError for a query that is too long.
        """
        with self.view(known_on) as (connection, number, known):
            return self._find(connection, number, known, query)

    def find_each(self, queries: Iterable[Sequence[str]], *, known_on: AsOf = None) -> list[list[int]]:
        """The same of several queries, of one state of the ledger."""
        with self.view(known_on) as (connection, number, known):
            return [self._find(connection, number, known, query) for query in queries]

    def _find(self, connection: Connection, number: int, known: Identity, query: Sequence[str]) -> list[int]:
        if query and self._inventories.held(number) is None:
            others = rearranged(connection, number, known)
            some = self._search.find(lambda: connection, number, known, others, query)
            if some.bit_count() <= _FEW:
                counted = listing.count_claims(connection, number, known, each_bit(some))
                return sorted((r for r, n in counted.items() if n), key=lambda r: (-counted[r], r))
        return [root for _, root in self._found(lambda: connection, number, query).each()]

    def look_up(self, query: Sequence[str] = (), *, known_on: AsOf = None) -> Found:
        """The same as a value to take a part from, in the order of `find`; for one who asks again and again.

        What it is taken from stays in memory. Raises UsageError for a query that is too long.
        """
        number = self.known_at(known_on)
        with self._door.when_needed() as connect:
            return self._found(connect, number, query)

    def _found(self, connect: Connect, number: int, query: Sequence[str]) -> Found:
        held = self._inventories.held(number) or self._inventories.at(connect(), number)
        if not query:
            return Found(held, None)
        return Found(held, self._search.find(connect, number, held.known, held.rearranged, query))

    def agreement(self, agreement: int, *, known_on: AsOf = None) -> AgreementRow:
        """One agreement, also by a number that has become another's. Raises LedgerError for an unknown
        one."""
        rows = self.agreements(known_on=known_on, only=[agreement])
        if not rows:
            raise LedgerError(f"no agreement {agreement}: `foedus agreements` lists them with their numbers")
        return rows[0]

    def find_agreements(self, query: Sequence[str], *, known_on: AsOf = None) -> list[AgreementRow]:
        """The agreements that every word fits, in the order of `find`; none where there is no word."""
        if not query:
            return []
        number = self.known_at(known_on)
        return self.agreements(known_on=number, only=self.find(query, known_on=number))

    def claims_of(
        self, connection: Connection, number: int, known: Identity, agreement: int
    ) -> list[StoredClaim]:
        """The claims of one agreement that a view knows, by number; see `claims`."""
        return views.claims_of(connection, number, known, agreement, unsettled=self._unsettled(number))

    def claims_numbered(self, ids: Sequence[int], *, known_on: AsOf = None) -> list[StoredClaim]:
        """The claims with these numbers, of those that are known, by number; see `claims`."""
        with self.view(known_on) as (connection, number, known):
            return views.claims_numbered(connection, number, known, ids, unsettled=self._unsettled(number))

    def _unsettled(self, number: int) -> frozenset[int] | None:
        """The pages that were judged or read again, where it is in memory which."""
        held = self._inventories.held(number)
        return None if held is None else held.unsettled

    def verdicts(self, *, claim: int | None = None, known_on: AsOf = None, after: int = 0) -> list[Verdict]:
        """All verdicts, undone ones and undoings among them, oldest first."""
        v = verdicts_table.c
        where = v.id > after if claim is None else and_(v.id > after, v.claim_id == claim)
        with self.view(known_on) as (connection, number, _):
            return views.load_verdicts(connection, number, where)

    def waiting(self, *, known_on: AsOf = None) -> list[StoredClaim]:
        """Claims of newer readings that differ from what a person judged: each waits for a verdict."""
        with self.view(known_on) as (connection, number, known):
            again = views.load_claims(connection, number, known, views.read_again())
        return [c for c in again if c.beside is not None]

    def terms(self, agreement: int, *, known_on: AsOf = None) -> list[StoredTerms]:
        """All versions of an agreement's terms, the last is the one that counts."""
        with self.view(known_on) as (connection, number, known):
            return terms_of(connection, number, known.members(agreement))

    def diff(self, after: AsOf, upto: AsOf = None) -> Diff:
        """What was learned after `after` (a day, an instant or a transaction) up to `upto`."""
        with self._door.reading() as connection:
            return difference(connection, self._asof(connection, after), self._asof(connection, upto))

    def count(self, table: str, *, known_on: AsOf = None) -> int:
        """How many claims, documents, agreements, verdicts or transactions there are."""
        with self._door.reading() as connection:
            return views.count(connection, table, self._asof(connection, known_on))

    def size(self) -> int:
        """How many bytes the ledger takes on disk."""
        with self._door.reading() as connection:
            return views.size(connection)

    def backup(self, target: str | Path, progress: Progress | None = None) -> int:
        """Copy the ledger, as it is at this moment, to a new file or an empty PostgreSQL database.

        Gives the last transaction copied. Raises LedgerError where the target exists or cannot be written.
        """
        return backup(self._door, target, progress)

    def check(self) -> list[str]:
        """Every fault of the store, a line each; empty where it holds.

        Tables, guards, references and chain; where these hold, what is kept beside the record of names and
        lists.
        """
        with self._door.reading() as connection:
            faults = list(integrity.faults(connection))
            return faults or [*misfiled(connection), *wrong_rows(connection)]

    def head(self) -> Head:
        """The last entry's number and hash: kept elsewhere, it shows later whether this record stands.

        While it is the same, so is every answer of the ledger; it is made to be asked often.
        """
        if self._last is not None:
            return self._last
        found = self._door.ask_one(chain.LAST)
        return Head(0, chain.FIRST) if found is None else Head(found[0], bytes(found[1]))

    def departure(self, kept: Head) -> str | None:
        """How the ledger departs from a head that was kept of it, None where it still contains it.

        Only of a ledger whose chain holds (`check`) does this say that every entry up to it is as it was.
        """
        with self._door.reading() as connection:
            return chain.departure(connection, kept)
