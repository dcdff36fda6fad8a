"""`foedus watch` and `foedus add URL`, as a shell calls them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.watch.starter import starters
from tests.cli.command import foedus
from tests.watch.site import Reply, Request, Site

STORY = b"Russia ratified its treaty on strategic partnership with North Korea on Saturday."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_LEDGER", "ledger.db")
    monkeypatch.delenv("FOEDUS_CONTACT", raising=False)
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    """A feed with one story, a page that is watched, and robots.txt."""

    def answer(request: Request) -> Reply:
        story = made.url("/story")
        match request.path:
            case "/robots.txt":
                return Reply(status=404)
            case "/feed":
                item = f"<item><title>Story</title><link>{story}</link><pubDate>Tue, 12 Nov 2024 08:00:00 KST</pubDate></item>"
                return Reply(
                    f"<rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>".encode()
                )
            case "/list":
                return Reply(b"Statements. " + STORY, headers={"Content-Type": "text/plain"})
            case "/story":
                return Reply(STORY, headers={"Content-Type": "text/plain; charset=utf-8", "Server": "Test"})
            case _:
                return Reply(status=404)

    made = Site(answer)
    with made:
        yield made


def rows(query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect("ledger.db") as connection:
        return connection.execute(query).fetchall()


def test_a_source_is_added_listed_paused_and_removed(place: Path) -> None:
    assert foedus("watch", "add", "https://a.test/feed", "https://b.test/", "--every", "6h").out == (
        "1: https://a.test/feed\n2: https://b.test/\n"
    )
    assert foedus("watch", "add", "https://a.test/feed").out == "1: https://a.test/feed is watched already\n"
    assert foedus("watch", "pause", "2").code == 0
    first, second = map(json.loads, foedus("watch", "list", "--json").out.splitlines())
    assert (first["address"], first["state"], first["every"], first["says"]) == (
        "https://a.test/feed",
        "watched",
        21_600.0,
        None,
    )
    assert second["state"] == "paused"
    assert "feed, paused" in foedus("watch", "list").out
    assert foedus("watch", "resume", "2").code == 0
    assert foedus("watch", "remove", "1").code == 0
    assert [json.loads(line)["id"] for line in foedus("watch", "list", "--json").out.splitlines()] == [2]
    status = json.loads(foedus("watch", "status", "--json").out)
    assert (status["sources"], status["sources_due"]) == (1, 1)


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        ("watch add file:///etc/passwd", 1, "only http and https"),
        ("watch add https://a.test/ --every soon", 2, "write 15m, 6h or 1d"),
        ("watch add https://a.test/ --every 1m", 2, "between 5m and 1d"),
        ("watch remove 9", 2, "no source has the number 9"),
        ("watch pause 9", 2, "no source has the number 9"),
        ("watch run --once", 2, "--contact desk@example.org"),
        ("watch import gone.opml", 1, "gone.opml: there is no such file"),
        ("watch import ledger.db", 1, "not an OPML list"),
        ("add http://127.0.0.1/", 1, "a loopback address"),
        ("add http://2852039166/latest/", 1, "a link-local address"),
        ("add http://user:secret@example.org/", 1, "a name or a password"),
    ],
)
def test_a_wrong_call_is_one_line(place: Path, call: str, code: int, says: str) -> None:
    foedus("watch", "add", "https://first.test/")
    done = foedus(*call.split())
    assert done.code == code
    assert len(done.errors) == 1
    assert says in done.err
    assert "secret" not in done.err
    assert len(foedus("watch", "list", "--json").out.splitlines()) == 1, "nothing is half done"


def test_a_round_adds_what_is_due_and_says_so(place: Path, site: Site) -> None:
    foedus("watch", "add", site.url("/feed"), "--publisher", "Wire")
    foedus("watch", "add", site.url("/list"), "--kind", "page")
    foedus("watch", "add", site.url("/gone"))
    done = foedus(
        "watch", "run", "--once", "--contact", "desk@example.org", "--allow-private", "--pause", "0", "--json"
    )
    lines = {
        (line["address"].rpartition("/")[2], line["outcome"])
        for line in map(json.loads, done.out.splitlines())
    }
    assert lines == {("feed", "listed"), ("list", "added"), ("gone", "unwelcome"), ("story", "added")}
    assert done.errors == ["foedus: 2 added, 1 listed, 1 unwelcome; 2 new claims about 1 agreement"]
    assert "gone" in foedus("watch", "status", "--source", "3").out
    ((day,),) = rows("SELECT published FROM documents WHERE publisher = 'Wire'")
    assert day == "2024-11-12", "the day in the feed's own zone"
    again = foedus(
        "watch", "run", "--once", "--contact", "desk@example.org", "--allow-private", "--pause", "0"
    )
    assert again.errors == ["foedus: nothing was due; 0 new claims"]
    assert foedus("check").code == 0


def test_a_page_is_kept_as_it_came(place: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.watch.network.refusal", lambda address, private=False: None)
    url = site.url("/story")
    done = foedus("add", url, "--published", "2024-11-12", "--json")
    assert (done.code, json.loads(done.out)["doc"], json.loads(done.out)["new"]) == (0, url, 1)
    ((address, found_at, headers, packed),) = rows("SELECT address, found_at, headers, packed FROM captures")
    assert (address, found_at) == (url, url)
    assert isinstance(packed, bytes)
    assert isinstance(headers, str)
    assert zlib.decompress(packed) == STORY
    assert json.loads(headers)["server"] == "Test"
    assert json.loads(foedus("add", url, "--published", "2024-11-12", "--json").out)["new"] == 0
    assert rows("SELECT count(*) FROM captures") == [(1,)]


def test_lists_of_feeds_go_in_and_out(place: Path) -> None:
    Path("feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.test/feed"/><outline xmlUrl="ftp://b.test/"/></body></opml>'
    )
    done = foedus("watch", "import", "feeds.opml")
    assert done.code == 1
    assert done.errors == [
        "foedus: feeds.opml: ftp://b.test/: only http and https are fetched",
        "foedus: 1 new source, 0 watched already, 1 refused",
    ]
    Path("out.opml").write_text(foedus("watch", "export").out)
    assert foedus("watch", "import", "out.opml").errors == [
        "foedus: 0 new sources, 1 watched already, 0 refused"
    ]


def test_the_starter_list_is_whole_and_can_be_watched(place: Path) -> None:
    found = starters()
    assert len({one.address for one in found}) == len(found) >= 10
    assert all(
        one.address.startswith("https://") and one.terms and one.about and one.publisher for one in found
    )
    assert len(foedus("watch", "starter", "--json").out.splitlines()) == len(found)
    assert foedus("watch", "starter", "--add").errors == [f"foedus: {len(found)} new sources of {len(found)}"]
    assert foedus("watch", "starter", "--add").errors == [f"foedus: 0 new sources of {len(found)}"]
