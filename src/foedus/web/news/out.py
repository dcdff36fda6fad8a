"""What changed in a span, as a page; the feeds and the calendar that readers subscribe to.

Feeds and calendar are worked out once for each state of the ledger, day and question, and kept a while.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import islice
from threading import Lock
from typing import Annotated, Final

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from foedus.names import names
from foedus.publish.calendar import ledger_calendar
from foedus.publish.feeds import changes_feed, stories_feed
from foedus.publish.selection import Selection, selected
from foedus.publish.told import HEADINGS, by_whom, line, reasons, titled
from foedus.record.changes import Change, changes, moment_of
from foedus.web.base.root import root_of
from foedus.web.base.site import Site
from foedus.web.board.questions import day_of
from foedus.wording.claims import claim_in_words

_WEEK: Final = timedelta(days=7)
_LINES: Final = 300  # of what the ledger learned
_HELD: Final = 16
_SPANS: Final = (("since yesterday", 1), ("this week", 7), ("in 30 days", 30), ("in a year", 365))

From = Annotated[
    str, Query(alias="from", description="What was known by the end of this day. Default: a week before.")
]
To = Annotated[str, Query(description="Against what was known by the end of this day. Default: today.")]
States = Annotated[list[str], Query(description="Only what concerns this state, by code or name.")]
Treaties = Annotated[list[str], Query(description="Only this treaty, by number or words of its name.")]


class _Kept:
    """The answers last given, by the state of the ledger and what was asked."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...], work: Callable[[], bytes]) -> bytes:
        """What `work` gives, worked out by one thread for all that ask the same."""
        with self._lock:
            if key not in self._held:
                self._held[key] = work()
                if len(self._held) > _HELD:
                    self._held.popitem(last=False)
            return self._held[key]


def install_out(app: FastAPI, site: Site) -> None:
    """Add the pages of changes, feeds and calendar."""
    kept, display, held, today = _Kept(), site.display, site.held, site.today

    def base(request: Request) -> str:
        return site.public or str(request.base_url).rstrip("/") + root_of(request.scope)

    def span(from_: str, to: str) -> tuple[date, date]:
        last = day_of(to) or today()
        first = day_of(from_) or last - _WEEK
        if first > last:
            raise HTTPException(400, f"{first.isoformat()} lies after {last.isoformat()}.")
        return first, last

    def found(first: date, last: date) -> list[Change]:
        ledger = held.ledger()
        return changes(ledger, *(moment_of(ledger, d, today()) for d in (first, last)))

    def selection(states: list[str], treaties: list[str]) -> Selection:
        return selected(held.ledger(), names(), states, treaties, ())

    def answer(request: Request, kind: str, work: Callable[[str, str], bytes], media: str) -> Response:
        whose = base(request)
        own = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        key = (kind, held.ledger().head().hash, today(), whose, own)
        return Response(kept.get(key, lambda: work(whose, own)), media_type=media)

    @app.get("/changes", response_class=HTMLResponse, summary="What changed between two days")
    def show_changes(from_: From = "", to: To = "") -> Response:
        first, last = span(from_, to)
        each = found(first, last)
        groups = [(HEADINGS[k], [_shown(c) for c in each if c.kind is k]) for k in HEADINGS]
        told = held.ledger().diff(first, last).lines(partial(claim_in_words, name=display), display)
        learned = list(islice(told, _LINES + 1))
        return site.pages.page(
            "changes.html", groups=[(h, members) for h, members in groups if members], count=len(each),
            learned=learned[:_LINES], more=len(learned) > _LINES, from_=first.isoformat(),
            to=last.isoformat(),
            spans=[(name, (today() - timedelta(days=n)).isoformat()) for name, n in _SPANS],
        )  # fmt: skip

    @app.get("/feeds/changes.atom", summary="Changes of the last two weeks, as an Atom feed")
    def changes_atom(request: Request, state: States = [], treaty: Treaties = []) -> Response:  # noqa: B006
        wanted = selection(state, treaty)
        return answer(
            request, "changes",
            lambda whose, own: changes_feed(held.ledger(), whose, today(), display, wanted, own),
            "application/atom+xml",
        )  # fmt: skip

    @app.get("/feeds/stories.atom", summary="The top stories of the last week, as an Atom feed")
    def stories_atom(request: Request) -> Response:
        return answer(
            request, "stories", lambda whose, _: stories_feed(held.ledger(), whose, today()),
            "application/atom+xml",
        )  # fmt: skip

    @app.get("/calendar.ics", summary="Coming dates of treaties, to subscribe to (iCalendar)")
    def calendar(request: Request, state: States = [], treaty: Treaties = []) -> Response:  # noqa: B006
        wanted = selection(state, treaty)
        return answer(
            request, "calendar",
            lambda whose, _: ledger_calendar(
                held.ledger(), today(), display, base=whose, selection=wanted
            ),
            "text/calendar",
        )  # fmt: skip

    def _shown(change: Change) -> dict[str, object]:
        return {
            "agreement": change.agreement, "title": titled(change, display), "line": line(change, display),
            "reasons": reasons(change, display), "by": by_whom(change), "claims": change.claims[:5],
        }  # fmt: skip
