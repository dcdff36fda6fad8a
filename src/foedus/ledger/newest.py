"""The words of the newest pages, in memory: which pages have a word, or a part of one.

It is brought up to a later state of the ledger by the pages that came in since, so it costs the same however
large the ledger is. What it holds of a page are its words alone, as `foedus.ledger.words` folds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from sqlalchemy import Connection, Integer, bindparam, func, select

from foedus.ledger.bits import each_bit
from foedus.ledger.recent import Recent
from foedus.ledger.schema import documents
from foedus.ledger.words import words_of

_LAST = select(func.max(documents.c.id)).where(documents.c.tx <= bindparam("number", type_=Integer))
_BODIES = select(documents.c.id, documents.c.body).where(
    documents.c.id > bindparam("after", type_=Integer), documents.c.id <= bindparam("last", type_=Integer)
)

Held = Recent[int, "NewestWords"]  # by how many pages


@dataclass(frozen=True)
class NewestWords:
    """The words of the pages numbered `last - among + 1` to `last`.

    `pages` has, by word, the pages as bits: that of page N is N modulo `among`.
    """

    last: int
    among: int
    pages: Mapping[str, int]

    def __contains__(self, word: object) -> bool:
        return word in self.pages

    def how_many(self, word: str) -> int:
        """How many of the pages have a word."""
        return self.pages.get(word, 0).bit_count()

    def pages_with(self, words: Iterable[str]) -> list[int]:
        """The pages that have all of some words, as they stand or as parts of longer ones; newest first."""
        parts = [part for word in words for part in words_of(word)]
        if not parts:
            return []
        bits = reduce(and_, (reduce(or_, (self.pages[w] for w in self._with(part)), 0) for part in parts))
        newest = self.last % self.among
        return sorted((self.last - (newest - bit) % self.among for bit in each_bit(bits)), reverse=True)

    @cached_property
    def _lines(self) -> str:
        return "\n".join(("", *self.pages, ""))

    def _with(self, part: str) -> Iterator[str]:
        """The words that have a part in them."""
        at = self._lines.find(part)
        while at >= 0:
            end = self._lines.index("\n", at)
            yield self._lines[self._lines.rindex("\n", 0, at) + 1 : end]
            at = self._lines.find(part, end)


def newest_words(connection: Connection, number: int, among: int, held: Held) -> NewestWords:
    """The words of the newest `among` pages known at `number`, from those in memory where these are older."""
    last = connection.execute(_LAST, {"number": number}).scalar_one() or 0
    found = held.get(among)
    if found is not None and found.last == last:
        return found
    if found is not None and last - among < found.last < last:
        new = _read(connection, found.last, last, among)
        replaced = ~reduce(or_, (1 << n % among for n in range(found.last + 1, last + 1)), 0)
        pages = {word: bits for word, old in found.pages.items() if (bits := old & replaced)}
        for word, bits in new.items():
            pages[word] = pages.get(word, 0) | bits
    else:
        pages = _read(connection, max(last - among, 0), last, among)
    made = NewestWords(last, among, pages)
    if found is None or found.last < last:  # a past day; what is in memory stays, for those who ask about now
        held.put(among, made)
    return made


def _read(connection: Connection, after: int, last: int, among: int) -> dict[str, int]:
    out: dict[str, int] = {}
    for number, body in connection.execute(_BODIES, {"after": after, "last": last}):
        bit = 1 << number % among
        for word in set(words_of(body)):
            out[word] = out.get(word, 0) | bit
    return out
