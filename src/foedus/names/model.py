"""The words of the name tables as frozen data: Kind, Entry, Name, State, and the form of the artefact.

Codes are ISO 3166-1 alpha-3 for states (SUN, YUG, CSK, DDR, SCG, VDR, YMD for those gone), ISO 3166-2 for
parts of states (US-GA), the usual short name for organisations (EU, NATO).
Dates are EDTF level 0 (YYYY-MM-DD or less).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag, StrEnum

import msgspec


class Kind(StrEnum):
    """What a name is a name of."""

    STATE = "state"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"
    ORG = "org"
    AGENCY = "agency"
    ORGAN = "organ"
    OFFICE = "office"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name may stand for.

    `name` is its display name, `state` the code it stands for (None for organisations and generic offices).
    `role` is what it is among its kind: the office held (PERSON, OFFICE), the sort of organisation, agency or
    organ. `since` and `until` (the last day) bound it; None is open.
    """

    id: str
    kind: Kind
    name: str
    state: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None


class Name(msgspec.Struct, frozen=True):
    """A name found: `given_text[start:end] == text`. More than one entry means that it is ambiguous."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]


class Status(StrEnum):
    """What a code of the state table is, as the UN and ISO 3166 list it."""

    MEMBER = "member"
    OBSERVER = "observer"
    OTHER = "other"
    DEPENDENCY = "dependency"
    HISTORICAL = "historical"
    PART = "part"


@dataclass(frozen=True, slots=True)
class State:
    """A state, dependency, state gone or part of a state, with what is needed to show and relate it."""

    code: str
    name: str
    official: str
    status: Status
    names: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    successors: tuple[str, ...] = ()
    of: str | None = None  # the state that a dependency or part belongs to
    source: str = ""


class Flag(IntFlag):
    """How the surroundings of a spelling bear on it."""

    NONE = 0
    SURNAME = 1  # also a common surname: not after somebody's given name ("Michael Jordan")
    GIVEN = 2  # also a given name: not before somebody's surname ("Chad Kroeger")
    FAMILY_LAST = 4  # a person's surname alone, given names come before it ("Ivanka Trump" is another)
    FAMILY_FIRST = 8  # a person's surname alone, given names come after it ("Kim Yong Chol" is another)
    CUED = 16  # other words of the text tell which entry is meant
    COMMON = 32  # also a common word at the start of a sentence ("Polish the ...")
    WORD = 64  # a person's surname alone that is also a word ("May")


class Spelling(msgspec.Struct, frozen=True, array_like=True):
    """One spelling to be found; no entries makes it a name that hides those inside it ("South China Sea")."""

    text: str
    entries: tuple[int, ...]
    flags: int = 0


class Compiled(msgspec.Struct, frozen=True):
    """The artefact that `foedus.names.build` writes and `foedus.names.names` loads."""

    digest: str  # SHA-256 of the YAML files
    entries: list[Entry]
    states: list[State]
    organisations: dict[str, str]  # id -> display name
    spellings: list[Spelling]
    cities: dict[str, str]  # -> state code
    words: dict[str, list[str]]  # lists of `data/words.yaml` by id
    cues: dict[str, list[tuple[int, list[str]]]]  # spelling -> (entry, words that speak for it)
