"""What the pages of review share: who may, where they lead, what was just done."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Query
from fastapi import Path as InPath

from foedus.ledger import Ledger
from foedus.ledger.rows import Verdict
from foedus.people.model import Person
from foedus.people.roles import Act
from foedus.proposals.model import Proposal, ProposalKind
from foedus.review.queue import Why
from foedus.web.accounts.people import require_for

LARGEST: Final = 2**31 - 1  # of a number in the ledger

Reviewer = Annotated[Person, Depends(require_for(Act.QUEUE))]
Second = Annotated[Person, Depends(require_for(Act.SECOND))]
Number = Annotated[int, InPath(ge=0, le=LARGEST, description="The number in the ledger.")]
Because = Annotated[str, Query(max_length=40, description="Which list of the queue one comes from.")]
DoneBefore = Annotated[
    str, Query(pattern=r"^(\d{1,9}(-\d{1,9})?)?$", description="The verdicts just given: 4, or 4-6.")
]
_TOLD: Final = 20  # verdicts of one change that a page tells of

TITLES: Final = {
    Why.CONSEQUENTIAL: "Most consequential",
    Why.NEWEST: "Newest",
    Why.CONTRADICTIONS: "Contradictions",
    Why.PROPOSALS: "Proposals",
    Why.READINGS: "Readings that differ",
    Why.REVIEWERS: "Reviewers who differ",
}


def why_of(text: str) -> Why:
    """The list of the queue that an address names, else the first."""
    return Why(text) if text in set(Why) else next(iter(TITLES))


def own_page(then: str, otherwise: str) -> str:
    """A page of review to go to afterwards."""
    plain = then.isascii() and then.isprintable() and "\\" not in then
    return then if plain and then.startswith("/review") and "//" not in then else otherwise


def may_decide(person: Person, proposal: Proposal) -> bool:
    """Whether a person may decide on a proposal: on a reader's letter an editor alone."""
    return person.may(Act.LETTERS if proposal.kind is ProposalKind.LETTER else Act.PROPOSALS)


def done_before(ledger: Ledger, done: str) -> list[Verdict]:
    """The verdicts that led to a page, which tells of them."""
    if not done:
        return []
    first, _, last = done.partition("-")
    found = ledger.verdicts(after=int(first) - 1)
    return [v for v in found if v.id <= int(last or first)][:_TOLD]
