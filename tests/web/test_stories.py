"""The page of a day's stories, and its twin in JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from foedus.ledger import open_ledger
from tests.web.conftest import Get, client
from tests.web.ledgers import NOW, claim, page
from tests.web.test_app import words


@pytest.fixture
def told(tmp_path: Path) -> Get:
    """Two articles of one day on one treaty, and a third on another."""
    first = page("Russia ratified the treaty with North Korea.", "a.txt", "TASS <b>")
    second = page("Russia ratified the treaty with North Korea, the Kremlin said.", "b.txt", "Reuters")
    third = page("Chile signed a fishing pact with Peru.", "c.txt", "Wire")
    titled = [
        replace(p, title=t)
        for p, t in ((first, "Russia <ratifies>"), (second, "Moscow ratifies"), (third, "A pact"))
    ]
    made = [
        claim(
            titled[0],
            "ratified",
            ("RUS",),
            "2024-11-09",
            name="Treaty on Partnership",
            parties=("PRK", "RUS"),
        ),
        claim(
            titled[1],
            "ratified",
            ("RUS",),
            "2024-11-09",
            name="Treaty on Partnership",
            parties=("PRK", "RUS"),
        ),
        claim(titled[2], "signed", ("CHL", "PER"), "2024-11-12", name="Fishing Pact", parties=("CHL", "PER")),
    ]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_many([(p, [c]) for p, c in zip(titled, made, strict=True)], recorded_at=NOW, actor="desk")
    return client(tmp_path / "ledger.db")


def test_the_stories_of_a_day_with_why_they_stand_there(told: Get) -> None:
    shown = told("/stories", on="2024-11-12").text
    said = words(shown)
    assert "Top stories of 2024-11-12" in said
    assert "told for the first time" in said
    assert "2 articles from" in said
    assert "Russia &lt;ratifies&gt;" in shown
    assert "<ratifies>" not in shown
    assert 'href="/stories?on=2024-11-11"' in shown
    assert "No article of this day" in words(told("/stories", on="1999-01-01").text)


def test_a_day_without_stories_leads_to_the_last_that_has_some(told: Get) -> None:
    later = told("/stories", on="2024-12-24").text
    assert 'articles: <a href="/stories?on=2024-11-12">' in later
    assert "The last day before it" not in words(told("/stories", on="1999-01-01").text)


def test_the_same_as_data(told: Get) -> None:
    found = told("/api/v1/stories", on="2024-11-12", top="1").json()
    (story,) = found["stories"]
    assert (found["on"], story["rank"]) == ("2024-11-12", 1)
    assert {d["publisher"] for d in story["documents"]} <= {"TASS <b>", "Reuters", "Wire"}
    assert (
        told("/api/v1/stories", on="soon").status_code == 400
        or told("/api/v1/stories", on="soon").status_code == 422
    )


def test_every_page_leads_to_them(told: Get) -> None:
    assert 'href="/stories"' in told("/").text


def test_a_story_tells_who_tells_it_and_why_it_is_here(told: Get) -> None:
    listed = told("/stories", on="2024-11-12").text
    number = listed.partition('href="/story/')[2].partition("?")[0]
    answer = told(f"/story/{number}", on="2024-11-12")
    assert answer.status_code == 200
    said = words(answer.text)
    assert "Why it is here" in said
    assert "new step Treaty on Partnership: ratified by Russia, told for the first time" in said
    assert "Who tells it" in said
    assert "Russia &lt;ratifies&gt;" in answer.text
    assert "<ratifies>" not in answer.text
    assert told("/story/99", on="2024-11-12").status_code == 404
    assert told(f"/story/{number}", on="1999-01-01").status_code == 404
