"""What certainty has found out on its way up a sentence, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.model import Certainty


@dataclass(frozen=True, slots=True)
class Judgement:
    """The certainty and the words that turned it; `hearsay` where the text itself says "reportedly"."""

    certainty: Certainty
    words: tuple[str, ...] = ()
    hearsay: bool = False
    future: bool = False


@dataclass(slots=True)
class State:
    planned: bool = False
    denied: bool = False
    conditional: bool = False
    speculated: bool = False
    hearsay: bool = False
    supposed: bool = False  # told in an "if" clause: nothing in it is said to be so, or not to be
    words: list[str] = field(default_factory=list)

    def note(self, word: str) -> None:
        self.words.append(word)

    def result(self) -> Judgement:
        words = tuple(self.words)
        future = self.planned or self.conditional
        if self.supposed:
            return Judgement(Certainty.CONDITIONAL, words, self.hearsay, True)
        if self.denied:
            return Judgement(Certainty.DENIED, words, self.hearsay, future)
        if self.conditional:
            return Judgement(Certainty.CONDITIONAL, words, self.hearsay, True)
        if self.speculated:
            return Judgement(Certainty.SPECULATED, words, self.hearsay, future)
        if self.planned:
            return Judgement(Certainty.PLANNED, words, self.hearsay, True)
        return Judgement(Certainty.REPORTED if self.hearsay else Certainty.ASSERTED, words, self.hearsay)
