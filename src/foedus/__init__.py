"""foedus reads the news about agreements between states and keeps the record of what binds whom.

    import foedus

    claims = foedus.read(page, doc="story.html", published="2024-11-12", publisher="Yonhap")

    article = foedus.article(page, doc="story.html", published="2024-11-12")
    with foedus.open_ledger("ledger.db") as ledger:
        ledger.add(article, foedus.claims(article), recorded_at=now, actor="desk")

    treaty = foedus.read_treaty(open("treaty.json").read())
    foedus.first_line(foedus.status(treaty.record, treaty.terms, "2024-11-12"))

Names load when first used, so `import foedus` costs nothing. What stands in `__all__` is the public API.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from foedus.version import __version__ as __version__

if TYPE_CHECKING:
    from foedus.errors import FoedusError, InputError, LedgerError, UsageError
    from foedus.jsonform import claim_from_json, claim_to_json
    from foedus.law.model import Record, Status, Terms, Treaty
    from foedus.law.obligations import casus_foederis
    from foedus.law.status import status
    from foedus.law.text import terms
    from foedus.law.treatyfile import read_treaty
    from foedus.ledger import Ledger, open_ledger
    from foedus.model import AgreementRef, Article, Certainty, Claim, ClaimKind, Passage, Source, Step
    from foedus.pages import article
    from foedus.reading import claims
    from foedus.wording.as_json import status_to_json
    from foedus.wording.status import first_line


_HOME = {
    "article": "foedus.pages",
    "claims": "foedus.reading",
    "terms": "foedus.law.text",
    "status": "foedus.law.status",
    "casus_foederis": "foedus.law.obligations",
    "Ledger": "foedus.ledger",
    "open_ledger": "foedus.ledger",
    "read_treaty": "foedus.law.treatyfile",
    "status_to_json": "foedus.wording.as_json",
    "first_line": "foedus.wording.status",
    "claim_to_json": "foedus.jsonform",
    "claim_from_json": "foedus.jsonform",
    **dict.fromkeys(("Record", "Status", "Terms", "Treaty"), "foedus.law.model"),
    **dict.fromkeys(
        ("AgreementRef", "Article", "Certainty", "Claim", "ClaimKind", "Passage", "Source", "Step"),
        "foedus.model",
    ),
    **dict.fromkeys(("FoedusError", "InputError", "LedgerError", "UsageError"), "foedus.errors"),
}

__all__ = [
    "AgreementRef", "Article", "Certainty", "Claim", "ClaimKind", "FoedusError", "InputError", "Ledger",
    "LedgerError", "Passage", "Record", "Source", "Status", "Step", "Terms", "Treaty", "UsageError",
    "article", "casus_foederis", "claim_from_json", "claim_to_json", "claims", "first_line", "open_ledger",
    "read", "read_treaty", "status", "status_to_json", "terms",
]  # fmt: skip


def read(
    page: bytes | str, *, doc: str = "page", published: str | None = None, publisher: str | None = None
) -> list[Claim]:
    """The claims of one page, HTML or text, in the order of the text.

    `published` is an ISO day or instant, needed where the page does not tell. Raises InputError for a page
    that cannot be read (empty, binary, not English, beyond its limits), UsageError for a `published` that is
    no date.
    """
    from foedus.errors import PageError  # noqa: PLC0415  all of it loads only here
    from foedus.pages import article  # noqa: PLC0415
    from foedus.reading import claims  # noqa: PLC0415

    try:
        data, encoding = (page.encode(), "utf-8") if isinstance(page, str) else (page, None)
    except UnicodeEncodeError as error:
        raise PageError(
            f"{doc}: half of a character stands at {error.start}; write it in whole ones"
        ) from error
    return claims(article(data, doc=doc, published=published, publisher=publisher, encoding=encoding))


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
