"""What a page shows: rows of the board and the dossier of one agreement, from a ledger as known on a day.

The board asks where agreements stand (`foedus.record.standings` works each out once), of at most `MOST` for
one answer, however large the ledger is, and says where it stopped, so that the next answer can go on from
there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

import msgspec

from foedus.law.model import Status, Treaty
from foedus.law.status import Outline
from foedus.ledger import AgreementRow, Ledger, Place, check_query
from foedus.ledger.days import AsOf
from foedus.names import names
from foedus.names.written import party_codes
from foedus.record.ahead import note_day
from foedus.record.answer import answer
from foedus.record.catalogue import KnownLine, KnownPage, known_list, known_page
from foedus.record.editions import register_of
from foedus.record.entries import agreements_of
from foedus.record.evidence import Evidence, treaty_from_evidence
from foedus.record.joined import known_alone
from foedus.record.standings import Standing, standings, summary_of
from foedus.register.lookup import Register
from foedus.wording.status import StatusText, headline, status_text, summary

Display = Callable[[str], str]
PAGE: Final = 50
KNOWN: Final = 10  # known agreements beside those of the ledger
MOST: Final = 300  # agreements looked at for one answer
_LONGEST_NAME: Final = 5  # words of a party's name in a query


class Line(msgspec.Struct, frozen=True, gc=False):
    """One row of the board; `summary` in English."""

    row: AgreementRow
    standing: Standing
    headline: str
    summary: str


@dataclass(frozen=True, slots=True)
class Board:
    """A part of the list: `lines` are those of agreements number `start` to `stop` that have the status.

    `found` agreements fit the words of `total` that are known; `stop` is where the next part begins and
    `last` the place of the last agreement of this one, both None where there is no more.
    """

    lines: tuple[Line, ...]
    found: int
    total: int
    start: int
    looked: int
    stop: int | None
    last: Place | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the register tells of a query beside the ledger: `lines` with their words, how many there are.

    `told` has the agreement of the ledger that an entry is, of those that pages tell of.
    """

    lines: tuple[tuple[KnownLine, str, str], ...]
    told: Mapping[str, int]
    found: int
    start: int
    stop: int | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a treaty's page shows: its status as data and in English, what the register tells."""

    treaty: Treaty
    status: Status
    text: StatusText
    known: KnownPage | None


def board(
    ledger: Ledger,
    on: date,
    query: str,
    state: str,
    display: Display,
    known: AsOf,
    *,
    start: int = 0,
    after: Place | None = None,
    size: int = PAGE,
) -> Board:
    """The agreements that every word of the query fits, from number `start` of them, with their status.

    `state` is "" for all, "in", "out" or "unknown" (whether in force). Without a query the last to have got a
    claim come first, with one those with the most claims. Where the place `after` is given, the part goes on
    from there and `start` only tells how many were passed by. Raises UsageError for a query that is too long.
    """
    check_query([query])
    note_day(ledger, on)
    number = ledger.known_at(known)
    found = ledger.look_up(query_words(query), known_on=number)
    each = found.each(after)
    if after is None and start:
        each = islice(each, start, None)
    lines: list[Line] = []
    looked, last, more = 0, after, next(each, None)
    while more is not None and looked < MOST and len(lines) < size:
        part = [more, *islice(each, size - 1)]
        numbers = [agreement for _, agreement in part]
        standing = {
            s.agreement_id: s
            for s in standings(ledger, on, known_on=number, only=numbers)
            if not state or group(s) == state
        }
        shown = [a for a in numbers if a in standing][: size - len(lines)]
        full = len(lines) + len(shown) == size
        taken = numbers.index(shown[-1]) + 1 if full else len(part)
        last, more = part[taken - 1], part[taken] if taken < len(part) else next(each, None)
        lines += [
            line_of(row, standing[row.id], display) for row in ledger.agreements(known_on=number, only=shown)
        ]
        looked += taken
    return Board(
        lines=tuple(lines),
        found=found.count,
        total=found.total,
        start=start,
        looked=looked,
        stop=None if more is None else start + looked,
        last=None if more is None else last,
    )


def known(
    ledger: Ledger,
    on: date,
    query: str,
    display: Display,
    known_on: AsOf,
    *,
    start: int = 0,
    size: int = KNOWN,
    without: frozenset[str] = frozenset(),
) -> Known:
    """The known agreements that the query finds; `without` those that the ledger's own lines show."""
    parties, words = [], []
    for part in query_words(query):
        codes = party_codes(part, names())
        states = frozenset(c for c in codes if names().is_state(c) or names().organisation(c))
        if states:
            parties.append(states)
        else:
            words.append(part)
    register = register_of(ledger, known_on)
    found = known_list(register, parties, " ".join(words), on, without=without, start=start, size=size)
    lines = tuple(
        (one, headline(one.standing.headline), summary(one.standing.summary, display)) for one in found.lines
    )
    told = agreements_of(ledger, register, (one.id for one in found.lines), known_on)
    return Known(lines, told, found.found, found.start, found.stop)


def line_of(row: AgreementRow, standing: Standing, display: Display) -> Line:
    """One row of the board, in English."""
    return Line(row, standing, headline(standing.headline), _in_words(standing.told, display))


@lru_cache(maxsize=10_000)
def _in_words(told: str, display: Display) -> str:
    """A kept summary in English: many agreements stand alike, and one stands so for years."""
    return summary(summary_of(told), display)


def query_words(query: str) -> list[str]:
    """A query in its parts: the longest names of parties stay whole (North Korea), the rest goes by words."""
    out: list[str] = []
    for part in query.replace(",", " , ").split(" , "):
        words = part.split()
        while words:
            size = next(
                (n for n in range(min(_LONGEST_NAME, len(words)), 1, -1) if _party(" ".join(words[:n]))), 1
            )
            out.append(" ".join(words[:size]))
            words = words[size:]
    return out


def _party(words: str) -> bool:
    return len(party_codes(words, names())) > 1


def dossier(evidence: Evidence, on: date, display: Display) -> Dossier:
    """One agreement with its evidence and what follows from it on the day."""
    treaty = treaty_from_evidence(evidence)
    found = answer(treaty, on)
    entry = treaty.entry
    told = None if entry is None else known_page(evidence.register, entry.id)
    return Dossier(treaty, found, status_text(found, display), told)


def known_dossier(page: KnownPage, register: Register, on: date, display: Display) -> Dossier:
    """The same of what the register alone knows."""
    treaty = known_alone(register, page.entry)
    found = answer(treaty, on)
    return Dossier(treaty, found, status_text(found, display), page)


def group(found: Status | Standing | Outline) -> str:
    """The board's filter: "in" force, "out", or "unknown" where it is not told."""
    return {True: "in", False: "out", None: "unknown"}[found.in_force]
