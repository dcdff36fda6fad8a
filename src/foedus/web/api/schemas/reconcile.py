"""The forms of the reconciliation service API 0.2."""

from __future__ import annotations

from pydantic import BaseModel, Field, RootModel


class Kind(BaseModel):
    """A type of things."""

    id: str = Field(examples=["agreement"])
    name: str = Field(examples=["Agreement of the ledger"])


class Template(BaseModel):
    """An address with {{id}} in it."""

    url: str


class Preview(Template):
    """The same, and how large what it shows is, in pixels."""

    width: int
    height: int


class Service(BaseModel):
    """Where a part of the service is asked."""

    service_url: str
    service_path: str


class Suggest(BaseModel):
    """What is suggested while a name is typed."""

    entity: Service


class Manifest(BaseModel):
    """What the service is, and where its parts are."""

    versions: list[str] = Field(examples=[["0.2"]])
    name: str
    identifierSpace: str  # noqa: N815  as the API has it
    schemaSpace: str  # noqa: N815
    defaultTypes: list[Kind]  # noqa: N815
    view: Template
    preview: Preview
    suggest: Suggest
    batchSize: int  # noqa: N815


class Candidate(BaseModel):
    """What a cell may mean. `match`: it alone has just this name."""

    id: str = Field(examples=["agreement-1"])
    name: str
    description: str
    type: list[Kind]
    score: float = Field(description="0 to 100: how much of the words fits.")
    match: bool


class Result(BaseModel):
    """What one cell may mean, the likeliest first."""

    result: list[Candidate]


class Answers(RootModel[dict[str, Result]]):
    """The answers by the names of the queries."""


class ManifestOrAnswers(RootModel[Manifest | dict[str, Result]]):
    """The manifest, or the answers where queries were sent."""


class Suggestion(BaseModel):
    """Something whose name begins so."""

    id: str
    name: str
    description: str
    notable: list[Kind]


class Suggested(BaseModel):
    """What is suggested."""

    result: list[Suggestion]
