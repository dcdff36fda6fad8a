"""A page that was fetched, as an article with its claims and as what the ledger keeps of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from foedus.errors import UsageError
from foedus.ledger import Capture
from foedus.model import Article, Claim
from foedus.pages import article
from foedus.reading import claims
from foedus.watch.fetch import Fetched


@dataclass(frozen=True, slots=True)
class Intake:
    """One page on its way into the ledger; `text` is the SHA-256 of the article's text, in hex."""

    article: Article
    claims: Sequence[Claim]
    capture: Capture
    text: str


def intake(
    page: Fetched,
    *,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
    last: str | None = None,
) -> Intake | None:
    """The page read, None where its text is the one of the digest `last`.

    `published` (an ISO day or instant), as the feed tells it, stands where the page tells no time of its own
    that is better than a guess. Raises PageError for a page that cannot be read.
    """
    found = _article(page, publisher, None, title)
    told = found.published
    if published is not None and (told is None or told.basis == "guess"):
        with suppress(UsageError):  # the feed's time is none
            found = _article(page, publisher, published, title)
    text = sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()
    if text == last:
        return None
    return Intake(found, claims(found), page.capture, text)


def _article(page: Fetched, publisher: str | None, published: str | None, title: str | None) -> Article:
    return article(
        page.body,
        doc=page.address,
        publisher=publisher,
        published=published,
        title=title,
        address=page.address,
        encoding=page.encoding,
    )
