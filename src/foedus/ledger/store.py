"""`Ledger`: what the rest of foedus asks of the store. Opening, adding and verdicts, beside every view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from foedus.errors import LedgerError
from foedus.garbage import uncollected
from foedus.ledger import editions, integrity, views
from foedus.ledger.add import Adder, Item, distinct
from foedus.ledger.address import is_url
from foedus.ledger.backup import Progress, backup
from foedus.ledger.candidates import Candidates
from foedus.ledger.connect import Door, Notify
from foedus.ledger.corrections import tie_overlooked
from foedus.ledger.entered import same_claim, write_on_page
from foedus.ledger.entry import Entry, write_entry
from foedus.ledger.judge import Judge
from foedus.ledger.listed import wrong_rows
from foedus.ledger.lists import Lists
from foedus.ledger.migrate import bring_forward
from foedus.ledger.naming import party_stripper
from foedus.ledger.rows import Added, AgreementRow, Capture, VerdictKind
from foedus.ledger.terms import add_terms
from foedus.ledger.wording import is_title
from foedus.ledger.words import misfiled
from foedus.ledger.write import Batch
from foedus.model import Article, Claim

_FRESH: Final = -1  # an index that has nothing of the ledger yet


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


class Ledger(Lists):
    """An open ledger. Safe for several threads; a context manager that closes it."""

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self._adder: tuple[int, Adder] | None = None  # the index of agreements, good up to that transaction

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
