"""Fingerprints of a text, so that a reprint is known by what it contains, whoever signs it.

Of all runs of five words those are kept that begin with d, h, l, p, t, x, 0, 4 or 8 (a third of English
words), so that every text keeps the same ones.
`containment(a, b)` is the share of the smaller text that stands in the other, 0 to 1.
"""

from __future__ import annotations

import re
from array import array
from typing import Final
from zlib import crc32

RUN: Final = 5  # words
FEWEST: Final = 6  # prints below which a text is too short to be judged
REPRINT: Final = 0.6  # containment from which a text counts as a reprint

_WORD: Final = re.compile(rb"[^\W_]+")


def prints(text: str) -> bytes:
    """The kept hashes of a text, sorted, four bytes each."""
    words = _WORD.findall(text.lower().encode("utf-8", "replace"))
    starts = [i for i in range(len(words) - RUN + 1) if not words[i][0] & 3]
    return array("I", sorted({crc32(b" ".join(words[i : i + RUN])) for i in starts})).tobytes()


def unpack(stored: bytes) -> frozenset[int]:
    """The hashes that `prints` packed."""
    return frozenset(array("I", stored))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller text that stands in the other; 0 where it is too short to tell."""
    small = min(len(one), len(other))
    return len(one & other) / small if small >= FEWEST else 0.0
