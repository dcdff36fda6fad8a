"""What changed, and the stories of a day."""

from __future__ import annotations

from pydantic import BaseModel, Field

from foedus.web.api.schemas.common import Codes, Edtf, InForce, IsoDay


class Standing(BaseModel):
    """Where an agreement stood."""

    status: str
    state: str
    in_force: InForce
    in_force_since: Edtf
    in_force_until: Edtf


class PartyStood(BaseModel):
    """Where a party stood."""

    state: str
    in_force: InForce
    since: Edtf
    until: Edtf


class PartyChange(BaseModel):
    """Of which party, from what to what."""

    party: str
    before: PartyStood | None
    now: PartyStood | None


class StepChange(BaseModel):
    """The step that was told for the first time, or is contradicted."""

    step: str
    of: str | None
    actors: Codes
    date: Edtf
    certainty: str
    contradiction: str | None


class Change(BaseModel):
    """One change of one agreement. `transaction` is null where the day alone changed it."""

    kind: str = Field(examples=["status"])
    agreement_id: int
    agreement: str
    parties: Codes
    entry: str | None
    text: str = Field(examples=["NOT IN FORCE -> IN FORCE since 2024-12-04"])
    before: Standing | None
    now: Standing | None
    day: IsoDay
    transaction: int | None
    recorded_at: str | None
    by: str | None
    claims: list[int]
    reasons: list[str]
    party: PartyChange | None = None
    step: StepChange | None = None


class Changes(BaseModel):
    """What changed between what was known on two days."""

    from_: IsoDay = Field(alias="from")
    to: IsoDay
    changes: list[Change]


class Diff(BaseModel):
    """What the ledger learned in between, a sentence each."""

    from_: IsoDay = Field(alias="from")
    to: IsoDay
    learned: list[str]
    left_out: int


class Why(BaseModel):
    """Why a story stands where it does."""

    change: str
    agreement: int | None
    text: str


class Article(BaseModel):
    """A page of a story."""

    id: int
    doc: str
    publisher: str | None
    title: str | None
    published: str | None


class Story(BaseModel):
    """Articles about one happening."""

    rank: int
    title: str
    change: str = Field(examples=["status"])
    sources: int
    agreements: list[int]
    why: list[Why]
    documents: list[Article]


class Stories(BaseModel):
    """The stories of a day, the weightiest first."""

    on: IsoDay
    stories: list[Story]


class OneStory(Story):
    """One story of a day."""

    on: IsoDay
