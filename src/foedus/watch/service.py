"""Watching as a service: rounds until it is told to stop, or one round for cron."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Callable
from typing import Final

from foedus.errors import LedgerBusy
from foedus.ledger import Ledger
from foedus.watch.fetch import Fetched, Fetcher, Policy
from foedus.watch.network import Resolver, resolve
from foedus.watch.rounds import Settings, Tally, Tell, Worker

_LONGEST_REST: Final = 60.0  # seconds between two looks at what is due
_SHORTEST_REST: Final = 5.0


def fetch_one(url: str, policy: Policy) -> Fetched:
    """One page from the network, outside of any round. Raises FetchError."""

    async def one() -> Fetched:
        async with Fetcher(policy) as fetcher:
            return await fetcher.fetch(url)

    return asyncio.run(one())


def run_once(
    ledger: Ledger,
    policy: Policy,
    settings: Settings,
    *,
    tell: Tell | None = None,
    resolver: Resolver = resolve,
) -> Tally:
    """Everything that is due now."""

    async def once() -> Tally:
        async with Fetcher(policy, resolver=resolver) as fetcher:
            return await _round(Worker(ledger, fetcher, settings, tell=tell))

    return asyncio.run(once())


def run(
    ledger: Ledger,
    policy: Policy,
    settings: Settings,
    *,
    tell: Tell | None = None,
    done: Callable[[Tally], None] | None = None,
) -> None:
    """Rounds until SIGTERM or SIGINT; what is under way then is given back, to be taken by others at once."""

    async def serve() -> None:
        stop = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(name, stop.set)
        async with Fetcher(policy) as fetcher:
            worker = Worker(ledger, fetcher, settings, tell=tell)
            while not stop.is_set():
                work = asyncio.ensure_future(_round(worker))
                stopped = asyncio.ensure_future(stop.wait())
                await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
                if stop.is_set() and not work.done():
                    work.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await work
                    return
                tally = work.result()
                if done is not None and tally.asked:
                    done(tally)
                due = worker.watchlist.next_due()
                rest = _LONGEST_REST if due is None else due - time.time()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), min(max(rest, _SHORTEST_REST), _LONGEST_REST))
                stopped.cancel()

    asyncio.run(serve())


async def _round(worker: Worker) -> Tally:
    """One round; what it holds is given back however it ends."""
    try:
        return await worker.round()
    finally:
        with contextlib.suppress(LedgerBusy):
            worker.give_back()
