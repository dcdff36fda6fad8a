"""Finding treaties by the words a user gives: those of the ledger, else those of the register.

The register goes by the edition of the ledger. A known treaty that pages tell
of is found with what they say, whatever they call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from foedus.law.model import Treaty
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.names import Kind, names
from foedus.record.ask import known_duties, known_for, known_near
from foedus.record.editions import register_of
from foedus.record.entries import agreements_of
from foedus.record.joined import KnownTreaty, shipped
from foedus.record.treaty import treaty
from foedus.register.keys import name_key
from foedus.register.lookup import Register

_PARTIES: Final = (Kind.STATE, Kind.DEMONYM, Kind.ORG)
_LINKING: Final = frozenset({"a", "and", "between", "for", "in", "of", "on", "s", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Found:
    """A treaty, and the agreement of the ledger that it is, None where no page tells of it."""

    treaty: Treaty
    row: AgreementRow | None = None


def edition_of(ledger: Ledger | None, known_on: AsOf = None) -> Register:
    """The edition by which a ledger goes, the shipped one where there is no ledger."""
    return shipped() if ledger is None else register_of(ledger, known_on)


def treaties_for(ledger: Ledger | None, query: Sequence[str], known_on: AsOf = None) -> list[Found]:
    """The treaties that the words fit, as known; none where no treaty does.

    Those of the ledger go first, but for a name that the register has whole and the ledger in others alone:
    "Additional Protocol I" is no "declaration under Additional Protocol I".
    """
    register = edition_of(ledger, known_on)
    told = _told(ledger, query, known_on)
    if any(_is_called(found, query) for found in told):
        return told
    known = _known(ledger, query, register, known_on)
    if not told:
        return known or _told(ledger, _in_parts(query), known_on)
    if not _names_it(query, known, register):
        return told
    mine = {found.row.id for found in known if found.row is not None}
    return [*known, *(found for found in told if found.row is not None and found.row.id not in mine)]


def _told(ledger: Ledger | None, query: Sequence[str], known_on: AsOf) -> list[Found]:
    if ledger is None:
        return []
    rows = ledger.find_agreements(query, known_on=known_on)
    return [Found(treaty(ledger, row, known_on), row) for row in rows]


def _is_called(found: Found, query: Sequence[str]) -> bool:
    """Whether the words are a whole name of it, as pages write it."""
    key = name_key(" ".join(query))
    return found.row is not None and any(name_key(n) == key for n in (found.row.name, *found.row.names))


def _names_it(query: Sequence[str], known: list[Found], register: Register) -> bool:
    """Whether the words are a whole name of the one known treaty that they mean."""
    if len(known) != 1 or not isinstance(known[0].treaty, KnownTreaty) or known[0].treaty.entry is None:
        return False
    return any(hit.brief.id == known[0].treaty.entry.id for hit in register.by_name(" ".join(query)))


def _in_parts(query: Sequence[str]) -> tuple[str, ...]:
    """The parties named in a phrase, and what else it says: "Norway Sweden reindeer convention"."""
    text, parties, rest, last = " ".join(query), list[str](), list[str](), 0
    for found in names().find(text):
        codes = {e.state or e.id for e in found.entries if e.kind in _PARTIES}
        if len(codes) == 1:
            parties += codes
            rest.append(text[last : found.start])
            last = found.end
    words = [w for w in " ".join([*rest, text[last:]]).split() if w.casefold() not in _LINKING]
    return (*dict.fromkeys(parties), " ".join(words)) if parties and words else ()


def _known(ledger: Ledger | None, query: Sequence[str], register: Register, known_on: AsOf) -> list[Found]:
    """The known treaties that the words mean, each with what pages say of it."""
    known = known_for(query, register)
    entries = {t.entry.id for t in known if t.entry is not None}
    if ledger is None or not entries:
        return [Found(t) for t in known]
    told = agreements_of(ledger, register, entries, known_on)
    rows_by = {row.id: row for row in ledger.agreements(known_on=known_on, only=list(told.values()))}
    return [_with_pages(ledger, t, told, rows_by, known_on) for t in known]


def _with_pages(
    ledger: Ledger, known: KnownTreaty, told: dict[str, int], rows: dict[int, AgreementRow], known_on: AsOf
) -> Found:
    row = rows.get(told.get(known.entry.id, 0)) if known.entry is not None else None
    return Found(known) if row is None else Found(treaty(ledger, row, known_on), row)


def duties_for(ledger: Ledger | None, state: str, on: str, known_on: AsOf = None) -> list[Treaty]:
    """The treaties of the ledger that name a state, and the known ones beside them in which it stands
    on the day `on` (ISO) and which lay duties down.
    """
    told: list[KnownTreaty] = []
    if ledger is not None:
        rows = ledger.find_agreements((state,), known_on=known_on)
        told = [treaty(ledger, row, known_on) for row in rows]
    ids = {t.entry.id for t in told if t.entry is not None}
    known = known_duties(state, on, edition_of(ledger, known_on))
    return [*told, *(t for t in known if t.entry and t.entry.id not in ids)]


def near(ledger: Ledger | None, query: Sequence[str], known_on: AsOf = None) -> list[str]:
    """The ids of known treaties that come nearest to words that no treaty fits, for a message."""
    return known_near(query, register=edition_of(ledger, known_on))
