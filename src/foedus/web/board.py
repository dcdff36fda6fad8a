"""The board of agreements, and the known agreements beside it."""

from __future__ import annotations

from datetime import date

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from foedus.ledger import StoredClaim, check_query
from foedus.record.entries import links_of_rows
from foedus.record.passages import NEWEST, saying
from foedus.web.questions import After, KnownOn, On, Start, State, Words, day_of, next_place, place, query
from foedus.web.records import PAGE, Board, Known, board
from foedus.web.records import known as find_known
from foedus.web.site import Site


def install_board(app: FastAPI, site: Site) -> None:
    """Add the board and the list of known agreements."""

    def beside(found: Board, q: str, day: date, known: date | None) -> Known:
        """What is known beforehand of the query, without what the lines of the ledger are."""
        opened = site.held.ledger()
        at = known or opened.look_up().inventory.number  # what is in memory for the lists serves here too
        links = links_of_rows(opened, (line.row for line in found.lines), at) if q else {}
        shown = frozenset(link.entry for link in links.values() if link.entry)
        return find_known(opened, day, q, site.display, at, without=shown)

    def quotes(q: str, known: date | None) -> list[tuple[str, StoredClaim]]:
        """The names of agreements that passages speak of in these words, each with one such claim."""
        opened = site.held.ledger()
        each = saying(opened, q.replace(",", " ").split(), known)
        rows = opened.agreements(known_on=known, only=[c.agreement_id or 0 for c in each])
        called = {row.id: row.name for row in rows}
        return [(called.get(c.agreement_id or 0, ""), c) for c in each]

    @app.get("/", response_class=HTMLResponse, summary="The board of agreements")
    def show_board(
        q: Words = "", state: State = "", on: On = "", known_on: KnownOn = "",
        start: Start = 0, after: After = "",
    ) -> Response:  # fmt: skip
        day, known = day_of(on) or site.today(), day_of(known_on)
        found = board(site.held.ledger(), day, q, state, site.display, known, start=start, after=place(after))
        asked = {"q": q, "state": state, "on": on, "known_on": known_on}
        return site.pages.page(
            "board.html", b=found, k=None if start or state else beside(found, q, day, known),
            said=quotes(q, known) if q and not found.found else [], searched=NEWEST,
            q=q, state=state, on=day.isoformat(), known_on=known_on,
            q_known=query({"q": q, "on": on, "known_on": known_on}),
            carried=query({"on": on, "known_on": known_on}),
            later="" if found.last is None else query({**asked, **next_place(found)}),
            first=query(asked) or "?",
        )  # fmt: skip

    @app.get("/known", response_class=HTMLResponse, summary="Known agreements, found in the register")
    def show_known(q: Words = "", on: On = "", known_on: KnownOn = "", start: Start = 0) -> Response:
        day, known = day_of(on) or site.today(), day_of(known_on)
        check_query([q])
        found = find_known(site.held.ledger(), day, q, site.display, known, start=start, size=PAGE)
        asked = {"q": q, "on": on, "known_on": known_on}
        return site.pages.page(
            "known.html", k=found, q=q, on=day.isoformat(), known_on=known_on,
            carried=query({"on": on, "known_on": known_on}), first=query(asked) or "?",
            later="" if found.stop is None else query({**asked, "start": found.stop}),
        )  # fmt: skip
