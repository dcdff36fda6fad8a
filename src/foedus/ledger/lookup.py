"""The forms of a fold by what they are found by: which of them a mention could mean, or be meant by.

What is found is all that could fit and little more. A name fits another one only where it has all the words
of the other, or the other all of its own; so it is looked up by one word of each, and not by every word that
they share. Of what was told with all the parties of a mention only that of the party with the fewest is
looked at.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import Final

from foedus.ledger.attestation import Form, Group
from foedus.ledger.resolve import FEW

_WIDE: Final = 8  # parties from which on words are looked up whoever the parties are
_ANYONE: Final = "*"

#: Whose words they are: those told with a party, with this one party alone (a set of one), or with anyone.
_Scope = str | frozenset[str]


class Lookup:
    """The forms of one fold. `widen` has to see every group whose forms differ in their parties."""

    def __init__(self) -> None:
        self._index: dict[Hashable, list[Form]] = {}
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
        return dict.fromkeys(chain(self._same(form), self._alike(form)))

    def seeing(self, forms: Iterable[Form]) -> Iterable[Form]:
        """The forms whose mentions could mean a group of these, each once."""
        found: dict[Form, None] = {}
        for form in forms:
            mixed = form in self._mixed
            found.update(dict.fromkeys(chain(self._same(form, mixed=mixed), self._alike(form, mixed=mixed))))
            for size in range(1, min(len(form.parties), FEW) + 1):
                for some in combinations(form.parties, size):
                    found.update(dict.fromkeys(self._get("nameless", frozenset(some))))
        return found

    def _same(self, form: Form, *, mixed: bool = False) -> Iterator[Form]:
        """Forms with the same key, or the same parties where a name does not tell the two apart."""
        if form.key:
            yield from self._get("key", form.key)
        if len(form.parties) > 1:
            yield from self._get("unnamed" if form.named and not mixed else "set", form.set)
        if form.nameless and 1 < len(form.parties) < FEW:
            for other in self._get("pair", *form.parties[:2]):
                if form.set < other.set:
                    yield other

    def _alike(self, form: Form, *, mixed: bool = False) -> Iterator[Form]:
        """Forms that share words or an abbreviation, and a party, with this one."""
        if form.nameless or not form.set:
            return
        wanted = _wanted(form)
        if len(form.set) > FEW or mixed:
            for party in form.parties:
                yield from self._by_words(form, wanted, (party,))
        else:
            yield from self._by_words(form, wanted, form.parties)
            if len(form.set) > 1:
                for party in form.parties:
                    yield from self._by_words(form, wanted, (frozenset((party,)),))
            for size in range(2, len(form.set)):
                for some in combinations(form.parties, size):
                    yield from self._get("set", frozenset(some))
        yield from self._by_words(form, wanted, (_ANYONE,))

    def _by_words(
        self, form: Form, wanted: Sequence[tuple[str, str]], scopes: Sequence[_Scope]
    ) -> Iterator[Form]:
        """Forms found by words, where what is looked for is to be found in each of the scopes."""
        get = self._index.get
        if len(scopes) == 1:
            for kind, text in wanted:
                yield from get((kind, text, scopes[0]), ())
        else:
            for kind, text in wanted:
                yield from min([get((kind, text, scope), ()) for scope in scopes], key=len)
        if form.named:  # what has all its words has each
            yield from min([get(("word", w, scope), ()) for w in form.own_stems for scope in scopes], key=len)

    def _put_words(self, scope: _Scope, form: Form) -> None:
        if form.named:
            chief = min(sorted(form.own_stems), key=lambda stem: len(self._get("word", stem, scope)))
            self._put(("chief", chief, scope), form)
        for stem in form.stems:
            self._put(("word", stem, scope), form)
            if not form.named:
                self._put(("unnamed word", stem, scope), form)
        for letter in form.abbreviations:
            self._put(("abbreviation", letter, scope), form)
        for letter in form.initials:
            self._put(("initial", letter, scope), form)

    def _put(self, token: Hashable, form: Form) -> None:
        self._index.setdefault(token, []).append(form)

    def _get(self, *token: Hashable) -> Sequence[Form]:
        return self._index.get(token, ())


def _wanted(form: Form) -> list[tuple[str, str]]:
    """What a form looks for: other names that have all their words from it, and such as abbreviate it or are
    abbreviated by it.
    """
    kinds = ("chief", "unnamed word") if form.named else ("word",)
    return [
        *((kind, stem) for stem in form.stems for kind in kinds),
        *(("initial", letter) for letter in form.abbreviations),
        *(("abbreviation", letter) for letter in form.initials),
    ]


def _scopes(parties: frozenset[str]) -> Iterable[str]:
    """The parties under which the words of a form are looked up."""
    return parties if len(parties) <= _WIDE else (_ANYONE,)
