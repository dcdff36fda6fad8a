"""The cheap look before the parse: which paragraphs speak of an agreement, a membership, a step or an act?

Only whole words count ("accord", not "according"; "mou", not "mouth"), and a word that every text has ("is",
"make") is no hint by itself. A paragraph is *relevant* where it names an agreement, or an organisation that
is joined or left; without one the article tells nothing and is not parsed at all. Of an article that has one
those paragraphs are parsed that are relevant or stand next to such a one (for what "it" and "they" are), and
those that tell a step or an act. A paragraph where somebody "agreed" is relevant only where it names
two states or an organisation of states, which `foedus.reading.build` asks. A test and a benchmark hold how
few claims are lost by it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from enum import IntFlag

import ahocorasick_rs

from foedus.language.inflect import verb_forms
from foedus.names import Kind, names
from foedus.reading.act_lexicon import HINTS
from foedus.reading.frames import NOUNS, VERBS, Frame
from foedus.reading.known import KNOWN
from foedus.reading.lexicon import CAPITAL_ONLY, HEADS, IF_MADE, IF_SIGNED, NEEDS_WORD


class Hint(IntFlag):
    """What the words of a paragraph speak of."""

    NOTHING = 0
    AGREEMENT = 1
    ORGANISATION = 2
    MEMBERSHIP = 4  # what is done to a membership: joined, left
    STEP = 8
    ACT = 16
    AGREED = 32  # "agreed to cut tariffs": an agreement where two states do so
    PAPER = 64  # "a programme of consultations": one where two states sign it
    SIGNED = 128
    LANDS = 256  # "seven countries agreed to cut tariffs"


# verbs of the lexicon that every text has: hints only beside what they are said of
_EVERYWHERE = frozenset(
    "bring brings bringing brought lead leads leading led take takes taking took taken "
    "stop stops stopping stopped walk walks walking walked".split()
)
# "a statement" is no agreement; "the Joint Statement on Denuclearisation" is
_NAMED_ONLY = frozenset(word for word, needed in NEEDS_WORD.items() if "nothing-counts" in needed)
# plain numbers: an enum's own "and" is slow
_AGREED, _PAPERS = int(Hint.AGREED), int(Hint.PAPER | Hint.SIGNED)
_OF_AGREEMENTS, _JOINED = int(Hint.AGREEMENT | Hint.AGREED), int(Hint.ORGANISATION | Hint.MEMBERSHIP)
_TELLING = int(Hint.STEP | Hint.ACT)
_LETTERS = bytes(b if chr(b).isalnum() else 32 for b in range(256))  # of Latin-1; the rest parts words
_SOFT_HYPHEN = b"\xad"
_FIRST, _CHUNK = 1 << 9, 1 << 16  # characters looked at before it is asked whether the article has passed
_LONGEST = 96  # bytes of a hint; chunks share as many characters


def passes(text: str) -> bool:
    """Whether an article can tell anything: it names an agreement, or an organisation and joining or leaving.

    Linear time, and no further than the words that settle it.
    """
    found, start, size = 0, 0, _FIRST
    while start < len(text):
        found |= _hints(text, max(0, start - _LONGEST), start + size)
        if _relevant(_with_papers(found)):
            return True
        start, size = start + size, min(2 * size, _CHUNK)
    return False


def hints(text: str) -> Hint:
    """What the words of a paragraph speak of. Linear time."""
    found = 0
    for start in range(0, len(text), _CHUNK):
        found |= _hints(text, max(0, start - _LONGEST), start + _CHUNK)
    return Hint(_with_papers(found))


def _with_papers(found: int) -> int:
    """The hints, with a paper beside a word for signing as what is agreed."""
    return (found | _AGREED if found & _PAPERS == _PAPERS else found) & ~_PAPERS


def selected(paragraphs: Sequence[Hint]) -> list[bool]:
    """Which paragraphs of an article are parsed, by the hints of each, in the order of the text."""
    told = [int(found) for found in paragraphs]
    relevant = [_relevant(found) for found in told]
    if not any(relevant):
        return relevant
    beside = (any(relevant[max(0, at - 1) : at + 2]) for at in range(len(relevant)))
    return [near or bool(found & _TELLING) for near, found in zip(beside, told, strict=True)]


def _relevant(found: int) -> bool:
    return bool(found & _OF_AGREEMENTS) or found & _JOINED == _JOINED


def _hints(text: str, start: int, end: int) -> int:
    """The hints within `text[start:end]`; a word cut by either end is none."""
    finder, kinds = _automaton()
    words = text[start:end].encode("latin-1", "replace").translate(_LETTERS, _SOFT_HYPHEN)
    words = (b"" if start else b" ") + words + (b"" if end < len(text) else b" ")
    found = 0
    for number, _, _ in finder.find_matches_as_indexes(words, overlapping=True):
        found |= kinds[number]
    return found


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.BytesAhoCorasick, tuple[int, ...]]:
    """Finds the hints, each with a space at either end, and the kinds of each."""
    kinds: dict[bytes, int] = {}
    for kind, spellings in _vocabulary():
        for spelling in spellings:
            for pattern in _patterns(spelling):
                kinds[pattern] = kinds.get(pattern, 0) | kind
    return ahocorasick_rs.BytesAhoCorasick(list(kinds)), tuple(kinds.values())


def _patterns(spelling: str) -> Iterator[bytes]:
    """A spelling as bytes between spaces, over one or two spaces where it has several words."""
    words = spelling.encode("latin-1", "replace").translate(_LETTERS, _SOFT_HYPHEN).split()
    if sum(map(len, words)) + 2 * len(words) + 2 <= _LONGEST:
        for gap in (b" ", b"  ") if len(words) > 1 else (b" ",):
            yield b" " + gap.join(words) + b" "


def _vocabulary() -> Iterator[tuple[Hint, Iterable[str]]]:
    """All spellings by what they speak of, from the tables that the rules read with."""
    proper = {word for word in HEADS if word in CAPITAL_ONLY - IF_MADE or word in _NAMED_ONLY}
    yield Hint.AGREEMENT, _cased(HEADS.keys() - proper)
    yield Hint.AGREEMENT, (form for word in proper for form in (word.capitalize(), word.upper()))
    yield Hint.AGREEMENT, _shouted(name for k in KNOWN for name in (k.name, *k.others))
    yield Hint.AGREEMENT, ("MoU", "MoUs", "MOUs", "FTAs")
    yield Hint.AGREED, _cased(("agree", "agrees", "agreed", "agreeing"))
    yield Hint.LANDS, _cased(("countries", "nations", "governments"))
    yield Hint.PAPER, _cased(IF_SIGNED.keys())
    yield Hint.SIGNED, _cased(verb_forms("sign"))
    yield Hint.ORGANISATION, _shouted(names().spellings(Kind.ORG))
    rows: list[tuple[str, Frame]] = [
        *((form, row) for form, found in VERBS.items() for row in found),
        *((form, row) for form, found in NOUNS.items() for row in found),
    ]
    yield Hint.MEMBERSHIP, _cased(("expansion", "enlargement"))
    yield Hint.MEMBERSHIP, _cased({word for form, row in rows for word in _joining(form, row)})
    yield Hint.STEP, _cased({word for form, row in rows for word in _telling(form, row)} - _EVERYWHERE)
    yield Hint.ACT, _cased(HINTS)


def _telling(form: str, row: Frame) -> Iterable[str]:
    """The words of a row that tell a step by themselves: its own, or the objects that it asks for."""
    if row.weak:
        return ()
    if row.nominal:
        return row.phrase or (form,)
    return row.obj or (() if row.prt or row.near else (form,))


def _joining(form: str, row: Frame) -> Iterable[str]:
    """The words of a row that tells of memberships: its objects ("became a member") or its own."""
    if not row.org:
        return ()
    return row.obj or row.near or (form,)


def _cased(words: Iterable[str]) -> Iterator[str]:
    """Words in the three cases that print has."""
    return (form for word in words for form in (word, word.capitalize(), word.title(), word.upper()))


def _shouted(spellings: Iterable[str]) -> Iterator[str]:
    """Names as they are and in capitals."""
    return (form for spelling in spellings for form in (spelling, spelling.upper()))
