"""From what comes in (bytes) to an Article or a treaty's text: HTML, PDF, Markdown, text, lists of documents.

Whatever is more than plain text of moderate length is taken apart in a guarded process (`guard`).
"""

from __future__ import annotations

from foedus.errors import PageError, UsageError
from foedus.model import Article
from foedus.pages.documents import Document, documents
from foedus.pages.feed import Feed, FeedEntry, FeedKind
from foedus.pages.published import given
from foedus.pages.request import DEFAULT_LIMITS, TREATY_LIMITS, Known, Limits
from foedus.pages.story import is_plain, read_article
from foedus.pages.treaty import PDF, read_treaty_text
from foedus.pages.treaty import bounded as bounded_treaty

__all__ = [
    "DEFAULT_LIMITS",
    "TREATY_LIMITS",
    "Document",
    "Feed",
    "FeedEntry",
    "FeedKind",
    "Limits",
    "article",
    "bounded_treaty",
    "documents",
    "feed",
    "treaty_text",
]

_IN_PLACE = 256 << 10  # bytes of plain text that are read without the guarded process


def article(
    data: bytes,
    *,
    doc: str,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
    address: str | None = None,
    encoding: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Article:
    """The page read as news.

    `published` is an ISO day or instant and wins over what the page tells, as do `publisher`, `title`,
    `address` and `encoding` (a codec of Python's library). Raises PageError for a page that is empty, binary,
    too large, not English, without a story or beyond its limits, UsageError for a date of publication that is
    none.
    """
    known = Known(publisher, published, title, address, encoding)
    for value in (doc, publisher, published, title, address, encoding):
        if value is not None and not _whole(value):
            raise UsageError(f"{value!a} holds half of a character: write it in whole ones")
    if published:
        given(published)
    _refuse_large(data, doc, limits)
    if len(data) <= _IN_PLACE and is_plain(data, encoding):
        return read_article(data, doc, known, limits)
    from foedus.pages.guard import ask  # noqa: PLC0415  only pages that need it start a process

    found = ask(data, doc, known, limits).article
    assert found is not None
    return found


def feed(data: bytes, address: str, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Feed:
    """The entries of a feed or sitemap found at `address`, in its own order, at most 2,000.

    `encoding` is a codec of Python's library, where the server named one. Raises PageError for what is empty,
    too large, neither a feed nor a sitemap, or beyond its limits.
    """
    _refuse_large(data, address, limits)
    from foedus.pages.guard import ask  # noqa: PLC0415

    found = ask(data, address, Known(encoding=encoding), limits, feed=True).feed
    assert found is not None
    return found


def treaty_text(data: bytes, name: str, limits: Limits = TREATY_LIMITS) -> str:
    """The text of a treaty's file, plain text, HTML or PDF with a text layer.

    Raises PageError, naming the file, where it is empty, too large, binary, or a PDF that cannot be read or
    has no text layer, and where it is beyond its limits.
    """
    _refuse_large(data, name, limits)
    if len(data) <= _IN_PLACE and not data.startswith(PDF) and is_plain(data, None):
        return read_treaty_text(data, name)
    from foedus.pages.guard import ask  # noqa: PLC0415  only pages that need it start a process

    text = ask(data, name, None, limits).text
    assert text is not None
    return text


def _refuse_large(data: bytes, doc: str, limits: Limits) -> None:
    if len(data) > limits.size:
        raise PageError(
            f"{doc}: {len(data) >> 20} MB is more than a page ({limits.size >> 20} MB): "
            "split it, or give a JSON Lines list of documents"
        )


def _whole(text: str) -> bool:
    """Whether a text has no half of a character (a lone surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
