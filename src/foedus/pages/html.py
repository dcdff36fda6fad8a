"""From an HTML page to the text of its story: furniture cut away, captions apart, cells taken for paragraphs.

`extract` is the pure function; it runs in the guarded process. Where the cut has taken the story with it, the
uncut page is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from foedus.errors import PageError
from foedus.model import Published
from foedus.pages.furniture import Cut, cut
from foedus.pages.prose import fold, is_prose, text_of
from foedus.pages.published import of_tree, publisher_of
from foedus.pages.tables import unfold_tables

_LIKELY_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b", re.I)
MAX_DEPTH = 200  # the parser itself drops what is nested deeper than 255
MAX_ELEMENTS = 150_000  # the largest pages of news have a tenth of it


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an HTML page tells: title, paragraphs in order, and what stands about it in its head."""

    title: str | None
    paragraphs: tuple[str, ...]
    publisher: str | None
    published: Published | None
    address: str | None


def looks_like_html(text: str) -> bool:
    """Whether a page is HTML by its beginning."""
    start = text[:2000].lstrip()
    return (start.startswith("<") and _LIKELY_HTML.search(text[:5000]) is not None) or bool(
        re.search(r"<html\b|<body\b", text[:20_000], re.I)
    )


def extract(html: str, doc: str) -> Extracted:
    """The story of a page. Raises PageError where there is none, or too much for any page."""
    tree = _tree(html, doc)
    _refuse_monsters(tree, doc)
    published, publisher = of_tree(tree, html), publisher_of(tree)
    title, address = _title(tree), _address(tree)
    unfold_tables(tree)
    found = cut(tree)
    kept = _told(_paragraphs(tree), found, title)
    if found.prose and not any(is_prose(p) for p in kept):  # the story went with the furniture
        whole = _tree(html, doc)
        unfold_tables(whole)
        kept = _told(_paragraphs(whole), found, title) or kept
    if not kept:
        raise PageError(f"{doc}: no story found on this page: save the story as text")
    return Extracted(title, tuple(kept), publisher, published, address)


def _tree(html: str, doc: str) -> Any:
    from lxml import html as lxml_html  # noqa: PLC0415  heavy: loads only where it is needed
    from lxml.etree import ParserError  # noqa: PLC0415  heavy: loads only where it is needed

    parser = lxml_html.HTMLParser(encoding="utf-8")
    try:
        return lxml_html.fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError) as error:
        raise PageError(f"{doc}: no readable page in this HTML") from error


def _told(paragraphs: list[str], found: Cut, title: str | None) -> list[str]:
    """The paragraphs that are no caption and do not repeat the title."""
    return [p for p in paragraphs if fold(p) not in found.captions and fold(p) != fold(title or "")]


def _refuse_monsters(tree: Any, doc: str) -> None:
    """Raises PageError for a page of too many elements, or of elements nested too deeply."""
    depth, number = 0, 0
    level = [tree]
    while level:
        depth += 1
        number += len(level)
        if depth > MAX_DEPTH:
            raise PageError(f"{doc}: nested too deeply to be read: save the story as text")
        if number > MAX_ELEMENTS:
            raise PageError(f"{doc}: more than {MAX_ELEMENTS:,} elements are no page: save the story as text")
        level = [child for element in level for child in element]


def _paragraphs(tree: Any) -> list[str]:
    """Paragraphs by trafilatura, tuned for precision; all of the article's or body's where it has none."""
    import trafilatura  # noqa: PLC0415  heavy: loads only where it is needed
    from lxml import html as lxml_html  # noqa: PLC0415  heavy: loads only where it is needed

    source = lxml_html.tostring(tree, encoding="unicode")
    found = trafilatura.extract(
        source, favor_precision=True, include_comments=False, include_tables=False, include_formatting=False,
        include_links=False, deduplicate=False,
    )  # fmt: skip
    return [line.strip() for line in (found or "").split("\n") if line.strip()] or _walk(tree)


def _walk(tree: Any) -> list[str]:
    """The paragraphs of the article or the body, for pages too short for trafilatura."""
    roots = tree.xpath("//article") or tree.xpath("//main") or [tree]
    out: dict[str, None] = {}
    for element in roots[0].iter("p", "h2", "h3", "li", "blockquote", "div"):
        if element.tag == "div" and element.find(".//p") is not None:
            continue
        if element.tag == "div" and element.find(".//div") is not None:
            continue
        text = text_of(element)
        if text:
            out[text] = None
    return list(out)


def _title(tree: Any) -> str | None:
    for h1 in tree.xpath("//article//h1|//main//h1|//h1"):
        text = text_of(h1)
        if text:
            return text
    for meta in tree.iter("meta"):
        if (meta.get("property") or "").lower() == "og:title" and (meta.get("content") or "").strip():
            return " ".join(meta.get("content").split())
    title = tree.find(".//title")
    return " ".join(title.text.split()) or None if title is not None and title.text else None


def _address(tree: Any) -> str | None:
    for link in tree.iter("link"):
        href = link.get("href") or ""
        if "canonical" in (link.get("rel") or "").lower() and href.startswith(("http://", "https://")):
            return str(href)
    return None
