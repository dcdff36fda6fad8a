"""From what the ledger holds of one agreement to a Treaty: claims that stand, as people corrected them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from foedus.law.claims import record_from_claims, terms_from_claims
from foedus.law.forms import terms_from_json
from foedus.law.model import Treaty
from foedus.ledger.rows import AgreementRow, Believed, StoredClaim


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
    each = [Believed(c.id, c.document_id, c.believed) for c in claims if c.stands]
    return treaty_of(row.name, row.parties, each, published, text_terms, known)


def treaty_of(
    title: str,
    parties: tuple[str, ...],
    believed: Iterable[Believed],
    published: Mapping[int, str | None],
    text_terms: Mapping[str, Any] | None = None,
    known: str | None = None,
) -> Treaty:
    """The same, from what is believed of an agreement with this name and these parties."""
    each = list(believed)
    told = [b.claim for b in each]
    ids = [b.id for b in each]
    days = [published.get(b.document_id) for b in each]
    # a treaty open to many: those the news names are never all its parties
    named = () if any(c.detail.get("open") for c in told) else parties
    record = record_from_claims(told, ids, published=days, parties=named, known=known)
    terms = terms_from_claims(told, ids)
    if text_terms is not None:
        own = terms_from_json(text_terms)
        # what the news tells of a duty is evidence beside the text
        terms = replace(own, obligations=own.obligations + terms.obligations)
    return Treaty(replace(record, title=title), terms)
