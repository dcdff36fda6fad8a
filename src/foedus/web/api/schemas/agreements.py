"""Agreements of the ledger: a row of the list, one with its status, its facts, its history."""

from __future__ import annotations

from pydantic import BaseModel, Field

from foedus.web.api.schemas.common import (
    Codes,
    Edtf,
    Finding,
    InForce,
    IsoDay,
    IsoDayOrNone,
    Outline,
    Reason,
)
from foedus.web.api.schemas.evidence import Claim


class Called(BaseModel):
    """An agreement of the ledger. `sources` counts those who tell of it independently."""

    id: int = Field(examples=[1])
    name: str = Field(examples=["Treaty on Comprehensive Strategic Partnership"])
    names: list[str]
    parties: Codes
    signed: Edtf
    sources: int
    last_step: str | None = Field(examples=["ratified"])
    last_date: Edtf
    entry: str | None = Field(
        description="The id of the register's entry that it is.", examples=["prk-rus-2024-partnership"]
    )
    entry_reason: str | None = Field(description="By what the entry was found, or why none was.")


class Line(Called):
    """An agreement in a list, with how many claims tell of it."""

    claims: int

    status: Outline


class Missing(Finding):
    """What is still needed for entry into force, and from whom."""

    states: Codes


class Territory(BaseModel):
    """A territory to which a party extended the agreement, or not."""

    territory: str
    extended: bool
    since: Edtf


class PartyStands(BaseModel):
    """Where one party stands on the day."""

    party: str = Field(examples=["PRK"])
    state: str = Field(examples=["bound"])
    in_force: InForce
    since: Edtf
    until: Edtf
    reasons: list[Reason]
    territories: list[Territory]


class Between(BaseModel):
    """What holds between some parties alone."""

    states: Codes
    in_force: bool
    reasons: list[Reason]


class LegalDate(BaseModel):
    """A day on which something follows by law."""

    kind: str = Field(examples=["expiry"])
    date: IsoDay
    text: str
    party: str | None


class Status(Outline):
    """Where an agreement stands on a day, and why."""

    missing: list[Missing]
    earliest: IsoDayOrNone
    reasons: list[Reason]
    doubts: list[Reason]
    parties: list[PartyStands]
    between: list[Between]
    dates: list[LegalDate]


class Registration(BaseModel):
    """With whom it is registered."""

    registry: str = Field(examples=["UN"])
    number: str | None
    date: Edtf


class Relation(BaseModel):
    """Another agreement, and what it is to this one."""

    relation: str = Field(examples=["protocol_to"])
    treaty: str
    entry: str | None


class Particulars(BaseModel):
    """What registries record of a treaty beside its life."""

    citations: list[str]
    registrations: list[Registration]
    languages: list[str]
    depositary: list[str]
    places: list[str]
    links: list[Relation]
    later: list[Relation]
    territories: list[str]


class Statement(BaseModel):
    """A reservation, declaration, objection or notification."""

    kind: str = Field(examples=["reservation"])
    state: str | None
    date: Edtf
    effect: Edtf
    withdrawn: str | None
    article: str | None
    to: Codes
    precludes: bool
    territories: list[str]
    text: str
    reference: str | None
    sources: list[str]
    fact: str


class Agreement(Called):
    """One agreement: its status with reasons, what registries record, and all its claims."""

    status: Status
    particulars: Particulars
    statements: list[Statement]
    claims: list[Claim]


class Side(BaseModel):
    """One side of a fact: who holds it."""

    label: str
    date: Edtf
    sources: int
    claims: list[int]
    said_by: list[list[str]] = Field(description="The chain of sources of each claim, publisher first.")


class Fact(BaseModel):
    """What claims of many articles tell together. Sides contradict each other where there are several."""

    agreement_id: int
    kind: str = Field(examples=["step"])
    what: str = Field(examples=["ratified"])
    actors: Codes
    date: Edtf
    certainty: str = Field(examples=["reported"])
    sources: int
    contradiction: str | None
    sides: list[Side]


class Timeline(BaseModel):
    """An agreement's facts in order of time."""

    agreement_id: int
    name: str
    known_at: int
    facts: list[Fact]


class Stretch(BaseModel):
    """Days on which the status is the same. `first` null: from ever on; `last` null: for ever."""

    first: IsoDayOrNone
    last: IsoDayOrNone
    status: str = Field(examples=["in force"])
    state: str
    in_force: InForce
    summary: str
    in_force_since: Edtf
    in_force_until: Edtf


class History(BaseModel):
    """How the status turns over the days, by all that is known."""

    agreement_id: int
    name: str
    known_at: int
    stretches: list[Stretch]
