"""States and organisations as a person writes them, alone or in a row: "PRK RUS", "North Korea, Russia".

A code means itself. A name means a party where it means no other: a name of two states is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from foedus.names.model import Kind
from foedus.names.table import Names, names

_NAMES: Final = (Kind.STATE, Kind.ORG)
_WORDS: Final = (*_NAMES, Kind.DEMONYM)


def each_written(text: str, code_of: Callable[[str], str | None]) -> Iterator[tuple[str, str | None]]:
    """Each part of the text with its code, None where `code_of` knows none.

    Parts are set off by commas or semicolons, else by blanks where the whole is no name.
    """
    parts = [part.strip() for part in re.split("[,;]", text) if part.strip()]
    if len(parts) == 1 and code_of(parts[0]) is None:
        parts = parts[0].split()
    return ((part, code_of(part)) for part in parts)


def party_codes(word: str, table: Names | None = None) -> frozenset[str]:
    """The codes that a word of a query can mean: a code itself, or the name of a state or organisation."""
    known = table or names()
    entries = (e for text in (word, word.title(), word.upper()) for e in known.lookup(text))
    return frozenset({word.upper()} | {e.state or e.id for e in entries if e.kind in _WORDS})


def one_party(text: str, table: Names | None = None) -> str | None:
    """The code of the one state or organisation that a person's text names, by code, name or adjective.

    None where it names none, or more than one.
    """
    known, word = table or names(), text.strip()
    for code in (word.upper(), word):
        if known.is_state(code) or known.organisation(code):
            return code
    found = {c for c in party_codes(word, known) if known.is_state(c) or known.organisation(c)}
    return found.pop() if len(found) == 1 else state_named(word, known)


def state_named(text: str, table: Names) -> str | None:
    """The code of a state or organisation by a name that means no other, as lists have it: "KOREA, NORTH"."""
    plain = " ".join(text.split())
    turned = " ".join(reversed([part.strip() for part in plain.split(",")])) if "," in plain else plain
    for attempt in dict.fromkeys((plain, plain.removesuffix(" THE"), turned, plain.title(), turned.title())):
        entries = (e for e in table.lookup(attempt) if e.kind in _NAMES and "-" not in (e.state or ""))
        codes = {e.state or e.id for e in entries}
        if len(codes) == 1:
            return codes.pop()
    return None
