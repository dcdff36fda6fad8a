"""Whether two names can be one agreement's, with a score and the reason in words.

Pure and symmetrical but for the nameless: a mention that says only "the treaty" may mean what is known by any
name, while a name is held to every name and description that is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from foedus.ledger.wording import EMPTY, FORM, LETTERS, TRUCES, Wording, words_of

_SAME_STEM: Final = 5  # letters by which "friendly" and "friendship" are one word
_SHORT: Final = 2  # words of its own up to which a name ("Camp David Accords") can be of any matter
_SKIPPED: Final = 1  # words that an abbreviation may leave out


@dataclass(frozen=True, slots=True)
class Mention:
    """An agreement as one article speaks of it; `day` is the article's own (ISO) where it is known."""

    name: str | None
    mention: str
    parties: tuple[str, ...]
    signed: str | None
    day: str | None
    wording: Wording

    @property
    def titled(self) -> bool:
        """Named: written as a title, or by a word of its own."""
        return not self.nameless and (not self.wording.bare or (bool(self.name) and self.wording.formal))

    @property
    def nameless(self) -> bool:
        """ "the pact": form alone."""
        return not (self.wording.telling or self.wording.kinds or self.wording.series)

    @property
    def shown(self) -> str:
        return f"“{self.name or self.mention}”"


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 or less keeps apart, 1 and 2 are descriptions that fit, 3 and more names that agree.

    `word`: they share a word that tells something.
    """

    score: int
    why: str
    word: bool = False


def alike(mention: Mention, other: Mention) -> Likeness:
    """How the name of a new mention goes with one that is known."""
    ours, theirs = mention.wording, other.wording
    if ours.kinds != theirs.kinds and (
        (ours.kinds and theirs.kinds) or not (_describes(mention) or _describes(other))
    ):
        return Likeness(-1, f"{mention.shown} is another kind of instrument than {other.shown}")
    if bool(ours.kinds & TRUCES) != bool(theirs.kinds & TRUCES) and not (mention.nameless or other.nameless):
        return Likeness(-1, f"a truce is no treaty: {mention.shown}, not {other.shown}")
    if ours.numbers and theirs.numbers and not ours.numbers & theirs.numbers:
        return Likeness(-1, f"another number: {mention.shown}, not {other.shown}")
    if ours.series != theirs.series and not (mention.nameless or other.nameless):
        return Likeness(-1, f"another of the series: {mention.shown}, not {other.shown}")
    shared = ours.telling & theirs.telling
    if _of_many_and_of_two(mention, other):
        return Likeness(0, f"only one of {mention.shown} and {other.shown} has the words of a treaty of many")
    if mention.nameless or other.nameless:
        return Likeness(1, "the same parties, and one of the two is only described")
    if ours.telling == theirs.telling:
        if _describes(mention) or _describes(other):
            return Likeness(2, "the same parties and the same description", bool(shared))
        return Likeness(4, "the same name", True)
    if _abbreviates(ours, other) or _abbreviates(theirs, mention):
        return Likeness(3, "one name is short for the other", True)
    if mention.titled and other.titled:
        return _titles(mention, other, shared)
    return _described(mention, other, shared)


def _titles(mention: Mention, other: Mention, shared: frozenset[str]) -> Likeness:
    """Two names go together unless each says what the other does not."""
    ours, theirs = mention.wording.telling, other.wording.telling
    if shared and (ours <= theirs or theirs <= ours):
        return Likeness(3, "one name is part of the other", True)
    mine = _left(ours - shared, theirs - shared)
    yours = _left(theirs - shared, ours - shared)
    if shared and not (mine and yours):
        return Likeness(3, f"names that share {', '.join(sorted(shared))}", True)
    return Likeness(0, _different(mention, other, shared))


def _left(words: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Words without empty ones and such as are only written otherwise there."""
    stems = {stem(w) for w in other if len(w) >= _SAME_STEM}
    return frozenset(w for w in words - EMPTY if stem(w) not in stems)


def stem(word: str) -> str:
    """What a word has in common with others of its family."""
    return word[:_SAME_STEM]


def _described(mention: Mention, other: Mention, shared: frozenset[str]) -> Likeness:
    """One of the two, or both, say no more than the matter."""
    ours, theirs = mention.wording, other.wording
    if ours.matters and theirs.matters:
        fits = bool(ours.matters & theirs.matters)
    else:  # a place, a word of fancy: any matter; more words than that are a matter not known here
        fits = bool(shared) or max(len(ours.proper), len(theirs.proper)) <= _SHORT
    if not fits:
        return Likeness(0, _different(mention, other, shared))
    return Likeness(
        2 if shared else 1, "the same parties, and a description that fits the name", bool(shared)
    )


def _of_many_and_of_two(mention: Mention, other: Mention) -> bool:
    """A convention of many beside what only two make: nothing but a word or a matter can join them."""
    ours, theirs = mention.wording, other.wording
    if ours.of_many == theirs.of_many:
        return False
    if ours.telling & theirs.telling or ours.matters & theirs.matters:
        return False
    if mention.nameless and other.wording.of_many:
        return ours.of_two
    return not (ours.of_many and mention.nameless and not theirs.of_two)


def _describes(mention: Mention) -> bool:
    """No more than the matter, and not written as a title."""
    return mention.wording.bare and not (mention.name and mention.wording.formal)


def _abbreviates(short: Wording, other: Mention) -> bool:
    """START for "Strategic Arms Reduction Treaty": each letter, in order, at the beginning of a word."""
    unknown = short.acronyms - other.wording.acronyms
    if not unknown:
        return False
    words = words_of(other.name or other.mention)
    return any(_spells(a.casefold(), words, _SKIPPED) for a in unknown)


def _spells(letters: str, words: tuple[str, ...], skips: int) -> bool:
    if not letters:
        return all(w in FORM for w in words)
    if not words:
        return False
    word, rest = words[0], words[1:]
    common = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(letters, word, strict=False))))
    if any(_spells(letters[n:], rest, skips) for n in range(common, 0, -1)):
        return True
    if word in FORM:
        return _spells(letters, rest, skips)
    return skips > 0 and _spells(letters, rest, skips - 1)


def beginnings(words: tuple[str, ...]) -> frozenset[str]:
    """The letters of which one begins each abbreviation that these words can have."""
    found: set[str] = set()
    own = 0  # words that are no form
    for word in words:
        if own <= _SKIPPED:
            found.add(word[0])
        own += word not in FORM
    return frozenset(found) if own <= LETTERS + _SKIPPED else frozenset()


def _different(mention: Mention, other: Mention, shared: frozenset[str]) -> str:
    common = f"only {', '.join(sorted(shared))} in common" if shared else "no shared word"
    return f"other name: {mention.shown}, not {other.shown}; {common}"
