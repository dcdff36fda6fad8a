"""Names of states and organisations: taken out of agreements' names, and understood in queries."""

from __future__ import annotations

from foedus.ledger.wording import Strip
from foedus.names import Kind, Names, names

_PARTIES = (Kind.STATE, Kind.DEMONYM, Kind.ORG)


def party_stripper(table: Names | None = None) -> Strip:
    """Takes the parties out of an agreement's name: what two states share tells nothing apart."""

    def strip(text: str, parties: tuple[str, ...]) -> str:
        out, last = [], 0
        for found in (table or names()).find(text):
            if any(e.kind in _PARTIES and (e.state or e.id) in parties for e in found.entries):
                out.append(text[last : found.start])
                last = found.end
        return " ".join([*out, text[last:]])

    return strip


def party_codes(word: str, table: Names | None = None) -> frozenset[str]:
    """The codes that a word of a query can mean: a code itself, or the name of a state or organisation."""
    known = table or names()
    attempts = (word, word.title(), word.upper())
    found = {e.state or e.id for text in attempts for e in known.lookup(text) if e.kind in _PARTIES}
    return frozenset({word.upper()} | found)
