"""The board answers before any news: known treaties of the states asked for, found by name, subject or typo."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.ledger import open_ledger
from tests.web.conftest import Get, client
from tests.web.ledgers import NOW, claim, page
from tests.web.test_app import words


@pytest.fixture(autouse=True)
def empty_register() -> None:
    """Here the register is asked: the fixture of this name beside it would empty it."""


@pytest.fixture
def new(tmp_path: Path) -> Get:
    """A ledger without a page."""
    open_ledger(tmp_path / "ledger.db").close()
    return client(tmp_path / "ledger.db")


@pytest.fixture
def told(tmp_path: Path) -> Get:
    """A ledger with one page, which tells of a known treaty."""
    article = page("Sri Lanka deposited its instrument.", "story.txt")
    made = claim(article, "deposited", ("LKA",), "2023-07-25", name="CTBT", parties=("LKA",), span=(0, 35))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(article, [made], recorded_at=NOW, actor="desk")
    return client(tmp_path / "ledger.db")


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("Japan Philippines", "jpn-phl-raa-2024"),
        ("PRK RUS", "prk-rus-2024-partnership"),
        ("landmines", "ottawa-convention-1997"),
        ("Otawa Convention", "ottawa-convention-1997"),
        ("Washington Treaty", "north-atlantic-treaty-1949"),
        ("Norway landmines", "ottawa-convention-1997"),
    ],
)
def test_a_new_ledger_shows_what_is_known_of_what_is_asked(new: Get, asked: str, entry: str) -> None:
    shown = new("/", q=asked).text
    assert f'href="/entry/{entry}"' in shown
    assert "Known beforehand" in shown


def test_nothing_is_shown_of_what_no_word_finds(new: Get) -> None:
    assert "Known beforehand" not in new("/", q="zyzzyvas quux").text


def test_a_known_treaty_has_its_facts_states_and_links(new: Get) -> None:
    said = words(new("/entry/montreal-protocol-1987", on="2020-01-01").text)
    assert "in force" in said
    assert "since 1989-01-01" in said
    assert "amended by Kigali Amendment" in said
    assert "protocol to Vienna Convention for the Protection of the Ozone Layer" in said
    assert "UN list of 14 March 2015" in said
    nato = words(new("/entry/north-atlantic-treaty-1949").text)
    assert "Depositary United States" in nato
    nato = words(new("/entry/north-atlantic-treaty-1949/parties").text)
    assert "Albania in force - accession 2009-04-01 2009-04-01" in nato
    assert new("/entry/no-such-entry").status_code == 404


def test_the_status_of_a_list_is_that_of_the_page(new: Get) -> None:
    listed = words(new("/known", q="Comprehensive Nuclear-Test-Ban Treaty", on="2020-01-01").text)
    assert "Comprehensive Nuclear-Test-Ban Treaty NOT IN FORCE signed by" in listed
    assert "NOT IN FORCE on 2020-01-01 signed by" in words(new("/entry/ctbt-1996", on="2020-01-01").text)


def test_a_treaty_of_the_news_opens_with_what_was_known(told: Get) -> None:
    said = words(told("/agreement/1").text)
    assert "Known beforehand" in said
    assert "Comprehensive Nuclear-Test-Ban Treaty" in said
    assert "claim register:" not in said
    found = told("/api/v1/agreements/1").json()
    assert (found["entry"], found["entry_reason"]) == ("ctbt-1996", "name: CTBT")
    assert found["claims"][0]["agreement"]["entry"] == "ctbt-1996"
    assert told("/api/v1/agreements").json()["items"][0]["entry"] == "ctbt-1996"


def test_what_the_ledger_shows_is_not_shown_twice(told: Get) -> None:
    shown = told("/", q="CTBT").text
    assert 'href="/agreement/1"' in shown
    assert 'href="/entry/ctbt-1996"' not in shown


def test_a_subject_finds_a_treaty_of_the_pages_too(told: Get) -> None:
    assert 'href="/agreement/1"' in told("/", q="comprehensive test ban").text
    assert 'href="/agreement/1"' in told("/entry/ctbt-1996").text
    assert "no page of this ledger tells of it" in words(told("/entry/npt-1968").text)


def test_words_of_a_passage_find_its_agreement(told: Get) -> None:
    found = words(told("/", q="deposited instrument").text)
    assert "Passages with these words" in found
    assert "Sri Lanka deposited its instrument." in found
    assert "Passages" not in words(told("/", q="deposited 100%").text)


def test_known_agreements_are_listed_page_by_page(new: Get) -> None:
    first = new("/known", q="France").text
    assert "1 to 50 of" in words(first)
    assert "51 to 100 of" in words(new("/known", q="France", start="50").text)
