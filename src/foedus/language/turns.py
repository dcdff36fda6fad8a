"""What words do to an event on the way up from it, each turn once, and the value that all of them come to."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from foedus.model import Certainty


@dataclass(frozen=True, slots=True)
class Domain:
    """What a domain adds, as word forms in small letters.

    `starts` verbs that tell by a rule when something begins ("takes effect upon"), `concluding` verbs by
    which an `instrument` does what its own clause says ("signed an accord to extend it"), `consensual` verbs
    that are done where several agree on them ("agreed to extend it"), `due` event nouns that are still to
    come where they are halted ("suspended ratification").
    """

    starts: frozenset[str] = frozenset()
    concluding: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    consensual: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()


NO_DOMAIN = Domain()


class Factuality(msgspec.Struct, frozen=True):
    """The value, the words that turned it, whether the text itself says "reportedly", whether it is to
    come."""

    certainty: Certainty
    words: tuple[str, ...] = ()
    hearsay: bool = False
    future: bool = False


@dataclass(slots=True)
class Turns:
    """What has been found on the way up. Polarity turns with each denial; the rest adds up."""

    planned: bool = False
    denied: bool = False
    conditional: bool = False
    speculated: bool = False
    hearsay: bool = False
    supposed: bool = False  # in an "if" clause: nothing in it is said to be so, or not to be
    words: list[str] = field(default_factory=list)

    def add(self, kind: str, word: str) -> None:
        if kind == "denied":
            self.denied = not self.denied
        else:
            setattr(self, kind, True)
        self.words.append(word)

    def fold(self) -> Factuality:
        told, future = tuple(self.words), self.planned or self.conditional
        value = Certainty.ASSERTED
        if self.supposed:
            value = Certainty.CONDITIONAL
        elif self.denied:
            value = Certainty.DENIED
        elif self.conditional:
            value = Certainty.CONDITIONAL
        elif self.speculated:
            value = Certainty.SPECULATED
        elif self.planned:
            value = Certainty.PLANNED
        elif self.hearsay:
            value = Certainty.REPORTED
        return Factuality(value, told, self.hearsay, future or self.supposed)
