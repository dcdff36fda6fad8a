"""Whether a sentence goes on with what was just told, and on whose day something was done."""

from __future__ import annotations

from functools import cache

import pytest

from foedus.language.sequel import (
    Sequel,
    done_upon,
    in_present,
    occasion_of,
    sequel,
    tells_occasion,
    tells_past,
    to_come,
)
from foedus.language.tree import Tree
from tests.language.trees import parsed

GOES_ON = [
    ("They then sold the hotel.", "sold", Sequel.LIKE),
    ("They also sold the hotel.", "sold", Sequel.LIKE),
    ("They also sold the hotel at the ceremony.", "sold", Sequel.LIKE),
    ("They also sold the hotel at their first meeting in Lima.", "sold", None),
    ("They also sold the hotel at a meeting.", "sold", None),
    ("They soon sold the hotel.", "sold", None),
    ("Hours later, they sold the hotel.", "sold", Sequel.SOON),
    ("A few minutes afterwards they sold the hotel.", "sold", Sequel.SOON),
    ("Later that day they sold the hotel.", "sold", Sequel.SOON),
    ("At the same hour they sold the hotel.", "sold", Sequel.SOON),
    ("Weeks later, they sold the hotel.", "sold", None),
    ("They sold a hotel that burned hours later.", "sold", None),
    ("They left and hours later sold the hotel.", "sold", Sequel.SOON),
    ("They similarly sold the hotel.", "sold", Sequel.LIKE),
    ("They sold the hotel at the same ceremony.", "sold", Sequel.SOON),
    ("They also sold the hotel at the meeting of the council.", "sold", None),
]
OCCASIONS = [
    ("At the end of the talks they sold the hotel.", "sold", "talks"),
    ("During the ceremony they sold the hotel.", "sold", "ceremony"),
    ("They sold the hotel at this meeting.", "sold", "meeting"),
    ("They sold the hotel at a meeting.", "sold", None),
    ("They sold the hotel at the first meeting.", "sold", None),
    ("They sold the hotel at the meeting in Lima.", "sold", None),
    ("They sold the hotel after the meeting.", "sold", None),
    ("They sold the hotel at the end of the street.", "sold", None),
    ("At the end of the street they sold the hotel.", "sold", None),
    ("They praised the talks that sold the hotel.", "sold", None),
    ("The talks they sold the hotel at were long.", "sold", None),
    ("They sold the hotel during their talks.", "sold", "talks"),
    ("They sold the hotel at the start of the summit.", "sold", "summit"),
    ("They sold the hotel at the long meeting.", "sold", None),
    ("They sold the hotel at the meeting that failed.", "sold", None),
]
PAST = [
    ("They sold the hotel.", "sold", True),
    ("The hotel was sold.", "sold", True),
    ("The hotel, sold by both, is old.", "sold", True),
    ("They have sold the hotel.", "sold", False),
    ("The hotel had been sold.", "sold", False),
    ("The hotel is sold.", "sold", False),
    ("They sell the hotel.", "sell", False),
    ("They did sell the hotel.", "sell", False),
    ("The hotel was being sold.", "sold", False),
    ("The hotel may have been sold.", "sold", False),
    ("The hotel sold well.", "sold", True),
]
UPON = [
    ("It came into force on signature.", "came", "signature"),
    ("It took effect from the date of the exchange.", "took", "exchange"),
    ("It took effect on the day of the sale.", "took", "sale"),
    ("It took effect in the year of the sale.", "took", None),
    ("It will come into force on signature.", "come", None),
    ("It comes into force on signature.", "comes", None),
]
AHEAD = [
    ("They will sell the hotel.", "sell", True),
    ("They are to begin selling the hotel.", "selling", True),
    ("They are to sell the hotel.", "sell", True),
    ("They sold the hotel.", "sold", False),
    ("They hoped to sell the hotel.", "sell", False),
    ("They were to sell the hotel.", "sell", False),
    ("The sale will end.", "sale", True),
]
PRESENT = [
    ("Both agree to sell the hotel.", "sell", True),
    ("Both hope to sell the hotel.", "sell", False),
    ("The hotel is sold.", "sold", True),
    ("The hotel was sold.", "sold", False),
    ("They sell the hotel.", "sell", True),
    ("The sale takes effect.", "sale", True),
    ("The sale took effect.", "sale", False),
]
TELLS = [
    ("They held talks in Lima.", "meeting", True),
    ("They met in Lima.", "talks", True),
    ("They met in Lima.", "ceremony", False),
    ("They held a ceremony in Lima.", "ceremony", True),
    ("They lived in Lima.", "talks", False),
]


@cache
def trees() -> dict[str, Tree]:
    rows = (*GOES_ON, *OCCASIONS, *PAST, *UPON, *AHEAD, *PRESENT, *TELLS)
    return parsed(row[0] for row in rows)


def at(text: str, low: str) -> tuple[Tree, int]:
    found = trees()[text]
    return found, found.low.index(low)


@pytest.mark.parametrize(("text", "low", "wanted"), GOES_ON)
def test_how_a_clause_goes_on(text: str, low: str, wanted: Sequel | None) -> None:
    assert sequel(*at(text, low)) is wanted


@pytest.mark.parametrize(("text", "low", "wanted"), OCCASIONS)
def test_the_occasion_spoken_of_again(text: str, low: str, wanted: str | None) -> None:
    assert occasion_of(*at(text, low)) == wanted


@pytest.mark.parametrize(("text", "low", "wanted"), PAST)
def test_what_is_told_of_the_past(text: str, low: str, wanted: bool) -> None:
    assert tells_past(*at(text, low)) is wanted


@pytest.mark.parametrize(("text", "low", "wanted"), UPON)
def test_on_whose_day_it_was_done(text: str, low: str, wanted: str | None) -> None:
    assert done_upon(*at(text, low)) == wanted


@pytest.mark.parametrize(("text", "low", "wanted"), AHEAD)
def test_what_is_to_come(text: str, low: str, wanted: bool) -> None:
    assert to_come(*at(text, low)) is wanted


@pytest.mark.parametrize(("text", "low", "wanted"), PRESENT)
def test_what_is_told_in_the_present(text: str, low: str, wanted: bool) -> None:
    assert in_present(*at(text, low)) is wanted


@pytest.mark.parametrize(("text", "occasion", "wanted"), TELLS)
def test_where_an_occasion_is_told(text: str, occasion: str, wanted: bool) -> None:
    found = trees()[text]
    assert tells_occasion(found, 0, len(found), occasion) is wanted
