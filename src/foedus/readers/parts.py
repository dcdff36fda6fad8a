"""The parts of a page that a reader is given: what foedus reads itself, none longer than it may be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from foedus.ledger.rows import StoredDocument
from foedus.model import Article, Published, Role
from foedus.pages.blocks import blocks
from foedus.pages.dateline import dateline
from foedus.reading.build import READ

LONGEST_PART: Final = 12_000  # characters
MOST_PARTS: Final = 12


def parts(article: Article) -> list[str]:
    """The texts to ask about, in order, each with the headline; what foedus does not read is left out.

    A page of more than `MOST_PARTS` parts is asked about as far as that.
    """
    told = [(b.role, article.text[b.start : b.end].strip()) for b in article.blocks if b.role in READ]
    head = next((text for role, text in told if role is Role.HEADLINE), "")[:300]
    out: list[str] = []
    now = ""
    for text in (piece for _, whole in told for piece in _pieces(whole)):
        if now and len(now) + len(text) > LONGEST_PART:
            out.append(now)
            now = f"{head}\n\n" if head else ""
        now += f"{text}\n\n"
    return [*out, *([now] if now.strip() else [])][:MOST_PARTS]


def _pieces(text: str) -> Iterator[str]:
    """A paragraph longer than a part is cut behind a full stop, or where it has none at the end."""
    while len(text) > LONGEST_PART:
        cut = text.rfind(". ", 0, LONGEST_PART) + 1 or LONGEST_PART
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def stored_article(document: StoredDocument, text: str) -> Article:
    """A page of the ledger as an article: its text cut into blocks anew, by the rules for plain text."""
    found = blocks(text)
    published = None
    if document.published is not None:
        at = datetime.fromisoformat(document.published_at) if document.published_at else None
        published = Published(document.published, at)
    day = None if published is None else date.fromisoformat(published.day)
    return Article(
        doc=document.doc, text=text, blocks=found, digest=document.digest, publisher=document.publisher,
        published=published, dateline=dateline(text, found, day), title=document.title,
        address=document.address, credits=document.credits, language=document.language,
    )  # fmt: skip
