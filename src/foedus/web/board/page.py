"""The board of agreements, and the known agreements beside it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from foedus.ledger import StoredClaim, check_query
from foedus.names.written import one_party
from foedus.record.entries import links_of_rows
from foedus.record.passages import NEWEST, saying
from foedus.record.spelled import spelled
from foedus.web.base.site import Site
from foedus.web.board.facets import LOOKED, ORDERS, Narrowed, Question, narrowed
from foedus.web.board.questions import (
    After,
    KnownOn,
    On,
    Start,
    State,
    Words,
    day_of,
    days_asked,
    next_place,
    place,
    query,
)
from foedus.web.board.records import MOST, PAGE, Board, Known, board
from foedus.web.board.records import known as find_known

Choice = Annotated[str, Query(max_length=200, description="Only agreements with this value of the facet.")]
Since = Annotated[str, Query(description="Only what was told of after this day, YYYY-MM-DD.")]
Order = Annotated[str, Query(max_length=10, description="name, status, step, signed, claims or sources.")]
Passages = Annotated[bool, Query(description="Look in the words of passages too.")]

TABLE: Final = 500  # rows of a list as a table at once, as many as the API gives

Quotes = tuple[list[str], list[tuple[str, StoredClaim]]]  # the words looked for, and what has them


def install_board(app: FastAPI, site: Site) -> None:
    """Add the board and the list of known agreements."""

    def beside(found: Board, q: str, day: date, known: date | None) -> Known:
        """What is known beforehand of the query, without what the lines of the ledger are."""
        opened = site.held.ledger()
        at = known or opened.look_up().inventory.number  # what is in memory for the lists serves here too
        links = links_of_rows(opened, (line.row for line in found.lines), at) if q else {}
        shown = frozenset(link.entry for link in links.values() if link.entry)
        return find_known(opened, day, q, site.display, at, without=shown)

    @app.get("/", response_class=HTMLResponse, summary="The board of agreements")
    def show_board(
        q: Words = "", state: State = "", kind: Choice = "", region: Choice = "", year: Choice = "",
        party: Choice = "", source: Choice = "", since: Since = "", order: Order = "",
        passages: Passages = False, on: On = "", known_on: KnownOn = "", start: Start = 0, after: After = "",
    ) -> Response:  # fmt: skip
        days = days_asked(on, known_on, site.today())
        choices = {"state": state, "kind": kind, "region": region, "year": year, "party": _code(party),
                   "source": source}  # fmt: skip
        asked = Question(q, choices, day_of(since), _order(order))
        ledger = site.held.ledger()
        found, more = _found(site, asked, days.day, days.known, start, after)
        few = more is None and found.found <= MOST
        facets = narrowed(ledger, days.day, asked, site.display, days.known) if few else more
        fields = {"q": q, **choices, "since": since, "order": order, **days.asked}
        words, said = _quotes(site, q, days.known) if q and (passages or not found.found) else ([], [])
        return site.pages.page(
            "board.html", b=found, n=more, facets=facets.facets if facets else (), looked=LOOKED,
            k=None if start or state or more else beside(found, q, days.day, days.known),
            said=said, said_words=words, passages=passages, searched=NEWEST, fields=fields, orders=ORDERS,
            q=q, state=state, since=since, order=order, chosen=_chosen(choices, facets),
            without={f: query({**fields, f: ""}) or "?" for f in fields},
            with_passages=query({**fields, "passages": "true"}),
            kept=query({**fields, "on": "", "known_on": ""}) or "?",
            frozen=query({**fields, "on": days.day.isoformat(), "known_on": known_on or _today(site)}),
            table=query({**fields, "limit": TABLE}), table_whole=_whole(found, more, state),
            q_known=query({"q": q, **days.asked}), first=query(fields) or "?",
            later=_later(found, more, fields), **days.shown,
        )  # fmt: skip

    @app.get("/known", response_class=HTMLResponse, summary="Known agreements, found in the register")
    def show_known(q: Words = "", on: On = "", known_on: KnownOn = "", start: Start = 0) -> Response:
        days = days_asked(on, known_on, site.today())
        check_query([q])
        found = find_known(site.held.ledger(), days.day, q, site.display, days.known, start=start, size=PAGE)
        asked = {"q": q, **days.asked}
        return site.pages.page(
            "known.html", k=found, q=q, first=query(asked) or "?",
            later="" if found.stop is None else query({**asked, "start": found.stop}), **days.shown,
        )  # fmt: skip


def _found(
    site: Site, asked: Question, day: date, known: date | None, start: int, after: str
) -> tuple[Board, Narrowed | None]:
    """The part of the list, and what a narrowed list tells besides; None for the plain one."""
    ledger = site.held.ledger()
    if asked.narrows:
        more = narrowed(ledger, day, asked, site.display, known, start=start)
        return more.board, more
    state = asked.choices["state"]
    return board(ledger, day, asked.words, state, site.display, known, start=start, after=place(after)), None


def _quotes(site: Site, q: str, known: date | None) -> Quotes:
    """The names of agreements that passages speak of in these words, each with one such claim.

    Where no passage has the words as they are, those are looked for that they were likely meant to be.
    """
    opened = site.held.ledger()
    words = q.replace(",", " ").split()
    each = saying(opened, words, known)
    if not each and (meant := spelled(opened, words, known)):
        words, each = meant, saying(opened, meant, known)
    rows = opened.agreements(known_on=known, only=[c.agreement_id or 0 for c in each])
    called = {row.id: row.name for row in rows}
    return words, [(called.get(c.agreement_id or 0, ""), c) for c in each]


def _code(party: str) -> str:
    """The code of a party that is chosen by code or name."""
    return (one_party(party) or party) if party else ""


def _order(text: str) -> str:
    if text not in ORDERS:
        raise HTTPException(400, f"order {text!r}: write one of {', '.join(o for o in ORDERS if o)}.")
    return text


def _later(found: Board, more: Narrowed | None, fields: dict[str, Any]) -> str:
    """The query of the next part, "" at the end."""
    if more is not None:
        return "" if found.stop is None else query({**fields, "start": found.stop})
    return "" if found.last is None else query({**fields, **next_place(found)})


def _whole(found: Board, more: Narrowed | None, state: str) -> bool:
    """Whether the API gives the list as one table: it looks at so many, and gives so many at once."""
    if more is not None:
        return more.fitting <= TABLE
    return found.found <= (MOST if state else TABLE)


def _chosen(choices: dict[str, str], facets: Narrowed | None) -> list[tuple[str, str, str]]:
    """What is chosen: field, title and value as they are called."""
    each = facets.facets if facets else ()
    return [(f.field, f.title, c.text) for f in each for c in f.choices if c.chosen and choices.get(f.field)]


def _today(site: Site) -> str:
    return site.today().isoformat()
