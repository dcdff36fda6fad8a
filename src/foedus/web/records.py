"""What a page shows: rows of the board and the dossier of one agreement, from a ledger as known on a day.

The board asks where agreements stand (`foedus.record.standings` works each out once), of at most `MOST` for
one answer, however large the ledger is, and says where it stopped, so that the next answer can go on from
there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from foedus.law.model import Status, Treaty
from foedus.law.status import status
from foedus.ledger import AgreementRow, Ledger, StoredClaim, StoredDocument
from foedus.ledger.naming import party_codes
from foedus.names import names
from foedus.record.facts import Fact
from foedus.record.standings import Standing, standings
from foedus.record.timeline import timeline
from foedus.record.treaty import treaty_from_ledger
from foedus.wording.status import StatusText, headline, status_text, summary

Display = Callable[[str], str]
PAGE: Final = 50
MOST: Final = 300  # agreements looked at for one answer
_LONGEST_NAME: Final = 5  # words of a party's name in a query


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the board; `summary` in English."""

    row: AgreementRow
    standing: Standing
    headline: str
    summary: str


@dataclass(frozen=True, slots=True)
class Board:
    """A part of the list: `lines` are those of agreements number `start` to `stop` that have the status.

    `found` agreements fit the words of `total` that are known; `stop` is where the next part begins, None
    where there is no more.
    """

    lines: tuple[Line, ...]
    found: int
    total: int
    start: int
    looked: int
    stop: int | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a treaty's page shows: its status as data and in English. `documents` by number."""

    row: AgreementRow
    treaty: Treaty
    status: Status
    text: StatusText
    facts: tuple[Fact, ...]
    claims: tuple[StoredClaim, ...]
    documents: dict[int, StoredDocument]


def board(
    ledger: Ledger,
    on: date,
    query: str,
    state: str,
    display: Display,
    known: date | None,
    *,
    start: int = 0,
    size: int = PAGE,
) -> Board:
    """The agreements that every word of the query fits, from number `start` of them, with their status.

    `state` is "" for all, "in", "out" or "unknown" (whether in force). Without a query the last to have got a
    claim come first, with one those with the most claims.
    """
    words = query_words(query)
    number = ledger.known_at(known)
    fitting = ledger.find(words, known_on=number)
    found = len(fitting)
    total = ledger.count("agreements", known_on=number) if words else found
    lines: list[Line] = []
    at = min(start, found)
    while at < min(found, start + MOST) and len(lines) < size:
        part = fitting[at : at + size]
        standing = {
            s.agreement_id: s
            for s in standings(ledger, on, known_on=number, only=part)
            if not state or group(s) == state
        }
        shown = [a for a in part if a in standing]
        lines += [
            _line(row, standing[row.id], display) for row in ledger.agreements(known_on=number, only=shown)
        ]
        at += len(part)
    return Board(tuple(lines), found, total, start, max(0, at - start), at if at < found else None)


def _line(row: AgreementRow, standing: Standing, display: Display) -> Line:
    return Line(row, standing, headline(standing.headline), summary(standing.summary, display))


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


def dossier(ledger: Ledger, row: AgreementRow, on: date, display: Display, known: date | None) -> Dossier:
    """One agreement with its evidence, its facts, and what follows from them on the day."""
    claims = ledger.claims(row.id, known_on=known)
    documents = {
        d.id: d for d in ledger.documents(known_on=known, ids=sorted({c.document_id for c in claims}))
    }
    own = ledger.terms(row.id, known_on=known)
    published = {d.id: d.published for d in documents.values()}
    treaty = treaty_from_ledger(row, claims, published, own[-1].terms if own else None)
    found = status(treaty.record, treaty.terms, on)
    facts = tuple(timeline(ledger, row.id, known_on=known))
    text = status_text(found, display)
    return Dossier(row, treaty, found, text, facts, tuple(claims), documents)


def group(found: Status | Standing) -> str:
    """The board's filter: "in" force, "out", or "unknown" where it is not told."""
    return {True: "in", False: "out", None: "unknown"}[found.in_force]
