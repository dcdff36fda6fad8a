"""Whether the words next to a spelling let it be the name it looks like: other people's names, common words.

Each rule has the words that called for it. The rules only take meanings away; none guesses one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from foedus.names.model import Entry, Flag, Kind

Lookup = Callable[[str], Sequence[Entry]]  # what an exact name means

_PLACES: Final = frozenset({Kind.STATE, Kind.CAPITAL, Kind.SEAT, Kind.DEMONYM, Kind.AGENCY})
# plain numbers: an enum's own "and" takes ten times as long
_COMMON: Final = int(Flag.COMMON)
_FAMILY: Final = int(Flag.FAMILY_FIRST | Flag.FAMILY_LAST)
_GIVEN_AFTER: Final = int(Flag.GIVEN | Flag.FAMILY_FIRST)
_NO_PERSON: Final = int(Flag.WORD)
_NO_PLACE: Final = int(Flag.SURNAME | Flag.GIVEN)
_GIVEN_BEFORE: Final = int(Flag.SURNAME) | _FAMILY
_BEFORE: Final = re.compile(r"(?<![\w'.-])([^\W\d_][\w'.-]*) $")
_AFTER: Final = re.compile(r" ([^\W\d_][\w-]*)")
_NO_GIVEN: Final = re.compile(r"(?:-|\b[Tt]he )$")  # "the EU-Israel Association", "the Jordan Compact"
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_SENTENCE: Final = re.compile(r"(?:^|[.!?:;\u201c\"(\u2014]\s*|\s-+\s+)$")
_VERB: Final = re.compile(r" (?:the|your|up|off|it|this|these|those|a)\b")


class Around:
    """The rules, with the word lists of `data/words.yaml`."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._given = frozenset(words["given"])
        self._before = frozenset((*words["openers"], *words["titles"]))
        self._titles = frozenset(words["titles"])
        self._doing = frozenset(words["doing"])
        self._after = self._before | frozenset(words["followers"])

    def fits(
        self, entries: Sequence[Entry], flags: int, text: str, span: tuple[int, int], lookup: Lookup
    ) -> list[Entry]:
        """The entries that `text[a:b]` may mean where it stands."""
        a, b = span
        out = list(entries)
        if flags & _GIVEN_BEFORE and self._given_name_before(text, a, b, lookup, flags):
            out = [e for e in out if not _taken(e, flags)]
        if flags & _GIVEN_AFTER and self._surname_after(text, a, b, lookup):
            out = [e for e in out if not _taken(e, flags)]
        if flags & _NO_PERSON and not self._acts(text, a, b):
            out = [e for e in out if e.kind is not Kind.PERSON]
        if flags & _COMMON and _SENTENCE.search(text[max(0, a - 6) : a]) and _VERB.match(text, b):
            return []  # "Polish the draft" at the start of a sentence is a verb
        return out

    def _given_name_before(self, text: str, a: int, b: int, lookup: Lookup, flags: int) -> bool:
        """ "Michael Jordan", "Robert E. Lee"; not "President Trump", "When Jordan" or a headline.

        At the start of a sentence a capital tells little: "Neighbouring Jordan", yet "Ivanka Trump".
        """
        found = _BEFORE.search(text[max(0, a - 40) : a])
        if found is None or not found[1][0].isupper():
            return False
        word = found[1]
        bare = word.rstrip(".").lower()
        if bare in self._given and len(word) > 2:
            return True
        if bare in self._before or bare.endswith("'s") or (word.isupper() and len(word) > 2):
            return False
        if lookup(word) or (word.endswith(".") and len(bare) > 1):
            return False
        if not flags & _FAMILY and _SENTENCE.search(text[max(0, a - 46) : a - len(word) - 1]):
            return False
        return not _headline(text, a, b)

    def _acts(self, text: str, a: int, b: int) -> bool:
        """ "May said", "Mrs May", "May's deal"; not "May 5", "the Moon" or "in the bush"."""
        before, after = _BEFORE.search(text[max(0, a - 40) : a]), _AFTER.match(text, b)
        titled = before is not None and before[1].rstrip(".").lower() in self._titles
        return titled or text.startswith("'s ", b) or (after is not None and after[1] in self._doing)

    def _surname_after(self, text: str, a: int, b: int, lookup: Lookup) -> bool:
        """ "Chad Kroeger", "Kim Yong Chol"; not "Chad President" or a headline's "Kim Visits"."""
        found = _AFTER.match(text, b)
        if found is None or not found[1][0].isupper() or _NO_GIVEN.search(text[max(0, a - 4) : a]):
            return False
        word = found[1]
        if word.lower() in self._after or word.isupper() or lookup(word):
            return False
        return not _headline(text, a, b)


def _taken(entry: Entry, flags: int) -> bool:
    if entry.kind is Kind.PERSON:
        return bool(flags & _FAMILY)
    return entry.kind in _PLACES and bool(flags & _NO_PLACE)


def _headline(text: str, a: int, b: int) -> bool:
    """Whether most words near by are capitalised, so that a capital tells nothing."""
    start = max(text.rfind(". ", 0, a) + 1, a - 80, 0)
    stop = text.find(". ", b)
    line = text[start : min(stop if stop >= 0 else len(text), b + 80)]
    words = [w for w in _WORD.findall(line) if len(w) > 3]
    low = sum(1 for w in words if w[0].islower())
    return low * 4 <= len(words) and len(words) > 5
