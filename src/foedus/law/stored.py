"""From what the ledger holds of one agreement to a Treaty: claims that stand, as people corrected them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from foedus.law.claims import record_from_claims, terms_from_claims
from foedus.law.forms import terms_from_json
from foedus.law.model import Treaty
from foedus.ledger.rows import AgreementRow, StoredClaim


def treaty_from_ledger(
    row: AgreementRow,
    claims: Iterable[StoredClaim],
    published: Mapping[int, str | None],
    text_terms: Mapping[str, Any] | None = None,
    known: str | None = None,
) -> Treaty:
    """The agreement's record and terms.

    `published` has the ISO day of each document by its number, `text_terms` the terms read from the treaty's
    own text, which go before what the news tells of them; `known` is the ISO day on which all of it was
    known. Facts are named by the numbers of their claims.
    """
    each = [c for c in claims if c.stands]
    believed = [c.believed for c in each]
    ids = [c.id for c in each]
    days = [published.get(c.document_id) for c in each]
    # a treaty open to many: those the news names are never all its parties
    parties = () if any(c.detail.get("open") for c in believed) else row.parties
    record = record_from_claims(believed, ids, published=days, parties=parties, known=known)
    terms = terms_from_claims(believed, ids)
    if text_terms is not None:
        own = terms_from_json(text_terms)
        terms = replace(own, obligations=own.obligations or terms.obligations)
    return Treaty(replace(record, title=row.name), terms)
