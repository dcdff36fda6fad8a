"""The cheap look before the parse: does a text speak of an agreement, a membership or a step at all?

A text passes when a word of it begins like one of the hints, or is a name of a known agreement. No claim
is lost by it (a test holds that): an agreement that no such word tells is none that the rules read.
"""

from __future__ import annotations

import functools
import re

import ahocorasick_rs

from foedus.reading.acts import HINTS
from foedus.reading.known import KNOWN
from foedus.reading.lexicon import NOUNS, STRONG_HEADS, VERBS, WEAK_HEADS

# beginnings of words of steps and memberships; "cease" also stands for "cease-fire" over two lines
_BEGINNINGS = (
    "sign ratif treat agree memorand cease withdr join acced access leav left exit quit member pull "
    "breach violat"
).split()
_PHRASES = ("out of",)
_FIELD = frozenset(VERBS) | frozenset(NOUNS) | frozenset(STRONG_HEADS) | frozenset(WEAK_HEADS) | HINTS
_WORDS = re.compile("[a-z\u00e0-\u00ff][a-z\u00e0-\u00ff-]+")
_INSIDE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_CHUNK = 1 << 16  # bytes looked at before it is asked whether the text has passed
_OVERLAP = 64  # bytes that two chunks share: longer than every hint


def passes(text: str) -> bool:
    """Whether a text is worth parsing. Linear time."""
    data = text.encode("utf-8", "replace")
    find, whole = _automaton()
    for start in range(0, len(data), _CHUNK):
        chunk = data[max(0, start - _OVERLAP) : start + _CHUNK] if len(data) > _CHUNK else data
        for pattern, a, b in find.find_matches_as_indexes(chunk, overlapping=True):
            if a and chunk[a - 1] in _INSIDE:
                continue
            if pattern < whole and b < len(chunk) and chunk[b] in _INSIDE:
                continue
            return True
    return False


def relevant(text: str) -> bool:
    """Whether a paragraph holds a word of a step, an agreement or an act: only such paragraphs are parsed."""
    words = _WORDS.findall(text.lower())
    return any(w in _FIELD or ("-" in w and not _FIELD.isdisjoint(w.split("-"))) for w in words)


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.BytesAhoCorasick, int]:
    """The hints, each in the three cases that print has; the first `whole` of them must be whole words."""
    known = {name for k in KNOWN for name in (k.name, *k.others)}
    hints = {*_BEGINNINGS, *_PHRASES, *STRONG_HEADS, *WEAK_HEADS}
    cased = {form for h in hints for form in (h, h.capitalize(), h.title(), h.upper())}
    names = sorted(n for n in known - cased if len(n.encode()) < _OVERLAP)
    patterns = [p.encode() for p in (*names, *sorted(cased))]
    return ahocorasick_rs.BytesAhoCorasick(patterns), len(names)
