"""From an Article to its claims: pure, no clock, no network, no database.

`claims(article)` is the one call; the same article gives the same claims, whatever else is read beside it.
"""

from __future__ import annotations

from foedus.model import Article, Claim


def claims(article: Article, model: str | None = None, *, acts: bool = False) -> list[Claim]:
    """What the article says of steps, acts and terms, in the order of the text.

    With `acts` every paragraph is read, and what states do to each other (attacks, visits, aid, threats) is
    told also by an article that tells of no agreement; without, only beside one.

    `model` names the package of the spaCy pipeline (default: the pinned one). Raises FoedusError where it is
    not installed; never for anything in the text.
    """
    from foedus.reading.screen import passes  # noqa: PLC0415  heavy: loads only where it is needed

    if not acts and not passes(article.text):
        return []
    from foedus.language.pipeline import DEFAULT_MODEL  # noqa: PLC0415  heavy: loads only where it is needed
    from foedus.reading.assemble import Assembler  # noqa: PLC0415  heavy: loads only where it is needed
    from foedus.reading.build import context  # noqa: PLC0415  heavy: loads only where it is needed

    if acts:
        whole = context(article, model or DEFAULT_MODEL, select=lambda hints: [True] * len(hints))
        return Assembler(whole).claims(acts_alone=True)
    return Assembler(context(article, model or DEFAULT_MODEL)).claims()
