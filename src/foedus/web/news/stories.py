"""The stories of a day, and each of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response

from foedus.record.standings import standings
from foedus.watch.stories import stories_of
from foedus.watch.story import sources_of
from foedus.web.base.site import Site
from foedus.web.board.questions import Number, On, day_of
from foedus.wording.status import headline

_TOP: Final = 20  # stories on the page of a day
_TOLD_OF: Final = 8  # agreements of one story that are shown


def install_stories(app: FastAPI, site: Site) -> None:
    """Add the two pages."""
    held = site.held

    @app.get("/stories", response_class=HTMLResponse, summary="The top stories of a day")
    def show_stories(on: On = "") -> Response:
        day = day_of(on) or site.today()
        ledger = held.ledger()
        found = stories_of(ledger, day, top=_TOP)
        last = None if found else ledger.last_published(day)
        return site.pages.page(
            "stories.html", stories=found, on=day.isoformat(), last=last.isoformat() if last else "",
            before=(day - timedelta(days=1)).isoformat(), after=(day + timedelta(days=1)).isoformat(),
        )  # fmt: skip

    @app.get("/story/{number}", response_class=HTMLResponse, summary="One story: its sources, why it is here")
    def show_story(number: Number, on: On = "") -> Response:
        day = day_of(on) or site.today()
        each = enumerate(stories_of(held.ledger(), day), 1)
        found = next(((n, s) for n, s in each if any(d.id == number for d in s.documents)), None)
        if found is None:
            raise HTTPException(404, f"No story of {day.isoformat()} has page {number}.")
        rank, story = found
        rows = held.ledger().agreements(only=story.agreements[:_TOLD_OF])
        placed = {s.agreement_id: s for s in standings(held.ledger(), day, only=[r.id for r in rows])}
        return site.pages.page(
            "story.html", s=story, number=number, rank=rank, on=day.isoformat(),
            sources=sources_of(held.ledger(), story),
            lines=[(r, headline(placed[r.id].headline), placed[r.id]) for r in rows if r.id in placed],
        )  # fmt: skip
