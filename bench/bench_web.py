"""Processor time of one request to `foedus serve`, beside a bare Starlette answer served the same way.

    python bench/bench_web.py                        a ledger of 60,000 agreements, made once under build/
    python bench/bench_web.py --agreements 1200      a smaller one
    python bench/bench_web.py --ledger FILE          a ledger that is there

Both servers run as processes of their own and are asked by one client over one kept connection each, by
turns, so that a machine that is busy for a while is so for both; what is compared is the processor time of
the servers' processes. Each kind is asked `WARMING` times before it is measured, as a server is that has been
up for a while, and no question is asked twice but the board's of one day (which is kept), the 304 and the
404. All are also timed by the clock, which says something only on a quiet machine.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from bench_ledger import CODES, TODAY, WORDS, ledger_of

from foedus.ledger import open_ledger

DAY = TODAY.isoformat()
BEFORE = (TODAY - timedelta(days=1)).isoformat()
#: times a bare answer that a request may cost; None: printed, not judged
BARS: Mapping[str, float | None] = {
    "304": 3,
    "404": None,
    "board": 30,
    "board, distinct days": 30,
    "list, its pages one after another": 30,
    "list, in force alone": 30,
    "list of one party": 30,
    "list of two parties": 30,
    "list of words of names": 30,
    "list of a word of every name": 30,
    "API list, its pages": 30,
    "agreement pages": 30,
    "agreement, API": 30,
}


WARMING = 20  # requests of a kind before those that count
TURNS = 10
BARE_A_TURN = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one request: processor milliseconds of the server, those of a bare answer meanwhile, and the median
    by the clock, in milliseconds."""

    cpu: float
    bare: float
    clock: float


class Server:
    """A server's process, asked over one connection that is kept."""

    def __init__(self, args: Sequence[str]) -> None:
        self.process = subprocess.Popen(args, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        said = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        if not found:
            raise SystemExit(f"no server: {said}")
        self.connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=600)

    def cpu(self) -> float:
        """Seconds of processor time of the process, all its threads together (Linux)."""
        return time.clock_gettime(((~self.process.pid) << 3) | 2)

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        try:
            self.connection.request("GET", path, headers=dict(headers or {}))
            answer = self.connection.getresponse()
        except http.client.RemoteDisconnected:  # a connection that waited is closed after a while
            self.connection.request("GET", path, headers=dict(headers or {}))
            answer = self.connection.getresponse()
        return answer, answer.read()

    def spend(self, paths: Sequence[str], status: int, headers: Mapping[str, str] | None) -> list[float]:
        """Ask these, each once; the seconds by the clock of each."""
        taken = []
        for path in paths:
            before = time.perf_counter()
            answer, body = self.ask(path, headers)
            taken.append(time.perf_counter() - before)
            if answer.status != status:
                raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
        return taken

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait(30)


def cost(
    peer: Server,
    board: Server,
    paths: Sequence[str],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Cost:
    """What these requests cost, each asked once, and bare answers in turn with them."""
    size = -(-len(paths) // TURNS)
    taken: list[float] = []
    own = bare = 0.0
    for at in range(0, len(paths), size):
        before = peer.cpu()
        peer.spend(["/"] * BARE_A_TURN, 200, None)
        bare += peer.cpu() - before
        before = board.cpu()
        taken += board.spend(paths[at : at + size], status, headers)
        own += board.cpu() - before
    turns = len(range(0, len(paths), size))
    return Cost(1000 * own / len(paths), 1000 * bare / (turns * BARE_A_TURN), 1000 * statistics.median(taken))


@contextmanager
def serving(args: Sequence[str]) -> Iterator[Server]:
    server = Server(args)
    try:
        yield server
    finally:
        server.stop()


def bare() -> None:
    """The peer: the smallest Starlette application, served with the settings of `foedus serve`."""
    import uvicorn  # noqa: PLC0415  in the peer's process alone
    from starlette.applications import Starlette  # noqa: PLC0415
    from starlette.requests import Request  # noqa: PLC0415
    from starlette.responses import PlainTextResponse  # noqa: PLC0415
    from starlette.routing import Route  # noqa: PLC0415

    async def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse("in force")

    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    bound.listen(2048)
    print(f"bare answer on http://127.0.0.1:{bound.getsockname()[1]}/", file=sys.stderr, flush=True)
    app = Starlette(routes=[Route("/", answer)])
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[bound])


def distinct(most: int, make: Callable[[], str]) -> list[str]:
    """At most so many different texts; fewer where there are not so many."""
    return list(dict.fromkeys(make() for _ in range(10 * most)))[:most]


def chained(server: Server, path: str, count: int) -> list[str]:
    """The addresses of a list's pages, each with a link to the next: the first `count`.

    They are asked for on the day before, so that none of them is kept when it is measured.
    """
    found = [path.replace(DAY, BEFORE)]
    while len(found) < count:
        answer, body = server.ask(found[-1])
        link = re.search(r'<([^>]*)>; rel="next"', answer.headers.get("Link", ""))
        more = link or re.search(r'href="(\?[^"]*)" rel="next"', body.decode())
        if not more:
            break
        found.append(("" if link else "/") + more[1].replace("&amp;", "&"))
    return [each.replace(BEFORE, DAY) for each in found]


def costs(peer: Server, board: Server, agreements: int, count: int) -> Iterator[tuple[str, Cost]]:
    """What each kind of request costs a server that was asked such things before."""
    rng, every = random.Random(5), count + WARMING
    numbers = rng.sample(range(1, agreements + 1), every)
    words = distinct(every, lambda: " ".join(rng.sample(WORDS, 2)))
    parties = distinct(every, lambda: " ".join(rng.sample(CODES, 2)))
    alone = rng.sample(CODES, min(every, len(CODES)))
    days = [f"/?on={1990 + n // 12}-{1 + n % 12:02d}-07" for n in range(every)]
    etag = board.ask(f"/?on={DAY}")[0].headers.get("ETag", "none")
    known = {"If-None-Match": etag}

    def each(paths: Sequence[str], status: int = 200) -> Cost:
        warming = paths[-min(WARMING, -(-len(paths) // 3)) :]
        for path in warming:
            board.ask(path)
        return cost(peer, board, paths[: -len(warming)] or paths, status)

    peer.spend(["/"] * 200, 200, None)
    if board.ask(f"/?on={DAY}", known)[0].status == 304:
        yield "304", cost(peer, board, [f"/?on={DAY}"] * 10 * count, 304, known)
    yield "404", each(["/nowhere"] * 5 * count, 404)
    yield "board", each([f"/?on={DAY}"] * count)
    yield "board, distinct days", each(days)
    yield "list, its pages one after another", each(chained(board, f"/?on={DAY}", every))
    yield "list, in force alone", each(chained(board, f"/?on={DAY}&state=in", every))
    yield "list of one party", each([f"/?on={DAY}&q={quote(p)}" for p in alone])
    yield "list of two parties", each([f"/?on={DAY}&q={quote(p)}" for p in parties])
    yield "list of words of names", each([f"/?on={DAY}&q={quote(w)}" for w in words])
    yield "list of a word of every name", each(chained(board, f"/?on={DAY}&q=treaty", every))
    yield "API list, its pages", each(chained(board, f"/api/v1/agreements?on={DAY}", every))
    yield "agreement pages", each([f"/agreement/{n}?on={DAY}" for n in numbers])
    yield "agreement, API", each([f"/api/v1/agreements/{n}?on={DAY}" for n in numbers])


def main() -> int:
    """Prints a line a kind of request, then all as JSON; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--agreements", type=int, default=60_000, help="of the generated ledger")
    parser.add_argument("--ledger", type=Path, help="another ledger, with what bench_ledger.py generates")
    parser.add_argument("--count", type=int, default=100, help="requests of a kind")
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.bare:
        bare()
        return 0
    where = arguments.ledger or ledger_of(arguments.agreements)
    with open_ledger(where, create=False) as ledger:
        agreements = ledger.count("agreements")
    serve = ["-m", "foedus.cli.main", "--ledger", str(where), "serve", "--port", "0"]
    with serving([sys.executable, __file__, "--bare"]) as peer, serving([sys.executable, *serve]) as board:
        found = dict(costs(peer, board, agreements, arguments.count))
    print(f"{agreements:,} agreements; processor time of the server, a request")
    missed = []
    for kind, bar in BARS.items():
        cost_ = found.get(kind)
        if cost_ is None:
            print(f"{kind:<36} not answered")
            missed.append(kind)
            continue
        ratio = cost_.cpu / cost_.bare
        most = f"(at most {bar:g})" if bar else ""
        print(
            f"{kind:<36} {cost_.cpu:8.3f} ms {ratio:6.1f} x {cost_.bare:.3f} ms of a bare answer {most:<14}"
            f"{cost_.clock:8.2f} ms by the clock"
        )
        if bar is not None and ratio > bar:
            missed.append(kind)
    print(json.dumps({kind: [round(c.cpu, 3), round(c.bare, 3)] for kind, c in found.items()}))
    print(f"bars: {'missed by ' + ', '.join(missed) if missed else 'met'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
