"""What a feed or a sitemap lists: RSS, RDF, Atom, JSON Feed, sitemaps and their indexes, as entries.

Runs in the guarded process. The bytes are decoded here first (feeds lie about their encoding), then read by
fastfeedparser, by feedparser where that finds nothing; the time of an entry keeps its own zone, which both
libraries lose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from enum import StrEnum
from html import unescape
from typing import Any, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from foedus.dates.zones import ABBREVIATIONS
from foedus.errors import PageError
from foedus.extras import extra
from foedus.pages.decode import decoded

MOST_ENTRIES: Final = 2000  # of one feed; of a sitemap those changed last
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATES: Final = frozenset({"pubdate", "published", "issued", "created", "date", "date_published"})
_CHANGED: Final = frozenset({"updated", "modified", "date_modified"})
_ABBREVIATION: Final = re.compile(r"^(.*\d)\s+([A-Z]{2,5})$")
_ISO: Final = re.compile(r"^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?$")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_LONGEST_TITLE: Final = 500
_ITEMS: Final = frozenset({"item", "entry"})


class FeedKind(StrEnum):
    """What a listing is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "sitemap index"  # its entries are sitemaps


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: `key` is the same as long as it is the same entry.

    `published` and `changed` are ISO days or instants in the entry's own zone, None where it tells none.
    """

    key: str
    address: str
    title: str | None = None
    published: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A listing with its entries in its own order."""

    kind: FeedKind
    title: str | None
    entries: tuple[FeedEntry, ...]


def read_feed(data: bytes, address: str, encoding: str | None = None) -> Feed:
    """The entries of a feed or sitemap found at `address`. Raises PageError for anything else."""
    text = _DECLARED.sub("", decoded(data, address, encoding), count=1).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return _feed(text.encode(), address, _json_dates(text))
    root = _parsed(text)
    name = _local(root.tag) if root is not None else ""
    if root is not None and name in ("urlset", "sitemapindex"):
        return _sitemap(root, name, address)
    if name not in ("rss", "rdf", "feed", "channel") and not re.search(
        r"<(?:rss|feed|rdf)\b", text[:2000], re.I
    ):
        raise PageError(f"{address}: neither a feed nor a sitemap")
    dates = (
        [_xml_dates(item) for item in root.iter() if _local(item.tag) in _ITEMS] if root is not None else []
    )
    return _feed(text.encode(), address, dates)


def _parsed(text: str) -> Any:
    from lxml import etree  # noqa: PLC0415  only a listing needs it

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _local(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _xml_dates(item: Any) -> tuple[str | None, str | None]:
    """When an entry says that it was published, and changed."""
    found = {_local(child.tag): (child.text or "").strip() for child in item}
    return (
        next((found[name] for name in found if name in _DATES and found[name]), None),
        next((found[name] for name in found if name in _CHANGED and found[name]), None),
    )


def _json_dates(text: str) -> list[tuple[str | None, str | None]]:
    import msgspec  # noqa: PLC0415

    try:
        items = msgspec.json.decode(text).get("items")
        return [(i.get("date_published"), i.get("date_modified")) for i in items]
    except (msgspec.DecodeError, AttributeError, TypeError):
        return []


def _feed(data: bytes, address: str, dates: list[tuple[str | None, str | None]]) -> Feed:
    title, found = _entries(data, address)
    entries = []
    for number, (key, link, name, published, changed) in enumerate(found):
        where = _web(address, link or (key if key and key.startswith("http") else ""))
        if where is None:
            continue
        told = dates[number] if len(dates) == len(found) else (None, None)
        entries.append(
            FeedEntry(
                key or where, where, _title(name), instant(told[0]) or instant(published),
                instant(told[1]) or instant(changed),
            )
        )  # fmt: skip
    return Feed(FeedKind.FEED, title, tuple(entries[:MOST_ENTRIES]))


def _title(text: str | None) -> str | None:
    """A title without the marks of HTML, in one line."""
    plain = " ".join(unescape(_TAG.sub("", text or "")).split())
    return plain[:_LONGEST_TITLE] or None


def _entries(data: bytes, address: str) -> tuple[str | None, list[tuple[str | None, ...]]]:
    """Title, and of each entry key, link, title, time published and time changed."""
    with extra("watch"):
        import fastfeedparser  # noqa: PLC0415  only a feed needs them
        import feedparser  # noqa: PLC0415

    try:
        parsed: Any = fastfeedparser.parse(
            data, include_content=False, include_tags=False, include_media=False, include_enclosures=False
        )
    except Exception:  # whatever a broken feed makes of it, the second library reads what can be read
        parsed = None
    if parsed is None or not parsed.entries:
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        if not parsed.entries and not parsed.version:
            raise PageError(f"{address}: a feed that cannot be read")
    names = ("id", "link", "title", "published", "updated")
    return parsed.feed.get("title"), [tuple(entry.get(name) for name in names) for entry in parsed.entries]


def _sitemap(root: Any, name: str, address: str) -> Feed:
    entries = list(_urls(root, address))
    entries.sort(key=lambda e: e.changed or "", reverse=True)
    kind = FeedKind.SITEMAP if name == "urlset" else FeedKind.INDEX
    return Feed(kind, None, tuple(entries[:MOST_ENTRIES]))


def _urls(root: Any, address: str) -> Iterator[FeedEntry]:
    for element in root:
        told = {_local(child.tag): (child.text or "").strip() for child in element}
        news = {
            _local(e.tag): (e.text or "").strip()
            for e in element.iter()
            if _local(e.tag) in ("publication_date", "title")
        }
        where = _web(address, told.get("loc", ""))
        if where is not None:
            published = instant(news.get("publication_date"))
            yield FeedEntry(where, where, news.get("title") or None, published, instant(told.get("lastmod")))


def _web(base: str, link: str) -> str | None:
    """The whole address of a link, without its fragment; None for one that is not of the web."""
    if not link.strip():
        return None
    try:
        where = urldefrag(urljoin(base, link.strip())).url
        parts = urlsplit(where)
        _ = parts.port
    except ValueError:
        return None
    return where if parts.scheme in ("http", "https") and parts.hostname and len(where) <= 2000 else None


def instant(text: str | None) -> str | None:
    """A time as a feed writes it, as an ISO instant with its own zone, or an ISO day; None where it is none.

    RFC 822 with any zone that we know the abbreviation of, ISO 8601.
    """
    if not text:
        return None
    text = " ".join(text.split())
    if _ISO.match(text):
        try:
            if len(text) == len("2024-11-12"):
                return datetime.fromisoformat(text).date().isoformat()
            at = datetime.fromisoformat(text.replace(" +", "+").replace(" Z", "Z"))
        except ValueError:
            return None
        return at.isoformat() if at.tzinfo is not None else at.date().isoformat()
    named = _ABBREVIATION.match(text)
    try:
        if named is None:
            at = parsedate_to_datetime(text)
        else:
            at = parsedate_to_datetime(f"{named[1]} +0000").replace(tzinfo=_zone(named[2]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.isoformat() if at.tzinfo is not None else at.date().isoformat()


def _zone(name: str) -> timezone | None:
    """The zone of an abbreviation; None where it is not known, so that only the day is taken."""
    minutes = ABBREVIATIONS.get(name)
    return None if minutes is None else timezone(timedelta(minutes=minutes))
