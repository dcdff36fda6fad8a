"""What changed between days, what the ledger learned in between, and the stories of a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from foedus.publish.told import change_json
from foedus.record.changes import changes, moment_of
from foedus.watch.stories import stories_of, story_to_json
from foedus.web.api.asking import Number, Span, Stories, Story
from foedus.web.api.formats import Format, Table, Told, offer
from foedus.web.api.schemas.news import Changes, Diff, OneStory
from foedus.web.api.schemas.news import Stories as ManyStories
from foedus.web.base.problems import Refused
from foedus.web.base.site import Site

TAG: Final = "news"
_WEEK: Final = timedelta(days=7)
_LEARNED: Final = 2000  # lines of what the ledger learned
_CHANGES: Final = {
    "kind": str, "agreement_id": int, "agreement": str, "parties": str, "entry": str, "text": str,
    "day": str, "transaction": int, "recorded_at": str, "by": str, "claims": str, "reasons": str,
}  # fmt: skip


def add_news(router: APIRouter, site: Site) -> None:
    """Add the addresses /changes, /diff, and those under /stories."""
    held, display = site.held, site.display

    def days(ask: Span) -> tuple[date, date]:
        last = ask.to or site.today()
        first = ask.from_ or max(last, date.min + _WEEK) - _WEEK
        if first > last:
            raise Refused("cannot-be-asked", f"from {first.isoformat()} lies after to {last.isoformat()}.")
        return first, last

    @offer(router, "/changes", Changes, Format.CSV, Format.PARQUET, tag=TAG)
    def list_changes(request: Request, ask: Annotated[Span, Query()]) -> Response:
        """What changed between what was known on two days: where treaties stand, who is bound, dates, steps.

        Each on its own day, so that what the law does by itself in between is told too.
        """
        first, last = days(ask)
        ledger = held.ledger()
        found = changes(ledger, *(moment_of(ledger, day, site.today()) for day in (first, last)))
        told = [change_json(c, display) for c in found]
        return Told(
            {"from": first.isoformat(), "to": last.isoformat(), "changes": told},
            table=lambda: Table(_CHANGES, [_flat(change) for change in told]),
        ).answer(request)

    @offer(router, "/diff", Diff, tag=TAG)
    def show_diff(request: Request, ask: Annotated[Span, Query()]) -> Response:
        """What the ledger learned between two days, a sentence each: editions, pages, claims, verdicts."""
        first, last = days(ask)
        lines = iter(held.ledger().diff(first, last).lines())
        told = list(islice(lines, _LEARNED))
        return Told(
            {
                "from": first.isoformat(), "to": last.isoformat(), "learned": told,
                "left_out": sum(1 for _ in lines),
            }
        ).answer(request)  # fmt: skip

    @offer(router, "/stories", ManyStories, tag=TAG)
    def list_stories(request: Request, ask: Annotated[Stories, Query()]) -> Response:
        """The stories of a day, the weightiest first, and why each stands where it does."""
        day = ask.on or site.today()
        found = stories_of(held.ledger(), day, top=ask.top)
        told = [story_to_json(story, rank) for rank, story in enumerate(found, 1)]
        return Told({"on": day.isoformat(), "stories": told}).answer(request)

    @offer(router, "/stories/{number}", OneStory, tag=TAG, missing=True)
    def show_story(request: Request, number: Number, ask: Annotated[Story, Query()]) -> Response:
        """The story of a day that has a page, by the page's number."""
        day = ask.on or site.today()
        for rank, story in enumerate(stories_of(held.ledger(), day), 1):
            if any(d.id == number for d in story.documents):
                return Told({"on": day.isoformat(), **story_to_json(story, rank)}).answer(request)
        raise HTTPException(404, f"No story of {day.isoformat()} has page {number}.")


def _flat(change: dict[str, Any]) -> dict[str, Any]:
    joined = {
        "parties": " ".join(change["parties"]), "claims": " ".join(map(str, change["claims"])),
        "reasons": "; ".join(change["reasons"]),
    }  # fmt: skip
    return {name: joined.get(name, change[name]) for name in _CHANGES}
