"""Known agreements, states and organisations, and what binds them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from foedus.web.api.schemas.common import Codes, Edtf, InForce, IsoDayOrNone, Outline


class EntryLine(BaseModel):
    """A known agreement in a list, and where it stands on the day by the register alone."""

    id: str = Field(examples=["npt-1968"])
    title: str
    made: Edtf
    parties: Codes
    many: int = Field(description="How many states and organisations stand in it.")
    agreement_id: int | None = Field(description="The agreement of the ledger that it is.")
    status: Outline


class Name(BaseModel):
    """A name of an entry or a party."""

    text: str
    kind: str
    since: str | None = None
    until: str | None = None
    sources: list[str] = []
    note: str = ""


class OneEntry(BaseModel):
    """One known agreement: its facts as the edition has them (docs/register.md), and its status."""

    id: str
    title: str
    edition: str = Field(description="The edition of the register.", examples=["2026-11-28-1a2b3c4d"])
    agreement_id: int | None
    status: Outline
    entry: dict[str, Any] = Field(description="Names, days, parties, terms, participants, sources of each.")


class Party(BaseModel):
    """A state, a state gone, a territory or an organisation."""

    code: str = Field(examples=["NOR"])
    name: str = Field(examples=["Norway"])
    kind: str = Field(description="state, territory or organisation.", examples=["state"])


class OneParty(Party):
    """A party with the days of its existence, where the register has them."""

    since: str | None = None
    until: str | None = None
    predecessors: Codes
    successors: Codes
    continues: str | None = None
    agreements: int = Field(description="Agreements of the ledger that name it.")
    known: int = Field(description="Entries of the register in which it stands.")


class BoundLine(BaseModel):
    """One agreement and whether it binds the party on the day, and where that is known from."""

    title: str
    agreement_id: int | None = Field(
        description="Its number in the ledger, null where only the register knows it."
    )
    entry: str | None = Field(description="The id of the register's entry.")
    basis: str = Field(description="ledger (with the register), or register alone.", examples=["register"])
    binds: InForce
    state: str
    since: Edtf
    until: Edtf
    known_until: IsoDayOrNone = Field(description="The day up to which the register knows.")


class EverythingFound(BaseModel):
    """What fits everywhere, the best of each sort."""

    on: str
    known_at: int
    agreements: list[FoundAgreement]
    register_: list[FoundEntry] = Field(alias="register")
    parties: list[Party]


class FoundAgreement(BaseModel):
    """An agreement of the ledger that fits."""

    id: int
    name: str
    parties: Codes
    claims: int


class FoundEntry(BaseModel):
    """A known agreement that fits."""

    id: str
    title: str
    made: Edtf
    agreement_id: int | None
