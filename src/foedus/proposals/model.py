"""A proposal, who made it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from foedus.model import Certainty, Claim


class ProposalKind(StrEnum):
    """Who proposes."""

    LETTER = "letter"  # a person, on the board
    ASSISTANT = "assistant"  # by the Model Context Protocol
    READER = "reader"  # a program other than foedus, from a page of the ledger


class ProposalState(StrEnum):
    """What became of a proposal. Only a letter is answered."""

    WAITING = "waiting"
    ACCEPTED = "accepted"  # it is a claim of the record
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim that a reader makes of a page of the ledger, on its way in.

    `agreement` is the number of the agreement that it seems to be about, None where the ledger has none that
    fits. `made_by` tells how the reader came to it: endpoint, model, digest of the prompt; never a key.
    """

    document: int
    claim: Claim
    reader: str
    agreement: int | None = None
    made_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that came in.

    `agreement` is the agreement that it is about, None where the ledger has none that fits; `meant` the claim
    that it comments on. `claim` is what it proposes; None where it is words alone (`text`): then whoever
    accepts says which step they state. `document` is the page read. `answer` is what the person who decided
    (`decided_by`) wrote, `entered` the claim that it became. A proposer's address is not here.
    """

    id: int
    kind: ProposalKind
    received: datetime
    proposer: str
    agreement: int | None
    meant: int | None
    document: int | None
    text: str
    claim: Claim | None
    made_by: Mapping[str, str]
    state: ProposalState
    decided: datetime | None = None
    decided_by: str | None = None
    answer: str | None = None
    entered: int | None = None


@dataclass(frozen=True, slots=True)
class Edits:
    """Where the person who accepts says it otherwise than the proposal; None leaves it as it is.

    `agreement` is the number of the one that it is about; `new_agreement` that it is one of which the ledger
    knows nothing yet, with the name and the parties of the claim.
    """

    what: str | None = None
    of: str | None = None
    actors: tuple[str, ...] | None = None
    date: str | None = None
    certainty: Certainty | None = None
    agreement: int | None = None
    new_agreement: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Who else says the same of the same page: it is shown, and is no second source.

    `readers` are names of other readers with the proposals they made, `claims` those that foedus read itself.
    """

    readers: Mapping[str, int]
    claims: tuple[int, ...]
