"""HTML to the story: time with its zone, publisher, no captions, no sidebars; hostile pages end in a PageError."""

from __future__ import annotations

import json
import resource
import time
from datetime import UTC

import pytest

from foedus.errors import PageError, UsageError
from foedus.model import Article
from foedus.pages import Limits, article
from foedus.pages import worker as workers
from foedus.pages.html import MAX_DEPTH, Extracted, extract
from foedus.pages.worker import Worker

PARAGRAPHS = (
    "Fiji and Tonga signed a fisheries treaty in Suva on Monday, ending a dispute of eleven years over the reefs.",
    "The foreign ministers put their names to the text in the old parliament building before both cabinets.",
    "Boats of both countries may fish there from the new season on, under quotas that a joint board will set.",
    "The treaty will enter into force once both parliaments have ratified it, the ministry in Suva said.",
)
CAPTION = "The ministers of Fiji and Tonga after signing the treaty, June 20."


def html(
    head: str = "", before: str = "", after: str = "", title: str = "Fiji and Tonga sign treaty on tuna"
) -> str:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body>{before}<article><h1>{title}</h1>{story}</article>{after}</body></html>"
    )


def read(source: str, published: str | None = None) -> Article:
    return article(source.encode(), doc="page.html", published=published)


def json_ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_story_and_its_title() -> None:
    found = read(html(), "2024-11-12")
    assert found.title == "Fiji and Tonga sign treaty on tuna"
    assert all(p in found.text for p in PARAGRAPHS)
    assert found.text.count(found.title) == 1


@pytest.mark.parametrize(
    ("head", "day", "instant", "basis"),
    [
        (
            json_ld({"datePublished": "2024-11-12T08:00:00+09:00"}),
            "2024-11-12",
            "2024-11-11T23:00:00+00:00",
            "json-ld",
        ),
        (
            json_ld({"@graph": [{"@type": "NewsArticle", "datePublished": "2024-11-12T08:00:00Z"}]}),
            "2024-11-12",
            "2024-11-12T08:00:00+00:00",
            "json-ld",
        ),
        (json_ld([{"datePublished": "2024-11-12"}]), "2024-11-12", None, "json-ld"),
        (
            '<meta property="article:published_time" content="2024-11-12T23:30:00-05:00">',
            "2024-11-12",
            "2024-11-13T04:30:00+00:00",
            "meta",
        ),
        ('<meta name="dc.date" content="2024-11-12">', "2024-11-12", None, "meta"),
        (
            "<script type='application/ld+json'>{broken</script><meta name='date' content='2024-11-12'>",
            "2024-11-12",
            None,
            "meta",
        ),
    ],
)
def test_time_published(head: str, day: str, instant: str | None, basis: str) -> None:
    published = read(html(head)).published
    assert published is not None
    assert (published.day, published.basis) == (day, basis)
    at = published.at
    assert (at.astimezone(UTC).isoformat() if at else None) == instant


def test_a_time_element_tells_it_too() -> None:
    published = read(html(before='<time datetime="2024-11-12T08:00:00+00:00">12 Nov</time>')).published
    assert published is not None
    assert published.day == "2024-11-12"


def test_the_call_wins_over_the_page() -> None:
    published = read(html(json_ld({"datePublished": "2020-01-01"})), "2024-11-12T08:00+09:00").published
    assert published is not None
    assert (published.day, published.basis) == ("2024-11-12", "given")


@pytest.mark.parametrize("text", ["yesterday", "2024-13-01", "12/11/2024"])
def test_a_call_with_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no date of publication"):
        read(html(), text)


def test_publisher_and_address_from_the_head() -> None:
    head = (
        json_ld({"publisher": {"name": "Example Gazette"}})
        + '<link rel="canonical" href="https://example.org/a">'
    )
    found = read(html(head), "2024-11-12")
    assert (found.publisher, found.address) == ("Example Gazette", "https://example.org/a")


def test_captions_stand_nowhere_though_the_page_has_them_thrice() -> None:
    figure = f'<figure><img alt="{CAPTION}" src="a.jpg"><figcaption>{CAPTION}</figcaption></figure><p>{CAPTION}</p>'
    source = html().replace("<p>Boats", figure + "<p>Boats")
    assert CAPTION not in read(source, "2024-11-12").text


@pytest.mark.parametrize(
    "furniture",
    [
        "<aside><h3>Most read</h3><p>Senate ratifies tax treaty with Hungary after a long debate in committee.</p></aside>",
        "<div class='related-stories'><p>Senate ratifies tax treaty with Hungary after a long debate.</p></div>",
        "<nav><ul><li>Senate ratifies tax treaty with Hungary</li></ul></nav>",
        "<footer><p>Senate ratifies tax treaty with Hungary after a long debate in committee.</p></footer>",
    ],
)
def test_furniture_and_sidebars_are_cut(furniture: str) -> None:
    inside = html().replace("<p>Boats", furniture + "<p>Boats")
    for source in (html(before=furniture), html(after=furniture), inside):
        assert "Hungary" not in read(source, "2024-11-12").text


def test_a_page_nested_too_deeply_is_refused() -> None:
    deep = "<html><body>" + "<div>" * (MAX_DEPTH + 10) + f"<p>{PARAGRAPHS[0]}</p>"
    with pytest.raises(PageError, match="nested too deeply"):
        read(deep, "2024-11-12")


def test_a_page_too_large_is_refused() -> None:
    with pytest.raises(PageError, match="more than a page"):
        article(b"<p>" + b"x" * 5000, doc="page.html", limits=Limits(size=4000))


@pytest.mark.parametrize(
    "source", ["<html><body></body></html>", "<!doctype html><html><head></head></html>"]
)
def test_a_page_without_a_story_is_refused(source: str) -> None:
    with pytest.raises(PageError, match=r"^page\.html: "):
        read(source, "2024-11-12")


def _hangs(html: str, doc: str) -> Extracted:
    if "hang" in html:
        time.sleep(600)
    if "crash" in html:
        raise ZeroDivisionError
    return extract(html, doc)


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    worker = Worker()
    try:
        with pytest.raises(PageError, match="took longer than"):
            worker.run(html(), "slow.html", 0.0)
        assert worker.run(html(), "next.html", 60.0).title == "Fiji and Tonga sign treaty on tuna"
    finally:
        worker.stop()


def test_a_worker_that_dies_is_replaced() -> None:
    worker = Worker()
    try:
        assert worker.run(html(), "a.html", 60.0).paragraphs
        worker._process.kill()
        worker._process.join()
        assert worker.run(html(), "b.html", 60.0).paragraphs
    finally:
        worker.stop()


def test_any_fault_of_the_extractor_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[object] = []

    class Pipe:
        def __init__(self) -> None:
            self.pages = ["<p>crash</p>", html()]

        def recv(self) -> tuple[str, str]:
            if not self.pages:
                raise EOFError
            return self.pages.pop(0), "page.html"

        def send(self, answer: object) -> None:
            sent.append(answer)

    monkeypatch.setattr(workers, "extract", _hangs)
    monkeypatch.setattr(workers, "_limit_memory", lambda: None)
    workers._serve(Pipe())  # type: ignore[arg-type]  # stands for a Connection
    assert isinstance(sent[0], PageError)
    assert str(sent[0]).startswith("page.html: ")
    assert isinstance(sent[1], Extracted)


@pytest.mark.parametrize(
    ("most", "limit"),
    [(resource.RLIM_INFINITY, workers.MEMORY), (1 << 30, 1 << 30), (1 << 40, workers.MEMORY)],
)
def test_the_worker_keeps_within_the_limit_that_is_set_already(
    monkeypatch: pytest.MonkeyPatch, most: int, limit: int
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (most, most))
    monkeypatch.setattr(resource, "setrlimit", lambda _, both: asked.append(both))
    workers._limit_memory()
    assert asked == [(limit, most)]


def test_the_worker_runs_where_the_system_takes_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def refuses(_: int, both: tuple[int, int]) -> None:
        asked.append(both)
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuses)
    workers._limit_memory()
    assert len(asked) == 1
