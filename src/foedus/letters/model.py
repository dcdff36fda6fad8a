"""A letter, what may be written in one, and what becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foedus.proposals.model import ProposalState

LONGEST_TEXT: Final = 5000  # characters
LONGEST_NAME: Final = 100
LONGEST_ADDRESS: Final = 254  # RFC 5321, 4.5.3.1.3
_ADDRESS: Final = re.compile(
    r"[^\s@<>()\[\]\\,;:\"]{1,64}@[^\s@<>()\[\]\\,;:\"]+\.[^\s@<>()\[\]\\,;:\".]{2,}"
)
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as a reader wrote it; `claim` is the claim meant, None where the agreement as such is."""

    agreement: int
    claim: int | None
    name: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that came in. `answer` is what the moderator wrote, `statement` the claim that it became."""

    id: int
    received: datetime
    agreement: int
    claim: int | None
    name: str
    address: str
    text: str
    state: ProposalState
    decided: datetime | None = None
    moderator: str | None = None
    answer: str | None = None
    statement: int | None = None


def cleaned(draft: Draft) -> Draft:
    """The same without what steers a terminal or hides text, lines ended alike."""

    def plain(text: str) -> str:
        return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()

    name = " ".join(plain(draft.name).split())
    return Draft(draft.agreement, draft.claim, name, plain(draft.address), plain(draft.text))


def faults(draft: Draft) -> dict[str, str]:
    """What is wrong with a cleaned draft, by its field: a sentence for the reader each."""
    out = {}
    if not draft.text:
        out["text"] = "Write what you would like to say."
    elif len(draft.text) > LONGEST_TEXT:
        out["text"] = f"Shorten your letter: it has {len(draft.text):,} characters of {LONGEST_TEXT:,}."
    if not draft.name:
        out["name"] = "Write your name: a letter that is accepted stands under it."
    elif len(draft.name) > LONGEST_NAME:
        out["name"] = f"Shorten your name to {LONGEST_NAME} characters."
    if not draft.address:
        out["address"] = "Write a mail address for the reply."
    elif len(draft.address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(draft.address):
        out["address"] = "This is not a mail address: write it as name@example.org."
    return out
