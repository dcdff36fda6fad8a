"""When a page was published: what the call says, JSON-LD and meta tags, `time` elements; htmldate last, as
a day."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from foedus.errors import UsageError
from foedus.model import Published

_META = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate",
    "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "parsely-pub-date", "sailthru.date",
    "citation_date",
)  # fmt: skip


def given(text: str) -> Published:
    """--published: an ISO day, or an ISO instant with its zone. Raises UsageError for anything else."""
    found = _instant(text)
    if found is None:
        raise UsageError(f"{text!r} is no date of publication: write 2024-11-12 or 2024-11-12T08:00+09:00")
    return Published(found.day, found.at, "given")


def of_front_matter(date: str) -> Published | None:
    """The time of publication that a Markdown page's front matter tells."""
    found = _instant(date)
    return Published(found.day, found.at, "meta") if found else None


def of_tree(tree: Any, html: str) -> Published | None:
    """The time of publication that an HTML page tells (an lxml tree and its source)."""
    for value in _json_ld(tree, "datePublished"):
        if (found := _instant(value)) is not None:
            return Published(found.day, found.at, "json-ld")
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key in _META and (found := _instant(meta.get("content") or "")) is not None:
            return Published(found.day, found.at, "meta")
    for element in tree.iter("time"):
        if (found := _instant(element.get("datetime") or "")) is not None:
            return Published(found.day, found.at, "time")
    return _guess(html)


def publisher_of(tree: Any) -> str | None:
    """The publisher that an HTML page names."""
    for value in _json_ld(tree, "publisher"):
        return value
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:site_name", "application-name"):
            content = (meta.get("content") or "").strip()
            if content:
                return str(content)
    return None


def _guess(html: str) -> Published | None:
    from htmldate import find_date  # noqa: PLC0415  heavy: loads only where it is needed

    try:
        day = find_date(html[:400_000], extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return Published(day, None, "guess") if day else None


def _instant(text: str) -> Published | None:
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return Published(dt.date.fromisoformat(text).isoformat())
        except ValueError:
            return None
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return Published(at.date().isoformat(), at if at.tzinfo is not None else None)


def _json_ld(tree: Any, key: str) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _values(data, key, 0)


def _values(data: Any, key: str, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data[:50]:
            yield from _values(item, key, depth + 1)
    elif isinstance(data, dict):
        value = data.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            yield value.strip()
        for inner in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(inner), (list, dict)):
                yield from _values(data[inner], key, depth + 1)
