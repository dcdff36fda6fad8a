"""Workers killed at any point of their rounds: nothing is lost, nothing doubled, and their leases lapse."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest

from foedus.jsonform import claim_to_json
from foedus.ledger import Ledger, open_ledger
from foedus.ledger.worker import worker_name
from foedus.watch.fetch import Policy
from foedus.watch.model import SourceKind
from foedus.watch.rounds import Settings
from foedus.watch.service import run_once
from foedus.watch.store import Watchlist
from tests.processes import SOON, begun, ended
from tests.soak import rounds
from tests.watch.site import resolver
from tests.watch.test_world import pages_of
from tests.watch.world import World, world

POLICY = Policy(private=True, first=20.0, whole=40.0)
LEASE = 0.3  # seconds
FEEDS = 12
KILLS = rounds(12, 50)


@pytest.fixture
def earth() -> Iterator[World]:
    made = world(FEEDS, plain=True)
    with made.site:
        yield made


def settings() -> Settings:
    return Settings(worker_name(), "desk", pause=0.0, lease=LEASE)


def work(where: str, pipe: Connection) -> None:
    """In a process of its own: one round."""
    with open_ledger(where, patience=60.0) as ledger:
        pipe.send("ready")
        run_once(ledger, POLICY, settings(), resolver=resolver)
    os._exit(0)


def watch(ledger: Ledger, earth: World) -> None:
    kinds = [SourceKind.SITEMAP if n % 5 == 3 else SourceKind.FEED for n in range(earth.feeds)]
    rows = [(a, k, None, None, None) for a, k in zip(earth.addresses(), kinds, strict=True)]
    Watchlist(ledger).add_many(rows, now=0.0)


def told(ledger: Ledger) -> list[str]:
    """What the ledger holds, but for its numbers."""
    return sorted(str(sorted(claim_to_json(stored.claim).items(), key=str)) for stored in ledger.claims())


@pytest.mark.slow
def test_a_worker_killed_anywhere_loses_and_doubles_nothing(where: str, earth: World) -> None:
    rng = random.Random(7)
    with open_ledger(where) as ledger:
        watch(ledger, earth)
    killed = 0
    usual: float | None = None  # seconds of the last round that nobody killed
    for turn in range(4 * KILLS):
        earth.new |= {(feed, 20 + turn) for feed in rng.sample(range(FEEDS), 3)}
        with open_ledger(where) as ledger:
            watchlist = Watchlist(ledger)
            for source in watchlist.sources():
                watchlist.change(source.id, due=0.0)
        worker, pipe = begun(work, where)
        began = time.monotonic()
        worker.join(SOON if usual is None else rng.random() * usual)
        assert usual is not None or worker.exitcode is not None, "the first round does not end"
        if worker.is_alive() and worker.pid is not None:
            os.kill(worker.pid, signal.SIGKILL)
            killed += 1
        else:
            usual = time.monotonic() - began
        ended(worker)
        pipe.close()
        time.sleep(LEASE + 0.05)
        if killed == KILLS:
            break
    assert killed == KILLS
    with open_ledger(where) as ledger:
        for _ in range(3):  # a page that a killed worker had asked for may wait for its next try
            run_once(ledger, POLICY, settings(), resolver=resolver)
        assert pages_of(ledger) == Counter({earth.address(*page): 1 for page in earth.pages()})
        assert ledger.check() == []
        found = told(ledger)
    with open_ledger(f"{where}.whole" if not where.startswith("postgresql") else where) as ledger:
        if not where.startswith("postgresql"):
            watch(ledger, earth)
            run_once(ledger, POLICY, settings(), resolver=resolver)
        assert told(ledger) == found
