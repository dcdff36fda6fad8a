"""The page of changes, its twin in JSON, and the feeds and the calendar that readers subscribe to."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from foedus.ledger import open_ledger
from tests.publish.events import LAKE, lake
from tests.publish.test_feeds import entries
from tests.web.conftest import Get, client
from tests.web.test_app import words


@pytest.fixture
def told(tmp_path: Path) -> Get:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        lake(ledger, 4)
    return client(tmp_path / "ledger.db")  # its today is 2024-12-05


def test_changes_tell_where_treaties_stand_before_claims(told: Get) -> None:
    shown = told("/changes", **{"from": "2024-12-03", "to": "2024-12-05"})
    said = words(shown.text)
    assert f"{LAKE} (Norway, Sweden)" in said
    assert "NOT IN FORCE -> IN FORCE since 2024-12-04" in said.replace("-&gt;", "->")
    assert "Made by entry 4 of 2024-12-05 by desk" in said
    assert said.index("Changes of status") < said.index("New steps") < said.index("What the ledger learned")
    assert 'href="/agreement/1?on=2024-12-05&amp;known_on=2024-12-05"' in shown.text
    assert "/document/3#claim-3" in shown.text
    assert "Nothing changed" in words(told("/changes", **{"from": "2024-11-01", "to": "2024-11-02"}).text)
    assert told("/changes", **{"from": "2024-12-05", "to": "2024-12-01"}).status_code == 400
    assert told("/changes", **{"from": "soon"}).status_code == 400
    assert 'href="/changes"' in told("/").text


def test_the_same_as_data(told: Get) -> None:
    found = told("/api/v1/changes", **{"from": "2024-12-03"}).json()
    assert (found["from"], found["to"]) == ("2024-12-03", "2024-12-05")
    first = found["changes"][0]
    assert (first["kind"], first["agreement_id"], first["transaction"], first["claims"]) == (
        "status",
        1,
        4,
        [3],
    )
    assert first["before"]["in_force"] is False
    assert first["now"]["in_force_since"] == "2024-12-04"


def test_feeds_and_calendar_have_the_board_s_addresses(told: Get) -> None:
    feed = told("/feeds/changes.atom")
    assert feed.headers["content-type"] == "application/atom+xml"
    assert b"http://board.test/agreement/1?on=2024-12-05" in feed.content
    assert len(entries(feed.content)) >= 3
    assert entries(told("/feeds/changes.atom", state="JPN").content) == []
    assert len(entries(told("/feeds/changes.atom", treaty="1").content)) >= 3
    assert told("/feeds/changes.atom", state="Atlantis").status_code == 400
    assert len(entries(told("/feeds/stories.atom").content)) >= 1
    calendar = told("/calendar.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert Calendar.from_ical(calendar.content)["X-WR-CALNAME"] == "Treaty dates"
    tag = feed.headers["etag"]
    assert tag
    assert 'href="/feeds/changes.atom"' in told("/").text


def test_a_treaty_can_be_followed_from_its_page(told: Get) -> None:
    shown = told("/agreement/1").text
    assert 'href="/feeds/changes.atom?treaty=1"' in shown
    assert 'href="/calendar.ics?treaty=1"' in shown
    assert "/newsletter" not in shown, "this board sends none"


def test_readers_are_given_the_address_that_they_reach(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        lake(ledger, 4)
    get = client(tmp_path / "ledger.db", public="https://treaties.example")
    assert b"https://treaties.example/agreement/1" in get("/feeds/changes.atom").content
    assert b"board.test" not in get("/feeds/changes.atom").content
