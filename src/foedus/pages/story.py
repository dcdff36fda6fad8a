"""From a page (bytes) to an Article: decoded, told apart, dated, cut to what is read. Pure, without limits.

For plain text `Article.text` is the page as decoded, so offsets are offsets in the page; for HTML and
Markdown it is the extracted story, headline first, paragraphs set apart by blank lines.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from foedus.errors import PageError
from foedus.model import Article, Block, Published, Role
from foedus.pages import budget
from foedus.pages.blocks import blocks
from foedus.pages.dateline import credits, dateline, line_day
from foedus.pages.decode import decode
from foedus.pages.html import extract, looks_like_html
from foedus.pages.language import foreign
from foedus.pages.markdown import looks_like_markdown, marked
from foedus.pages.published import given, of_front_matter
from foedus.pages.request import Known, Limits

NO_DATE = (
    "no date: neither the page nor the call tells when it was published, so days such as 'Tuesday' stay "
    "without a date; give --published"
)
_SPOKEN = frozenset({Role.HEADLINE, Role.SUMMARY, Role.BODY})


def is_plain(data: bytes, encoding: str | None) -> bool:
    """Whether a page is UTF-8 text without marks: what is read in time that grows with its length."""
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return False
    return not looks_like_html(text) and not looks_like_markdown(text)


def read_article(data: bytes, doc: str, known: Known, limits: Limits) -> Article:
    """The page read as news, with what is known of it.

    Raises PageError for a page that is empty, binary, not English or without a story, UsageError for a date
    of publication that is none.
    """
    published = given(known.published) if known.published else None
    publisher, title, address = known.publisher, known.title, known.address
    text = decode(data, doc, known.encoding)
    if looks_like_html(text):
        found = extract(text, doc)
        head = [found.title] if found.title else []
        text = "\n\n".join([*head, *found.paragraphs])
        published = published or found.published
        publisher, address = publisher or found.publisher, address or found.address
        title = title or found.title
    elif looks_like_markdown(text):
        page = marked(text)
        text = "\n\n".join([*([page.title] if page.title else []), *page.paragraphs])
        published = published or of_front_matter(page.date)
        title = title or page.title
    if not any(c.isalpha() for c in text):
        raise PageError(f"{doc}: there is no text on this page")
    whole = text
    text = budget.within(text, limits.tokens)
    all_blocks = blocks(text, title)
    prose = " ".join(text[b.start : b.end] for b in all_blocks if b.role in _SPOKEN) or text
    language = foreign(prose)
    if language is not None:
        raise PageError(f"{doc}: not English (it looks like {language}): foedus reads English pages")
    kept, more = budget.cut(text, all_blocks, limits.tokens)
    warnings = (_too_long(limits.tokens),) if more or len(text) < len(whole) else ()
    digest = hashlib.sha256(data).hexdigest()
    return _article(text, kept, doc, digest, publisher, published, title, address, warnings)


def _too_long(tokens: int) -> str:
    return f"too long: only its first {tokens:,} words and signs are read; split it to have the rest read"


def _article(
    text: str,
    cut: tuple[Block, ...],
    doc: str,
    digest: str,
    publisher: str | None,
    published: Published | None,
    title: str | None,
    address: str | None,
    warnings: tuple[str, ...],
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
    return Article(
        doc=doc, text=text, blocks=cut, digest=digest, publisher=publisher, published=published,
        dateline=line, title=title, address=address, credits=credits(text, cut),
        warnings=warnings if published is not None else (*warnings, NO_DATE),
    )  # fmt: skip
