"""What a ledger holds stays text: no markup, no address that runs, no failure on half a character."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from foedus.web.base.answers import web_address
from tests.web.conftest import Get

PATHS = ("/", "/agreement/1", "/agreement/2", "/document/1", "/document/2", "/?q=<script>alert(9)</script>")


class _Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("path", PATHS)
def test_no_markup_of_the_ledger_gets_through(hostile: Get, path: str) -> None:
    answer = hostile(path)
    assert answer.status_code == 200
    for tag, attrs in tags(answer.text):
        assert tag not in ("script", "img", "style", "iframe", "object", "u", "i")
        assert "style" not in attrs
        assert not [a for a in attrs if a.startswith("on")]
        for name in ("href", "src", "action"):
            assert re.match(r"(/|#|\?|https?://|$)", attrs.get(name) or ""), attrs


@pytest.mark.parametrize("year", ["19x4", "-1", "20240", "²", "%00", "2024 "])
def test_a_year_that_is_none_narrows_to_nothing(hostile: Get, year: str) -> None:
    assert hostile(f"/?year={year}").status_code == 200
    assert hostile(f"/api/v1/agreements?year={year}").status_code < 500


def test_the_words_are_there_all_the_same(hostile: Get) -> None:
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;" in hostile("/agreement/1").text
    assert "&lt;script&gt;alert(3)&lt;/script&gt; title" in hostile("/document/1").text
    assert "&lt;b&gt;editor&lt;/b&gt;" in hostile("/agreement/1").text


def test_addresses_that_run_are_no_links(hostile: Get) -> None:
    for path in PATHS:
        assert "javascript:" not in hostile(path).text
        assert "data:text" not in hostile(path).text


def test_half_a_surrogate_pair_is_no_failure(hostile: Get) -> None:
    assert hostile("/document/1").status_code == 200
    assert hostile("/api/v1/agreements/1").status_code == 200
    assert hostile("/api/v1/agreements/1").json()["claims"]


def test_the_api_is_json_and_not_sniffed(hostile: Get) -> None:
    answer = hostile("/api/v1/agreements/1")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org", "http://example.org"),
        ("HTTPS://EXAMPLE.org/", "https://EXAMPLE.org/"),
        ("javascript:alert(1)", None),
        (" JaVaScRiPt:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/x", None),
        ("/etc/passwd", None),
        ("file:///etc/passwd", None),
        ("https://[broken", None),
        ("https:///nohost", None),
        ("", None),
        (None, None),
    ],
)
def test_only_pages_of_the_web_are_linked(address: str | None, link: str | None) -> None:
    assert web_address(address) == link
