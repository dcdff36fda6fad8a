"""What is kept of each entry for finding it: briefs, hashes of names and ids, its states, words for search.

The compiler writes these sections and the look-up reads them; the form of each stands here once. Entries are
numbered from 0 by id.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

import msgspec

from foedus.register.keys import words
from foedus.register.model import Entry, Kind, NameKind, Stands
from foedus.register.store import deflate, inflate

#: Briefs in one block: a look-up reads one block.
BLOCK: Final = 64
#: A name is the number of its entry times this, plus its place among the entry's names.
MANY_NAMES: Final = 256
#: The number of a day that is not told.
NO_DAY: Final = 0
_STANDS: Final = tuple(Stands)
_SURE: Final = 8
_LISTED: Final = 16


class Called(msgspec.Struct, frozen=True, array_like=True):
    """A name of an entry and the days between which it is used."""

    text: str
    kind: NameKind
    since: str | None = None
    until: str | None = None


class Brief(msgspec.Struct, frozen=True, array_like=True):
    """An entry in brief: enough to list it, and to tell which of several a name means.

    `date` is the day by which it is told apart (signature, adoption, opening or the list's own), `parties`
    those of a treaty of few, () of many, `many` how many states and organisations stand in the entry.
    """

    id: str
    title: str
    kind: Kind
    names: tuple[Called, ...]
    date: str | None
    in_force: str | None
    not_yet: bool
    ended: str | None
    parties: tuple[str, ...]
    closed: bool | None
    many: int
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an entry, as they stand in keys: of its names and subjects, and of its places."""

    named: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


class Row(msgspec.Struct, frozen=True):
    """One period of a state in an entry, or its standing without one (`since` None). Days are ISO.

    `since`, `until` and `known_until` are the first days that their dates may mean. A `listed` `since` is the
    day of a list that has the state, which was bound from a day on before it that is not told.
    """

    number: int
    stands: Stands
    since: str | None
    until: str | None
    known_until: str | None
    sure: bool
    listed: bool = False


def hashed(key: str) -> int:
    """8 bytes of a digest of the key, the same on every machine."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def pack_keys(pairs: Iterable[tuple[str, int]]) -> tuple[bytes, bytes]:
    """Keys and the numbers of their entries as two sections: hashes in order, and the number of each."""
    found = sorted({(hashed(key), number) for key, number in pairs})
    return _little(array("Q", [h for h, _ in found])), _little(array("I", [n for _, n in found]))


def numbers_of(key: str, hashes: memoryview, numbers: memoryview) -> list[int]:
    """The entries that a key may mean; of two keys with one hash the caller tells the right one."""
    wanted = hashed(key)
    at = bisect_left(hashes, wanted)
    out = []
    while at < len(hashes) and hashes[at] == wanted:
        out.append(numbers[at])
        at += 1
    return out


def pack_rows(rows: Iterable[Row]) -> bytes:
    """The rows of one state, by column, compressed."""
    listed = list(rows)
    columns = (
        array("I", [r.number for r in listed]),
        array("I", [_ordinal(r.since) for r in listed]),
        array("I", [_ordinal(r.until) for r in listed]),
        array("I", [_ordinal(r.known_until) for r in listed]),
    )
    flags = bytes(
        _STANDS.index(r.stands) | (_SURE if r.sure else 0) | (_LISTED if r.listed else 0) for r in listed
    )
    return deflate(b"".join(_little(c) for c in columns) + flags)


def rows_of(packed: bytes) -> Iterator[Row]:
    """What `pack_rows` was given."""
    data = memoryview(inflate(packed))
    count = len(data) // 17
    columns = [data[i * 4 * count : (i + 1) * 4 * count].cast("I") for i in range(4)]
    for number, since, until, known, flag in zip(*columns, data[16 * count :], strict=True):
        stands, sure = _STANDS[flag & (_SURE - 1)], bool(flag & _SURE)
        yield Row(number, stands, _day(since), _day(until), _day(known), sure, bool(flag & _LISTED))


def numbers_in(packed: bytes) -> frozenset[int]:
    """The entries in which the state of these packed rows stands."""
    data = memoryview(inflate(packed))
    return frozenset(data[: 4 * (len(data) // 17)].cast("I"))


def pack_words(postings: dict[str, set[int]]) -> bytes:
    """Every word with the entries that have it: their number times two, one more where no name has it."""
    table = {word: _little(array("I", sorted(found))) for word, found in sorted(postings.items())}
    return deflate(msgspec.msgpack.encode(table))


def words_table(packed: memoryview) -> dict[str, bytes]:
    """What `pack_words` was given, the numbers as 4 bytes each."""
    return msgspec.msgpack.decode(inflate(packed), type=dict[str, bytes])


def words_in(entry: Entry) -> Words:
    """The words of an entry."""
    named = (*(name.text for name in entry.names), *entry.subjects)
    places = (day.place for day in entry.days if day.place)
    return Words(
        frozenset(word for text in named for word in words(text)),
        frozenset(word for text in places for word in words(text)),
    )


def pack_described(found: Iterable[tuple[int, Words]]) -> bytes:
    """The words of entries by their numbers."""
    table = {number: tuple("\n".join(sorted(each)) for each in (w.named, w.places)) for number, w in found}
    return deflate(msgspec.msgpack.encode(table))


def described_table(packed: memoryview) -> dict[int, tuple[str, str]]:
    """What `pack_described` was given, the words of each sort in one text, a line each."""
    return msgspec.msgpack.decode(inflate(packed), type=dict[int, tuple[str, str]])


def numbers(found: Iterable[int]) -> bytes:
    """A section of numbers, 4 bytes each."""
    return _little(array("I", found))


def has_number(posted: array[int], number: int) -> bool:
    """Whether an entry is among those of a word, as `words_table` has them."""
    at = bisect_left(posted, number * 2)
    return at < len(posted) and posted[at] // 2 == number


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else NO_DAY


def _day(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def _little(numbers: array[int]) -> bytes:
    """The bytes of an array; every machine that foedus runs on is little-endian, the others swap."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()
