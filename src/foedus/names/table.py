"""Names: finds and looks up names in text. Offsets are those of the given text, matches never overlap.

A name that may mean several things keeps all its entries; only dates and words of the text narrow them.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from importlib import resources
from typing import Final

import ahocorasick_rs
import msgspec

from foedus.errors import NameDataError
from foedus.names.around import Around
from foedus.names.dating import Span, admitted, holds, span
from foedus.names.model import Compiled, Entry, Flag, Kind, Name, Spelling, State, Status

_FAMILY: Final = int(Flag.FAMILY_FIRST | Flag.FAMILY_LAST)  # plain numbers: an enum's own "and" is slow
_CUED: Final = int(Flag.CUED)
_SHORT: Final = 2
_REMEMBERED: Final = 50_000
_TITLE: Final = 40  # characters before a surname that its office stands in
_OFFICE: Final = re.compile(r"\b(President|Prime Minister|Premier|Chancellor)s? (?:[\w.-]+ and )?$")
_ROLES: Final = {
    "president": "head_of_state", "prime minister": "head_of_government", "premier": "head_of_government",
    "chancellor": "head_of_government",
}  # fmt: skip
_A_YEAR: Final = dt.timedelta(days=366)
_NEAR: Final = 4_000  # characters to either side where a cue counts: an article, not an archive
_FOLD: Final = (
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u00a0", " "),
    ("\u2011", "-"),
    ("\u2010", "-"),
    ("\n", " "),
)


class Names:
    """The tables, ready to search. Build it once (`names()` does); it is not changed afterwards."""

    def __init__(self, compiled: Compiled) -> None:
        self._entries = compiled.entries
        self._spellings = compiled.spellings
        self._admitted = functools.lru_cache(maxsize=_REMEMBERED)(self._meaning)
        self._cues = compiled.cues
        self._states = {s.code: s for s in compiled.states}
        self._orgs = compiled.organisations
        self._cities = compiled.cities
        self._around = Around(compiled.words)

    # built when first asked for: who only shows names searches no text
    @functools.cached_property
    def _finder(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([s.text for s in self._spellings], store_patterns=False)

    @functools.cached_property
    def _plain(self) -> frozenset[int]:
        return frozenset(n for n, s in enumerate(self._spellings) if s.entries and not s.flags)

    @functools.cached_property
    def _at(self) -> dict[str, Spelling]:
        return {s.text: s for s in self._spellings}

    @functools.cached_property
    def _holders(self) -> dict[tuple[str, str], list[Entry]]:
        out: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._entries:
            if entry.kind is Kind.PERSON and entry.state and entry.role:
                out.setdefault((entry.state, entry.role), []).append(entry)
        return out

    def find(self, text: str, on: str | None = None) -> list[Name]:
        """The names in a text, leftmost and longest, in order, without overlap.

        `on` is the day the text speaks from (EDTF); None means the present. Entries that the day excludes are
        left out, unless that would leave the name without meaning (see `foedus.names.dating`).
        """
        folded = _fold(text)
        day = span(on)
        out: list[Name] = []
        free = 0
        for a, minus_b, number in self._bounded(folded):
            if a < free:
                continue
            b = -minus_b
            plain = number in self._plain
            entries = self._admitted(number, day) if plain else self._in_place(number, folded, (a, b), day)
            if entries is None:
                free = b
                continue
            if not entries:
                continue
            free = b
            if folded[b - 1] == "-":
                b -= 1
            out.append(Name(a, b, text[a:b], entries))
        return out

    def _bounded(self, text: str) -> list[tuple[int, int, int]]:
        """Every spelling between word boundaries as (start, -end, number), leftmost first, then longest."""
        end = len(text)
        found: list[tuple[int, int, int]] = []
        for number, a, b in self._finder.find_matches_as_indexes(text, overlapping=True):
            if a and ((c := text[a - 1]).isalnum() or c == "_"):
                continue
            if b < end and ((c := text[b]).isalnum() or c == "_") and text[b - 1] != "-":
                continue
            found.append((a, -b, number))
        found.sort()
        return found

    def lookup(self, text: str, on: str | None = None) -> tuple[Entry, ...]:
        """What an exact name means on a day, () where the tables do not know it."""
        spelling = self._at.get(_fold(text).strip())
        if spelling is None:
            return ()
        return admitted([self._entries[i] for i in spelling.entries], span(on))

    def place(self, text: str, on: str | None = None) -> str | None:
        """The state that a place lies in on a day: "Seoul", "GENEVA", "New Mexico".

        Only for places named as such (a dateline, "in ..."). None where none is known, or two are.
        """
        plain = _fold(text).strip()
        for spelled in (plain, plain.title()):
            kinds = (Kind.STATE, Kind.CAPITAL)
            codes = {e.state for e in self.lookup(spelled, on) if e.kind in kinds and e.state}
            if codes:
                whole = {self._states[c].of if "-" in c else c for c in codes}
                return whole.pop() if len(whole) == 1 else None
        return self._cities.get(plain.casefold())

    def office_holder(self, state: str, role: str, on: str) -> tuple[Entry, ...]:
        """Who held an office on a day: `office_holder("RUS", "head_of_state", "2024-11-09")`.

        `state` may be the id of an organisation. More than one where the day is a partial date, or the office
        shared.
        """
        day = span(on)
        return tuple(e for e in self._holders.get((state, role), ()) if holds(e, day))

    def state(self, code: str) -> State:
        """The record of a state, dependency, state gone or part of one. Raises KeyError for another code."""
        return self._states[code]

    def owner(self, code: str) -> str | None:
        """The state that a dependency or part of one belongs to; None for all other codes."""
        state = self._states.get(code)
        return state.of if state else None

    def display(self, code: str) -> str:
        """A code in print: "North Korea" for PRK, "EU" for EU; an unknown code is its own name."""
        state = self._states.get(code)
        return state.name if state else code

    def is_state(self, code: str) -> bool:
        """Whether the code is a state's, present or gone; dependencies and parts of states are none."""
        state = self._states.get(code)
        return state is not None and state.status not in (Status.DEPENDENCY, Status.PART)

    def states(self) -> tuple[State, ...]:
        """All records of the state table, by code."""
        return tuple(self._states.values())

    def spellings(self, *kinds: Kind) -> list[str]:
        """Every spelling that may be a name of one of the kinds, in the order of the tables."""
        wanted = {number for number, entry in enumerate(self._entries) if entry.kind in kinds}
        return [s.text for s in self._spellings if not wanted.isdisjoint(s.entries)]

    def organisation(self, code: str) -> str | None:
        """The full name of an organisation by its id ("NATO"), None where the tables do not know it."""
        return self._orgs.get(code)

    def organisations(self) -> dict[str, str]:
        """The full names of all organisations by id."""
        return dict(self._orgs)

    def _meaning(self, number: int, day: Span | None) -> tuple[Entry, ...]:
        """What a spelling means on a day, wherever it stands."""
        spelling = self._spellings[number]
        entries = [self._entries[i] for i in spelling.entries]
        if len(spelling.text) <= _SHORT and not any(holds(e, day) for e in entries):
            return ()  # "EC" was the European Community, today it is an election commission
        return admitted(entries, day)

    def _in_place(
        self, number: int, text: str, at: tuple[int, int], day: Span | None
    ) -> tuple[Entry, ...] | None:
        """What a spelling with flags means where it stands; None for a name that hides those inside it."""
        spelling = self._spellings[number]
        if not spelling.entries:
            return None
        flags = spelling.flags
        entries = [self._entries[i] for i in spelling.entries]
        if flags & _FAMILY:
            spoken = [e for e in entries if e.kind is not Kind.PERSON or _spoken_of(e, day)]
            entries = spoken or _called_by_office(entries, text[max(0, at[0] - _TITLE) : at[0]], day)
        if flags & _CUED:
            entries = self._cued(spelling, entries, text[max(0, at[0] - _NEAR) : at[1] + _NEAR])
        return admitted(self._around.fits(entries, flags, text, at, self.lookup), day)

    def _cued(self, spelling: Spelling, entries: list[Entry], text: str) -> list[Entry]:
        cues = self._cues[spelling.text]
        spoken = {i for i, words in cues if any(w in text for w in words)} or {i for i, w in cues if not w}
        chosen = [self._entries[i] for i in spelling.entries if i in spoken]
        return chosen if len(chosen) == 1 else entries


def _fold(text: str) -> str:
    for old, new in _FOLD:
        text = text.replace(old, new)
    return text


def _spoken_of(entry: Entry, day: Span | None) -> bool:
    """A bare surname means somebody in office, or out of it for a year at most: later it may be anybody's."""
    if day is None:
        return entry.until is None
    first, last = day
    return holds(entry, (first - _A_YEAR if first > dt.date.min + _A_YEAR else dt.date.min, last))


def _called_by_office(entries: list[Entry], before: str, day: Span | None) -> list[Entry]:
    """ "the pacts of Presidents Nixon and Ford", years after: the last of that name who held the office."""
    title = _OFFICE.search(before)
    role = _ROLES[title[1].lower()] if title is not None else None
    past = [e for e in entries if e.role == role and e.until and day is not None and _ended(e, day)]
    last = max((e.until or "" for e in past), default="")
    return [e for e in past if e.until == last]


def _ended(entry: Entry, day: Span) -> bool:
    last = span(entry.until)
    return last is not None and last[1] < day[0]


#: Made with the module: msgspec works a type out where it is first used, which no two threads may do at once.
_COMPILED: Final = msgspec.json.Decoder(Compiled)


@functools.cache
def names() -> Names:
    """The tables that come with foedus, loaded once.

    Raises NameDataError where the compiled artefact is missing or damaged.
    """
    try:
        data = resources.files("foedus.names").joinpath("compiled.json").read_bytes()
        return Names(_COMPILED.decode(data))
    except (OSError, msgspec.DecodeError) as error:
        raise NameDataError(
            f"foedus/names/compiled.json cannot be read ({error}): install foedus anew, "
            "or run python -m foedus.names.build"
        ) from error
