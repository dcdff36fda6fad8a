"""Looking things up in a compiled register: by id, name, parties, day, words. Read-only, safe for threads.

`Register.open()` maps the shipped edition; opening reads the header and checks the digest, nothing else.
Names are found by their key (`foedus.register.keys`), so accents, case and articles do not matter; several
entries may share a name, and all of them are given.
"""

from __future__ import annotations

import functools
import math
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import islice, product, takewhile
from pathlib import Path
from typing import Final

import msgspec

from foedus.errors import RegisterError
from foedus.register.index import (
    BLOCK,
    MANY_NAMES,
    Brief,
    Called,
    Row,
    Words,
    described_table,
    has_number,
    numbers_in,
    numbers_of,
    rows_of,
    words_in,
    words_table,
)
from foedus.register.keys import name_key, words
from foedus.register.model import Above, Edition, Entry, Kind, Link, Linked, Source, Stands, State
from foedus.register.store import Image, inflate

ARTEFACT: Final = "register.bin"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
#: A word of subjects or parties counts less than one of a name; an entry by hand is likelier to be meant.
_ABOUT: Final = 0.7
_BY_HAND: Final = 1.15
#: The share of the words' weight that a hit must have.
_MOST: Final = 0.6
_SHORT: Final = 4  # a word so short has too many neighbours
_REMEMBERED: Final = 512
_SEARCHES: Final = 500  # texts that were searched for


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a name may mean, and that name as the register has it."""

    brief: Brief
    name: Called


@dataclass(frozen=True, slots=True)
class Bound:
    """Whether an agreement binds a state on a day. None: the register does not tell.

    `since` and `until` are ISO days of the period that bears on the day, None where they are not told.
    `known_until` is the day up to which it is known: after it nothing is told; `binds` says what was so last.
    """

    brief: Brief
    state: str
    stands: Stands
    binds: bool | None
    since: str | None
    until: str | None
    known_until: str | None


# made with the module, as in `foedus.register.store`
_ENTRY: Final = msgspec.msgpack.Decoder(Entry)
_BRIEFS: Final = msgspec.msgpack.Decoder(list[Brief])
_LINKED: Final = msgspec.msgpack.Decoder(Linked)
_ABOVE: Final = msgspec.msgpack.Decoder(Above)
_STATES: Final = msgspec.msgpack.Decoder(list[State])
_SOURCES: Final = msgspec.msgpack.Decoder(list[Source])


class Register:
    """One edition of the register, open."""

    def __init__(self, image: Image) -> None:
        self._image = image
        self._names = image.numbers("names", "Q"), image.numbers("names_at", "I")
        self._ids = image.numbers("ids", "Q"), image.numbers("ids_at", "I")
        self._entries = image.numbers("entries_at", "I")
        self._blocks = image.numbers("briefs_at", "I")
        self._block = functools.lru_cache(maxsize=None)(self._read_block)
        self._entries_of = functools.lru_cache(maxsize=_REMEMBERED)(self._read_entries_of)
        self._entry = functools.lru_cache(maxsize=_REMEMBERED)(self._read_entry)
        self._words_of = functools.lru_cache(maxsize=_REMEMBERED)(self._read_words_of)
        self._found = functools.lru_cache(maxsize=_SEARCHES)(self._search)
        self._spelled = functools.lru_cache(maxsize=_REMEMBERED)(self._spell)

    @classmethod
    def open(cls, path: Path | None = None) -> Register:
        """The shipped edition, or that of a file. Raises RegisterError where it cannot be used."""
        if path is None:
            path = Path(str(resources.files("foedus.register").joinpath(ARTEFACT)))
        return cls(Image.open(path))

    @classmethod
    def of_bytes(cls, data: bytes, where: str = "register") -> Register:
        """An edition kept elsewhere, as a ledger does. Raises RegisterError where it cannot be used."""
        return cls(Image(memoryview(data), where))

    @property
    def edition(self) -> Edition:
        return self._image.edition

    def above(self) -> Above | None:
        """The lists of one's own that are part of it, None for an edition as it was compiled."""
        if not self._image.has("lists"):
            return None
        return _ABOVE.decode(inflate(self._image.section("lists")))

    def __len__(self) -> int:
        return len(self._entries) - 1

    def entry(self, id_: str) -> Entry | None:
        """The entry of an id, or of a list's record as `un-26-4`, `uk-70467`; None for another id."""
        number = self._number(id_)
        return None if number is None else self._entry(number)

    def encoded(self, id_: str) -> bytes | None:
        """An entry as it is kept, for telling whether two editions say the same without reading either."""
        number = self._number(id_)
        return None if number is None else self._inflated(number)

    def brief(self, id_: str) -> Brief | None:
        """The same in brief, without reading the whole entry."""
        number = self._number(id_)
        return None if number is None else self._brief(number)

    def entries(self) -> Iterator[Entry]:
        """All entries by id."""
        return (self._read_entry(number) for number in range(len(self)))

    def links(self) -> Iterator[tuple[str, Link]]:
        """Every relation of an entry by hand to an older one, with the id of the newer; others have none."""
        for number in sorted(self._by_hand):
            entry = _LINKED.decode(self._inflated(number))
            yield from ((entry.id, link) for link in entry.links)

    def briefs(self) -> Iterator[Brief]:
        """All entries in brief, by id."""
        return (self._brief(number) for number in range(len(self)))

    def by_name(self, text: str) -> tuple[Hit, ...]:
        """The entries of which the text is a name, each with that name; entries by hand first."""
        key = name_key(text)
        if not key:
            return ()
        out = []
        for place in numbers_of(key, *self._names):
            brief = self._brief(place // MANY_NAMES)
            name = brief.names[place % MANY_NAMES]
            if name.text == text or _key_of(name.text) == key:
                out.append(Hit(brief, name))
        if len(out) > 1:
            out.sort(key=lambda h: (not h.brief.by_hand, -h.brief.many, h.brief.id))
        return tuple(out)

    def by_hand_with(self, word: str, most: int = 300) -> tuple[Brief, ...]:
        """The entries by hand that have a word in a name or subject; () where more than `most` entries do."""
        places = self._posted(word)
        if len(places) > most:
            return ()
        return tuple(self._brief(p // 2) for p in places if p // 2 in self._by_hand)

    def with_words(
        self, some: Sequence[str], every: Collection[str], least: int, most: int = 300
    ) -> Iterator[Brief]:
        """The entries that have one of `some` words and at least `least` of `every`, in names or subjects.

        A word of `some` that more than `most` entries have counts for none.
        """
        posted = {word: self._posted(word) for word in (*some, *every)}
        lists = (places for word in some if len(places := posted[word]) <= most)
        wanted = sorted((posted[word] for word in every), key=len)
        for number in dict.fromkeys(place // 2 for places in lists for place in places):
            lacking = len(wanted) - least
            for places in wanted:
                if not has_number(places, number):
                    lacking -= 1
                    if lacking < 0:
                        break
            else:
                yield self._brief(number)

    def words_of(self, id_: str) -> Words:
        """The words of the names, subjects and places of an entry; none of an id that it does not have."""
        return self._words_of(id_)

    def how_many(self, word: str) -> int:
        """How many entries have a word in a name or subject."""
        return len(self._words.get(word, b"")) // 4

    def of_kind(self, kind: Kind) -> tuple[Brief, ...]:
        """The entries of a kind, by id; read once."""
        return self._kinds.get(kind, ())

    def by_hand_between(self, codes: Collection[str]) -> tuple[Brief, ...]:
        """The entries by hand of a treaty of exactly these states, or of those that they continue, by id."""
        sets = {frozenset(each) for each in product(*map(self._same, codes))}
        found = (b for each in sets if len(each) == len(codes) for b in self._between.get(each, ()))
        return tuple(sorted(found, key=lambda b: b.id))

    def of_parties(self, codes: Iterable[str], *, only: bool = False) -> tuple[Brief, ...]:
        """The entries in which all the states stand; `only`: closed treaties of exactly these.

        A state stands for the one whose personality it continues too: RUS for SUN.
        """
        wanted = tuple(dict.fromkeys(codes))
        found = [frozenset().union(*map(self._entries_of, self._same(c))) for c in wanted]
        numbers = frozenset.intersection(*found) if found else frozenset()
        briefs = (self._brief(n) for n in sorted(numbers))
        if not only:
            return tuple(briefs)
        same = [set(self._same(c)) for c in wanted]
        return tuple(
            b
            for b in briefs
            if len(b.parties) == len(wanted) and all(any(p in s for p in b.parties) for s in same)
        )

    def in_force(self, party: str, on: str) -> tuple[Bound, ...]:
        """Every entry in which the state stands, with whether it binds it on the ISO day, by id."""
        rows: dict[int, dict[str, list[Row]]] = {}
        for code in self._same(party):
            for row in self._rows(code):
                rows.setdefault(row.number, {}).setdefault(code, []).append(row)
        out = []
        for number in sorted(rows):
            code, own = next((c, rows[number][c]) for c in self._same(party) if c in rows[number])
            out.append(_bound(self._brief(number), code, own, on))
        return tuple(out)

    def search(self, text: str, limit: int = 20) -> tuple[Brief, ...]:
        """The entries whose names, subjects and parties have the words, best first; one typing error a word.

        Where no entry has all the words, those that have most of their weight.
        """
        return self._found(text, limit)

    def _search(self, text: str, limit: int) -> tuple[Brief, ...]:
        wanted = list(dict.fromkeys(words(text)))
        scores: dict[int, float] = {}
        used: set[str] = set()
        whole = 0.0
        for word in wanted:
            found: dict[int, float] = {}
            for spelled, closeness in self._spelled(word):
                used.add(spelled)
                for place in array("I", self._words[spelled]):
                    number, about = divmod(place, 2)
                    found[number] = max(found.get(number, 0.0), closeness * (_ABOUT if about else 1.0))
            weight = math.log(1 + len(self) / (1 + len(found)))
            whole += weight
            for number, closeness in found.items():
                scores[number] = scores.get(number, 0.0) + weight * closeness
        if not scores:
            return ()
        least = min(max(scores.values()), _MOST * whole)
        near = [n for n, s in scores.items() if s >= least - 1e-9]
        ranked = sorted(near, key=lambda n: self._rank(n, scores[n], used))
        return tuple(self._brief(n) for n in ranked[:limit])

    def vocabulary(self) -> KeysView[str]:
        """Every word of the names, subjects and parties of entries, as it stands in keys."""
        return self._words.keys()

    def state(self, code: str) -> State | None:
        """What the register knows of a state or territory, by its code or a former one (ZAR, BUR)."""
        return self._states.get(code) or self._states.get(self._former.get(code, ""))

    def states(self) -> tuple[State, ...]:
        """All states and territories, by code."""
        return tuple(self._states.values())

    def sources(self) -> dict[str, Source]:
        """Every source by id."""
        return {s.id: s for s in self._sources}

    def _posted(self, word: str) -> array[int]:
        """The entries that have a word, as `pack_words` counts them."""
        return array("I", self._words.get(word, b""))

    def _rank(self, number: int, score: float, used: set[str]) -> tuple[float, float, int, str]:
        """Best score first, then the name of which the words are the most, then treaties of many."""
        brief = self._brief(number)
        named = [words(n.text) for n in brief.names]
        share = max((sum(w in used for w in name) / len(name) for name in named if name), default=0.0)
        return (-round(score * (_BY_HAND if brief.by_hand else 1.0), 6), -share, -brief.many, brief.id)

    def _spell(self, word: str) -> list[tuple[str, float]]:
        """The words of the register that the word may be: itself, longer ones, else those one error away."""
        table = self._words
        if word in table:
            return [(word, 1.0)]
        if len(word) < _SHORT:
            return []
        near = [w for w in _one_error(word) if w in table]
        return [(w, 0.85) for w in near] or [(w, 0.9) for w in self._beginning(word)]

    def _beginning(self, letters: str) -> list[str]:
        """The words of the register that begin so."""
        each = self._in_order
        first = bisect_left(each, letters)
        return list(takewhile(lambda word: word.startswith(letters), islice(each, first, None)))

    def _number(self, id_: str) -> int | None:
        for number in numbers_of(id_, *self._ids):
            brief = self._brief(number)
            if brief.id == id_ or id_ in self._aliases(number):
                return number
        return None

    def _aliases(self, number: int) -> frozenset[str]:
        entry = self._entry(number)
        return frozenset(alias(name, id_) for name, ids in entry.records.items() for id_ in ids)

    def _same(self, code: str) -> tuple[str, ...]:
        """The state and those that it continues, the nearest first."""
        out = [code]
        while (state := self._states.get(out[-1])) and state.continues and state.continues not in out:
            out.append(state.continues)
        return tuple(out)

    def _rows(self, code: str) -> list[Row]:
        packed = self._parties.get(code)
        return list(rows_of(packed)) if packed else []

    def _read_entries_of(self, code: str) -> frozenset[int]:
        packed = self._parties.get(code)
        return numbers_in(packed) if packed else frozenset()

    def _brief(self, number: int) -> Brief:
        return self._block(number // BLOCK)[number % BLOCK]

    def _read_block(self, block: int) -> list[Brief]:
        return _BRIEFS.decode(inflate(self._slice("briefs", self._blocks, block)))

    def _read_entry(self, number: int) -> Entry:
        try:
            return _ENTRY.decode(self._inflated(number))
        except msgspec.DecodeError as error:
            raise RegisterError(f"the register is damaged ({error}); install foedus anew") from error

    def _read_words_of(self, id_: str) -> Words:
        number = self._number(id_)
        if number is None:
            return Words()
        if (told := self._described.get(number)) is None:
            return words_in(self._read_entry(number))
        named, places = told
        return Words(frozenset(named.splitlines()), frozenset(places.splitlines()))

    def _inflated(self, number: int) -> bytes:
        return inflate(self._slice("entries", self._entries, number), self._dictionary)

    def _slice(self, section: str, places: memoryview, number: int) -> memoryview:
        return self._image.section(section)[places[number] : places[number + 1]]

    @functools.cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._words)

    @functools.cached_property
    def _dictionary(self) -> bytes:
        return bytes(self._image.section("dictionary"))

    @functools.cached_property
    def _parties(self) -> dict[str, bytes]:
        return msgspec.msgpack.decode(self._image.section("parties"), type=dict[str, bytes])

    @functools.cached_property
    def _by_hand(self) -> frozenset[int]:
        if not self._image.has("by_hand"):  # an edition that was compiled before there was this section
            return frozenset(n for n, brief in enumerate(self.briefs()) if brief.by_hand)
        return frozenset(self._image.numbers("by_hand", "I"))

    @functools.cached_property
    def _between(self) -> dict[frozenset[str], list[Brief]]:
        """The entries by hand of few states, by these."""
        found: dict[frozenset[str], list[Brief]] = {}
        for brief in map(self._brief, self._by_hand):
            if brief.parties and len(set(brief.parties)) == len(brief.parties):
                found.setdefault(frozenset(brief.parties), []).append(brief)
        return found

    @functools.cached_property
    def _described(self) -> dict[int, tuple[str, str]]:
        """The words of entries by hand, of which descriptions are told; {} in an older edition."""
        return described_table(self._image.section("described")) if self._image.has("described") else {}

    @functools.cached_property
    def _words(self) -> dict[str, bytes]:
        return words_table(self._image.section("words"))

    @functools.cached_property
    def _kinds(self) -> dict[Kind, tuple[Brief, ...]]:
        found: dict[Kind, list[Brief]] = {}
        for brief in self.briefs():
            found.setdefault(brief.kind, []).append(brief)
        return {kind: tuple(briefs) for kind, briefs in found.items()}

    @functools.cached_property
    def _states(self) -> dict[str, State]:
        found = _STATES.decode(inflate(self._image.section("states")))
        return {s.code: s for s in found}

    @functools.cached_property
    def _former(self) -> dict[str, str]:
        return {old: s.code for s in self._states.values() for old in s.former_codes}

    @functools.cached_property
    def _sources(self) -> list[Source]:
        return _SOURCES.decode(inflate(self._image.section("sources")))


#: The keys of names of the register: of those that are asked for again and again, made once.
_key_of = functools.lru_cache(maxsize=_REMEMBERED)(name_key)


def alias(name: str, id_: str) -> str:
    """The id by which a list's record is asked for: "un-26-4", "uk-70467", "mt-nrtaft-1992a"."""
    slug = "-".join("".join(c if c.isalnum() else " " for c in id_.lower()).split())
    return f"{'mt' if name == 'manytreaties' else name}-{slug}"


def _bound(brief: Brief, state: str, rows: list[Row], on: str) -> Bound:
    """What the rows of one state in one entry say of a day."""
    chosen, binds = rows[-1], False if rows[-1].stands is not Stands.PARTICIPANT else None
    for row in rows:
        if row.since is None:
            continue
        over = row.until is not None and row.until <= on
        if row.since <= on and not over:
            told = row.sure if row.until else row.known_until is not None
            return _told(brief, state, row, True if told else None)
        if row.since > on and not row.sure:
            chosen, binds = row, None
            break
        if over:
            chosen = row
    bound = _told(brief, state, chosen, binds)
    return bound if brief.in_force or brief.not_yet or rows[-1].since else _untold(bound)


def _told(brief: Brief, state: str, row: Row, binds: bool | None) -> Bound:
    since = None if row.listed else row.since
    return Bound(brief, state, row.stands, binds, since, row.until, row.known_until)


def _untold(bound: Bound) -> Bound:
    """Of an agreement whose force no source tells, a party's being bound is not told either."""
    if bound.stands is not Stands.PARTY:
        return bound
    return Bound(bound.brief, bound.state, bound.stands, None, None, None, bound.known_until)


def _one_error(word: str) -> Iterator[str]:
    """Every word one typing error away: a letter left out, doubled by another, wrong, or two exchanged."""
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1:] for a, b in halves if b)
    yield from (a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1)
    yield from (a + c + b[1:] for a, b in halves if b for c in _LETTERS)
    yield from (a + c + b for a, b in halves for c in _LETTERS)
