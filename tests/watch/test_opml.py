"""Lists of feeds, in and out."""

from __future__ import annotations

import pytest

from foedus.errors import InputError
from foedus.watch.model import Source, SourceKind, SourceState
from foedus.watch.opml import Outline, read_opml, write_opml


def source(
    address: str, kind: SourceKind = SourceKind.FEED, title: str | None = None, publisher: str | None = None
) -> Source:
    return Source(
        1,
        address,
        "h",
        kind,
        title,
        publisher,
        None,
        SourceState.WATCHED,
        0,
        0,
        0,
        None,
        None,
        None,
        None,
        0,
        None,
    )


def test_what_was_written_is_read_again() -> None:
    sources = [
        source("https://a.test/feed?x=1&y=<2>", SourceKind.FEED, 'A "quoted" & <b>', "TASS"),
        source("https://b.test/map.xml", SourceKind.SITEMAP),
        source("https://c.test/", SourceKind.PAGE, "\x00\ud83dC"),
    ]
    found = list(read_opml(write_opml(sources).encode(), "a.opml"))
    assert found == [
        Outline("https://a.test/feed?x=1&y=<2>", SourceKind.FEED, 'A "quoted" & <b>', "TASS"),
        Outline("https://b.test/map.xml", SourceKind.SITEMAP, "https://b.test/map.xml", None),
        Outline("https://c.test/", SourceKind.PAGE, "C", None),
    ]


def test_lists_of_other_programs_with_folders_and_doubles() -> None:
    data = b"""<opml version="1.0"><body><outline text="News"><outline text="A" xmlUrl="https://a.test/f"/>
    <outline text="B" xmlurl=" https://b.test/f "/></outline><outline xmlUrl="https://a.test/f"/><outline text="none"/></body></opml>"""
    assert [(o.address, o.title) for o in read_opml(data, "a.opml")] == [
        ("https://a.test/f", "A"),
        ("https://b.test/f", "B"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no XML",
        b"<html/>",
        b"<opml><body>",
        b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml>&g;</opml>',
    ],
)
def test_what_is_no_list_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.opml: not an OPML list"):
        list(read_opml(data, "a.opml"))


def test_entities_are_not_read_from_files() -> None:
    data = b'<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body><outline text="&f;" xmlUrl="https://a.test/"/></body></opml>'
    try:
        found = list(read_opml(data, "a.opml"))
    except InputError:
        return
    assert all("root:" not in (one.title or "") for one in found)
