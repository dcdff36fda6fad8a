"""What many answers have: parts of lists, sources, passages, findings of the law."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")

Edtf = Annotated[
    str | None,
    Field(description="EDTF (ISO 8601-2), null where it is not told.", examples=["2024-11-09", "2024-11"]),
]
IsoDay = Annotated[str, Field(description="YYYY-MM-DD.", examples=["2024-11-12"])]
IsoDayOrNone = Annotated[str | None, Field(description="YYYY-MM-DD, or null.", examples=["2024-11-12"])]
Instant = Annotated[str, Field(description="ISO 8601 with its zone.", examples=["2024-11-12T09:00:00+00:00"])]
Codes = Annotated[
    list[str],
    Field(
        description="ISO 3166-1 alpha-3 of states, usual short names of organisations.",
        examples=[["PRK", "RUS"]],
    ),
]
InForce = Annotated[bool | None, Field(description="Null where the record does not tell.", examples=[True])]


class PartOfList(BaseModel, Generic[T]):
    """A part of a list. `next` is the address of the next part, null at the end."""

    on: IsoDayOrNone = Field(description="The day asked about, null where none is.")
    known_at: int = Field(description="The ledger's entry up to which this was known.", examples=[17])
    total: int | None = Field(
        description="How many there are, null where they are not counted.", examples=[121]
    )
    items: list[T]

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        return f"ListOf{params[0].__name__}"

    next: str | None = Field(examples=["/api/v1/agreements?known_on=17&cursor=Wy0xNywzXQ"])


class SourceSaid(BaseModel):
    """One speaker of a chain of sources."""

    name: str = Field(examples=["KCNA"])
    kind: str = Field(examples=["state media"])
    state: str | None = Field(None, description="The state that it speaks for.", examples=["PRK"])
    anonymous: bool = False


class Mention(BaseModel):
    """An agreement as a text speaks of it, and the entry of the register that it is."""

    name: str | None
    mention: str
    local: int = Field(description="Tells apart the agreements of one article.")
    signed: Edtf = None
    entry: str | None = Field(None, description="The id of the register's entry.", examples=["npt-1968"])
    entry_reason: str | None = Field(None, description="By what it was found, or why none was.")


class Finding(BaseModel):
    """A finding of the law: its sentence, and the data from which the sentence is made."""

    text: str = Field(examples=["ratified by North Korea on 12 November 2024"])
    kind: str = Field(description="The kinds are in docs/reasons.md.", examples=["ratified"])
    articles: list[str] = Field(examples=[["VCLT 14"]])
    facts: list[str] = Field(
        description="The claims that it rests on, or sources of the register.", examples=[["12"]]
    )
    fields: dict[str, Any]


class Reason(Finding):
    """A reason of a status, with the articles as they are cited."""

    article: str | None = Field(examples=["VCLT 14"])


class Outline(BaseModel):
    """Where an agreement stands on a day, in short."""

    on: IsoDay
    status: str = Field(description="In plain words.", examples=["in force"])
    state: str = Field(description="The finer word.", examples=["in force"])
    in_force: InForce
    summary: str
    in_force_since: Edtf
    in_force_until: Edtf
