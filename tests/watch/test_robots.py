"""robots.txt: what is forbidden, what cannot be told, how long to wait."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from foedus.errors import FetchError, Unwelcome
from foedus.watch.address import target
from foedus.watch.fetch import Fetched
from foedus.watch.robots import allowed, delay, robots

TEXT = """
User-agent: *
Disallow: /private/
Crawl-delay: 3

User-agent: foedus
Disallow: /drafts/*.html$
Allow: /
Crawl-delay: 900
"""


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        (TEXT, "/private/a", True), (TEXT, "/drafts/a.html", False), (TEXT, "/drafts/a.html?x", True), (TEXT, "/", True),
        ("User-agent: *\nDisallow: /", "/a", False), ("User-agent: other\nDisallow: /", "/a", True),
        ("", "/a", True), ("   \n", "/a", True), (None, "/a", False), ("<html>no robots</html>", "/a", True),
    ],
)  # fmt: skip
def test_what_a_site_forbids_is_not_asked(text: str | None, path: str, may: bool) -> None:
    assert allowed(text, target(f"https://news.test{path}")) is may


@pytest.mark.parametrize(
    ("text", "seconds"),
    [(TEXT, 30.0), ("User-agent: *\nCrawl-delay: 3", 3.0), ("User-agent: *\nCrawl-delay: x", 0.0), ("", 0.0), (None, 0.0),
     ("User-agent: foedus\nDisallow: /a", 0.0)],
)  # fmt: skip
def test_how_long_a_site_asks_us_to_wait(text: str | None, seconds: float) -> None:
    assert delay(text) == seconds


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (b"User-agent: *", "User-agent: *"),
        (b"a" * (600 << 10), "a" * (500 << 10)),
        (Unwelcome("404"), ""),
        (Unwelcome("429", retry_after=60.0), None),
        (FetchError("500"), None),
        (FetchError("no such host"), None),
    ],
)
def test_a_site_without_one_forbids_nothing_and_one_that_cannot_tell_all(
    answer: bytes | FetchError, found: str | None
) -> None:
    asked = []

    async def fetch(url: str) -> Fetched:
        asked.append(url)
        if isinstance(answer, FetchError):
            raise answer
        return Fetched(url, url, datetime.now(UTC), 200, answer)

    assert asyncio.run(robots(fetch, "https://news.test")) == found
    assert asked == ["https://news.test/robots.txt"]
