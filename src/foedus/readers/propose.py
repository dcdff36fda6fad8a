"""What another reader makes of pages of the ledger goes into the queue of proposals, each about an agreement.

An agreement is one that the page's own claims are about, by the words or the name that the reader gives; else
one of the ledger that bears the very name. Where none fits, the person who accepts says which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.ledger import Ledger
from foedus.ledger.rows import StoredClaim
from foedus.model import Claim
from foedus.proposals.model import Reading
from foedus.proposals.queue import Proposals
from foedus.readers.model import Checked


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a page's checked claims: numbers of proposals, and how many there was no need to file.

    `known` were proposed before by this reader, `read` are such as foedus reads itself, word for word.
    """

    numbers: tuple[int, ...]
    known: int
    read: int


def file_all(
    ledger: Ledger, document: int, checked: Sequence[Checked], *, reader: str, made_by: Mapping[str, str]
) -> Filed:
    """File the claims that a reader makes of a page of the ledger. Raises LedgerError for an unknown page."""
    queue = Proposals(ledger)
    own = ledger.claims(doc=document)
    numbers: list[int] = []
    known = read = 0
    for one in checked:
        if any(_says(stored.believed, one.claim) for stored in own if stored.stands):
            read += 1
            continue
        agreement = _agreement(ledger, own, one.claim)
        notes = {"notes": "; ".join(one.notes)} if one.notes else {}
        reading = Reading(document, one.claim, reader, agreement, {**made_by, **notes})
        number = queue.file(reading)
        if number is None:
            known += 1
        else:
            numbers.append(number)
    return Filed(tuple(numbers), known, read)


def _says(own: Claim, other: Claim) -> bool:
    """Whether a claim of the page says all that another does, of the same words."""
    alike = (own.kind, own.what, own.of, set(own.actors), own.certainty) == (
        other.kind, other.what, other.of, set(other.actors), other.certainty,
    )  # fmt: skip
    overlap = any(a.start < b.end and b.start < a.end for a in own.passages for b in other.passages)
    return alike and overlap and own.date == other.date


def _agreement(ledger: Ledger, own: Sequence[StoredClaim], claim: Claim) -> int | None:
    assert claim.agreement is not None
    called = {_fold(claim.agreement.mention), _fold(claim.agreement.name or claim.agreement.mention)}
    on_page = {
        stored.agreement_id
        for stored in own
        if (ref := stored.claim.agreement) is not None
        and stored.agreement_id is not None
        and called & {_fold(ref.mention), _fold(ref.name or ref.mention)}
    }
    if on_page:
        return on_page.pop() if len(on_page) == 1 else None
    if claim.agreement.name is None:
        every = {stored.agreement_id for stored in own if stored.agreement_id is not None}
        return every.pop() if len(every) == 1 else None  # "the pact", on a page about one
    words = claim.agreement.name.split()
    rows = [
        row
        for row in ledger.find_agreements(words)
        if _fold(claim.agreement.name) in {_fold(name) for name in (row.name, *row.names)}
        and (not claim.parties or not row.parties or set(claim.parties) & set(row.parties))
    ]
    return rows[0].id if len(rows) == 1 else None


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold().removeprefix("the ")
