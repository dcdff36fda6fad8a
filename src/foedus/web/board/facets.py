"""A narrowed board: agreements by status, kind, region, year, party and publisher, with the counts of each.

At most `LOOKED` of those that the words fit are looked at, and the page says so where there are more. A
count is of the agreements that fit every other choice, so that it tells what choosing it would show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from foedus.ledger import AgreementRow, Ledger, check_query
from foedus.ledger.days import AsOf
from foedus.names.regions import region_of
from foedus.record.standings import Standing, standings
from foedus.web.board.records import PAGE, Board, group, line_of, query_words

LOOKED: Final = 2000
_SHOWN: Final = 12  # choices of one facet
#: The facets: the field of an address, and what the page calls it.
FACETS: Final = {
    "state": "Status", "kind": "Kind, by its name", "region": "Region of a party", "year": "Year",
    "party": "Party", "source": "Publisher",
}  # fmt: skip
STATES: Final = {"in": "in force", "out": "not in force", "unknown": "not told"}
#: The orders of the list: the value in an address, and what the page calls it.
ORDERS: Final = {
    "": "last told of", "name": "name", "status": "where it stands", "step": "last step",
    "signed": "day of signature",    "claims": "most claims", "sources": "most sources",
}  # fmt: skip
_KIND: Final = re.compile(
    r"\b(protocol|amendment|convention|covenant|charter|treaty|pact|memorandum|declaration|agreement|accord"
    r"|arrangement|exchange of (?:notes|letters)|statute)s?\b"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, what it is called, how many agreements have it, and whether it is chosen."""

    value: str
    text: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its choices, those of most agreements first; `more` are not shown."""

    field: str
    title: str
    choices: tuple[Choice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A part of a narrowed list, with its facets; `fitting` agreements fit, of `looked` of the `found`."""

    board: Board
    facets: tuple[Facet, ...]
    fitting: int
    looked: int


@dataclass(frozen=True, slots=True)
class Question:
    """What a board is asked: words, the choices by facet, since when something changed, and the order."""

    words: str
    choices: Mapping[str, str]
    since: date | None = None
    order: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it asks for more than words and a status, which the plain list answers."""
        return bool(self.since or self.order or any(v for f, v in self.choices.items() if f != "state"))


def narrowed(
    ledger: Ledger,
    on: date,
    asked: Question,
    display: Callable[[str], str],
    known: AsOf,
    *,
    start: int = 0,
    size: int = PAGE,
) -> Narrowed:
    """The agreements that fit, from number `start` of them. Raises UsageError for too long a query."""
    check_query([asked.words])
    number = ledger.known_at(known)
    found = ledger.look_up(query_words(asked.words), known_on=number)
    places = (agreement for _, agreement in found.each())
    if asked.since is not None:
        before, touched = ledger.known_at(asked.since), found.inventory.touched
        places = (a for a in places if touched[a] > before)
    numbers = list(islice(places, LOOKED))
    rows = ledger.agreements(known_on=number, only=numbers)
    standing = {s.agreement_id: s for s in standings(ledger, on, known_on=number, only=numbers)}
    each = [(row, standing[row.id], _values(row, standing[row.id])) for row in rows if row.id in standing]
    wanted = {field: value for field, value in asked.choices.items() if value}
    fitting = [(row, s) for row, s, has in each if _fits(has, wanted)]
    facets = tuple(_facets([has for _, _, has in each], wanted, display))
    fitting = _ordered(fitting, asked.order, display)
    part, stop = fitting[start : start + size], start + size
    lines = tuple(line_of(row, s, display) for row, s in part)
    shown = Board(
        lines, found.count, found.total, start, len(part), stop if stop < len(fitting) else None, None
    )
    return Narrowed(shown, facets, len(fitting), len(numbers))


def kind_of_name(name: str) -> str:
    """What an agreement is by its name: "protocol", "treaty"; "other" where no such word stands in it."""
    found = _KIND.search(name.casefold())
    return found[1] if found else "other"


def _values(row: AgreementRow, standing: Standing) -> dict[str, frozenset[str]]:
    day = row.signed or row.last_date or ""
    year = day[:4] if day[:4].isdecimal() else ""
    return {
        "state": frozenset({group(standing)}),
        "kind": frozenset({kind_of_name(row.name)}),
        "region": frozenset(filter(None, map(region_of, row.parties))),
        "year": frozenset({year} - {""}),
        "party": frozenset(row.parties),
        "source": frozenset(row.publishers),
    }


def _fits(has: Mapping[str, frozenset[str]], wanted: Mapping[str, str], but: str = "") -> bool:
    return all(value in has[field] for field, value in wanted.items() if field != but)


def _facets(
    each: Sequence[Mapping[str, frozenset[str]]], wanted: Mapping[str, str], display: Callable[[str], str]
) -> Iterator[Facet]:
    for field, title in FACETS.items():
        counted: Counter[str] = Counter()
        for has in each:
            if _fits(has, wanted, but=field):
                counted.update(has[field])
        chosen = wanted.get(field, "")
        if chosen and chosen not in counted:
            counted[chosen] = 0
        weight = _year if field == "year" else counted.__getitem__
        order = sorted(counted, key=lambda v: (v != chosen, -weight(v), v))
        choices = tuple(
            Choice(v, _called(field, v, display), counted[v], v == chosen) for v in order[:_SHOWN]
        )
        if choices:
            yield Facet(field, title, choices, len(order) - len(choices))


def _year(text: str) -> int:
    """The year for an order; 0 for what somebody wrote that is none."""
    return int(text) if text.isdecimal() and len(text) <= 4 else 0


def _called(field: str, value: str, display: Callable[[str], str]) -> str:
    if field == "party":
        return display(value)
    return STATES.get(value, value) if field == "state" else value


def _ordered(
    each: list[tuple[AgreementRow, Standing]], order: str, display: Callable[[str], str]
) -> list[tuple[AgreementRow, Standing]]:
    """The list in an order of `ORDERS`; within one value the order in which it came stays."""
    keys: dict[str, Callable[[tuple[AgreementRow, Standing]], object]] = {
        "name": lambda e: e[0].name.casefold(),
        "status": lambda e: (e[1].headline.value, e[0].name.casefold()),
        "step": lambda e: _latest(e[0].last_date),
        "signed": lambda e: _latest(e[0].signed),
        "claims": lambda e: -e[0].claims,
        "sources": lambda e: -e[0].sources,
    }
    return sorted(each, key=keys[order]) if order in keys else each  # type: ignore[arg-type]  # of one kind each


def _latest(day: str | None) -> tuple[int, ...]:
    """A key by which the latest day comes first and what has none last."""
    digits = re.findall(r"\d+", day or "")[:3]
    return tuple(-int(d) for d in digits) or (1,)
