"""Feeds and calendar: valid, with ids that stay, real addresses, and how sure the news is of a date."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from icalendar import Calendar

from foedus.ledger import Ledger
from foedus.model import Certainty
from foedus.names import names
from foedus.publish.calendar import ledger_calendar
from foedus.publish.feeds import changes_feed, stories_feed
from foedus.publish.selection import Selection
from tests.publish.events import LAKE, at, lake, tell

BASE = "https://treaties.example/board"
A = "{http://www.w3.org/2005/Atom}"
DAY = date(2024, 12, 12)


def events(calendar: bytes) -> list[Any]:
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def entries(feed: bytes) -> list[Xml.Element]:
    return Xml.fromstring(feed).findall(f"{A}entry")


def links(element: Xml.Element) -> dict[str, str]:
    return {e.get("rel", ""): e.get("href", "") for e in element.findall(f"{A}link")}


def valid(feed: bytes) -> Xml.Element:
    """What RFC 4287 asks of a feed: ids, titles, times with a zone, authors, one self and one alternate."""
    root = Xml.fromstring(feed)
    assert root.tag == f"{A}feed"
    assert set(links(root)) == {"self", "alternate"}
    for element in (root, *root.findall(f"{A}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{A}{name}")) == 1
            assert (element.findtext(f"{A}{name}") or "").strip()
        assert datetime.fromisoformat(element.findtext(f"{A}updated") or "").tzinfo is not None
    for entry in root.findall(f"{A}entry"):
        assert entry.findtext(f"{A}author/{A}name")
        assert links(entry)["alternate"].startswith(BASE)
        assert entry.findtext(f"{A}content")
    ids = [e.findtext(f"{A}id") for e in root.findall(f"{A}entry")]
    assert len(ids) == len(set(ids))
    times = [e.findtext(f"{A}updated") or "" for e in root.findall(f"{A}entry")]
    newest = max(times, default=root.findtext(f"{A}updated"))
    assert root.findtext(f"{A}updated") == newest
    return root


def test_changes_as_a_feed(ledger: Ledger) -> None:
    lake(ledger)
    feed = changes_feed(ledger, BASE, DAY, names().display)
    root = valid(feed)
    assert feed == changes_feed(ledger, BASE, DAY, names().display), "the same ledger gives the same bytes"
    titles = [e.findtext(f"{A}title") for e in entries(feed)]
    assert f"{LAKE} (Norway, Sweden): NOT IN FORCE -> IN FORCE since 2024-12-04" in titles
    (entered,) = [e for e in entries(feed) if (e.findtext(f"{A}title") or "").endswith("since 2024-12-04")]
    assert links(entered)["alternate"] == f"{BASE}/agreement/1?on=2024-12-05&known_on=2024-12-05"
    assert entered.findtext(f"{A}updated") == at(5).isoformat()
    assert links(root)["self"] == f"{BASE}/feeds/changes.atom"


def test_an_entry_keeps_its_id_while_the_ledger_grows(ledger: Ledger) -> None:
    lake(ledger, 4)
    before = {e.findtext(f"{A}id") for e in entries(changes_feed(ledger, BASE, date(2024, 12, 8)))}
    tell(ledger, at(9), "signed", ("JPN", "PHL"), "2024-12-09", name="Access Pact", parties=("JPN", "PHL"))
    tell(ledger, at(10), "notified", ("SWE",), "2024-12-09", of="withdrawn")
    after = {e.findtext(f"{A}id") for e in entries(changes_feed(ledger, BASE, DAY))}
    assert before < after


def test_a_feed_of_a_selection_is_another_feed(ledger: Ledger) -> None:
    lake(ledger)
    tell(ledger, at(9), "signed", ("JPN", "PHL"), "2024-12-09", name="Access Pact", parties=("JPN", "PHL"))
    own = "/feeds/changes.atom?state=JPN"
    some = changes_feed(ledger, BASE, DAY, selection=Selection(("JPN",)), own=own)
    assert {(e.findtext(f"{A}title") or "")[:11] for e in entries(some)} == {"Access Pact"}
    root = valid(some)
    assert links(root)["self"] == BASE + own
    assert root.findtext(f"{A}id") != Xml.fromstring(changes_feed(ledger, BASE, DAY)).findtext(f"{A}id")


def test_stories_as_a_feed(ledger: Ledger) -> None:
    lake(ledger)
    feed = stories_feed(ledger, BASE, DAY)
    valid(feed)
    assert entries(feed)[0].findtext(f"{A}title") == f"{LAKE}: notified"
    assert feed == stories_feed(ledger, BASE, DAY)


def test_an_empty_ledger_has_feeds_and_a_calendar(ledger: Ledger) -> None:
    valid(changes_feed(ledger, BASE, DAY))
    valid(stories_feed(ledger, BASE, DAY))
    assert events(ledger_calendar(ledger, DAY)) == []


def test_hostile_words_stay_words(ledger: Ledger) -> None:
    tell(ledger, at(5), "entered_into_force", (), "2024-12-05", name="A <b>pact</b> & \ud800\x00 more\nline")
    (first, *_) = entries(changes_feed(ledger, BASE, DAY))
    assert "<b>pact</b>" in (first.findtext(f"{A}title") or "")
    valid(stories_feed(ledger, BASE, DAY))


def test_dates_by_law_are_sure_and_those_told_say_how_sure(ledger: Ledger) -> None:
    lake(ledger)
    tell(ledger, at(6), "amended", ("NOR", "SWE"), "2025-02-03", certainty=Certainty.PLANNED)
    tell(ledger, at(6, 13), "extended", (), "2025-03", certainty=Certainty.SPECULATED)
    tell(ledger, at(6, 14), "signed", (), "2026", certainty=Certainty.PLANNED, name="Vague Pact")
    data = ledger_calendar(ledger, DAY, names().display, base=BASE)
    calendar = Calendar.from_ical(data)
    assert calendar["METHOD"] == "PUBLISH"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in data
    told = {
        str(e["SUMMARY"]): (str(e["STATUS"]), e["DTSTART"].dt, e["DTEND"].dt, str(e["URL"]))
        for e in events(data)
    }
    page = f"{BASE}/agreement/1"
    assert told == {
        f"{LAKE}: expiry": ("CONFIRMED", date(2025, 6, 9), date(2025, 6, 10), page),
        f"{LAKE}: effect of denunciation": ("CONFIRMED", date(2025, 6, 9), date(2025, 6, 10), page),
        f"{LAKE}: amended by Norway and Sweden (planned)": (
            "TENTATIVE", date(2025, 2, 3), date(2025, 2, 4), page,
        ),
        f"{LAKE}: extended (speculated)": ("TENTATIVE", date(2025, 3, 1), date(2025, 4, 1), page),
    }  # fmt: skip
    (planned,) = [e for e in events(data) if "amended" in str(e["SUMMARY"])]
    assert "planned, according to Example Wire" in str(planned["DESCRIPTION"])
    uids = [str(e["UID"]) for e in events(data)]
    assert len(set(uids)) == len(uids)
    later = ledger_calendar(ledger, date(2024, 12, 20), names().display, base=BASE)
    assert {str(e["UID"]) for e in events(later)} == set(uids), "an event keeps its UID"
    none = ledger_calendar(ledger, DAY, selection=Selection(("JPN",)))
    assert events(none) == []


@pytest.mark.slow
def test_a_feed_reader_reads_them(ledger: Ledger) -> None:
    lake(ledger)
    code = "import sys, json, feedparser; f = feedparser.parse(sys.stdin.buffer.read());" \
        "print(json.dumps([bool(f.bozo), [e.id for e in f.entries], [e.link for e in f.entries]]))"  # fmt: skip
    for feed in (changes_feed(ledger, BASE, DAY), stories_feed(ledger, BASE, DAY)):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            input=feed,
            capture_output=True,
            check=True,
            timeout=120,
        )
        wrong, ids, pages = json.loads(done.stdout)
        assert not wrong
        assert len(ids) == len(entries(feed))
        assert all(page.startswith(BASE) for page in pages)
