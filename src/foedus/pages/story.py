"""From a page (bytes) to an Article: decoded, told apart, dated. The one call of the package.

For plain text `Article.text` is the page as decoded, so offsets are offsets in the page; for HTML and
Markdown it is the extracted story, headline first, paragraphs set apart by blank lines.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace

from foedus.errors import PageError
from foedus.model import Article, Block, Published, Role
from foedus.pages.blocks import blocks
from foedus.pages.dateline import credits, dateline, line_day
from foedus.pages.decode import decode
from foedus.pages.html import looks_like_html
from foedus.pages.language import foreign
from foedus.pages.markdown import looks_like_markdown, marked
from foedus.pages.published import given, of_front_matter
from foedus.pages.worker import SECONDS, extract_safely

NO_DATE = (
    "no date: neither the page nor the call tells when it was published, so days such as 'Tuesday' stay "
    "without a date; give --published"
)
_READ = frozenset({Role.HEADLINE, Role.SUMMARY, Role.BODY})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost: bytes as it comes in, seconds of the HTML extractor."""

    size: int = 20 * 1024 * 1024
    seconds: float = SECONDS


DEFAULT_LIMITS = Limits()


def article(
    data: bytes,
    *,
    doc: str,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
    address: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Article:
    """The page read as news.

    `published` is an ISO day or instant and wins over what the page tells, as do `publisher`, `title` and
    `address`. Raises PageError for a page that is empty, binary, too large, not English or without a story,
    UsageError for a date of publication that is none.
    """
    known = given(published) if published else None
    if len(data) > limits.size:
        raise PageError(
            f"{doc}: {len(data) >> 20} MB is more than a page ({limits.size >> 20} MB): "
            "split it, or give a JSON Lines list of documents"
        )
    text = decode(data, doc)
    if looks_like_html(text):
        found = extract_safely(text, doc, limits.seconds)
        head = [found.title] if found.title else []
        text = "\n\n".join([*head, *found.paragraphs])
        known = known or found.published
        publisher, address = publisher or found.publisher, address or found.address
        title = title or found.title
    elif looks_like_markdown(text):
        page = marked(text)
        text = "\n\n".join([*([page.title] if page.title else []), *page.paragraphs])
        known = known or of_front_matter(page.date)
        title = title or page.title
    if not any(c.isalpha() for c in text):
        raise PageError(f"{doc}: there is no text on this page")
    cut = blocks(text)
    prose = " ".join(text[b.start : b.end] for b in cut if b.role in _READ) or text
    language = foreign(prose)
    if language is not None:
        raise PageError(f"{doc}: not English (it looks like {language}): foedus reads English pages")
    return _article(text, cut, doc, hashlib.sha256(data).hexdigest(), publisher, known, title, address)


def _article(
    text: str,
    cut: tuple[Block, ...],
    doc: str,
    digest: str,
    publisher: str | None,
    published: Published | None,
    title: str | None,
    address: str | None,
) -> Article:
    own = line_day(text, cut)
    if published is None and own is not None:
        published = Published(own, None, "text")
    near = dt.date.fromisoformat(published.day) if published else None
    line = dateline(text, cut, near)
    if published is None and line is not None and line.day is not None:
        published = Published(line.day, None, "text")
    headline = next((b for b in cut if b.role is Role.HEADLINE), None)
    if title is None and headline is not None:
        title = " ".join(text[headline.start : headline.end].split())
    found = Article(
        doc=doc, text=text, blocks=cut, digest=digest, publisher=publisher, published=published,
        dateline=line, title=title, address=address, credits=credits(text, cut),
    )  # fmt: skip
    return found if published is not None else replace(found, warnings=(NO_DATE,))
