"""What watching costs, in processor time of one run.

    PYTHONPATH=. python bench/bench_watch.py               5,000 sources; 1,000 pages of 100 kB
    PYTHONPATH=. python bench/bench_watch.py --pages 200

Leases and book-keeping: 5,000 sources that fall due are taken, booked with ten entries each, and taken again.
Pages: fetched from the loopback, read and added, beside the bare reading of the same pages.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from foedus.ledger import open_ledger
from foedus.pages import article
from foedus.pages.guard import _guard
from foedus.reading import claims
from foedus.watch.fetch import Policy
from foedus.watch.model import SourceKind
from foedus.watch.rounds import AT_ONCE, Settings
from foedus.watch.service import run_once
from foedus.watch.store import Found, Watchlist
from tests.watch.site import Reply, Request, Site
from tests.watch.world import STATES


def cost(work: Callable[[], object]) -> float:
    """Seconds of processor time of this process, and of the guarded one that takes pages apart in it."""
    _guard().stop()
    before = _used()
    work()
    _guard().stop()  # its time counts when it has ended
    return _used() - before


def _used() -> float:
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def leases(folder: Path, sources: int) -> float:
    """Processor time of one round of book-keeping, nothing fetched."""
    with open_ledger(folder / "leases.db") as ledger:
        watchlist = Watchlist(ledger)
        rows = [(f"https://h{n}.test/feed", SourceKind.FEED, None, None, None) for n in range(sources)]
        watchlist.add_many(rows, now=0.0)

        def one_round() -> None:
            while taken := watchlist.take_sources("bench", now=1.0, most=AT_ONCE, lease=600.0):
                booked = [
                    (s, {"due": 901.0, "failures": 0, "etag": '"x"'},
                     [Found(f"https://h{s.id}.test/{n}") for n in range(10)] if s.id % 10 == 0 else [])
                    for s in taken
                ]  # fmt: skip
                watchlist.book_sources(booked, now=1.0)

        return cost(one_round)


def page(n: int) -> bytes:
    """A story of a treaty in 100 kB of a site's frame."""
    one, other = STATES[n % 11], STATES[(n // 11 + n + 1) % 11]
    story = (
        f"{one} ratified the Treaty of Port{n} with {other} on March 1, the foreign ministry said. The"
        " instruments were sent to the depositary. Officials of both sides welcomed the step in the capital."
    )
    frame = "".join(f'<li><a href="/s/{i}">Section {i} of the site</a></li>' for i in range(1200))
    script = f"<script>window.state = {list(range(8000))}</script>"
    head = f"<!doctype html><html><head><title>Page {n}</title>{script}</head>"
    return f"{head}<body><nav><ul>{frame}</ul></nav><article><p>{story}</p></article></body></html>".encode()


def serve(pages: int, port: Connection) -> None:
    """In a process of its own, whose time is not measured: feeds of fifty pages each, and the pages."""
    stories = {f"/{n}": page(n) for n in range(pages)}

    def answer(request: Request) -> Reply:
        if request.path == "/feed":
            first = int(request.host[1:].partition(".")[0]) * 50
            links = [f"http://w{n // 10}.test:{site.port}/{n}" for n in range(first, min(first + 50, pages))]
            items = "".join(f"<item><link>{link}</link></item>" for link in links)
            return Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
        return Reply(stories[request.path]) if request.path in stories else Reply(status=404)

    site = Site(answer)
    with site:
        port.send(site.port)
        time.sleep(3600)


async def loopback(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


def fetched(folder: Path, pages: int) -> tuple[float, float]:
    """Processor time of fetching, reading and adding pages, and of reading the same pages alone."""
    claims(article(page(0), doc="x", published="2024-03-04"))  # loads the model
    ours, theirs = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(pages, theirs), daemon=True)
    server.start()
    port = ours.recv()
    with open_ledger(folder / "pages.db") as ledger:
        addresses = [f"http://f{n}.test:{port}/feed" for n in range(-(-pages // 50))]
        Watchlist(ledger).add_many([(a, SourceKind.FEED, None, None, None) for a in addresses], now=0.0)
        settings = Settings("bench", "bench", pause=0.0)
        watched = cost(lambda: run_once(ledger, Policy(private=True), settings, resolver=loopback))
    stories = [page(n) for n in range(pages)]
    bare = cost(lambda: [claims(article(data, doc="x", published="2024-03-04")) for data in stories])
    server.kill()
    return watched, bare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sources", type=int, default=5000)
    parser.add_argument("--pages", type=int, default=1000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        took = leases(Path(folder), wanted.sources)
        print(f"leases and book-keeping of {wanted.sources:,} sources: {took:.2f} s of processor time")
        watched, bare = fetched(Path(folder), wanted.pages)
        print(
            f"{wanted.pages:,} pages of {len(page(0)) // 1000} kB: fetched, read and added {watched:.2f} s,"
            f" read alone {bare:.2f} s, ratio {watched / bare:.2f}"
        )


if __name__ == "__main__":
    main()
