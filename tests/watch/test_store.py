"""Sources and leases on both databases: who has what, what is due, and that nothing is had twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.errors import AddressRefused
from foedus.ledger import Ledger, open_ledger
from foedus.watch.model import Line, Outcome, SourceKind, SourceState
from foedus.watch.store import BACKLOG, Found, Origin, Watchlist

DAY = 86_400.0


def filled(ledger: Ledger, count: int, host: Callable[[int], str] = lambda n: f"h{n}.test") -> Watchlist:
    watchlist = Watchlist(ledger)
    watchlist.add_many(
        [(f"https://{host(n)}/feed/{n}", SourceKind.FEED, None, None, None) for n in range(count)], now=0.0
    )
    return watchlist


def test_a_source_is_watched_once_and_keeps_what_it_was_told(ledger: Ledger) -> None:
    watchlist = Watchlist(ledger)
    assert watchlist.add("HTTPS://A.test/feed#x", now=5.0, publisher="TASS", every=600.0) == (1, True)
    assert watchlist.add("https://a.test/feed", now=9.0, publisher="other") == (1, False)
    assert watchlist.add("https://a.test/map.xml", now=9.0, kind=SourceKind.SITEMAP) == (2, True)
    first, second = watchlist.sources()
    assert (first.address, first.host, first.publisher, first.interval) == (
        "https://a.test/feed",
        "a.test",
        "TASS",
        600.0,
    )
    assert (first.due, first.state, second.kind) == (5.0, SourceState.WATCHED, SourceKind.SITEMAP)
    assert watchlist.source(2) == second
    assert watchlist.source(3) is None
    assert ledger.check() == []


def test_all_addresses_are_added_or_none(ledger: Ledger) -> None:
    watchlist = Watchlist(ledger)
    rows = [(a, SourceKind.FEED, None, None, None) for a in ("https://a.test/", "file:///etc/passwd")]
    with pytest.raises(AddressRefused):
        watchlist.add_many(rows, now=0.0)
    assert watchlist.sources() == []


def test_what_is_leased_is_nobody_else_s_until_the_lease_ends(ledger: Ledger) -> None:
    watchlist = filled(ledger, 10)
    first = watchlist.take_sources("one", now=100.0, most=6, lease=60.0)
    second = watchlist.take_sources("two", now=101.0, most=6, lease=60.0)
    assert [s.id for s in first] == [1, 2, 3, 4, 5, 6]
    assert [s.id for s in second] == [7, 8, 9, 10]
    assert watchlist.take_sources("three", now=150.0, most=6, lease=60.0) == []
    assert [s.id for s in watchlist.take_sources("three", now=160.5, most=9, lease=60.0)] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    watchlist.renew("two", now=160.0, lease=60.0)
    assert watchlist.take_sources("four", now=200.0, most=9, lease=60.0) == []
    watchlist.release("two")
    assert len(watchlist.take_sources("four", now=200.0, most=9, lease=60.0)) == 4


def test_one_host_is_one_worker_s(ledger: Ledger) -> None:
    watchlist = filled(ledger, 6, host=lambda n: f"h{n % 2}.test")
    assert [s.id for s in watchlist.take_sources("one", now=1.0, most=1, lease=60.0)] == [1]
    assert {s.host for s in watchlist.take_sources("two", now=1.0, most=9, lease=60.0)} == {"h1.test"}
    assert {s.id for s in watchlist.take_sources("one", now=1.0, most=9, lease=60.0)} == {3, 5}


def test_what_is_paused_or_not_due_is_not_asked(ledger: Ledger) -> None:
    watchlist = filled(ledger, 3)
    assert watchlist.change(1, state="paused")
    assert watchlist.change(2, due=500.0)
    assert not watchlist.change(9, state="paused")
    assert [s.id for s in watchlist.take_sources("one", now=100.0, most=9, lease=60.0)] == [3]
    assert watchlist.next_due() == 0.0
    assert watchlist.waiting(now=100.0) == {
        "sources": 3, "paused": 1, "failing": 0, "sources due": 1, "pages listed": 0, "pages due": 0, "leased": 1,
    }  # fmt: skip


def test_each_page_that_is_listed_is_due_once(ledger: Ledger) -> None:
    watchlist = filled(ledger, 2)
    one, two = watchlist.take_sources("w", now=1.0, most=9, lease=60.0)
    found = [
        Found("https://h0.test/a", "A", "2024-11-12"),
        Found("https://h0.test/b"),
        Found("https://h0.test/a"),
    ]
    assert watchlist.book_sources([(one, {"fetched": 1.0, "failures": 0}, found)], now=1.0) == {1: 2}
    assert watchlist.book_sources([(two, {}, found[:1])], now=1.0) == {2: 0}
    taken = watchlist.take_entries("w", now=2.0, most=9, lease=60.0)
    assert [(e.address, e.source_id, e.title, e.published) for e in taken] == [
        ("https://h0.test/a", 1, "A", "2024-11-12"),
        ("https://h0.test/b", 1, None, None),
    ]
    watchlist.book_entries([(taken[0].id, {"due": None, "visits": 1}), (taken[1].id, {"due": 50.0})])
    assert watchlist.take_entries("w", now=3.0, most=9, lease=60.0) == []
    assert [e.address for e in watchlist.take_entries("w", now=51.0, most=9, lease=60.0)] == [
        "https://h0.test/b"
    ]


def test_a_page_that_its_feed_says_has_changed_is_due_again(ledger: Ledger) -> None:
    watchlist = filled(ledger, 1)
    (source,) = watchlist.sources()
    for at, changed, due in (
        (1.0, "2024-11-12", 1),
        (2.0, "2024-11-12", 0),
        (3.0, "2024-11-13", 1),
        (4.0, None, 0),
    ):
        watchlist.book_sources([(source, {}, [Found("https://h0.test/a", changed=changed)])], now=at)
        taken = watchlist.take_entries("w", now=at, most=9, lease=60.0)
        assert len(taken) == due, at
        watchlist.book_entries([(e.id, {"due": None}) for e in taken])


def test_of_what_was_there_before_the_newest_are_fetched(ledger: Ledger) -> None:
    watchlist = filled(ledger, 1)
    (source,) = watchlist.sources()
    many = [Found(f"https://h0.test/{n}") for n in range(BACKLOG + 30)]
    assert watchlist.book_sources([(source, {"fetched": 1.0}, many)], now=1.0) == {1: BACKLOG + 30}
    assert watchlist.waiting(now=1.0)["pages due"] == BACKLOG
    (source,) = watchlist.sources()
    assert watchlist.book_sources([(source, {}, [*many, Found("https://h0.test/new")])], now=2.0) == {1: 1}
    assert watchlist.waiting(now=2.0)["pages due"] == BACKLOG + 1


def test_a_removed_source_is_forgotten_with_what_it_lists(ledger: Ledger) -> None:
    watchlist = filled(ledger, 2)
    one, two = watchlist.sources()
    watchlist.book_sources(
        [(one, {}, [Found("https://h0.test/a")])], now=1.0, lines=[Line(1.0, 1, "a", Outcome.LISTED, "")]
    )
    assert watchlist.remove(1)
    assert not watchlist.remove(1)
    assert watchlist.sources() == [two]
    assert watchlist.waiting(now=9.0)["pages listed"] == 0
    assert watchlist.log() == []


def test_the_log_keeps_the_last_two_hundred_lines_of_a_source(ledger: Ledger) -> None:
    watchlist = filled(ledger, 2)
    for n in range(3):
        lines = [Line(n * 100.0 + m, 1, f"{n * 100 + m}", Outcome.SAME, "") for m in range(100)]
        watchlist.book_entries([], lines)
    watchlist.book_entries([], [Line(999.0, 2, "x", Outcome.REFUSED, "why")])
    assert [line.address for line in watchlist.log(source=1, most=500)] == [
        str(n) for n in reversed(range(100, 300))
    ]
    assert watchlist.log(most=1) == [Line(999.0, 2, "x", Outcome.REFUSED, "why")]


def test_what_is_known_of_sites_is_kept(ledger: Ledger) -> None:
    watchlist = Watchlist(ledger)
    assert watchlist.origins([]) == watchlist.origins(["https://a.test"]) == {}
    watchlist.keep_origins(
        [Origin("https://a.test", "text", 1.0, 0.0), Origin("https://b.test", None, 1.0, 9.0)]
    )
    watchlist.keep_origins([Origin("https://a.test", "new", 2.0, 0.0)])
    watchlist.keep_origins([])
    assert watchlist.origins(["https://a.test", "https://b.test", "https://c.test"]) == {
        "https://a.test": Origin("https://a.test", "new", 2.0, 0.0),
        "https://b.test": Origin("https://b.test", None, 1.0, 9.0),
    }


def test_two_processes_share_what_is_due(where: str) -> None:
    with open_ledger(where) as one, open_ledger(where) as two:
        filled(one, 100)
        mine, theirs = Watchlist(one), Watchlist(two)
        had: list[int] = []
        while True:
            taken = mine.take_sources("one", now=1.0, most=7, lease=60.0)
            taken += theirs.take_sources("two", now=1.0, most=7, lease=60.0)
            if not taken:
                break
            had += [s.id for s in taken]
        assert sorted(had) == list(range(1, 101))
