"""Who is bound to whom on a day: what the map and the network show."""

from __future__ import annotations

from pydantic import BaseModel, Field

from foedus.web.api.schemas.common import Codes, Edtf


class MapState(BaseModel):
    """One state or organisation of a map."""

    party: str = Field(examples=["NOR"])
    name: str = Field(examples=["Norway"])
    stands: str = Field(
        description="bound, signed (or consented, not bound), left, unknown; chosen: the state asked about.",
        examples=["bound"],
    )
    words: str = Field(examples=["bound with 31 others"])
    since: Edtf
    bound_with: Codes = Field(description="To whom a duty binds it; none on the map of a treaty.")


class BoundParty(BaseModel):
    """One party that is bound on the day."""

    party: str = Field(examples=["NOR"])
    since: Edtf


class Bond(BaseModel):
    """One treaty with the duty, and those it binds on the day.

    Each two of them are bound to each other of whom one at least is among `by` and the other among `to`;
    where a list is empty it is every party.
    """

    title: str = Field(examples=["North Atlantic Treaty"])
    agreement_id: int | None = Field(description="Its number in the ledger, null where no page tells of it.")
    entry: str | None = Field(description="The id of the register's entry.")
    duty: str = Field(examples=["mutual_defence"])
    condition: str = Field(description="On what it is owed.", examples=["attack"])
    by: Codes
    to: Codes
    area: str | None
    article: str | None = Field(examples=["5"])
    parties: list[BoundParty]
