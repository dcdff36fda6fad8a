"""What addresses of the API are asked with: the fields of a query, what they mean, what they refuse.

A field that a question does not have is refused by its name, so that a typing error is no silent answer.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import Path as InPath
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from foedus.ledger.days import AsOf
from foedus.ledger.search import LONGEST
from foedus.model import Certainty, ClaimKind

LARGEST: Final = 2**31 - 1  # of a number in the ledger
MOST: Final = 500  # of a list at once
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(text: object) -> date | None:
    """The day that is asked about, None where none is. Raises ValueError for what is no day."""
    if text is None or text == "" or isinstance(text, date):
        return text or None  # type: ignore[return-value]  # "" is none
    if isinstance(text, str) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError("write a day as YYYY-MM-DD, 2024-11-12")


def _known(text: object) -> AsOf:
    """A day, or the number of an entry of the ledger. Raises ValueError for what is neither."""
    if isinstance(text, int):
        return text
    if isinstance(text, str) and text.isascii() and text.isdecimal():
        if 0 < int(text[:11]) <= LARGEST:
            return int(text)
        raise ValueError("the entries of the ledger are numbered from 1")
    return _day(text)


def _words(text: object) -> object:
    if isinstance(text, str) and _CONTROL.search(text):
        raise ValueError("control characters are in no name")
    return text


_ISO: Final[dict[str, Any]] = {"type": "string", "format": "date", "examples": ["2024-11-12"]}
Day = Annotated[date | None, BeforeValidator(_day), WithJsonSchema(_ISO)]
Known = Annotated[
    AsOf, BeforeValidator(_known),
    WithJsonSchema(
        {
            "type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2}|[1-9]\d{0,8})$",
            "examples": ["2024-11-12", "17"],
        }
    ),
]  # fmt: skip
Text = Annotated[str, BeforeValidator(_words), Field(max_length=LONGEST)]

Number = Annotated[int, InPath(ge=0, le=LARGEST, description="The number in the ledger.", examples=[1])]
EntryId = Annotated[
    str, InPath(max_length=200, description="The id of the register's entry.", examples=["npt-1968"])
]
Code = Annotated[
    str,
    InPath(
        max_length=60, description="A state or organisation: its code (PRK, EU) or name.", examples=["NOR"]
    ),
]

Duties = Literal[
    "mutual_defence", "consultation", "neutrality", "non_aggression", "no_hostile_alliance", "basing"
]

_ON: Final = Field(None, description="The day asked about. Default: today.")
_KNOWN_ON: Final = Field(
    None,
    description="Only what the ledger knew by the end of this day, or at the entry of this number."
    " Default: all that it knows.",
)
_CURSOR: Final = Field(
    "", max_length=200, pattern=r"^[A-Za-z0-9_-]*$",
    description="Where a list goes on: take the link with rel=next, and never make one.",
)  # fmt: skip


class Nothing(BaseModel):
    """A question without fields: any that is sent is refused by its name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AsKnown(Nothing):
    """What was known by a day or at an entry."""

    known_on: Known = _KNOWN_ON


class OnDay(AsKnown):
    """Of a day, as known."""

    on: Day = _ON


class Part(AsKnown):
    """A part of a list, as known."""

    cursor: str = _CURSOR
    limit: int = Field(50, ge=1, le=MOST, description="How many at once, at most.")


class PartOnDay(Part):
    """A part of a list, of a day, as known."""

    on: Day = _ON


class Agreements(PartOnDay):
    """Which agreements of the ledger."""

    q: Text = Field(
        "", description="Parties (codes or names) and beginnings of words of names; all must fit.",
        examples=["Russia partnership"],
    )  # fmt: skip
    party: Text = Field(
        "", description="Only those of this state or organisation, by code or name.", examples=["PRK"]
    )
    state: Literal["", "in", "out", "unknown"] = Field(
        "", description="Only what is in force, is not, or is not told."
    )
    kind: Text = Field(
        "", description="Only those whose name says so: treaty, protocol.", examples=["treaty"]
    )
    region: Text = Field("", description="Only those with a party of this region.", examples=["Europe"])
    year: Text = Field(
        "", description="Only those signed, or else last told of, in this year.", examples=["2024"]
    )
    source: Text = Field("", description="Only those of which this publisher tells.", examples=["Yonhap"])
    since: Day = Field(None, description="Only those of which something was learned after this day.")
    order: Literal["", "name", "status", "step", "signed", "claims", "sources"] = Field(
        "", description="In this order."
    )


class Register(PartOnDay):
    """Which entries of the register."""

    q: Text = Field("", description="Words of names and subjects, one typing error a word forgiven; parties.",
                    examples=["nuclear weapons"])  # fmt: skip
    party: Text = Field(
        "", description="Only those in which this state or organisation stands.", examples=["FRA"]
    )


class Claims(Part):
    """Which claims."""

    agreement: int | None = Field(None, ge=0, le=LARGEST, description="Only those of this agreement.")
    document: int | None = Field(None, ge=0, le=LARGEST, description="Only those of this page.")
    kind: ClaimKind | None = Field(None, description="Only steps, acts, terms or particulars.")
    what: Text = Field("", description="Only this step, act or term: ratified.", examples=["ratified"])
    certainty: Certainty | None = Field(None, description="Only those that are told so surely.")
    stands: bool | None = Field(
        None, description="Only those that count (true), or those rejected, taken back or waiting (false)."
    )


class Passages(AsKnown):
    """Words that passages speak in."""

    q: Text = Field(description="Words that a passage has, every one of them.", min_length=3,
                    examples=["instruments of ratification"])  # fmt: skip
    limit: int = Field(50, ge=1, le=MOST, description="How many, at most.")


class Search(OnDay):
    """What is looked for everywhere."""

    q: Text = Field(description="Names of agreements, states or organisations.", min_length=1,
                    examples=["strategic partnership"])  # fmt: skip
    limit: int = Field(10, ge=1, le=50, description="How many of each sort, at most.")


class Parties(Part):
    """Which states and organisations."""

    q: Text = Field("", description="The beginning of a name or a code.", examples=["nor"])


class Bound(PartOnDay):
    """What binds a party."""

    binds: Literal["", "yes", "no", "unknown"] = Field(
        "", description="Only what binds it on the day, does not, or is not told to."
    )


class Span(Nothing):
    """A span of days of what was known."""

    from_: Day = Field(
        None, alias="from", description="What was known by the end of this day. Default: a week before `to`."
    )
    to: Day = Field(None, description="Against what was known by the end of this day. Default: today.")


class Stories(Nothing):
    """The stories of a day."""

    on: Day = _ON
    top: int = Field(10, ge=1, le=100, description="How many stories, at most.")


class Story(Nothing):
    """A story of a day."""

    on: Day = _ON


class Duty(AsKnown):
    """Which duty, and whom it binds."""

    duty: Duties = Field("mutual_defence", description="The duty that binds.")
    party: Text = Field("", description="Only who is bound to this state, by code or name.", examples=["FRA"])
    on: Day = _ON


class Map(Duty):
    """Of which treaty, or of which duty, the map is."""

    treaty: Text = Field(
        "", description="Instead of a duty, one treaty: an agreement's number, or the register's id.",
        examples=["npt-1968"],
    )  # fmt: skip


class Network(Duty):
    """A part of the treaties that have a duty."""

    limit: int = Field(50, ge=1, le=MOST, description="How many, at most.")
    cursor: str = _CURSOR
