"""An assistant's proposals: letters of their own kind; they count for nothing until a person accepts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from foedus.ledger import Ledger
from foedus.letters.box import LetterBox
from foedus.letters.model import Draft
from foedus.proposals.model import ProposalKind

NAME: Final = "an assistant"


def proposer(ledger: Callable[[], Ledger], address: str) -> Callable[[int, int | None, str], int]:
    """What takes a statement about an agreement, or about a claim of it, in as a letter; gives its number.

    Raises LetterRefused for one that has faults, is about nothing that is there, or is one too many.
    """

    def propose(agreement: int, claim: int | None, text: str) -> int:
        return LetterBox(ledger()).take(Draft(agreement, claim, NAME, address, text), ProposalKind.ASSISTANT)

    return propose
