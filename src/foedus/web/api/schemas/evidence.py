"""Claims, the pages they stand on, and their passages."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from foedus.web.api.schemas.common import Codes, Edtf, Instant, Mention, SourceSaid


class Passage(BaseModel):
    """A further passage of a claim. `span` counts the characters of the page's text."""

    quote: str
    span: list[int] = Field(min_length=2, max_length=2, examples=[[612, 801]])


class ClaimForm(BaseModel):
    """What a text says of one step, act, term or particular; the field named by `kind` says which."""

    doc: str = Field(examples=["kcna-report.html"])
    kind: str = Field(examples=["step"])
    step: str | None = Field(None, examples=["ratified"])
    act: str | None = None
    term: str | None = None
    particular: str | None = None
    of: str | None = Field(None, description="The step that a step is about: notified, of withdrawn.")
    agreement: Mention | None
    parties: Codes
    actors: Codes
    date: Edtf
    date_phrase: str | None
    place: str | None
    sources: list[SourceSaid]
    certainty: str = Field(examples=["reported"])
    quote: str | None
    span: list[int] | None = Field(description="Where the quote stands: characters of the page's text.")
    more: list[Passage] = Field([], description="Further passages.")
    other_sources: list[SourceSaid] = []
    detail: dict[str, Any] = {}
    rule: str = Field("", description="The rule that read it.")
    words: list[str] = []


class Verdict(BaseModel):
    """A person's word on a claim, on agreements, or on an earlier verdict."""

    id: int
    verdict: str = Field(examples=["accept"])
    by: str = Field(examples=["Ana Ruiz"])
    recorded_at: Instant
    reason: str
    transaction: int
    claim_id: int | None = None
    agreement_id: int | None = None
    other_id: int | None = None
    undoes: int | None = None
    moved: list[int] = []
    name: str | None = None
    parties: list[str] | None = None
    corrected: ClaimForm | None = Field(None, description="The whole claim as it should read.")


class Claim(ClaimForm):
    """A claim in its place in the ledger, as a person corrected it where one did."""

    id: int = Field(examples=[12])
    agreement_id: int | None
    document: int = Field(description="The number of its page.")
    stands: bool = Field(description="Whether it counts.")
    verdict: str | None = Field(description="The last verdict on it.", examples=["accept"])
    entered_by: str | None = Field(description="Who entered it by hand.")
    corrected_by: int | None = Field(description="The page whose notice corrects its page.")
    retracted_by: int | None = Field(description="The page whose notice takes its page back.")
    transaction: int
    recorded_at: Instant


class OneClaim(Claim):
    """One claim with every verdict on it, those undone among them."""

    verdicts: list[Verdict]


class Document(BaseModel):
    """A page of the ledger."""

    id: int
    doc: str
    address: str | None
    publisher: str | None
    published: str | None = Field(examples=["2024-11-12T17:05:00+09:00"])
    title: str | None
    digest: str = Field(description="SHA-256 of its bytes.")
    claims: int
    transaction: int
    recorded_at: Instant


class Version(BaseModel):
    """A version of a page, and what it changed against the one before it."""

    version: int
    document_id: int
    revision: str
    published: str | None
    fetched: str | None
    recorded_at: Instant
    digest: str
    numbers_gone: list[str] | None = None
    numbers_new: list[str] | None = None
    changes: list[list[list[str]]] | None = Field(
        None, description="Changed paragraphs, each in pieces: [kept, gone or new, text]."
    )


class Notice(BaseModel):
    """A notice of correction or retraction."""

    notice: str = Field(examples=["corrects"])
    by_document: int
    of_document: int
    said: str


class OneDocument(Document):
    """One page with its text, its versions, and notices about it."""

    text: str = Field(description="What the offsets of passages count in, by characters.")
    versions: list[Version]
    notices: list[Notice]


class Said(BaseModel):
    """A passage that has the words, and the claim that rests on it."""

    agreement_id: int | None
    agreement: str
    claim: int
    what: str
    document: int
    quote: str
    span: list[int]
    sources: list[SourceSaid]
