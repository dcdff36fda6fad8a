"""What a reader says, what foedus makes of it, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from foedus.model import Article, Claim

LONGEST_WORDS = 1200  # characters of a passage, 300 of what names somebody or something
LONGEST_NAME = 300
MOST_CLAIMS = 60  # of one answer
MOST_NAMES = 60  # actors, parties, speakers


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as a reader says it: all of it words of the page, but for `step`, `of` and `certainty`."""

    step: str
    agreement: str
    passage: str
    certainty: str
    of: str | None = None
    actors: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    date: str | None = None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim that the page bears out. `notes` say what foedus set otherwise than the reader said it."""

    claim: Claim
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """What a reader said that the page does not bear out; `said` is cut to a line."""

    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or more questions. `counted`: the endpoint told them; else they are estimated."""

    tokens_in: int = 0
    tokens_out: int = 0
    counted: bool = True

    def plus(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.counted and other.counted,
        )


@dataclass(frozen=True, slots=True)
class PageReading:
    """What came of one page."""

    article: Article
    checked: tuple[Checked, ...] = ()
    refused: tuple[Refused, ...] = ()
    usage: Usage = field(default_factory=Usage)
