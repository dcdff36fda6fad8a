"""Reads a few sentences the way a page would be read, for the tests of the rules."""

from __future__ import annotations

from foedus.model import Article, Claim, ClaimKind
from foedus.pages import article
from foedus.reading import claims


def page(text: str, *, published: str | None = "2024-11-12", publisher: str = "Example Gazette") -> Article:
    """A plain-text page."""
    return article(text.encode(), doc="page.txt", publisher=publisher, published=published)


def read(
    text: str, *, published: str | None = "2024-11-12", publisher: str = "Example Gazette"
) -> list[Claim]:
    """All claims of a page."""
    return claims(page(text, published=published, publisher=publisher))


def steps(text: str, *, published: str | None = "2024-11-12") -> list[tuple[str, str, str | None, str]]:
    """(step, actors, date, certainty) of each step claim, actors joined by blanks."""
    found = read(text, published=published)
    return [
        (c.what, " ".join(sorted(c.actors)), c.date, c.certainty.value)
        for c in found
        if c.kind is ClaimKind.STEP
    ]
