"""A step as the grammar of a sentence tells it."""

from __future__ import annotations

import msgspec

from foedus.model import Step
from foedus.reading.context import Para
from foedus.reading.frames import Frame
from foedus.reading.mention import Mention
from foedus.reading.participant import NOBODY, Who
from foedus.reading.themes import Theme


class Event(msgspec.Struct, frozen=True):
    """A step as the grammar tells it."""

    para: Para
    trigger: int
    frame: Frame
    step: Step
    of: Step | None
    mention: Mention | None
    pronoun: bool  # the agreement is "it", "them" or left out: the last one spoken of
    actor: Who = NOBODY
    agentless: bool = False
    denied: bool = False
    beside: tuple[str, ...] = ()  # those whose accession it is: "approved Sweden's application to join"
    inner: frozenset[int] = frozenset()  # anchors of the steps inside it

    @property
    def with_a_stranger(self) -> bool:
        """Whether the agreement is with one who is no state."""
        return self.mention is not None and self.mention.stranger

    @property
    def rule(self) -> str:
        return self.frame.id

    @property
    def nominal(self) -> bool:
        return self.frame.nominal

    @property
    def weak(self) -> bool:
        return self.frame.weak


class Told(msgspec.Struct, frozen=True):
    """A frame that fits at an anchor, with one theme and what the two come to."""

    frame: Frame
    theme: Theme
    step: Step
    of: Step | None
