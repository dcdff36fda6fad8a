"""From an HTML page to the text of its story: furniture cut away, captions apart, then trafilatura for
precision.

`extract` is the pure function; `worker` runs it in a process that can be killed. Hostile pages (too deep, too
large, too slow) end in a PageError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from foedus.errors import PageError
from foedus.model import Published
from foedus.pages.published import of_tree, publisher_of

_CUT = (
    "script",
    "style",
    "noscript",
    "nav",
    "aside",
    "footer",
    "form",
    "iframe",
    "svg",
    "button",
    "template",
    "select",
    "video",
    "audio",
)
_CUT_NAMED = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|side-bar|newsletter|share|social|promo|advert|ad|most-?read|most-?popular|trending|"
    r"recommend\w*|comments?|breadcrumbs?|menu|navigation|nav|cookie|subscribe|footer|tags?|more-stories|read-more|outbrain|taboola)"
    r"(?:$|[\s_-])",
    re.I,
)
_CAPTIONED = ("figure", "figcaption", "picture")
_CAPTION_NAMED = re.compile(r"(?:^|[\s_-])(?:caption|credit|photo-?credit|image-?credit)(?:$|[\s_-])", re.I)
_LIKELY_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b", re.I)
MAX_DEPTH = 200  # the parser itself drops what is nested deeper than 255


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
    """The story of a page. Raises PageError where there is none or the page is nested too deeply."""
    from lxml import html as lxml_html  # noqa: PLC0415  heavy: loads only where it is needed
    from lxml.etree import ParserError  # noqa: PLC0415  heavy: loads only where it is needed

    try:
        tree = lxml_html.fromstring(
            html.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (ParserError, ValueError) as error:
        raise PageError(f"{doc}: no readable page in this HTML") from error
    if _too_deep(tree):
        raise PageError(f"{doc}: nested too deeply to be read: save the story as text")
    published, publisher = of_tree(tree, html), publisher_of(tree)
    title, address = _title(tree), _address(tree)
    captions = _cut(tree)
    paragraphs = _story(tree) or _walk(tree)
    kept = [p for p in paragraphs if _fold(p) not in captions and _fold(p) != _fold(title or "")]
    if not kept:
        raise PageError(f"{doc}: no story found on this page: save the story as text")
    return Extracted(title, tuple(kept), publisher, published, address)


def _too_deep(tree: Any) -> bool:
    depth = 0
    level = [tree]
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            return True
        level = [child for element in level for child in element]
    return False


def _cut(tree: Any) -> set[str]:
    """Removes furniture and pictures; the folded captions that were on them."""
    captions: set[str] = set()
    doomed = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        alt = element.get("alt") if element.tag == "img" else None
        if alt:
            captions.add(_fold(alt))
        named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        if element.tag in _CAPTIONED or _CAPTION_NAMED.search(named):
            captions.add(_fold(element.text_content()))
            doomed.append(element)
        elif element.tag in _CUT or (
            element.tag in ("div", "section", "ul", "ol", "header") and _CUT_NAMED.search(named)
        ):
            doomed.append(element)
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    return {c for c in captions if len(c) > 15}


def _story(tree: Any) -> list[str]:
    """Paragraphs by trafilatura, tuned for precision; [] where it finds none."""
    import trafilatura  # noqa: PLC0415  heavy: loads only where it is needed
    from lxml import html as lxml_html  # noqa: PLC0415  heavy: loads only where it is needed

    source = lxml_html.tostring(tree, encoding="unicode")
    found = trafilatura.extract(
        source, favor_precision=True, include_comments=False, include_tables=False, include_formatting=False,
        include_links=False, deduplicate=False,
    )  # fmt: skip
    return [line.strip() for line in (found or "").split("\n") if line.strip()]


def _walk(tree: Any) -> list[str]:
    """The paragraphs of the article or the body, for pages too short for trafilatura."""
    roots = tree.xpath("//article") or tree.xpath("//main") or [tree]
    out: list[str] = []
    for element in roots[0].iter("p", "h2", "h3", "li", "blockquote", "div"):
        if element.tag == "div" and len(element.xpath(".//p|.//div")):
            continue
        text = " ".join(element.text_content().split())
        if text and text not in out:
            out.append(text)
    return out


def _title(tree: Any) -> str | None:
    for h1 in tree.xpath("//article//h1|//main//h1|//h1"):
        text = " ".join(h1.text_content().split())
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


def _fold(text: str) -> str:
    return " ".join(text.split()).lower()
