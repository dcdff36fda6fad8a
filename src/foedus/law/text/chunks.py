"""A sentence of a treaty as a short string of kinds and plain words: what the clause grammar speaks of.

"This Convention shall enter into force on the thirtieth day after the deposit of the sixth instrument"
becomes "<THIS> <ENTER> on <NTHDAY> after <DEPOSIT> of <ORD> <INSTR>"; each kind keeps its words and place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

import msgspec
from msgspec.structs import replace

from foedus.law.text.lexicon import ROWS


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """Words of one kind: `kind`, lower-case `text`, and offsets in the even text."""

    kind: str
    text: str
    start: int
    end: int


class Reduced(msgspec.Struct, frozen=True, gc=False):
    """The short string, its chunks, and where in the short string each chunk stands."""

    text: str
    chunks: tuple[Chunk, ...]
    at: tuple[int, ...]

    def chunk(self, place: int) -> Chunk:
        """The chunk that begins at this place of the short string."""
        return self.chunks[bisect_left(self.at, place)]

    def after(self, place: int) -> Reduced:
        """The same from a place of the short string on."""
        first = bisect_left(self.at, place)
        return Reduced(self.text[place:], self.chunks[first:], tuple(a - place for a in self.at[first:]))

    def renamed(self, texts: frozenset[str], kind: str) -> Reduced:
        """The same with another kind for the chunks that read like one of `texts`."""
        parts: list[str] = []
        chunks: list[Chunk] = []
        at: list[int] = []
        last = length = 0
        for place, chunk in zip(self.at, self.chunks, strict=True):
            new = replace(chunk, kind=kind) if chunk.text in texts else chunk
            gap = self.text[last:place]
            at.append(length + len(gap))
            parts += (gap, f"<{new.kind}>")
            length = at[-1] + len(parts[-1])
            last = place + len(f"<{chunk.kind}>")
            chunks.append(new)
        return Reduced("".join([*parts, self.text[last:]]), tuple(chunks), tuple(at))

    def between(self, start: int, end: int) -> list[Chunk]:
        """The chunks within a stretch of the short string."""
        return list(self.chunks[bisect_left(self.at, start) : bisect_left(self.at, end)])


@cache
def _lexicon() -> re.Pattern[str]:
    rows = [f"(?P<{row.kind}_{n}>{row.pattern})" for n, row in enumerate(ROWS)]
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(rows) + ")(?![a-z0-9])")


def reduce(lower: str, start: int, end: int) -> Reduced:
    """The short string of `lower[start:end]`."""
    parts: list[str] = []
    chunks: list[Chunk] = []
    at: list[int] = []
    length = 0
    last = start
    for match in _lexicon().finditer(lower, start, end):
        if match.end() == match.start():
            continue
        words = _words(lower[last : match.start()])
        if words:
            parts.append(words)
            length += len(words) + 1
        kind = (match.lastgroup or "").split("_")[0]
        at.append(length)
        chunks.append(Chunk(kind, match.group(), match.start(), match.end()))
        parts.append(f"<{kind}>")
        length += len(kind) + 3
        last = match.end()
    words = _words(lower[last:end])
    if words:
        parts.append(words)
    return Reduced(" ".join(parts), tuple(chunks), tuple(at))


def _words(gap: str) -> str:
    """Plain words with commas set apart, so that a pattern need not expect them inside a word."""
    return " ".join(gap.replace(",", " , ").split())
