"""Dates in a reader's words."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.law.spans import Span, span
from foedus.wording.dates import day_words, in_words, short, span_words, when

WORDS = [
    ("2024-11-09", "9 November 2024"),
    ("2024-02", "February 2024, day unknown"),
    ("2024", "2024, day unknown"),
    ("202X", "between 1 January 2020 and 31 December 2029"),
    ("2024-06~", "about June 2024, day unknown"),
    ("2024-06-19?", "about 19 June 2024"),
    ("2024-XX-XX", "2024, day unknown"),
    ("2024-11-XX", "November 2024, day unknown"),
    ("2024-24", "about between 1 December 2024 and 28 February 2025"),
    ("198X", "between 1 January 1980 and 31 December 1989"),
    ("2024-22", "about between 1 June 2024 and 31 August 2024"),
    ("2024-11-09/2024-11-11", "between 9 November 2024 and 11 November 2024"),
    ("2024-11/..", "1 November 2024 or later, day unknown"),
    ("../2024-11-11", "11 November 2024 or before, day unknown"),
    ("XXXX-06-20", "day unknown"),
]


@pytest.mark.parametrize(("edtf", "words"), WORDS)
def test_what_a_span_leaves_open(edtf: str, words: str) -> None:
    assert span_words(span(edtf)) == words


IN_WORDS = [
    ("2024-06-19", "2024-06-19"),
    ("2024-06", "2024-06"),
    ("2024", "2024"),
    ("2024-XX", "2024, day unknown"),
    ("2024-06-19?", "about 19 June 2024"),
    ("2024-24", "about between 1 December 2024 and 28 February 2025"),
    ("198X", "a day between 1 January 1980 and 31 December 1989"),
    ("2024/..", "1 January 2024 or later, day unknown"),
    ("XXXX-06-20", "XXXX-06-20"),
    ("soon", "soon"),
]


@pytest.mark.parametrize(("edtf", "words"), IN_WORDS)
def test_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


WHEN = [
    ("2024-12-04", "on 4 December 2024", "2024-12-04"),
    ("2024-12-04~", "about 4 December 2024", "about 4 December 2024"),
    ("2024-06", "in June 2024, day unknown", "June 2024, day unknown"),
    ("2024-06~", "about June 2024, day unknown", "about June 2024, day unknown"),
    ("2024", "in 2024, day unknown", "2024, day unknown"),
    ("../2024-06-19", "on 19 June 2024 or before, day unknown", "19 June 2024 or before, day unknown"),
    (
        "2024-06-01/2024-06-19",
        "between 1 June 2024 and 19 June 2024",
        "between 1 June 2024 and 19 June 2024",
    ),
    (None, "on a day unknown", "day unknown"),
]


@pytest.mark.parametrize(("edtf", "part", "first_line"), WHEN)
def test_part_of_a_sentence_and_of_a_first_line(edtf: str | None, part: str, first_line: str) -> None:
    assert when(span(edtf)) == part
    assert short(span(edtf)) == first_line


def test_the_last_day_that_there_is_stands_for_never() -> None:
    assert day_words(date.max) == "never"
    assert day_words(date(2024, 2, 1)) == "1 February 2024"
    assert span_words(Span(date.min, date.max)) == "day unknown"
