"""Sources, what they list, leases and the log, in the ledger's own database but no part of the record.

Who takes work holds it under a lease: until it ends nobody else has it, and a worker that is killed gives it
back by not renewing. All sources of one host go to one worker at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, and_, bindparam, delete, func, select, update
from sqlalchemy.sql import Select

from foedus.ledger import Ledger
from foedus.ledger.schema import watch_entries, watch_log, watch_origins, watch_sources
from foedus.watch.address import target
from foedus.watch.model import Line, Listed, Outcome, Source, SourceKind, SourceState
from foedus.watch.rhythm import FIRST

#: Further fields of a source, by how many entries it listed that were not known.
Rhythm = Callable[[Source, int], Mapping[str, object]]

BACKLOG: Final = 50  # pages that are fetched of what a source listed before it was watched
_KEPT_LINES: Final = 200  # of the log, a source
_FIELDS: Final = (
    "id", "address", "host", "kind", "title", "publisher", "every", "state", "added", "due", "interval",
    "etag", "modified", "digest", "fetched", "failures", "said",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that a source lists now; times as the source writes them, `at` in seconds where it is told."""

    address: str
    title: str | None = None
    published: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a site: its robots.txt, when it was read, and until when it wants to be left alone."""

    origin: str
    robots: str | None
    read: float
    wait: float


class Watchlist:
    """The sources of one ledger. Safe for several threads and several processes."""

    def __init__(self, ledger: Ledger) -> None:
        self._door = ledger.door

    # sources

    def add(
        self,
        address: str,
        *,
        now: float,
        kind: SourceKind = SourceKind.FEED,
        title: str | None = None,
        publisher: str | None = None,
        every: float | None = None,
    ) -> tuple[int, bool]:
        """Watch an address from now on; gives (its number, whether it is new).

        Raises AddressRefused for what can be no source.
        """
        return self.add_many([(address, kind, title, publisher, every)], now=now)[0]

    def add_many(
        self, sources: Iterable[tuple[str, SourceKind, str | None, str | None, float | None]], *, now: float
    ) -> list[tuple[int, bool]]:
        """Watch many addresses, given as (address, kind, title, publisher, every): all of them or none."""
        todo = [(target(one[0]), one) for one in sources]
        out = []
        with self._door.writing() as connection:
            s = watch_sources.c
            known = {row.address: int(row.id) for row in connection.execute(select(s.address, s.id))}
            last = max(known.values(), default=0)
            rows = []
            for where, (_, kind, title, publisher, every) in todo:
                if where.url in known:
                    out.append((known[where.url], False))
                    continue
                last += 1
                known[where.url] = last
                rows.append({
                    "id": last, "address": where.url, "host": where.host, "kind": SourceKind(kind).value,
                    "title": title, "publisher": publisher, "every": every, "state": "watched", "added": now,
                    "due": now, "lease": 0.0, "interval": every or FIRST, "failures": 0,
                })  # fmt: skip
                out.append((last, True))
            if rows:
                connection.execute(watch_sources.insert(), rows)
        return out

    def sources(self) -> list[Source]:
        """Every source, in the order in which they were added."""
        with self._door.reading() as connection:
            return [_source(row) for row in connection.execute(_sources().order_by(watch_sources.c.id))]

    def source(self, number: int) -> Source | None:
        """One source by its number."""
        with self._door.reading() as connection:
            row = connection.execute(_sources().where(watch_sources.c.id == number)).one_or_none()
        return None if row is None else _source(row)

    def change(self, number: int, **values: object) -> bool:
        """Set fields of a source (state, publisher, every, title, due); False where there is none."""
        with self._door.writing() as connection:
            found = connection.execute(
                update(watch_sources).where(watch_sources.c.id == number).values(**values)
            )
            return found.rowcount > 0

    def remove(self, number: int) -> bool:
        """Watch a source no more, and forget what it lists; its pages stay in the ledger."""
        with self._door.writing() as connection:
            found = connection.execute(delete(watch_sources).where(watch_sources.c.id == number))
            connection.execute(delete(watch_entries).where(watch_entries.c.source_id == number))
            connection.execute(delete(watch_log).where(watch_log.c.source_id == number))
            return found.rowcount > 0

    # leases

    def take_sources(self, worker: str, *, now: float, most: int, lease: float) -> list[Source]:
        """Sources that are due, the longest due first, now this worker's for `lease` seconds."""
        s, other = watch_sources.c, watch_sources.alias()
        theirs = (
            select(other.c.id)
            .where(other.c.host == s.host, other.c.lease > now, other.c.worker != worker)
            .exists()
        )
        query = (
            _sources()
            .where(s.due <= now, s.state == "watched", s.lease <= now, ~theirs)
            .order_by(s.due, s.id)
            .limit(most)
        )
        return [_source(row) for row in self._take(query, watch_sources, worker, now + lease)]

    def take_entries(self, worker: str, *, now: float, most: int, lease: float) -> list[Listed]:
        """Pages that are due, the newest first, now this worker's for `lease` seconds."""
        e, other = watch_entries.c, watch_entries.alias()
        theirs = (
            select(other.c.id)
            .where(other.c.host == e.host, other.c.lease > now, other.c.worker != worker)
            .exists()
        )
        names = (
            "id", "source_id", "address", "host", "title", "published", "visits", "failures", "etag",
            "modified", "digest",
        )  # fmt: skip
        query = (
            select(*(e[name] for name in names), watch_sources.c.publisher)
            .join(watch_sources, watch_sources.c.id == e.source_id)
            .where(e.due <= now, e.lease <= now, watch_sources.c.state == "watched", ~theirs)
            .order_by(e.visits, e.id)
            .limit(most)
        )
        return [Listed(**row._mapping) for row in self._take(query, watch_entries, worker, now + lease)]

    def _take(self, query: Select[Any], table: Any, worker: str, until: float) -> list[Row[Any]]:
        with self._door.writing() as connection:
            rows = list(connection.execute(query))
            if rows:
                ids = [row.id for row in rows]
                connection.execute(
                    update(table).where(table.c.id.in_(ids)).values(worker=worker, lease=until)
                )
        return rows

    def renew(self, worker: str, *, now: float, lease: float) -> None:
        """Hold on to all that this worker has."""
        with self._door.writing() as connection:
            for table in (watch_sources, watch_entries):
                held = and_(table.c.worker == worker, table.c.lease > 0)
                connection.execute(update(table).where(held).values(lease=now + lease))

    def release(self, worker: str) -> None:
        """Give back all that this worker has, to be taken at once."""
        with self._door.writing() as connection:
            for table in (watch_sources, watch_entries):
                connection.execute(
                    update(table).where(table.c.worker == worker).values(worker=None, lease=0.0)
                )

    # what came of it

    def book_sources(
        self,
        booked: Sequence[tuple[Source, Mapping[str, object], Sequence[Found]]],
        *,
        now: float,
        lines: Sequence[Line] = (),
        rhythm: Rhythm | None = None,
    ) -> dict[int, int]:
        """Book what came of asking sources: (source, its new fields, what it lists).

        `rhythm` gives further fields of a source that listed so many entries which were not known. Gives by
        the source's number how many these were. Each lease ends.
        """
        with self._door.writing() as connection:
            new = _list(connection, [(source, found) for source, _, found in booked], now)
            fields = [
                (s.id, {**values, **(rhythm(s, new[s.id]) if rhythm else {})}) for s, values, _ in booked
            ]
            _set(connection, watch_sources, fields)
            _log(connection, lines)
        return new

    def book_entries(
        self, booked: Iterable[tuple[int, Mapping[str, object]]], lines: Sequence[Line] = ()
    ) -> None:
        """Book what came of asking for pages: (the entry's number, its new fields). Each lease ends."""
        with self._door.writing() as connection:
            _set(connection, watch_entries, booked)
            _log(connection, lines)

    # sites

    def origins(self, names: Iterable[str]) -> dict[str, Origin]:
        """What is known of sites, by scheme, host and port."""
        wanted = sorted(set(names))
        if not wanted:
            return {}
        with self._door.reading() as connection:
            query = select(watch_origins).where(watch_origins.c.origin.in_(wanted))
            return {row.origin: Origin(**row._mapping) for row in connection.execute(query)}

    def keep_origins(self, origins: Iterable[Origin]) -> None:
        """Keep what is now known of sites."""
        rows = [{"origin": o.origin, "robots": o.robots, "read": o.read, "wait": o.wait} for o in origins]
        if not rows:
            return
        with self._door.writing() as connection:
            connection.execute(
                delete(watch_origins).where(watch_origins.c.origin.in_([r["origin"] for r in rows]))
            )
            connection.execute(watch_origins.insert(), rows)

    # looking

    def log(self, *, source: int | None = None, most: int = 50) -> list[Line]:
        """The last lines of the log, the newest first."""
        c = watch_log.c
        query = select(c.at, c.source_id, c.address, c.outcome, c.line).order_by(c.id.desc()).limit(most)
        if source is not None:
            query = query.where(c.source_id == source)
        with self._door.reading() as connection:
            return [
                Line(row.at, row.source_id, row.address, Outcome(row.outcome), row.line)
                for row in connection.execute(query)
            ]

    def waiting(self, *, now: float) -> dict[str, int]:
        """How much is due, leased and listed: by name."""
        s, e = watch_sources.c, watch_entries.c
        asked = {
            "sources": select(func.count()).select_from(watch_sources),
            "paused": select(func.count()).where(s.state == "paused"),
            "failing": select(func.count()).where(s.failures > 0, s.state == "watched"),
            "sources due": select(func.count()).where(s.due <= now, s.state == "watched"),
            "pages listed": select(func.count()).select_from(watch_entries),
            "pages due": select(func.count()).where(e.due <= now),
            "leased": select(func.count()).where(s.lease > now),
        }
        with self._door.reading() as connection:
            return {name: connection.execute(query).scalar_one() for name, query in asked.items()}

    def next_due(self) -> float | None:
        """When the next source or page falls due; None where nothing ever does."""
        s, e = watch_sources.c, watch_entries.c
        with self._door.reading() as connection:
            times = [
                connection.execute(select(func.min(s.due)).where(s.state == "watched")).scalar_one(),
                connection.execute(select(func.min(e.due))).scalar_one(),
            ]
        return min((t for t in times if t is not None), default=None)


def _sources() -> Select[Any]:
    return select(*(watch_sources.c[name] for name in _FIELDS))


def _source(row: Row[Any]) -> Source:
    told = dict(row._mapping)
    return Source(**{**told, "kind": SourceKind(told["kind"]), "state": SourceState(told["state"])})


def _set(connection: Connection, table: Table, booked: Iterable[tuple[int, Mapping[str, object]]]) -> None:
    """Set fields of rows by their numbers and end their leases, those with the same fields in one go."""
    groups: dict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
    for number, values in booked:
        groups[tuple(sorted(values))].append({"number": number, **values})
    for names, rows in groups.items():
        fresh: dict[str, Any] = {"worker": None, "lease": 0.0, **{name: bindparam(name) for name in names}}
        connection.execute(update(table).where(table.c.id == bindparam("number")).values(fresh), rows)


def _list(
    connection: Connection, listed: Iterable[tuple[Source, Sequence[Found]]], now: float
) -> dict[int, int]:
    """Note what sources list: new pages become due, and those that they say have changed.

    Of what a source listed before it was watched, the first (the newest in a feed) are fetched. Gives by the
    source's number how many pages were not known.
    """
    e = watch_entries.c
    new: dict[int, int] = {}
    wanted: dict[str, tuple[Source, Found]] = {}
    for source, found in listed:
        new[source.id] = 0
        for one in found:
            wanted.setdefault(one.address, (source, one))
    known = _known(connection, wanted)
    changed = []
    for address, row in known.items():
        told = wanted[address][1].changed
        if told is not None and told != row.changed:
            due = now if row.changed is not None or row.due is None else row.due
            changed.append({"number": row.id, "changed": told, "due": due})
    if changed:
        values: dict[str, Any] = {"changed": bindparam("changed"), "due": bindparam("due")}
        connection.execute(update(watch_entries).where(e.id == bindparam("number")).values(values), changed)
    last = int(connection.execute(select(func.max(e.id))).scalar_one() or 0)
    rows: list[dict[str, object]] = []
    for address, (source, one) in wanted.items():
        if address in known:
            continue
        new[source.id] += 1
        backlog = source.fetched is None and new[source.id] > BACKLOG
        rows.append({
            "id": last + len(rows) + 1, "source_id": source.id, "address": one.address,
            "host": target(one.address).host, "title": one.title, "published": one.published,
            "changed": one.changed, "found": now, "due": None if backlog else now, "lease": 0.0, "visits": 0,
            "failures": 0,
        })  # fmt: skip
    if rows:
        connection.execute(watch_entries.insert(), rows)
    return new


def _known(connection: Connection, addresses: Iterable[str]) -> dict[str, Row[Any]]:
    """The entries of addresses that are listed already."""
    e = watch_entries.c
    todo = list(addresses)
    known: dict[str, Row[Any]] = {}
    for start in range(0, len(todo), 500):
        query = select(e.id, e.address, e.changed, e.due).where(e.address.in_(todo[start : start + 500]))
        known.update({row.address: row for row in connection.execute(query)})
    return known


def _log(connection: Connection, lines: Sequence[Line]) -> None:
    """Add lines, and drop the oldest of each source beyond what is kept."""
    if not lines:
        return
    c = watch_log.c
    last = connection.execute(select(func.max(c.id))).scalar_one() or 0
    rows = [
        {
            "id": last + n, "at": o.at, "source_id": o.source_id, "address": o.address,
            "outcome": o.outcome.value, "line": o.line,
        }
        for n, o in enumerate(lines, 1)
    ]  # fmt: skip
    connection.execute(watch_log.insert(), rows)
    for number in {line.source_id for line in lines}:
        newest = select(c.id).where(c.source_id == number).order_by(c.id.desc()).offset(_KEPT_LINES).limit(1)
        edge = connection.execute(newest).scalar_one_or_none()
        if edge is not None:
            connection.execute(delete(watch_log).where(and_(c.source_id == number, c.id <= edge)))
