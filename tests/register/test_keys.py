"""Two ways of writing one name have one key; two names have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.register.keys import name_key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The North-Atlantic Treaty", "north atlantic treaty"),
        ("Organization of American States", "Organisation of American States"),
        (
            "Treaty of Friendship, Co-operation and Mutual Assistance",
            "Treaty of Friendship, Cooperation and Mutual Assistance",
        ),
        ("Mutual Defense Treaty", "Mutual Defence Treaty"),
        ("U.S.-Japan Security Treaty", "US Japan Security Treaty"),
        ("Elysée Treaty", "ELYSEE TREATY"),
        ("Additional Protocol II", "Additional Protocol 2"),
        ("Second Optional Protocol", "2 Optional Protocol"),
        ("Convention No. 98", "Convention 98"),
        ("Nato’s founding treaty", "NATO founding treaty"),
        ("Agreement concerning Trade", "Agreement on Trade"),
        ("Non-Proliferation Treaty", "Nonproliferation Treaty"),
        ("Standardization Agreement", "Standardisation Agreement"),
        ("the Comprehensive Nuclear-Test-Ban Treaty", "Comprehensive Nuclear Test Ban Treaty"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Minsk I", "Minsk II"),
        ("Protocol I", "Protocol III"),
        ("SALT I", "SALT II"),
        ("Start Treaty", "New START Treaty"),
        ("NAFTA", "new NAFTA"),
        ("Vienna Convention on Diplomatic Relations", "Vienna Convention on Consular Relations"),
        ("International Coffee Agreement, 1976", "International Coffee Agreement, 1983"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_numeral_at_the_beginning_is_a_word() -> None:
    assert words("V Corps Agreement")[0] == "v"


@given(st.text(max_size=60))
def test_a_key_of_anything_is_calm(text: str) -> None:
    key = name_key(text)
    assert key == " ".join(key.split())
    assert name_key(f"  {text} ") == key
