"""HTML to the story: time with its zone, publisher, no captions, no sidebars; hostile pages end in a PageError."""

from __future__ import annotations

import json
from datetime import UTC

import pytest

from foedus.errors import PageError, UsageError
from foedus.model import Article
from foedus.pages import Limits, article
from foedus.pages.html import MAX_DEPTH, MAX_ELEMENTS, extract

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


ASIDE = "Senate ratifies tax treaty with Hungary after a long debate in committee, the chairman said."


def framed(before: str, after: str) -> str:
    """A page whose frame is opened and closed around all that it holds."""
    return html(before=before + f"<aside><p>{ASIDE}</p></aside>", after=after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<form method='post' action='./page.aspx'>", "</form>"),
        ("<form id='aspnetForm'><div class='aspNetHidden'></div><div>", "</div></form>"),
        ("<div class='layout--sidebar'>", "</div>"),
        ("<div class='page has-sidebar-right'><div>", "</div></div>"),
        ("<div class='tag-x'>", "</div>"),
        ("<div class='post tag-europe tag-treaties category-news'>", "</div>"),
        ("<section class='has-ad'>", "</section>"),
        ("<div id='nav-open'>", "</div>"),
        ("<div class='article-comments-enabled comments'>", "</div>"),
        ("<header class='menu'>", "</header>"),
        ("<div role='main' class='promo'>", "</div>"),
        ("<footer>", ""),
        ("<nav>", ""),
        ("<figure>", ""),
        ("<div class='caption'>", "</div>"),
        ("<aside>", "</aside>"),
    ],
)
def test_the_frame_of_a_page_is_no_furniture_whatever_it_is_called(before: str, after: str) -> None:
    text = read(framed(before, after), "2024-11-12").text
    assert [p for p in PARAGRAPHS if p not in text] == []
    assert ASIDE not in text


@pytest.mark.parametrize(
    ("before", "after"),
    [("<form>", "</form>"), ("<div class='layout--sidebar'>", "</div>"), ("<div class='tag-x'>", "</div>")],
)
def test_the_story_is_found_in_a_frame_that_its_heading_stands_outside_of(before: str, after: str) -> None:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    page = f"<html><body><h1>Fiji and Tonga sign treaty</h1>{before}<div>{story}</div>{after}<p>Home</p></body></html>"
    text = read(page, "2024-11-12").text
    assert [p for p in PARAGRAPHS if p not in text] == []


def test_a_brief_keeps_its_longer_sidebar_out() -> None:
    teasers = "".join(f"<p>{ASIDE} It was the {n}th such vote.</p>" for n in range(20, 30))
    for opened in ("<aside>", "<div class='sidebar'>", "<div class='related-stories'>"):
        closed = "</aside>" if opened == "<aside>" else "</div>"
        page = (
            f"<html><body><article><h1>Fiji signs</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>"
            f"{opened}{teasers}{closed}</body></html>"
        )
        assert "Hungary" not in read(page, "2024-11-12").text


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>Home<br>News</td><td><h1>Fiji signs</h1>{story}</td></tr></table>",
        "<h1>Fiji signs</h1><table>{rows}</table>",
        "<table><tr><td><table><tr><td>{story}</td></tr></table></td></tr></table>",
        "<table><tbody><tr><td><b>Fiji signs</b><br><br>{breaks}</td></tr></tbody></table>",
        "<div class='table'><table><thead><tr><th>Story</th></tr></thead><tr><td><div>{story}</div></td></tr></table></div>",
    ],
)
def test_a_page_that_stands_in_a_table_is_read(body: str) -> None:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    rows = "".join(f"<tr><td>{p}</td></tr>" for p in PARAGRAPHS)
    text = read(f"<html><body>{body.format(story=story, rows=rows, breaks='<br><br>'.join(PARAGRAPHS))}</body></html>", "2024-11-12").text  # fmt: skip
    assert [p for p in PARAGRAPHS if p not in text] == []


def test_the_cells_of_a_table_inside_a_story_are_read_one_by_one() -> None:
    cells = ("Samoa ratified the treaty on 3 May 2024.", "Tuvalu signed the treaty on 4 May 2024.")
    table = f"<table><tr><th>State</th><th>What it did</th></tr><tr><td>Samoa</td><td>{cells[0]}</td></tr><tr><td>Tuvalu</td><td><p>{cells[1]}</p></td></tr></table>"
    paragraphs = read(html().replace("<p>Boats", table + "<p>Boats"), "2024-11-12").text.split("\n\n")
    assert [c for c in cells if c not in paragraphs] == []
    assert "Samoa" not in paragraphs


def test_a_page_of_more_elements_than_any_has_is_refused() -> None:
    with pytest.raises(PageError, match=r"more than 150,000 elements are no page"):
        extract("<html><body>" + "<b></b>" * (MAX_ELEMENTS + 1), "page.html")
