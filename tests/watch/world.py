"""A made-up world of feeds and pages on the loopback: some slow, broken, moved, huge, looping, lying, changing.

Feed n stands on host f<n>.test, its pages on w<n>.test. What a feed is like follows from its number, so that
tests know what must come of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tests.watch.site import Reply, Request, Site

STATES: Final = (
    "France",
    "Germany",
    "Japan",
    "Kenya",
    "Chile",
    "Norway",
    "Egypt",
    "India",
    "Peru",
    "Ghana",
    "Fiji",
)
PAGES: Final = 7  # of a feed, but for those that have none
#: What feeds are like, by number modulo 30; the others are well.
FAULTS: Final = {
    1: "slow", 2: "broken", 3: "huge", 4: "loop", 5: "lying", 6: "inside", 7: "forbidden", 8: "gone", 9: "html",
    10: "bomb", 11: "busy", 12: "no robots",
}  # fmt: skip
MOVED: Final = 13
ENCODINGS: Final = ("utf-8", "iso-8859-1", "utf-16", "windows-1252")


@dataclass
class World:
    """The world.

    `plain`: its pages are text alone, and none of its feeds is at fault. `changed` has the pages (feed, number)
    whose text is corrected from now on.
    """

    feeds: int
    plain: bool = False
    changed: set[tuple[int, int]] = field(default_factory=set)
    new: set[tuple[int, int]] = field(default_factory=set)  # that are listed from now on
    pages_asked: Counter[tuple[int, int]] = field(default_factory=Counter)
    site: Site = field(init=False)

    def fault(self, feed: int) -> str | None:
        return None if self.plain else FAULTS.get(feed % 30)

    def addresses(self) -> list[str]:
        return [self.site.url("/feed", f"f{n}.test") for n in range(self.feeds)]

    def pages(self) -> set[tuple[int, int]]:
        """The pages that must be in the ledger after a round."""
        return {
            (n, p) for n in range(self.feeds) if self.fault(n) in (None, "broken") for p in self.listed(n)
        }

    def listed(self, feed: int) -> list[int]:
        return [*range(PAGES), *sorted(p for f, p in self.new if f == feed)]

    def address(self, feed: int, page: int) -> str:
        ending = "txt" if page % 2 or self.plain else "html"
        return self.site.url(f"/{page}.{ending}", f"w{feed}.test")

    def text(self, feed: int, page: int) -> str:
        """The last page of a feed is a reprint of the first of the feed before."""
        if page == PAGES - 1 and feed and self.fault(feed - 1) is None:
            return self.text(feed - 1, 0)
        one = STATES[(feed + page) % 11]
        other = STATES[(feed * 3 + page * 5 + 1 + (feed + page) % 11) % 11]
        other = other if other != one else "Tonga"
        day = 2 if (feed, page) in self.changed else 1
        return (
            f"PARIS, March {day + 3} (Wire) -- {one} ratified the Treaty of Port{feed}x{page} with {other} on March"
            f" {day}, the foreign ministry said. The instruments were sent to the depositary. Officials of both"
            f" sides welcomed the step, number {feed * 100 + page} of the year, at a ceremony in the capital."
        )

    def answer(self, request: Request) -> Reply:
        kind, number = request.host[:1], int(request.host[1:].partition(".")[0] or 0)
        if request.path == "/robots.txt":
            return self._robots(number if kind == "f" else -1)
        return self._feed(number, request) if kind == "f" else self._page(number, request)

    def _robots(self, feed: int) -> Reply:
        match self.fault(feed) if feed >= 0 else None:
            case "forbidden":
                return Reply(b"User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
            case "no robots":
                return Reply(status=503)
            case _:
                return Reply(status=404)

    def _feed(self, n: int, request: Request) -> Reply:
        faults: dict[str, Callable[[], Reply]] = {
            "slow": lambda: Reply(silent=60.0),
            "huge": lambda: Reply(b"<rss>" + b" " * 300_000),
            "loop": lambda: Reply(status=302, headers={"Location": request.path + "x"}),
            "lying": lambda: Reply(raw=(b"HTTP/1.1 200 X\r\nContent-Length: 9999\r\n\r\n<rss>",)),
            "inside": lambda: Reply(status=302, headers={"Location": "http://169.254.169.254/feed"}),
            "gone": lambda: Reply(status=410),
            "html": lambda: Reply(b"<html><body>This is no feed</body></html>"),
            "bomb": lambda: Reply(BOMB, headers={"Content-Encoding": "gzip"}),
            "busy": lambda: Reply(status=429, headers={"Retry-After": "3600"}),
        }
        made = faults.get(self.fault(n) or "")
        if made is not None:
            return made()
        if n % 30 == MOVED and request.path == "/feed":
            return Reply(status=301, headers={"Location": "/moved"})
        body, kind = self._listing(n)
        tag = f'"{hash((n, tuple(self.listed(n)), len([c for c in self.changed if c[0] == n])))}"'
        if request.headers.get("if-none-match") == tag:
            return Reply(status=304)
        return Reply(body, headers={"Content-Type": kind, "ETag": tag})

    def _listing(self, n: int) -> tuple[bytes, str]:
        """RSS, Atom, a JSON feed or a sitemap, by the number, in one of four encodings."""
        pages = [
            (self.address(n, p), f"Page {p}", "2024-03-0" + ("5" if (n, p) in self.changed else "4"))
            for p in self.listed(n)
        ]
        encoding = ENCODINGS[n % len(ENCODINGS)]
        head = f"<?xml version='1.0' encoding='{encoding}'?>"
        match n % 5:
            case 0 | 4:
                items = "".join(f"<item><title>{t}</title><link>{a}</link><pubDate>Mon, 04 Mar 2024 08:00:00 KST</pubDate>"
                                f"<updated xmlns='http://www.w3.org/2005/Atom'>{d}</updated></item>" for a, t, d in pages)  # fmt: skip
                text = f"{head}<rss version='2.0'><channel><title>Feed é {n}</title>{items}</channel></rss>"
                text = text[:-25] if self.fault(n) == "broken" else text
            case 1:
                items = "".join(f"<entry><id>{a}</id><title>{t}</title><link href='{a}'/><published>2024-03-04T08:00:00+09:00</published>"
                                f"<updated>{d}</updated></entry>" for a, t, d in pages)  # fmt: skip
                text = (
                    f"{head}<feed xmlns='http://www.w3.org/2005/Atom'><title>Feed é {n}</title>{items}</feed>"
                )
            case 2:
                items = ",".join(f'{{"id":"{a}","url":"{a}","title":"{t}","date_published":"2024-03-04T08:00:00+09:00","date_modified":"{d}"}}'
                                 for a, t, d in pages)  # fmt: skip
                text = (
                    f'{{"version":"https://jsonfeed.org/version/1.1","title":"Feed é {n}","items":[{items}]}}'
                )
                return text.encode(), "application/feed+json"
            case _:
                items = "".join(f"<url><loc>{a}</loc><lastmod>{d}</lastmod></url>" for a, _, d in pages)
                text = f"{head}<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{items}</urlset>"
        return text.encode(encoding, "replace"), f"application/xml; charset={encoding}"

    def _page(self, feed: int, request: Request) -> Reply:
        page = int(request.path.strip("/").partition(".")[0])
        self.pages_asked[feed, page] += 1
        text = self.text(feed, page)
        if page % 2 or self.plain:
            return Reply(text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
        body = f"<!doctype html><html><head><title>Page {page}</title></head><body><article><p>{text}</p></article></body></html>"
        return Reply(body.encode())


def _bomb() -> bytes:
    import gzip  # noqa: PLC0415

    return gzip.compress(bytes(40 << 20))


BOMB: Final = _bomb()


def world(feeds: int, *, plain: bool = False) -> World:
    """A world with its server, not yet running."""
    made = World(feeds, plain)
    made.site = Site(made.answer)
    return made
