"""The agreements of a ledger: found by words, listed by number, each with its claims, as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from foedus.errors import LedgerError
from foedus.garbage import uncollected
from foedus.ledger import agreements as listing
from foedus.ledger import views
from foedus.ledger.bits import each_bit
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf
from foedus.ledger.identity import Identity
from foedus.ledger.inventory import Found, Inventory
from foedus.ledger.listed import Held, listed_rows, rows_in_memory
from foedus.ledger.plain import PlainSteps
from foedus.ledger.rearranged import rearranged
from foedus.ledger.recent import Recent
from foedus.ledger.records import Records
from foedus.ledger.rows import AgreementRow, StoredClaim
from foedus.ledger.search import Connect, Search
from foedus.ledger.touched import touched
from foedus.ledger.within import chunks

_ROWS_AT_ONCE: Final = 2000
_FEW: Final = 1000  # agreements found that are counted by themselves
_IN_MEMORY: Final = 10_000  # rows, and chains of sources


class Lists(Records):
    """The same with its agreements. What is asked often is held in memory."""

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self._search = Search()
        self._rows: Held = Recent(_IN_MEMORY)
        self._chains: views.Chains = Recent(_IN_MEMORY)

    def agreements(self, *, known_on: AsOf = None, only: Sequence[int] | None = None) -> list[AgreementRow]:
        """All agreements by number, or `only` those of these numbers that are known, in the order given."""
        held = None if only is None else self.inventory_in_memory(known_on)
        if held is not None and only is not None and (roots := held.roots(only)) is not None:
            return self._of_inventory(held, roots)
        with self.view(known_on) as (connection, number, known), uncollected():
            if only is None:
                roots = sorted(self._inventories.at(connection, number).entries)
            else:
                roots = [self.current(connection, number, known, agreement) for agreement in only]
            return self.rows(connection, number, known, list(dict.fromkeys(roots)))

    def inventory_in_memory(self, known_on: AsOf) -> Inventory | None:
        """The agreements as known at the transaction `known_on`, where that is in memory."""
        return self._inventories.held(known_on) if isinstance(known_on, int) else None

    def _of_inventory(self, held: Inventory, roots: Sequence[int]) -> list[AgreementRow]:
        """The rows of these agreements (lowest numbers with claims), asked for only where not in memory."""
        rows = rows_in_memory(self._rows, held.touched, roots)
        if missing := [root for root in roots if root not in rows]:
            with self.view(held.number) as (connection, number, known), uncollected():
                rows.update(
                    listed_rows(self._door, connection, number, known, held.touched, missing, held=self._rows)
                )
        return [rows[root] for root in roots if root in rows]

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

    def among(self, parties: Sequence[str], *, known_on: AsOf = None) -> Found:
        """The agreements to which all of these (codes) are parties, as `look_up` gives them."""
        number = self.known_at(known_on)
        with self._door.when_needed() as connect:
            held = self._held(connect, number)
            return Found(held, self._search.among(connect, number, held.known, held.rearranged, parties))

    def _found(self, connect: Connect, number: int, query: Sequence[str]) -> Found:
        held = self._held(connect, number)
        if not query:
            return Found(held, None)
        return Found(held, self._search.find(connect, number, held.known, held.rearranged, query))

    def _held(self, connect: Connect, number: int) -> Inventory:
        """All agreements as known at `number`, from memory where they are."""
        return self._inventories.held(number) or self._inventories.at(connect(), number)

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
        unsettled = self._unsettled(number)
        return views.claims_of(connection, number, known, agreement, unsettled=unsettled, chains=self._chains)

    def claims_numbered(self, ids: Sequence[int], *, known_on: AsOf = None) -> list[StoredClaim]:
        """The claims with these numbers, of those that are known, by number; see `claims`."""
        with self.view(known_on) as (connection, number, known):
            unsettled = self._unsettled(number)
            return views.claims_numbered(
                connection, number, known, ids, unsettled=unsettled, chains=self._chains
            )

    def _unsettled(self, number: int) -> frozenset[int] | None:
        """The pages that were judged or read again, where it is in memory which."""
        held = self._inventories.held(number)
        return None if held is None else held.unsettled
