"""Whether the register can know an agreement by its name at all: a quick look before it is linked.

A large ledger has tens of thousands of agreements that no list has. What is said not to be known here is
never linked (`foedus.register.link`); what may be known has yet to be. Pure.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from foedus.names import Kind, Names
from foedus.register.keys import words
from foedus.register.lookup import Register

_REMEMBERED: Final = 50_000  # parts of texts
_STEM: Final = 6  # letters by which two words may be one, as linking has it
#: Words that tell no agreement from another, as numbers do not.
_BARE: Final = frozenset("treaty treaties pact agreement accord deal convention protocol memorandum".split())
_ROMAN: Final = 5  # letters of the longest word that is a number behind others
_PARTIES: Final = (Kind.STATE, Kind.DEMONYM, Kind.ORG, Kind.CAPITAL)


class Familiar:
    """The words by which an edition of the register can know an agreement: those of names, and of parties."""

    def __init__(self, register: Register, table: Names) -> None:
        self._register, self._table = register, table
        self._met: dict[str, bool] = {}  # words that were looked up
        self._telling: dict[str, bool] = {}  # parts of names that were
        self._parts: dict[str, tuple[bool, bool, frozenset[str]]] = {}  # parts of texts that were
        self._bare: dict[frozenset[str], bool] = {}  # whether a name has no words but of these

    def may_know(self, text: str) -> bool:
        """Whether a telling word of the text is one of the register, or none is needed ("123 Agreement")."""
        tells, bare = False, frozenset[str]()
        for part in text.split():
            telling, known, others = self._parts.get(part) or self._look_at(part)
            if known:
                return True
            tells |= telling
            bare |= others
        if not tells:
            return True
        found = self._bare.get(bare)
        if found is None:
            found = self._bare[bare] = any(name <= bare for name in self._bare_names)
        return found

    def _look_at(self, part: str) -> tuple[bool, bool, frozenset[str]]:
        """Whether a part of a text has a telling word, whether one of these is known, and its other words.

        A numeral is a number where words stand before it ("Protocol I") and a word where none does: both
        count.
        """
        first, later = words(part), words(f"x {part}")[1:]
        telling = [word for word in (*first, *later) if not _bare(word)]
        found = (
            any(not _bare(word) for word in first) and any(not _bare(word) for word in later),
            any(map(self._is_known, telling)),
            frozenset(word for word in (*first, *later) if _bare(word)),
        )
        if max(len(self._parts), len(self._bare)) >= _REMEMBERED:
            self._parts.clear()
            self._bare.clear()
        self._parts[part] = found
        return found

    def _is_known(self, word: str) -> bool:
        found = self._met.get(word)
        if found is None:
            # linking takes an "s" off at either end of a wording
            parts = {word, word.lstrip("s"), word.rstrip("s"), word.strip("s")}
            stems = {part[:_STEM] for part in parts}
            found = self._met[word] = not (stems.isdisjoint(self._own) and stems.isdisjoint(self._spelt))
        return found

    @cached_property
    def _own(self) -> frozenset[str]:
        """The beginnings of the words of the register's names."""
        return frozenset(word[:_STEM] for word in self._register.vocabulary())

    @cached_property
    def _spelt(self) -> frozenset[str]:
        """The beginnings of the words by which parties are named; the dearer of the two, so asked last."""
        return frozenset(word[:_STEM] for name in self._table.spellings(*_PARTIES) for word in words(name))

    @cached_property
    def _bare_names(self) -> tuple[frozenset[str], ...]:
        """The names without a telling word, as sets of their words."""
        texts = (name.text for brief in self._register.briefs() for name in brief.names)
        names = {frozenset(words(text)) for text in texts if not any(map(self._tells, text.split()))}
        return tuple(name for name in names if name and all(map(_bare, name)))

    def _tells(self, part: str) -> bool:
        """Whether a part of a name has a telling word, wherever in a name it stands."""
        found = self._telling.get(part)
        if found is None:
            found = self._telling[part] = any(len(word) > _ROMAN and not _bare(word) for word in words(part))
        return found


def _bare(word: str) -> bool:
    return word.isdigit() or word in _BARE
