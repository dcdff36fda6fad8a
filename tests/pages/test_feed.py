"""Feeds and sitemaps as entries: dialects, encodings, times in their own zone, broken and hostile ones."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import PageError
from foedus.pages import FeedKind, feed
from foedus.pages.feed import MOST_ENTRIES, instant, read_feed

WHERE = "https://news.test/feeds/world.xml"


def rss(*items: str, head: str = "") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f"{head}<rss version='2.0'><channel><title>Wire</title>{body}</channel></rss>".encode()


def addresses(data: bytes) -> list[str]:
    return [entry.address for entry in read_feed(data, WHERE).entries]


@pytest.mark.parametrize(
    ("data", "entry"),
    [
        (
            rss("<title>A &amp; B</title><link>/a?x=1&amp;y=2</link><guid>g1</guid><pubDate>Tue, 12 Nov 2024 08:00:00 KST</pubDate>"),
            ("g1", "https://news.test/a?x=1&y=2", "A & B", "2024-11-12T08:00:00+09:00", None),
        ),
        (
            b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><entry><id>tag:1</id>"
            b"<title type='html'>A &amp;amp; B</title><link rel='alternate' href='https://news.test/a'/>"
            b"<published>2024-11-12T08:00:00+09:00</published><updated>2024-11-13T01:00:00Z</updated></entry></feed>",
            ("tag:1", "https://news.test/a", "A & B", "2024-11-12T08:00:00+09:00", "2024-11-13T01:00:00+00:00"),
        ),
        (
            b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
            b" xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Wire</title></channel><item rdf:about='https://news.test/a'>"
            b"<title>A</title><link>https://news.test/a</link><dc:date>2024-11-12T08:00+09:00</dc:date></item></rdf:RDF>",
            ("https://news.test/a", "https://news.test/a", "A", "2024-11-12T08:00:00+09:00", None),
        ),
        (
            json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [
                {"id": "7", "url": "https://news.test/a", "title": "A", "date_published": "2024-11-12T08:00:00+09:00",
                 "date_modified": "2024-11-13"}]}).encode(),
            ("7", "https://news.test/a", "A", "2024-11-12T08:00:00+09:00", "2024-11-13"),
        ),
    ],
    ids=["rss", "atom", "rdf", "json"],
)  # fmt: skip
def test_each_dialect_gives_the_same_entries(data: bytes, entry: tuple[str | None, ...]) -> None:
    found = read_feed(data, WHERE)
    assert (found.kind, found.title) == (FeedKind.FEED, "Wire")
    (one,) = found.entries
    assert (one.key, one.address, one.title, one.published, one.changed) == entry


def test_a_sitemap_lists_what_changed_last_first() -> None:
    data = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        b"<url><loc>https://news.test/old</loc><lastmod>2024-11-12</lastmod></url><url><loc>https://news.test/new</loc>"
        b"<lastmod>2024-11-13T01:00:00Z</lastmod><n:news><n:publication_date>2024-11-12</n:publication_date><n:title>T</n:title></n:news></url>"
        b"<url><loc>ftp://news.test/no</loc></url></urlset>"
    )
    found = read_feed(data, WHERE)
    assert found.kind is FeedKind.SITEMAP
    assert [(e.address, e.title, e.published) for e in found.entries] == [
        ("https://news.test/new", "T", "2024-11-12"),
        ("https://news.test/old", None, None),
    ]


def test_an_index_lists_sitemaps() -> None:
    data = b"<sitemapindex><sitemap><loc>https://news.test/s1.xml</loc></sitemap></sitemapindex>"
    found = read_feed(data, WHERE)
    assert (found.kind, [e.address for e in found.entries]) == (FeedKind.INDEX, ["https://news.test/s1.xml"])


@pytest.mark.parametrize(
    ("encoding", "declared", "server"),
    [
        ("utf-8", "utf-8", None), ("iso-8859-1", "iso-8859-1", "iso-8859-1"), ("windows-1251", "windows-1251", "cp1251"),
        ("utf-8", "iso-8859-1", "utf-8"), ("utf-16", "utf-16", None), ("euc-kr", "utf-8", "euc_kr"),
    ],
)  # fmt: skip
def test_feeds_lie_about_their_encoding_and_are_read(
    encoding: str, declared: str, server: str | None
) -> None:
    title = {"windows-1251": "Договор", "euc-kr": "조약"}.get(encoding, "Traité")
    text = rss(
        f"<title>{title}</title><link>/a</link>", head=f"<?xml version='1.0' encoding='{declared}'?>"
    ).decode()
    found = read_feed(text.encode(encoding), WHERE, server)
    assert found.entries[0].title == title


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Tue, 12 Nov 2024 08:00:00 KST", "2024-11-12T08:00:00+09:00"),
        ("Tue, 12 Nov 2024 08:00:00 +0900", "2024-11-12T08:00:00+09:00"),
        ("12 Nov 2024 08:00 BST", "2024-11-12T08:00:00+01:00"),
        ("Tue, 12 Nov 2024 08:00:00 EST", "2024-11-12T08:00:00-05:00"),
        ("Tue, 12 Nov 2024 08:00:00 GMT", "2024-11-12T08:00:00+00:00"),
        ("Tue, 12 Nov 2024 08:00:00 XYZ", "2024-11-12"),
        ("2024-11-12T08:00:00.123+0900", "2024-11-12T08:00:00.123000+09:00"),
        ("2024-11-12 08:00:00 +09:00", "2024-11-12T08:00:00+09:00"),
        ("2024-11-12T08:00:00Z", "2024-11-12T08:00:00+00:00"),
        ("2024-11-12T08:00:00", "2024-11-12"),
        ("2024-11-12", "2024-11-12"),
        ("2024-13-40", None), ("yesterday", None), ("", None), (None, None),
        ("Tue, 99 Nov 2024 08:00:00 KST", None),
    ],
)  # fmt: skip
def test_a_time_keeps_its_own_zone(told: str | None, found: str | None) -> None:
    assert instant(told) == found


def test_links_are_those_of_the_web_alone() -> None:
    links = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@b.test",
        "/a",
        "//two.test/b",
        "http://[::1",
        "https://three.test/c#d",
    )
    data = rss(*(f"<title>t</title><link>{link}</link>" for link in links))
    assert addresses(data) == ["https://news.test/a", "https://two.test/b", "https://three.test/c"]


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>No feed</body></html>",
        b"Not XML at all",
        b"{}",
        b"[1, 2]",
        b"\x00\x01\x02\x03" * 50,
        b"   ",
    ],
)
def test_what_is_neither_feed_nor_sitemap_is_one_line(data: bytes) -> None:
    with pytest.raises(PageError) as caught:
        feed(data, WHERE)
    assert str(caught.value).startswith(f"{WHERE}: ")


def test_an_entry_s_own_number_is_no_address() -> None:
    data = rss(
        "<title>a</title><guid>g1</guid>",
        "<title>b</title><guid>https://news.test/b</guid>",
        "<title>c</title>",
    )
    assert addresses(data) == ["https://news.test/b"]


def test_a_broken_feed_gives_what_can_be_read() -> None:
    whole = rss("<title>A</title><link>/a</link>", "<title>B &nbsp; & C</title><link>/b</link>")
    assert addresses(whole) == ["https://news.test/a", "https://news.test/b"]
    assert addresses(whole[:-30]) == ["https://news.test/a", "https://news.test/b"]
    assert addresses(b"\n\n  " + whole) == ["https://news.test/a", "https://news.test/b"]


def test_entities_are_not_unfolded_and_files_not_read() -> None:
    bomb = b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>".encode() for n in range(9)
    ) + b"<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"  # fmt: skip
    data = bomb + rss("<title>&j;</title><link>/a</link>", "<title>&f;</title><link>/b</link>")
    found = feed(data, WHERE)
    assert all(
        "root:" not in (entry.title or "") and len(entry.title or "") < 10_000 for entry in found.entries
    )


def test_a_feed_without_end_is_cut_and_a_deep_one_lists_nothing() -> None:
    many = rss(*(f"<title>t</title><link>/{n}</link>" for n in range(MOST_ENTRIES + 500)))
    assert len(feed(many, WHERE).entries) == MOST_ENTRIES
    assert feed(b"<rss><channel>" + b"<item>" * 200_000, WHERE).entries == ()


@given(st.binary(max_size=300).map(lambda noise: rss("<title>A</title><link>/a</link>") + noise))
@settings(max_examples=50)
def test_noise_behind_a_feed_raises_nothing_else(data: bytes) -> None:
    with suppress(PageError):
        read_feed(data, WHERE)
