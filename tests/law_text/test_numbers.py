"""Numbers in words, and back: every number that a final clause can hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.law.text.numbers import CARDINAL, ORDINAL, cardinal, ordinal, share

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NTH = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
NTH |= {"twelve": "twelfth"}


def spelt(n: int, joint: str = "-") -> str:
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10 - 2] + (joint + UNITS[n % 10] if n % 10 else "")
    rest = f" and {spelt(n % 100, joint)}" if n % 100 else ""
    return f"{UNITS[n // 100]} hundred{rest}"


def nth(n: int) -> str:
    head, _, last = spelt(n).rpartition("-") if "-" in spelt(n) else spelt(n).rpartition(" ")
    joint = spelt(n)[len(head) : len(head) + 1] if head else ""
    ending = NTH.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return head + joint + ending


@given(st.integers(1, 399), st.sampled_from(["-", " "]))
def test_cardinal_of_words(n: int, joint: str) -> None:
    words = spelt(n, joint)
    assert cardinal(words) == n
    assert re.fullmatch(CARDINAL, words) or n >= 400


@given(st.integers(1, 199))
def test_ordinal_of_words(n: int) -> None:
    assert ordinal(nth(n)) == n
    assert re.fullmatch(ORDINAL, nth(n))


@given(st.integers(1, 999))
def test_figures(n: int) -> None:
    assert cardinal(str(n)) == n
    assert ordinal(f"{n}th") == n


@pytest.mark.parametrize(
    ("words", "value"),
    [("six (6)", 6), ("one hundred and eighty (180)", 180), ("a", 1), ("ninety (90th)", 90), ("house", None)],
)
def test_cardinal(words: str, value: int | None) -> None:
    assert cardinal(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two-thirds", (2, 3)),
        ("two thirds", (2, 3)),
        ("threequarters", (3, 4)),
        ("three-fourths", (3, 4)),
        ("one half", (1, 2)),
        ("a majority", (1, 2)),
        ("3/4", (3, 4)),
        ("five", None),
    ],
)
def test_share(words: str, value: tuple[int, int] | None) -> None:
    assert share(words) == value
