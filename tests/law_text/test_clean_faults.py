"""What of a messy text is repaired and what is left as it came: rows that look alike."""

from __future__ import annotations

import pytest

from foedus.law.text.clean import clean

REPAIRS = [
    ("- able", "- able"),
    ("the\u00adme of A\u00adB", "theme of AB"),
    ("forthree years, ofthe two", "for three years, of the two"),
    ("by it (a);2. any", "by it (a); 2. any"),
    ("in 5.2. any", "in 5.2. any"),
    ("in force.2.any", "in force. 2. any"),
    ("this protocolshall, this treatyshall", "this protocol shall, this treaty shall"),
    ("this marshall", "this marshall"),
    # a word or a Roman number ends before "this agreement"
    ("article vthis agreement", "article v this agreement"),
    ("xthis agreement", "x this agreement"),
    ("ethis agreement", "ethis agreement"),
    ("a bthis agreement", "a bthis agreement"),
    ("1vthis agreement", "1vthis agreement"),
    ("1ethis agreement", "1ethis agreement"),
    ("FOthis agreement", "FOthis agreement"),
    ("\u00e9ethis agreement", "\u00e9ethis agreement"),
    # headings
    ("article ixterritorial scope", "article ix territorial scope"),
    ("article xfinal clauses", "article x final clauses"),
]


@pytest.mark.parametrize(("raw", "even"), REPAIRS)
def test_repairs(raw: str, even: str) -> None:
    assert clean(raw).text == even


def test_small_letters_keep_the_length_and_marks_are_plain() -> None:
    assert clean("\u0130 The STATE").lower == "\u0130 the state"
    assert clean("\u2018A\u2019 \u201cB\u201d \u2010\u2011").lower == "'a' \"b\" --"
