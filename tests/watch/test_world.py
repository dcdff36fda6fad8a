"""Two rounds through a made-up world: each page once, each change a version, every refusal a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from foedus.ledger import Ledger
from foedus.ledger.schema import captures, documents
from foedus.watch.fetch import Policy
from foedus.watch.model import Outcome, SourceKind
from foedus.watch.rounds import Settings
from foedus.watch.service import run_once
from foedus.watch.store import Watchlist
from tests.soak import rounds
from tests.watch.site import resolver
from tests.watch.world import FAULTS, MOVED, World, world

POLICY = Policy(contact="desk@example.org", private=True, size=200_000, first=10.0, whole=20.0)
SETTINGS = Settings("worker", "desk", pause=0.0)
SAYS = {
    "slow": (Outcome.FAILED, "no answer in 10 seconds"),
    "huge": (Outcome.FAILED, "more than 200,000 bytes"),
    "loop": (Outcome.FAILED, "more than 5 redirects"),
    "lying": (Outcome.FAILED, "broke off"),
    "inside": (Outcome.REFUSED, "link-local"),
    "forbidden": (Outcome.UNWELCOME, "robots.txt forbids it"),
    "gone": (Outcome.UNWELCOME, "the page is gone"),
    "html": (Outcome.UNREADABLE, "neither a feed nor a sitemap"),
    "bomb": (Outcome.FAILED, "more than 200,000 bytes"),
    "busy": (Outcome.UNWELCOME, "less often"),
    "no robots": (Outcome.FAILED, "robots.txt cannot be had"),
}


FEEDS = rounds(60, 300)  # each fault twice, or ten times


@pytest.fixture
def earth() -> Iterator[World]:
    made = world(FEEDS)
    with made.site:
        yield made


def watched(ledger: Ledger, earth: World) -> Watchlist:
    watchlist = Watchlist(ledger)
    kinds = [SourceKind.SITEMAP if n % 5 == 3 else SourceKind.FEED for n in range(earth.feeds)]
    rows = [(a, k, None, None, None) for a, k in zip(earth.addresses(), kinds, strict=True)]
    watchlist.add_many(rows, now=0.0)
    return watchlist


def pages_of(ledger: Ledger) -> Counter[str]:
    """How many pages the ledger has from each address."""
    with ledger.door.reading() as connection:
        return Counter(connection.execute(select(documents.c.address)).scalars())


@pytest.mark.slow
def test_two_rounds_through_the_world(ledger: Ledger, earth: World) -> None:
    watchlist = watched(ledger, earth)
    tally = run_once(ledger, POLICY, SETTINGS, resolver=resolver)

    wanted = earth.pages()
    assert pages_of(ledger) == Counter({earth.address(*page): 1 for page in wanted})
    assert tally.outcomes[Outcome.ADDED] == len(wanted)
    assert tally.claims >= len(wanted)
    assert set(earth.pages_asked.values()) == {1}, "each page is asked once"
    assert set(earth.site.most_at_once.values()) == {1}, "one connection a host"
    with ledger.door.reading() as connection:
        assert connection.execute(select(func.count()).select_from(captures)).scalar_one() == len(wanted)
    _each_refusal_has_its_line(watchlist, earth)
    _reprints_are_one_source(ledger, earth)

    # the second round: corrected pages, and new ones; the rest is as it was
    earth.changed |= {(n, 2) for n in range(0, earth.feeds, 20) if earth.fault(n) is None}
    earth.new |= {(n, 50) for n in range(0, earth.feeds, 25) if earth.fault(n) is None}
    for source in watchlist.sources():
        if source.failures == 0:
            watchlist.change(source.id, due=0.0)
    again = run_once(ledger, POLICY, SETTINGS, resolver=resolver)
    versions = {earth.address(*page) for page in earth.changed}
    expected = Counter({earth.address(*page): 1 for page in earth.pages()})
    assert pages_of(ledger) == expected + Counter(versions)
    assert again.outcomes[Outcome.VERSION] == len(versions)
    assert again.outcomes[Outcome.ADDED] == len(earth.new)
    assert again.outcomes[Outcome.FAILED] == 0, "what failed is left alone for a while"
    asked = {page for page, times in earth.pages_asked.items() if times > 1}
    assert asked == earth.changed
    assert all(request.headers["host"].endswith(f".test:{earth.site.port}") for request in earth.site.asked)
    assert ledger.check() == []


def _each_refusal_has_its_line(watchlist: Watchlist, earth: World) -> None:
    for source in watchlist.sources():
        n = source.id - 1
        told = SAYS.get(earth.fault(n) or "")
        (line, *_) = watchlist.log(source=source.id, most=500)[-1:]
        if told is None:
            assert line.outcome is Outcome.LISTED, (n, line)
            moved = n % 30 == MOVED
            assert (source.failures, source.said) == (
                0,
                f"has moved to {source.address.replace('/feed', '/moved')}" if moved else None,
            )
            continue
        outcome, says = told
        assert line.outcome is outcome, (n, line)
        assert says in line.line
        assert source.failures == 1
        assert source.said == line.line
    assert {earth.fault(n) for n in range(earth.feeds)} >= set(FAULTS.values())


def _reprints_are_one_source(ledger: Ledger, earth: World) -> None:
    """The Treaty of Port<n>x0 is told by two pages of one text: by one source."""
    reprinted = [n for n in range(earth.feeds - 1) if earth.fault(n) is None and earth.fault(n + 1) is None]
    rows = {row.name: row for row in ledger.agreements()}
    for n in reprinted[:20]:
        (row,) = [row for name, row in rows.items() if f"Port{n}x0" in name]
        assert row.sources == 1, n
