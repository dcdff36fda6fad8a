"""One round of watching: what is due is leased, fetched host by host, read, and booked.

A worker that is killed anywhere in it loses nothing: pages go into the ledger before they are booked, and a
page that the ledger has adds nothing when it comes again.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, TypeVar

from foedus.errors import AddressRefused, FetchError, FoedusError, InputError, Unwelcome
from foedus.ledger import Added, Ledger
from foedus.pages import Feed, FeedEntry, FeedKind, feed
from foedus.pages.feed import MOST_ENTRIES
from foedus.watch.address import target
from foedus.watch.fetch import Fetched, Fetcher
from foedus.watch.intake import Intake, intake
from foedus.watch.model import Line, Listed, Outcome, Source, SourceKind
from foedus.watch.rhythm import REVISITS, TRIES, backoff, next_interval, spread
from foedus.watch.robots import HOLDS, allowed, delay, robots
from foedus.watch.store import Found, Origin, Watchlist

Clock = Callable[[], float]
Tell = Callable[[Line], None]
T = TypeVar("T")

LEASE: Final = 600.0  # seconds a worker holds what it took
AT_ONCE: Final = 64  # sources, or pages, taken in one go
_HOSTS_AT_ONCE: Final = 32
_NESTED: Final = 20  # sitemaps of an index that are read


@dataclass(frozen=True, slots=True)
class Settings:
    """How a worker works: its name, seconds between two requests to one host, whose entries it adds."""

    worker: str
    actor: str
    pause: float = 1.0
    lease: float = LEASE


@dataclass(slots=True)
class Tally:
    """What a round did: how often each outcome, and how many claims were new."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    claims: int = 0
    agreements: set[int] = field(default_factory=set)

    @property
    def asked(self) -> int:
        return sum(self.outcomes.values())


@dataclass(slots=True)
class _Came:
    """What came of asking a source: its new fields, what it lists, the page that it is."""

    source: Source
    values: dict[str, object]
    outcome: Outcome
    line: str = ""
    found: Sequence[Found] = ()
    page: Intake | None = None


class Worker:
    """Does rounds for one ledger; several workers on one database share what is due."""

    def __init__(
        self,
        ledger: Ledger,
        fetcher: Fetcher,
        settings: Settings,
        *,
        clock: Clock = time.time,
        tell: Tell | None = None,
    ) -> None:
        self.watchlist = Watchlist(ledger)
        self._ledger = ledger
        self._fetcher = fetcher
        self._settings = settings
        self._clock = clock
        self._tell = tell
        self._last: dict[str, float] = {}  # host -> when it was last asked, by the clock of this machine
        self._origins: dict[str, Origin] = {}
        self._reading = asyncio.Lock()  # one page at a time is read: the parser is one

    async def round(self) -> Tally:
        """Everything that is due now: sources first, then the pages that they list, until nothing is left."""
        tally = Tally()
        while taken := await self._in_thread(self._take_sources):
            await self._sources(taken, tally)
        while listed := await self._in_thread(self._take_entries):
            await self._entries(listed, tally)
        return tally

    def give_back(self) -> None:
        """Give back what this worker holds, so that others take it at once."""
        self.watchlist.release(self._settings.worker)

    def _take_sources(self) -> list[Source]:
        s = self._settings
        return self.watchlist.take_sources(s.worker, now=self._clock(), most=AT_ONCE, lease=s.lease)

    def _take_entries(self) -> list[Listed]:
        s = self._settings
        return self.watchlist.take_entries(s.worker, now=self._clock(), most=AT_ONCE, lease=s.lease)

    # sources

    async def _sources(self, taken: Sequence[Source], tally: Tally) -> None:
        """Ask each source and book what it lists."""
        came: list[_Came] = []

        async def one(source: Source) -> None:
            came.append(await self._source(source))

        await self._by_host(taken, lambda source: source.host, one)
        pages = [c for c in came if c.page is not None]
        outcomes = await self._add([c.page for c in pages if c.page is not None], tally)
        for c, outcome in zip(pages, outcomes, strict=True):
            c.outcome = outcome
        by_number = {c.source.id: c for c in came}
        lines = [self._said(c.source, c.source.address, c.outcome, c.line) for c in came]
        await self._in_thread(
            lambda: self.watchlist.book_sources(
                [(c.source, c.values, c.found) for c in came],
                now=self._clock(),
                lines=lines,
                rhythm=lambda source, new: self._rhythm(by_number[source.id], new),
            )
        )
        self._count(tally, lines)

    def _rhythm(self, came: _Came, new: int) -> dict[str, object]:
        """When a source that answered is asked again; of one that failed it is said already."""
        if came.values["failures"]:
            return {}
        source = came.source
        times = [t for f in came.found if (t := _seconds(f.published or f.changed)) is not None]
        interval = next_interval(source.interval, new + (came.page is not None), times)
        wait = spread(source.address, source.every or interval)
        return {"interval": interval, "due": self._clock() + wait}

    async def _source(self, source: Source) -> _Came:
        """What came of one source."""
        try:
            page = await self._asked(source.address, source.etag, source.modified)
            values = self._well(source, page)
            if page.unchanged:
                return _Came(source, values, Outcome.SAME)
            if source.kind is SourceKind.PAGE:
                read = await self._read(page, publisher=source.publisher, last=source.digest)
                if read is None:
                    return _Came(source, values, Outcome.SAME)
                return _Came(source, {**values, "digest": read.text}, Outcome.ADDED, page=read)
            listing = await self._listing(page)
            found = [
                Found(e.address, e.title, e.published, e.changed) for e in listing.entries if _may(e.address)
            ]
            titled = {} if source.title else {"title": listing.title}
            return _Came(source, values | titled, Outcome.LISTED, f"{len(found)} entries", found)
        except FoedusError as error:
            return _Came(source, self._ill(source, error), _outcome(error), str(error))

    async def _listing(self, page: Fetched) -> Feed:
        """What a feed or a sitemap lists; of an index of sitemaps what those changed last list."""
        found = await self._feed(page)
        if found.kind is not FeedKind.INDEX:
            return found
        entries: list[FeedEntry] = []
        for inner in found.entries[:_NESTED]:
            if target(inner.address).host != target(page.address).host:
                continue
            nested = await self._feed(await self._asked(inner.address, None, None))
            if nested.kind is FeedKind.SITEMAP:
                entries += nested.entries
        entries.sort(key=lambda e: e.changed or "", reverse=True)
        return Feed(FeedKind.SITEMAP, found.title, tuple(entries[:MOST_ENTRIES]))

    async def _feed(self, page: Fetched) -> Feed:
        async with self._reading:
            return await self._in_thread(lambda: feed(page.body, page.address, page.encoding))

    def _well(self, source: Source, page: Fetched) -> dict[str, object]:
        values: dict[str, object] = {
            "fetched": self._clock(), "failures": 0, "said": None,
            "etag": page.headers.get("etag") or source.etag if page.unchanged else page.headers.get("etag"),
            "modified": page.headers.get("last-modified", source.modified if page.unchanged else None),
        }  # fmt: skip
        if page.moved is not None and page.moved != source.address:
            values["said"] = f"has moved to {page.moved}"
        return values

    def _ill(self, source: Source, error: FoedusError) -> dict[str, object]:
        failures = source.failures + 1
        wait = backoff(source.every or source.interval, failures, getattr(error, "retry_after", None))
        return {"failures": failures, "said": str(error), "due": self._clock() + wait}

    # pages

    async def _entries(self, taken: Sequence[Listed], tally: Tally) -> None:
        """Fetch each page, add those that are new, then book them all."""
        pages: list[tuple[Listed, Intake]] = []
        booked: list[tuple[int, dict[str, object]]] = []
        lines: list[Line] = []

        async def one(entry: Listed) -> None:
            try:
                page = await self._asked(entry.address, entry.etag, entry.modified)
                read = None
                if not page.unchanged:
                    read = await self._read(
                        page, publisher=entry.publisher, published=entry.published, title=entry.title,
                        last=entry.digest,
                    )  # fmt: skip
                booked.append((entry.id, self._seen(entry, page, read)))
                if read is None:
                    lines.append(self._said(entry, entry.address, Outcome.SAME))
                else:
                    pages.append((entry, read))
            except FoedusError as error:
                booked.append((entry.id, self._missed(entry, error)))
                lines.append(self._said(entry, entry.address, _outcome(error), str(error)))

        await self._by_host(taken, lambda entry: entry.host, one)
        outcomes = await self._add([page for _, page in pages], tally)
        for (entry, page), outcome in zip(pages, outcomes, strict=True):
            lines.append(self._said(entry, entry.address, outcome, page.article.title or ""))
        await self._in_thread(lambda: self.watchlist.book_entries(booked, lines))
        self._count(tally, lines)

    def _seen(self, entry: Listed, page: Fetched, read: Intake | None) -> dict[str, object]:
        """A page that came; when it is looked at again, for corrections."""
        visits = entry.visits + 1
        again = REVISITS[visits - 1] if visits <= len(REVISITS) else None
        return {
            "visits": visits, "failures": 0, "due": None if again is None else self._clock() + again,
            "etag": page.headers.get("etag", entry.etag if page.unchanged else None),
            "modified": page.headers.get("last-modified", entry.modified if page.unchanged else None),
            "digest": read.text if read is not None else entry.digest,
        }  # fmt: skip

    def _missed(self, entry: Listed, error: FoedusError) -> dict[str, object]:
        """A page that did not come, or cannot be read; tried again where that may help."""
        failures = entry.failures + 1
        final = isinstance(error, AddressRefused | Unwelcome | InputError) or failures >= TRIES
        wait = getattr(error, "retry_after", None)
        if isinstance(error, Unwelcome) and wait is not None:
            final = failures >= TRIES
        again = self._clock() + backoff(300.0, failures, wait)
        return {"failures": failures, "due": None if final else again}

    async def _read(
        self,
        page: Fetched,
        *,
        publisher: str | None = None,
        published: str | None = None,
        title: str | None = None,
        last: str | None = None,
    ) -> Intake | None:
        async with self._reading:
            return await self._in_thread(
                lambda: intake(page, publisher=publisher, published=published, title=title, last=last)
            )

    async def _add(self, pages: Sequence[Intake], tally: Tally) -> list[Outcome]:
        """Pages into the ledger, in one transaction; what each was to it."""
        if not pages:
            return []

        def add() -> list[Outcome]:
            had = self._ledger.addresses_known([p.capture.found_at for p in pages])
            added = self._ledger.add_many(
                [(p.article, p.claims) for p in pages],
                recorded_at=datetime.now(UTC),
                actor=self._settings.actor,
                captures={p.article.digest: p.capture for p in pages},
            )
            for one in added:
                tally.claims += one.new_claims
                tally.agreements |= set(one.agreements)
            return [_brought(page, one, had) for page, one in zip(pages, added, strict=True)]

        return await self._in_thread(add)

    # the network

    async def _asked(self, url: str, etag: str | None, modified: str | None) -> Fetched:
        """One answer: robots.txt heard, the host left its time, and its wish to be left alone respected."""
        where = target(url)
        origin = await self._origin(where.origin)
        now = self._clock()
        if origin.wait > now:
            raise FetchError(
                f"{url}: {where.host} wants to be left alone for another {origin.wait - now:.0f} seconds",
                retry_after=origin.wait - now,
            )
        if not allowed(origin.robots, where):
            why = "its robots.txt cannot be had" if origin.robots is None else "its robots.txt forbids it"
            raise (FetchError if origin.robots is None else Unwelcome)(f"{url}: {why}")
        await self._pause(where.host, delay(origin.robots))
        try:
            return await self._fetcher.fetch(url, etag=etag, modified=modified)
        except FetchError as error:
            if error.retry_after is not None:
                left = Origin(origin.origin, origin.robots, origin.read, self._clock() + error.retry_after)
                await self._keep_origin(left)
            raise

    async def _origin(self, name: str) -> Origin:
        """What is known of a site; its robots.txt is read again after a day."""
        known = self._origins.get(name)
        now = self._clock()
        if known is None:
            known = (await self._in_thread(lambda: self.watchlist.origins([name]))).get(name)
        holds = HOLDS if known is not None and known.robots is not None else HOLDS / 24
        if known is None or not 0 <= now - known.read < holds:
            await self._pause(target(name).host, 0.0)
            text = await robots(self._fetcher.fetch, name)
            known = Origin(name, text, now, known.wait if known is not None else 0.0)
            await self._keep_origin(known)
        self._origins[name] = known
        return known

    async def _keep_origin(self, origin: Origin) -> None:
        self._origins[origin.origin] = origin
        await self._in_thread(lambda: self.watchlist.keep_origins([origin]))

    async def _pause(self, host: str, wanted: float) -> None:
        """Wait until the host has had its rest."""
        rest = max(self._settings.pause, wanted)
        left = self._last.get(host, float("-inf")) + rest - time.monotonic()
        if left > 0:
            await asyncio.sleep(left)
        self._last[host] = time.monotonic()

    async def _by_host(
        self, items: Iterable[T], host: Callable[[T], Hashable], work: Callable[[T], Awaitable[None]]
    ) -> None:
        """Work on all items: those of one host one after the other, several hosts at once."""
        groups: dict[Hashable, list[T]] = defaultdict(list)
        for item in items:
            groups[host(item)].append(item)
        room = asyncio.Semaphore(_HOSTS_AT_ONCE)

        async def one(group: Sequence[T]) -> None:
            async with room:
                for item in group:
                    await work(item)

        async with asyncio.TaskGroup() as tasks:
            for group in groups.values():
                tasks.create_task(one(group))

    # words

    def _said(self, item: Source | Listed, address: str, outcome: Outcome, line: str = "") -> Line:
        number = item.id if isinstance(item, Source) else item.source_id
        return Line(self._clock(), number, address, outcome, line)

    def _count(self, tally: Tally, lines: Iterable[Line]) -> None:
        for line in lines:
            tally.outcomes[line.outcome] += 1
            if self._tell is not None:
                self._tell(line)

    @staticmethod
    async def _in_thread(work: Callable[[], T]) -> T:
        return await asyncio.to_thread(work)


def _brought(page: Intake, added: Added, had: set[str]) -> Outcome:
    """What a page was to a ledger that had pages from some addresses."""
    if added.transaction is None:
        return Outcome.SAME
    return Outcome.VERSION if page.capture.found_at in had else Outcome.ADDED


def _outcome(error: FoedusError) -> Outcome:
    match error:
        case AddressRefused():
            return Outcome.REFUSED
        case Unwelcome():
            return Outcome.UNWELCOME
        case InputError():
            return Outcome.UNREADABLE
        case _:
            return Outcome.FAILED


def _may(address: str) -> bool:
    """Whether an entry's address is one that may be asked at all."""
    try:
        target(address)
    except AddressRefused:
        return False
    return True


def _seconds(time_told: str | None) -> float | None:
    """A feed's time as seconds since 1970, None for a day alone."""
    if time_told is None or "T" not in time_told:
        return None
    return datetime.fromisoformat(time_told).timestamp()
