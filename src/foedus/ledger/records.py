"""What a ledger records, as known on a day: entries, pages, claims, verdicts, terms, adopted editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from foedus.ledger import editions, views
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf
from foedus.ledger.diff import Diff, difference
from foedus.ledger.editions import Adopted
from foedus.ledger.opened import Opened
from foedus.ledger.recent import Recent
from foedus.ledger.rows import (
    StoredClaim,
    StoredDocument,
    Tie,
    Transaction,
    Verdict,
)
from foedus.ledger.schema import claims as claims_table
from foedus.ledger.schema import documents as documents_table
from foedus.ledger.schema import links as links_table
from foedus.ledger.schema import transactions as transactions_table
from foedus.ledger.schema import verdicts as verdicts_table
from foedus.ledger.terms import StoredTerms, terms_of
from foedus.ledger.told import Told
from foedus.ledger.within import chunks

_ADOPTED: Final = 8  # states of the ledger of which it is kept which editions were adopted


class Records(Opened):
    """The record of a ledger, piece by piece."""

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self._editions: Recent[int, bytes] = Recent(1)
        self._adopted: Recent[int, list[Adopted]] = Recent(_ADOPTED)  # as known at a transaction

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

    def last_published(self, on: date) -> date | None:
        """The last day up to `on` of which a page is that tells its day, None where there is none."""
        d, high = documents_table.c, (on + timedelta(days=1)).isoformat()
        with self.view() as (connection, number, _):
            query = select(func.max(d.published)).where(and_(d.published < high, d.tx <= number))
            found = connection.execute(query).scalar_one()
        return None if found is None else date.fromisoformat(found[:10])

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
