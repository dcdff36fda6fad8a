"""A claim that a person lets in on a page which the ledger holds: something else than foedus read it there.

It stands on that page as any other claim of it, so it is no source of its own. A newer reading by foedus does
not take it away: only whoever undoes the verdict does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from sqlalchemy import and_, select

from foedus.errors import LedgerError
from foedus.ledger import encode
from foedus.ledger.entry import chain_of, check_date, check_what
from foedus.ledger.schema import claims, documents, passages
from foedus.ledger.write import Batch
from foedus.model import Claim

_PAGE: Final = select(documents.c.key, documents.c.doc, documents.c.body)


def same_claim(batch: Batch, document: int, claim: Claim) -> int | None:
    """The number of the claim of a page that says exactly this, where there is one."""
    page = _page(batch, document)
    claim = replace(claim, doc=page.doc)
    row = encode.claim_row(claim, page.key, encode.sources_json(claim.sources))
    found = and_(claims.c.digest == row["digest"], claims.c.document_id == document)
    number: int | None = batch.connection.execute(select(claims.c.id).where(found)).scalar_one_or_none()
    return number


def write_on_page(batch: Batch, document: int, claim: Claim, agreement: int) -> int:
    """Rows for a claim of a page about an agreement; gives the claim's number.

    Raises LedgerError for an unknown page, a step that is none, a date that is no EDTF, and for a passage
    that does not stand in the page's text.
    """
    check_what(claim.kind, claim.what, claim.of)
    check_date(claim.date)
    page = _page(batch, document)
    if not claim.passages:
        raise LedgerError("a claim of a page needs a passage of it")
    for passage in claim.passages:
        held = page.body[passage.start : passage.end] if 0 <= passage.start < passage.end else ""
        if not held or held != encode.storable(passage.text):
            raise LedgerError(f"page {document} does not say {passage.text!r} where the claim has it")
    claim = replace(claim, doc=page.doc)
    chain = encode.sources_json(claim.sources)
    row = encode.claim_row(claim, page.key, chain)
    row["rest"] = encode.rest_text(row["rest"], claim.agreement, None, None)
    row |= {
        "document_id": document,
        "agreement_id": agreement,
        "name_id": None,
        "chain_id": chain_of(batch, chain),
    }
    number = batch.add(claims, row)
    batch.add_part(passages, [{"claim_id": number, **p} for p in encode.passage_rows(claim, page.body)])
    return number


class _Page(NamedTuple):
    key: bytes
    doc: str
    body: str


def _page(batch: Batch, document: int) -> _Page:
    found = batch.connection.execute(_PAGE.where(documents.c.id == document)).one_or_none()
    if found is None:
        raise LedgerError(f"no page {document} in this ledger")
    return _Page(*found)
