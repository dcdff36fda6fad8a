"""Names of agreements and of states: which name is shown, and which words mean which party.

The name shown is the one that most sources give independently, so that no single page renames a treaty. It is
the same in lists, pages, exports and claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from foedus.ledger.origins import Origin, independent
from foedus.ledger.wording import Strip, formal
from foedus.model import Source
from foedus.names import Kind, Names, names

NAMELESS = "an agreement"
_PARTIES = (Kind.STATE, Kind.DEMONYM, Kind.ORG)

Said = tuple[int, Sequence[Source]]  # a page, and the chain of sources of a claim of it


def by_evidence(given: Mapping[str, Iterable[Said]], origins: Mapping[int, Origin]) -> list[str]:
    """The names, each with who gives it, in the order in which they are shown.

    By how many give it independently; then one written as a title before others, the longer before the
    shorter, and by the letters.
    """
    if len(given) < 2:
        return list(given)
    rank = {
        name: (-len(independent(said, origins)), not formal(name), -len(name), name)
        for name, said in given.items()
    }
    return sorted(given, key=rank.__getitem__)


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
