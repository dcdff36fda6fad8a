"""Lists of feeds as other programs keep them: OPML in and out.

Written by foedus: an outline a source, with its kind and publisher in attributes of our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from foedus.errors import InputError
from foedus.watch.model import Source, SourceKind

_KINDS: Final = {kind.value for kind in SourceKind}
MOST_BYTES: Final = 20 << 20


@dataclass(frozen=True, slots=True)
class Outline:
    """A source of a list: its address, its kind, and what it is called."""

    address: str
    kind: SourceKind
    title: str | None
    publisher: str | None


def read_opml(data: bytes, name: str) -> Iterator[Outline]:
    """The sources of an OPML list, in its order, each address once.

    Raises InputError, naming the list, where it is none.
    """
    from lxml import etree  # noqa: PLC0415  only a list needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: not an OPML list ({str(error)[:100]})") from error
    if root.tag != "opml":
        raise InputError(f"{name}: not an OPML list: it begins with <{str(root.tag)[:40]}>")
    seen: set[str] = set()
    for outline in root.iter("outline"):
        told = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        address = told.get("xmlurl", "").strip()
        if not address or address in seen:
            continue
        seen.add(address)
        kind = told.get("foeduskind", "feed")
        yield Outline(
            address,
            SourceKind(kind) if kind in _KINDS else SourceKind.FEED,
            told.get("title") or told.get("text") or None,
            told.get("foeduspublisher") or None,
        )


def write_opml(sources: Iterable[Source]) -> str:
    """Sources as an OPML 2.0 list, in their order."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>foedus: watched sources</title></head>",
        "  <body>",
    ]
    for source in sources:
        told = {
            "type": "rss",
            "text": source.title or source.address,
            "xmlUrl": source.address,
            "foedusKind": source.kind.value,
        }
        if source.publisher:
            told["foedusPublisher"] = source.publisher
        words = " ".join(f"{key}={quoteattr(_clean(value))}" for key, value in told.items())
        lines.append(f"    <outline {words}/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff"))
