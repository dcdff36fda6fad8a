"""From what the ledger holds of one agreement to a Treaty: claims that stand, as people corrected them.

What is told without a day had been done by the day its page was published, and where that is not known by the
day on which the ledger took the claim in. So a status follows from the ledger and the day asked about, and is
the same whoever asks and whenever: status, board, exports and what is kept of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from foedus.law.forms import terms_from_json
from foedus.law.model import Treaty
from foedus.ledger.agreements import all_roots, load_agreements
from foedus.ledger.believed import bases
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow, Believed, StoredClaim
from foedus.ledger.store import Ledger
from foedus.record.claims import record_from_claims, terms_from_claims
from foedus.record.editions import register_of
from foedus.record.joined import KnownTreaty, joined, link_of, shipped
from foedus.register.lookup import Register


def treaty(ledger: Ledger, row: AgreementRow, known_on: AsOf = None) -> KnownTreaty:
    """The record and terms of one agreement of the ledger, as known."""
    claims = ledger.claims(row.id, known_on=known_on)
    pages = ledger.documents(known_on=known_on, ids=sorted({c.document_id for c in claims}))
    terms = ledger.terms(row.id, known_on=known_on)
    return treaty_from_ledger(
        row,
        claims,
        {page.id: page.published for page in pages},
        terms[-1].terms if terms else None,
        register=register_of(ledger, known_on),
    )


def treaties(ledger: Ledger, known_on: AsOf = None) -> Iterator[tuple[AgreementRow, KnownTreaty]]:
    """The record and terms of every agreement, by number, of one state of the ledger throughout.

    They are loaded some thousand at a time as they are asked for.
    """
    register = register_of(ledger, known_on)
    with ledger.view(known_on) as (connection, number, known):
        for part in bases(connection, number, known, all_roots(connection, number, known)):
            rows = load_agreements(connection, number, known, [b.agreement_id for b in part])
            for row, basis in zip(rows, part, strict=True):
                yield (
                    row,
                    treaty_of(
                        row.name,
                        row.parties,
                        basis.claims,
                        basis.published,
                        basis.terms,
                        called=row.names,
                        signed=row.signed,
                        register=register,
                    ),
                )


def treaty_from_ledger(
    row: AgreementRow,
    claims: Iterable[StoredClaim],
    published: Mapping[int, str | None],
    text_terms: Mapping[str, Any] | None = None,
    *,
    register: Register | None = None,
) -> KnownTreaty:
    """The agreement's record and terms; `register` is the edition to go by, by default the shipped one.

    `published` has the ISO day of each document by its number, `text_terms` the terms read from the treaty's
    own text, which go before what the news tells of them. Facts are named by the numbers of their claims.
    """
    each = [
        Believed(c.id, c.document_id, c.believed, c.recorded_at.date().isoformat())
        for c in claims
        if c.stands
    ]
    return treaty_of(
        row.name,
        row.parties,
        each,
        published,
        text_terms,
        called=row.names,
        signed=row.signed,
        register=register,
    )


def treaty_of(
    title: str,
    parties: tuple[str, ...],
    believed: Iterable[Believed],
    published: Mapping[int, str | None],
    text_terms: Mapping[str, Any] | None = None,
    *,
    called: Iterable[str] = (),
    signed: str | None = None,
    register: Register | None = None,
    recorded: bool = True,
) -> KnownTreaty:
    """The same, from what is believed of an agreement with this name and these parties.

    `called` are all its names and descriptions, by which it is known to the register, or is not. Not
    `recorded`: without what registries record of it, on which nothing in law hangs.
    """
    each = list(believed)
    told = [b.claim for b in each]
    ids = [b.id for b in each]
    # a treaty open to many: those the news names are never all its parties
    named = () if any(c.detail.get("open") for c in told) else parties
    record = record_from_claims(
        told,
        ids,
        published=[published.get(b.document_id) for b in each],
        known=[b.known for b in each],
        parties=named,
        title=title,
        recorded=recorded,
    )
    terms = terms_from_claims(told, ids)
    if text_terms is not None:
        own = terms_from_json(text_terms)
        # what the news tells of a duty is evidence beside the text
        terms = replace(own, obligations=own.obligations + terms.obligations)
    first = min((day for b in each if (day := published.get(b.document_id))), default=None)
    edition = register or shipped()
    linked = link_of(edition, called, parties, signed, first)
    entry = edition.entry(linked.entry) if linked.entry else None
    return joined(
        entry,
        Treaty(record, terms),
        own_text=text_terms is not None,
        register=edition,
        linked=linked,
        recorded=recorded,
    )
