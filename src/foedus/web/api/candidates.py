"""What a cell of a table may mean: agreements of the ledger, known agreements, states and organisations.

Nothing is matched by a likeness: a match is the one thing that has exactly this name. What is likely is
offered, with the share of words that it has in common with the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from foedus.ledger import Ledger
from foedus.ledger.search import LONGEST, MOST_WORDS
from foedus.names import names
from foedus.names.written import one_party, party_codes
from foedus.record.editions import register_of
from foedus.register.keys import words

TYPES: Final = {
    "agreement": "Agreement of the ledger",
    "entry": "Known agreement, of the register",
    "party": "State or organisation",
}
_LOOKED_AT: Final = 40  # of each type
_EXACT, _MEANT = 100.0, 95.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words; the types wanted, none for all; what other columns of its row say."""

    query: str
    types: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a cell may mean; `score` is 0 to 100, `exact` that it has just this name."""

    id: str
    type: str
    name: str
    description: str
    score: float
    exact: bool


def candidates(ledger: Ledger, cell: Cell, limit: int) -> list[tuple[Candidate, bool]]:
    """The likeliest first, each with whether it is a match."""
    text = " ".join(" ".join(cell.query.split()[:MOST_WORDS])[:LONGEST].split())
    if not text:
        return []
    found: list[Candidate] = []
    for type_, each in _FINDERS.items():
        if not cell.types or type_ in cell.types:
            found += each(ledger, text, cell)
    found.sort(key=lambda c: (-c.score, c.type, c.id))
    exact = [c for c in found if c.exact]
    return [(c, len(exact) == 1 and c is exact[0]) for c in found[:limit]]


def one(ledger: Ledger, id_: str) -> Candidate | None:
    """The thing of an id; None where there is none."""
    type_, _, own = id_.partition("-")
    if type_ == "agreement" and own.isascii() and own.isdecimal() and len(own) < 10:
        rows = ledger.agreements(only=[int(own)])
        return _agreement(rows[0].id, rows[0].name, rows[0].parties, rows[0].signed) if rows else None
    if type_ == "entry":
        brief = register_of(ledger).brief(own)
        return None if brief is None else _entry(brief.id, brief.title, brief.parties, brief.date)
    return _party(own) if type_ == "party" and one_party(own) == own else None


def _agreements(ledger: Ledger, text: str, cell: Cell) -> Iterator[Candidate]:
    query = [*text.split(), *sorted(cell.parties)]
    for row in ledger.agreements(only=ledger.find(query[:MOST_WORDS])[:_LOOKED_AT]):
        if cell.parties <= set(row.parties) and _year_fits(cell.year, row.signed):
            score = max(_score(text, name) for name in (row.name, *row.names))
            yield _agreement(row.id, row.name, row.parties, row.signed, score)


def _entries(ledger: Ledger, text: str, cell: Cell) -> Iterator[Candidate]:
    register = register_of(ledger)
    exact = [hit.brief for hit in register.by_name(text)]
    for brief in {b.id: b for b in (*exact, *register.search(text, _LOOKED_AT))}.values():
        few = set(brief.parties)
        if (not few or cell.parties <= few) and _year_fits(cell.year, brief.date):
            score = max(_score(text, name) for name in (brief.title, *(n.text for n in brief.names)))
            yield _entry(brief.id, brief.title, brief.parties, brief.date, score)


def _parties(_: Ledger, text: str, __: Cell) -> Iterator[Candidate]:
    known = names()
    codes = [c for c in party_codes(text, known) if known.is_state(c) or known.organisation(c)]
    for code in sorted(codes):
        yield _party(code, _EXACT if len(codes) == 1 else _MEANT)


_FINDERS: Final[dict[str, Callable[[Ledger, str, Cell], Iterator[Candidate]]]] = {
    "agreement": _agreements,
    "entry": _entries,
    "party": _parties,
}


def _agreement(
    number: int, name: str, parties: Sequence[str], signed: str | None, score: float = _EXACT
) -> Candidate:
    return _candidate(f"agreement-{number}", "agreement", name, parties, signed, score)


def _entry(
    id_: str, title: str, parties: Sequence[str], made: str | None, score: float = _EXACT
) -> Candidate:
    return _candidate(f"entry-{id_}", "entry", title, parties, made, score)


def _party(code: str, score: float = _EXACT) -> Candidate:
    known = names()
    said = known.organisation(code) or known.display(code)
    return Candidate(
        f"party-{code}", "party", known.display(code), f"{said} ({code})", score, score >= _EXACT
    )


def _candidate(
    id_: str, type_: str, name: str, parties: Sequence[str], made: str | None, score: float
) -> Candidate:
    told = [", ".join(map(names().display, parties[:6])), made or ""]
    return Candidate(id_, type_, name, "; ".join(filter(None, told)), score, score >= _EXACT)


def _year_fits(year: str | None, made: str | None) -> bool:
    return year is None or made is None or made[:4] == year


def _score(text: str, name: str) -> float:
    """100 for the same words in the same order, else the share of words that both have, below 95."""
    wanted, told = words(text), words(name)
    if list(wanted) == list(told):
        return _EXACT
    both, either = set(wanted) & set(told), set(wanted) | set(told)
    return round(_MEANT * len(both) / len(either), 1) if either else 0.0
