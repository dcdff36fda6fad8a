"""Atom (RFC 4287): a feed of entries as bytes, the same for the same entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as Xml

ATOM: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: an id that stays, a title, when it was last changed, its text, who made it, where it is."""

    id: str
    title: str
    updated: datetime
    text: str
    author: str
    link: str | None = None
    related: str | None = None
    category: str | None = None


def atom(
    title: str,
    id_: str,
    entries: Sequence[Entry],
    *,
    own: str | None = None,
    page: str | None = None,
    updated: datetime | None = None,
) -> bytes:
    """A feed in UTF-8, the entries in the order given.

    `own` is the feed's own address, `page` that of the page it is of; `updated` stands where there is no
    entry.
    """
    root = Xml.Element("feed", xmlns=ATOM)
    _text(root, "title", title)
    _text(root, "id", id_)
    newest = max((e.updated for e in entries), default=updated or _NEVER)
    _text(root, "updated", newest.isoformat())
    for rel, type_, href in (("self", "application/atom+xml", own), ("alternate", "text/html", page)):
        if href is not None:
            Xml.SubElement(root, "link", rel=rel, type=type_, href=clean(href))
    _text(root, "generator", "foedus")
    for entry in entries:
        root.append(_entry(entry))
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(entry: Entry) -> Xml.Element:
    out = Xml.Element("entry")
    _text(out, "title", " ".join(clean(entry.title).split()))
    _text(out, "id", entry.id)
    _text(out, "updated", entry.updated.isoformat())
    for rel, href in (("alternate", entry.link), ("related", entry.related)):
        if href is not None:
            Xml.SubElement(out, "link", rel=rel, href=clean(href))
    if entry.category is not None:
        Xml.SubElement(out, "category", term=entry.category)
    _text(Xml.SubElement(out, "author"), "name", clean(entry.author))
    Xml.SubElement(out, "content", type="text").text = clean(entry.text)
    return out


def clean(text: str) -> str:
    """Without the characters that no XML can hold."""
    return "".join(
        c
        if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
        else "\ufffd"
        for c in text
    )


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = text
