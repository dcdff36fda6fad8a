"""A writer killed at any point: what it acknowledged is there, nothing is torn, the retry doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from multiprocessing.connection import Connection

import pytest

from foedus.errors import LedgerError
from foedus.ledger import open_ledger
from foedus.model import Article, Claim
from tests.ledger.postgres import Server
from tests.ledger.strategies import NOW, article, step
from tests.processes import begun, ended, told
from tests.soak import rounds as often

PAGES = 5


def page(number: int) -> tuple[Article, list[Claim]]:
    """The page of that number: three claims, long enough for several of the database's own pages."""
    found = article(
        f"Report {number}. " + "The instruments were exchanged. " * 150, publisher=f"Agency {number % 7}"
    )
    name = f"Accord of Place{number % 11}"
    return found, [
        step(found, "signed", date="2024-06-19", name=name, span=(0, 6)),
        step(found, "ratified", ("RUS",), f"2024-11-{number % 28 + 1:02}", name=name, span=(7, 9)),
        step(found, "ratified", ("PRK",), None, name=name, span=(10, 20)),
    ]


def write(where: str, first: int, pipe: Connection) -> None:
    """In a process of its own: add pages, acknowledge each when the ledger has it."""
    try:
        with open_ledger(where) as ledger:
            pipe.send("ready")
            for number in range(first, first + PAGES):
                ledger.add(*page(number), recorded_at=NOW, actor="writer")
                pipe.send(number)
    except LedgerError:
        os._exit(1)  # the server was killed under it
    os._exit(0)


def killed(where: str, first: int, rng: random.Random, server: Server | None = None) -> set[int]:
    """Kill the writer (or the server) at a random point of its writing; the pages it acknowledged."""
    writer, pipe = begun(write, where, first)
    acknowledged = {told(pipe) for _ in range(rng.randrange(PAGES))}
    time.sleep(rng.choice((0, 0.01)) * rng.random())  # somewhere within the next page
    if server is not None:
        server.kill()
        server.start()
    else:
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
    ended(writer)
    with pipe, suppress(EOFError):
        while True:
            acknowledged.add(told(pipe))
    return acknowledged


def one_round(where: str, first: int, rng: random.Random, server: Server | None = None) -> int:
    """Kill, look, retry, look again; how many pages had been acknowledged."""
    acknowledged = killed(where, first, rng, server)
    with open_ledger(where) as ledger:
        present = {n for n in range(first, first + PAGES) if ledger.known_page(page(n)[0].digest)}
        assert acknowledged <= present
        for number in present:
            document = ledger.known_page(page(number)[0].digest)
            assert document is not None
            assert len(ledger.claims(doc=document.id)) == 3
        for number in range(first, first + PAGES):
            added = ledger.add(*page(number), recorded_at=NOW, actor="retry")
            assert (added.transaction is None) == (number in present)
        assert ledger.count("documents") == first + PAGES
        assert ledger.count("claims") == 3 * (first + PAGES)
    return len(acknowledged)


def rounds(where: str, count: int, server: Server | None = None) -> None:
    rng = random.Random(count)
    seen = [one_round(where, i * PAGES, rng, server) for i in range(count)]
    with open_ledger(where) as ledger:
        assert ledger.check() == []
    assert min(seen) < PAGES, "no writer was killed before it was done"
    assert max(seen) > 0, "no writer came to write"


def test_a_few_kills(where: str) -> None:
    rounds(where, 8)


@pytest.mark.slow
def test_kills_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> None:
    rounds(str(tmp_path_factory.mktemp("crash") / "ledger.db"), often(40, 200))


@pytest.mark.slow
@pytest.mark.postgres
def test_kills_of_a_client_of_postgres(postgres: Server) -> None:
    rounds(postgres.database("crash_client"), often(15, 50))
    postgres.drop("crash_client")


@pytest.mark.slow
@pytest.mark.postgres
def test_kills_of_the_server() -> None:
    server = Server.create()
    try:
        rounds(server.database("crash_server"), often(10, 50), server)
    finally:
        server.remove()
