"""What reviewers send, and what becomes of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from foedus.model import Certainty, ClaimKind
from foedus.web.api.asking import LARGEST, Text


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Because(_Sent):
    """Why: it is kept with the verdict."""

    reason: Text = Field(min_length=1, max_length=1000, pattern=r"\S", examples=["the gazette says so"])


class Reading(_Sent):
    """How a claim should read: the fields that are otherwise; "" for none."""

    what: Text | None = Field(None, max_length=60, examples=["ratified"])
    of: Text | None = Field(None, max_length=60)
    actors: list[Text] | None = Field(None, max_length=60, examples=[["PRK"]])
    parties: list[Text] | None = Field(None, max_length=300)
    date: Text | None = Field(None, max_length=60, description="EDTF.", examples=["2024-11-08"])
    place: Text | None = Field(None, max_length=200)
    certainty: Certainty | None = None


class Judgement(Because):
    """Whether a claim is right, wrong, or how it should read (then with `corrected`)."""

    verdict: str = Field(pattern="^(accept|reject|correct)$", examples=["accept", "reject", "correct"])
    corrected: Reading | None = Field(None, description="For a correction, and only for one.")


class Called(Because):
    """How an agreement is called."""

    name: Text = Field(min_length=1, pattern=r"\S", examples=["Reciprocal Access Agreement"])


class Between(Because):
    """Between whom an agreement is, by codes or names; none where that is not known."""

    parties: list[Text] = Field(max_length=300, examples=[["JPN", "AUS"]])


class Belongs(Because):
    """To which agreement a claim belongs."""

    agreement: int = Field(ge=0, le=LARGEST, examples=[3])


class Parted(Because):
    """Claims of an agreement that are about another one, which gets a number of its own."""

    claims: list[int] = Field(min_length=1, max_length=500, examples=[[14, 15]])
    name: Text | None = Field(None, description="What it is called; by default what its claims call it.")
    parties: list[Text] | None = Field(None, max_length=300, description="By default what its claims tell.")


class NewFact(Because):
    """A fact that a source tells."""

    what: Text = Field(min_length=1, max_length=60, examples=["entered_into_force"])
    source: Text = Field(
        min_length=1, max_length=200, pattern=r"\S", description="Who says so.", examples=["MOFA"]
    )
    kind: ClaimKind = ClaimKind.STEP
    of: Text | None = Field(None, max_length=60)
    actors: list[Text] = Field([], max_length=60)
    date: Text | None = Field(None, max_length=60, examples=["2023-08-13"])
    certainty: Certainty = Certainty.ASSERTED
    quote: Text | None = Field(None, max_length=5000, description="The source's own words.")


class Shift(BaseModel):
    """Where an agreement stands before and after, in a line; null where it is not there."""

    agreement: int
    name: str
    before: str | None
    after: str | None


class Written(BaseModel):
    """What became of it.

    `made` is false where it stood so already, where it was only looked at, and where it waits for a second
    reviewer, as the change of number `waits`.
    """

    made: bool
    verdicts: list[int] = Field(description="The entries that it became, or the one by which it stands so.")
    agreement: int | None = Field(description="The agreement where to look at it.")
    claim: int | None = Field(description="The claim that was entered.")
    waits: int | None
    effect: list[Shift] = Field(description="The statuses that become others.")
