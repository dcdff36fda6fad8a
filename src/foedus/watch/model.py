"""What is watched: sources, the entries that they list, and what came of asking for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is."""

    FEED = "feed"  # RSS, Atom, JSON Feed: its entries are fetched
    SITEMAP = "sitemap"  # the same of a sitemap or an index of sitemaps
    PAGE = "page"  # kept itself whenever its text changes


class SourceState(StrEnum):
    """Whether a source is asked."""

    WATCHED = "watched"
    PAUSED = "paused"


class Outcome(StrEnum):
    """What came of asking for a source or an entry."""

    ADDED = "added"  # a page that the ledger did not have
    VERSION = "new version"  # of a page that it had
    SAME = "same"  # not changed
    LISTED = "listed"  # a feed, with what it lists
    UNREADABLE = "unreadable"  # it came, and is no page that can be read
    REFUSED = "refused"  # by us: an address that is never asked
    UNWELCOME = "unwelcome"  # by the server or its robots.txt
    FAILED = "failed"  # could not be had


@dataclass(frozen=True, slots=True)
class Source:
    """A source; times are seconds since 1970, `every` and `interval` seconds.

    `etag`, `modified` and `digest` are those of what came last; `said` is the last refusal or failure.
    """

    id: int
    address: str
    host: str
    kind: SourceKind
    title: str | None
    publisher: str | None
    every: float | None
    state: SourceState
    added: float
    due: float
    interval: float
    etag: str | None
    modified: str | None
    digest: str | None
    fetched: float | None
    failures: int
    said: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that a source lists; `visits` counts how often it came."""

    id: int
    source_id: int
    address: str
    host: str
    title: str | None
    published: str | None
    visits: int
    failures: int
    etag: str | None
    modified: str | None
    digest: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log."""

    at: float
    source_id: int
    address: str
    outcome: Outcome
    line: str
