"""The forms of a fold by what they are found by: which of them a mention could mean, or be meant by.

What is found is all that could fit and little more. A name fits another one only where it has all the words
of the other, or the other all of its own; so it is looked up by one word of each, and not by every word that
they share. Of what was told with all the parties of a mention only that of the party with the fewest is
looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import Final

from foedus.ledger.attestation import Form, Group
from foedus.ledger.resolve import FEW

_WIDE: Final = 8  # parties from which on words are looked up whoever the parties are
_ANYONE: Final = "*"

#: Whose words they are: those told with a party, with this one party alone (a set of one), or with anyone.
_Scope = str | frozenset[str]


class _Words:
    """The forms of one scope by their words: each list is of forms that have the word in that part."""

    __slots__ = ("abbreviations", "chiefs", "initials", "unnamed", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[Form]] = {}
        self.chiefs: dict[str, list[Form]] = {}  # names by one of their own words, the same in every scope
        self.unnamed: dict[str, list[Form]] = {}
        self.abbreviations: dict[str, list[Form]] = {}
        self.initials: dict[str, list[Form]] = {}

    def add(self, form: Form, chief: str | None) -> None:
        if chief is not None:
            self.chiefs.setdefault(chief, []).append(form)
        for stem in form.stems:
            self.words.setdefault(stem, []).append(form)
            if not form.named:
                self.unnamed.setdefault(stem, []).append(form)
        for letter in form.abbreviations:
            self.abbreviations.setdefault(letter, []).append(form)
        for letter in form.initials:
            self.initials.setdefault(letter, []).append(form)


class Lookup:
    """The forms of one fold. `widen` has to see every group whose forms differ in their parties."""

    def __init__(self) -> None:
        self._index: dict[Hashable, list[Form]] = {}
        self._words: dict[_Scope, _Words] = {}
        self._chiefs: dict[Form, str] = {}  # of each name the one of its own words that fewest before it had
        self._named: Counter[str] = Counter()  # how many names have a word among their own
        self._mixed: dict[Form, set[_Scope]] = {}  # that stand with others' parties, by whose words they are

    def add(self, form: Form) -> None:
        """Let a new form be found."""
        if form.key:
            self._put(("key", form.key), form)
        if len(form.parties) > 1:
            self._put(("set", form.set), form)
            if not form.named:
                self._put(("unnamed", form.set), form)
        if 1 < len(form.parties) <= FEW:
            for pair in combinations(form.parties, 2):
                self._put(("pair", *pair), form)
        if form.nameless:
            self._put(("nameless", form.set), form)
            return
        for scope in _scopes(form.set):
            self._put_words(scope, form)
        if len(form.set) == 1:
            self._put_words(form.set, form)

    def widen(self, group: Group) -> None:
        """Let forms of a group be found by the parties and whatever the name of others in it."""
        parties = group.parties()
        each = dict.fromkeys(form for form, _ in group.firsts)
        every = group.fixed is None and all(form.set for form in each)
        for form in each:
            if every and parties <= form.set:
                continue
            scopes = self._mixed.get(form)
            if scopes is None:
                scopes = self._mixed[form] = set(_scopes(form.set))
                if form.named:
                    self._put(("unnamed", form.set), form)
            if not form.nameless and form.set:
                for scope in _scopes(parties):
                    if scope not in scopes:
                        scopes.add(scope)
                        self._put_words(scope, form)

    def seen_by(self, form: Form) -> Iterable[Form]:
        """The forms that a mention of this form could mean, each once."""
        found: dict[Form, None] = {}
        self._find(form, found, mixed=False)
        return found

    def seeing(self, forms: Iterable[Form]) -> Iterable[Form]:
        """The forms whose mentions could mean a group of these, each once."""
        found: dict[Form, None] = {}
        for form in forms:
            self._find(form, found, mixed=form in self._mixed)
            few = form.parties if len(form.parties) <= FEW else ()  # "the treaty" is none of many
            for size in range(1, len(few) + 1):
                for some in combinations(few, size):
                    found.update(dict.fromkeys(self._get("nameless", frozenset(some))))
        return found

    def _find(self, form: Form, found: dict[Form, None], *, mixed: bool) -> None:
        self._find_same(form, found, mixed=mixed)
        self._find_alike(form, found, mixed=mixed)

    def _find_same(self, form: Form, found: dict[Form, None], *, mixed: bool) -> None:
        """Forms with the same key, or the same parties where a name does not tell the two apart."""
        if form.key:
            found.update(dict.fromkeys(self._get("key", form.key)))
        if len(form.parties) > 1:
            same = self._get("unnamed" if form.named and not mixed else "set", form.set)
            found.update(dict.fromkeys(same))
        if form.nameless and 1 < len(form.parties) < FEW:
            pair = self._get("pair", *form.parties[:2])
            found.update((other, None) for other in pair if form.set < other.set)

    def _find_alike(self, form: Form, found: dict[Form, None], *, mixed: bool) -> None:
        """Forms that share words or an abbreviation, and a party, with this one."""
        if form.nameless or not form.set:
            return
        if len(form.set) > FEW or mixed:
            for party in form.parties:
                self._find_by_words(form, found, (party,))
        else:
            self._find_by_words(form, found, form.parties)
            if len(form.set) > 1:
                for party in form.parties:
                    self._find_by_words(form, found, (frozenset((party,)),))
            for size in range(2, len(form.set)):
                for some in combinations(form.parties, size):
                    found.update(dict.fromkeys(self._get("set", frozenset(some))))
        self._find_by_words(form, found, (_ANYONE,))

    def _find_by_words(self, form: Form, found: dict[Form, None], scopes: Sequence[_Scope]) -> None:
        """Forms found by words, where what is looked for is to be found in each of the scopes.

        Looked for are other names that have all their words from this form, and such as abbreviate it or are
        abbreviated by it.
        """
        within = [words for scope in scopes if (words := self._words.get(scope)) is not None]
        if len(within) < len(scopes):
            return
        if form.named:
            _take(found, [words.chiefs for words in within], form.stems)
            _take(found, [words.unnamed for words in within], form.stems)
        else:
            _take(found, [words.words for words in within], form.stems)
        _take(found, [words.initials for words in within], form.abbreviations)
        _take(found, [words.abbreviations for words in within], form.initials)
        if form.named:  # what has all its words has each
            every = [words.words.get(stem, ()) for stem in form.own_stems for words in within]
            found.update(dict.fromkeys(min(every, key=len)))

    def _put_words(self, scope: _Scope, form: Form) -> None:
        words = self._words.get(scope)
        if words is None:
            words = self._words[scope] = _Words()
        words.add(form, self._chief(form) if form.named else None)

    def _chief(self, form: Form) -> str:
        """The word by which a name is found, whoever looks for it: scopes of their own would miss it."""
        found = self._chiefs.get(form)
        if found is None:
            found = self._chiefs[form] = min(sorted(form.own_stems), key=self._named.__getitem__)
            self._named.update(form.own_stems)
        return found

    def _put(self, token: Hashable, form: Form) -> None:
        self._index.setdefault(token, []).append(form)

    def _get(self, *token: Hashable) -> Sequence[Form]:
        return self._index.get(token, ())


def _take(found: dict[Form, None], within: Sequence[dict[str, list[Form]]], texts: Iterable[str]) -> None:
    """Adds what is told under any of the texts in every one of the indexes: by the one that has fewest."""
    first, *others = within
    for text in texts:
        fewest = first.get(text)
        for other in others:
            each = other.get(text)
            if fewest is None or each is None:
                fewest = None
                break
            if len(each) < len(fewest):
                fewest = each
        if fewest:
            found.update(dict.fromkeys(fewest))


def _scopes(parties: frozenset[str]) -> Iterable[str]:
    """The parties under which the words of a form are looked up."""
    return parties if len(parties) <= _WIDE else (_ANYONE,)
