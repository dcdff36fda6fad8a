"""What the ledger gives back, as frozen values: claims in their place, agreements, documents, verdicts.

`transaction` is the number of the transaction that brought a row in; what was known as of transaction N is
exactly the rows with a number of N or less. Times are aware and in UTC, days ISO, offsets characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from foedus.model import Claim


class VerdictKind(StrEnum):
    """What a person says of a claim (the first three), of agreements, or of an earlier verdict.

    ENTER is a claim entered by hand.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    RENAME = "rename"
    PARTIES = "parties"
    ENTER = "enter"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Transaction:
    """One entry of the ledger: `kind` is add, reread, verdict, import or terms."""

    id: int
    recorded_at: datetime
    actor: str
    kind: str
    version: str
    note: str
    hash: str


@dataclass(frozen=True, slots=True)
class Added:
    """What one page brought. `transaction` is None where the ledger knew all of it already.

    `gone_claims` are claims of an earlier reading of the page that this one no longer makes; they are kept
    and marked. `recorded_at` is the time the ledger wrote, never earlier than its last.
    """

    transaction: int | None
    document: int
    new_claims: int
    known_claims: int
    gone_claims: int
    agreements: tuple[int, ...]
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word. `corrected` is the whole claim as it should read, for a correction.

    `other_id` is the agreement that `agreement_id` was merged with, or the new one that the claims `moved`
    were split off as; claims that were moved from one agreement to another are `moved` to `agreement_id`.
    `name` is what an agreement was named, `parties` those it was given, none where they are not known.
    """

    id: int
    transaction: int
    kind: VerdictKind
    by: str
    recorded_at: datetime
    reason: str
    claim_id: int | None = None
    agreement_id: int | None = None
    undoes: int | None = None
    corrected: Claim | None = None
    other_id: int | None = None
    moved: tuple[int, ...] = ()
    name: str | None = None
    parties: tuple[str, ...] | None = None


class StoredClaim(msgspec.Struct, frozen=True, gc=False):
    """A claim, where it stands in the ledger, and what people said of it.

    `agreement_id` is the agreement it belongs to as known then (after merges and splits). `verdict` is the
    last one not undone. `gone_since` is the transaction of a newer reading that no longer makes it.
    `beside` is the id of a judged claim of the same passages which a newer reading would change: the
    person's verdict stands and this claim waits for one of its own. `entered_by` is who entered it by hand,
    `taken_back` whether that was undone. `corrected_by` and `retracted_by` are pages with a notice that its
    page was wrong, or is taken back.
    """

    id: int
    claim: Claim
    agreement_id: int | None
    document_id: int
    transaction: int
    recorded_at: datetime
    verdict: Verdict | None = None
    gone_since: int | None = None
    beside: int | None = None
    entered_by: str | None = None
    taken_back: bool = False
    corrected_by: int | None = None
    retracted_by: int | None = None

    @property
    def stands(self) -> bool:
        """Whether it counts: neither rejected nor taken back; judged right, or still read and not waiting.

        What its publisher retracted counts only where a person says so.
        """
        if self.taken_back:
            return False
        if self.verdict is not None:
            return self.verdict.kind is not VerdictKind.REJECT
        return self.gone_since is None and self.beside is None and self.retracted_by is None

    @property
    def believed(self) -> Claim:
        """The claim as corrected by a person, else as read."""
        if self.verdict is not None and self.verdict.corrected is not None:
            return self.verdict.corrected
        return self.claim

    def with_(self, **changes: object) -> StoredClaim:
        """A copy with some fields changed."""
        return replace(self, **changes)


class TieKind(StrEnum):
    """What a page with a notice does to the page that the notice means."""

    CORRECTS = "corrects"
    RETRACTS = "retracts"


@dataclass(frozen=True, slots=True)
class Tie:
    """A notice on the page `document` that means the page `other`.

    `said` are its words. A retraction also means its own page: nothing under it is told.
    """

    document: int
    other: int
    kind: TieKind
    said: str
    transaction: int


class Believed(msgspec.Struct, frozen=True, gc=False):
    """A claim that stands, as read or as a person corrected it. `known` is the ISO day it was taken in."""

    id: int
    document_id: int
    claim: Claim
    known: str


@dataclass(frozen=True, slots=True)
class Capture:
    """How a page came from the network: the address asked, the one that answered, when, and what it sent."""

    address: str
    found_at: str
    fetched: datetime
    headers: Mapping[str, str]
    body: bytes


class StoredDocument(msgspec.Struct, frozen=True, gc=False):
    """A page as the ledger keeps it. `digest` is SHA-256 in hex, `published` an ISO day."""

    id: int
    transaction: int
    doc: str
    digest: str
    address: str | None
    publisher: str | None
    published: str | None
    published_at: str | None
    fetched: str | None
    language: str
    title: str | None
    credits: tuple[str, ...]
    notice: str | None
    claims: int
    recorded_at: datetime


class AgreementRow(msgspec.Struct, frozen=True, gc=False):
    """One agreement in a list. `sources` counts those who say so independently; `why` tells how it came to
    be one of its own and which mentions were taken for it. `last_step` is the latest step that stands,
    `last_date` its EDTF date. `publishers` are those of its claims' pages in order, `first` the ISO day on
    which the earliest of these came out, of those that tell.
    """

    id: int
    name: str
    parties: tuple[str, ...]
    signed: str | None
    names: tuple[str, ...]
    claims: int
    sources: int
    last_step: str | None
    last_date: str | None
    why: tuple[str, ...]
    transaction: int
    publishers: tuple[str, ...] = ()
    first: str | None = None
