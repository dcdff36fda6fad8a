"""The same pages give the same agreements with the same claims: in any batching and order of transactions,
by any number of processes, in either database.

FOEDUS_EXAMPLES=3000 tries so many stories instead of a few.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.ledger import Ledger, open_ledger
from foedus.ledger.connect import Door
from foedus.model import Article, Claim
from tests.ledger.postgres import Server
from tests.ledger.strategies import NOW, article, step
from tests.processes import begun, ended
from tests.soak import EXAMPLES

Page = tuple[Article, list[Claim]]
Known = frozenset[tuple[str, tuple[str, ...], tuple[str, ...], frozenset[tuple[object, ...]]]]

TITLES = (
    "Reciprocal Access Agreement", "Lake Treaty", "Lake Friendship Treaty", "Mutual Defense Treaty",
    "Paris Agreement", "New START Treaty", "START", None, None,
)  # fmt: skip
WORDS = ("the pact", "the defence pact", "their friendship treaty", "the access accord")
DAYS = (None, "2019-03-01", "2023-06-01", "2023-06-20", "2024-02-10", "2024-02-11")
ADDRESSES = (None, None, None, "https://example.org/1")


@dataclass(frozen=True)
class Said:
    """What a text calls an agreement, and what it tells of it."""

    name: str | None
    words: str
    parties: tuple[str, ...]
    signed: str | None
    what: str

    def claim(self, page: Article, local: int) -> Claim:
        return step(
            page, self.what, self.parties[:1], self.signed, name=self.name, mention=self.words,
            parties=self.parties, signed=self.signed, local=local,
        )  # fmt: skip


parties = st.lists(st.sampled_from(("AUS", "GBR", "JPN", "PHL")), max_size=3, unique=True).map(
    lambda found: tuple(sorted(found))
)
said = st.builds(
    Said,
    st.sampled_from(TITLES),
    st.sampled_from(WORDS),
    parties,
    st.sampled_from((None, None, None, "2023-05-30", "2024-02-09")),
    st.sampled_from(("signed", "ratified")),
)


@st.composite
def stories(draw: st.DrawFn, most: int = 8) -> list[Page]:
    """Pages, some of which have the same bytes; what is read from a text is the same wherever it stands."""
    texts = draw(st.lists(st.lists(said, min_size=1, max_size=3), min_size=1, max_size=most))
    found = []
    for n, each in enumerate(texts):
        for publisher in draw(st.lists(st.sampled_from((None, "Yonhap", "Reuters")), min_size=1, max_size=3)):
            page = article(
                f"Report {n} on what was agreed.",
                doc=f"{n}.txt",
                publisher=publisher,
                published=draw(st.sampled_from(DAYS)),
            )
            page = replace(page, address=draw(st.sampled_from(ADDRESSES)))
            found.append((page, [one.claim(page, local) for local, one in enumerate(each)]))
    return found


def known(ledger: Ledger) -> Known:
    """Each agreement by how it is shown and by the claims that stand, whatever its number."""
    pages = {p.id: (p.digest, p.publisher, p.address, p.published) for p in ledger.documents()}
    claims: dict[int | None, set[tuple[object, ...]]] = {}
    for stored in ledger.claims():
        if stored.stands:
            ref = stored.claim.agreement
            assert ref is not None
            what = (*pages[stored.document_id], stored.claim.what, stored.claim.actors, ref.local)
            claims.setdefault(stored.agreement_id, set()).add(what)
    return frozenset(
        (row.name, row.names, row.parties, frozenset(claims[row.id]))
        for row in ledger.agreements()
        if row.id in claims
    )


class Emptied:
    """A ledger in SQLite that is emptied again and again: to make one takes longer than to add a few pages."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        empty, path = (Path(self._folder.name) / name for name in ("empty.db", "ledger.db"))
        open_ledger(empty).close()
        open_ledger(path).close()
        self._empty = sqlite3.connect(empty)
        self.door = Door(path)

    def ledgers(self, writers: int) -> list[Ledger]:
        """Empty it, and open it for so many writers that know nothing of each other."""
        with self.door.engine.connect() as connection:
            self._empty.backup(connection.connection.driver_connection)  # type: ignore[arg-type]  # sqlite3's own
        return [Ledger(self.door) for _ in range(writers)]


@cache
def emptied() -> Emptied:
    return Emptied()


def added(batches: Sequence[Sequence[Page]], *, where: str | None = None, writers: int = 1) -> Known:
    """What a new ledger knows after these batches, a transaction each, by so many writers in turn."""
    with ExitStack() as stack:
        if where is None:
            ledgers = emptied().ledgers(writers)
        else:
            ledgers = [stack.enter_context(open_ledger(where)) for _ in range(writers)]
        for n, batch in enumerate(batches):
            ledgers[n % writers].add_many(batch, recorded_at=NOW, actor="a")
        return known(ledgers[0])


def cut(pages: Sequence[Page], random: Random) -> list[list[Page]]:
    """The pages in another order, in batches of any size."""
    left = list(pages)
    random.shuffle(left)
    batches = []
    while left:
        size = random.randint(1, len(left))
        batches.append(left[:size])
        left = left[size:]
    return batches


@settings(max_examples=EXAMPLES or 25, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories(), st.randoms(use_true_random=False))
def test_any_batching_and_order_of_transactions(pages: Sequence[Page], random: Random) -> None:
    at_once = added([pages])
    assert added(cut(pages, random)) == at_once
    assert added(cut(pages, random), writers=2) == at_once


@pytest.mark.postgres
def test_any_batching_and_order_on_either_database(postgres: Server) -> None:
    number = 0

    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(stories(12), st.randoms(use_true_random=False))
    def holds(pages: Sequence[Page], random: Random) -> None:
        nonlocal number
        number += 1
        name = f"order{number}"
        try:
            there = added(cut(pages, random), where=postgres.database(name))
        finally:
            postgres.drop(name)
        assert added([pages]) == there

    holds()


def press(count: int) -> list[Page]:
    """Reports on treaties of one family and of others, by name and by the way, in no order of days."""
    states = (("AUS", "JPN"), ("GBR", "JPN"), ("JPN", "PHL"))
    found = []
    for n in range(count):
        page = article(
            f"Report {n} of the day.",
            publisher=f"Agency {n % 7}",
            published=f"2023-{n * 5 % 12 + 1:02}-{n % 28 + 1:02}",
        )
        of = states[n % 3]
        name = ("Reciprocal Access Agreement", "Visiting Forces Treaty", None, None)[n % 4]
        told = of if n % 5 else of[1:]
        found.append((page, [step(page, "ratified", of[:1], name=name, mention=WORDS[n % 3], parties=told)]))
    return found


def bring(where: str, pages: Sequence[Page], pipe: Connection) -> None:
    """In a process of its own."""
    with open_ledger(where) as ledger:
        pipe.send("ready")
        for page in pages:
            ledger.add(*page, recorded_at=NOW, actor="a")


def test_several_processes_at_once(where: str) -> None:
    pages = press(42)
    with open_ledger(where):
        pass  # made before anybody writes
    writers = [begun(bring, where, pages[n::3]) for n in range(3)]
    assert [ended(writer) for writer, _ in writers] == [0, 0, 0]
    with open_ledger(where) as ledger:
        assert ledger.check() == []
        there = known(ledger)
    assert len(there) > 3
    assert there == added([pages])
