"""EDTF dates as spans: bounds are kept, words are a reader's, and what is no date is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import DateError
from foedus.law.spans import ALL_DAYS, Span, earliest, hull, in_words, latest, span
from tests.dates.strategies import texts

BOUNDS = [
    ("2024-11-09", "2024-11-09", "2024-11-09", "9 November 2024"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024, day unknown"),
    ("2024", "2024-01-01", "2024-12-31", "2024, day unknown"),
    ("202X", "2020-01-01", "2029-12-31", "between 1 January 2020 and 31 December 2029"),
    ("2024-06~", "2024-06-01", "2024-06-30", "about June 2024, day unknown"),
    ("2024-06-19?", "2024-06-19", "2024-06-19", "about 19 June 2024"),
    ("2024-XX-XX", "2024-01-01", "2024-12-31", "2024, day unknown"),
    ("2024-11-XX", "2024-11-01", "2024-11-30", "November 2024, day unknown"),
    ("2024-24", "2024-12-01", "2025-02-28", "about between 1 December 2024 and 28 February 2025"),
    ("198X", "1980-01-01", "1989-12-31", "between 1 January 1980 and 31 December 1989"),
    ("2024-22", "2024-06-01", "2024-08-31", "about between 1 June 2024 and 31 August 2024"),
    ("2024-11-09/2024-11-11", "2024-11-09", "2024-11-11", "between 9 November 2024 and 11 November 2024"),
    ("2024-11/..", "2024-11-01", "9999-12-31", "1 November 2024 or later, day unknown"),
    ("../2024-11-11", "0001-01-01", "2024-11-11", "11 November 2024 or before, day unknown"),
    ("XXXX-06-20", "0001-01-01", "9999-12-31", "day unknown"),
]


@pytest.mark.parametrize(("edtf", "first", "last", "words"), BOUNDS)
def test_bounds_and_words(edtf: str, first: str, last: str, words: str) -> None:
    found = span(edtf)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.words() == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024-13",
        "0000-01",
        "2024-W01-1",
        "٢٠٢٤-06",
        "2024-02-30",
        "11/12/2024",
        "2024-11-11/2024-11-09",
        "[]",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateError, match=r"write|mend|exchange"):
        span(text)


def test_publication_bounds_what_it_tells() -> None:
    assert span(None, "2024-11-12") == Span(date.min, date(2024, 11, 12))
    assert span("2024-11", "2024-11-12") == Span(date(2024, 11, 1), date(2024, 11, 12))
    assert span("2025", "2024-11-12") == span("2025")
    assert span(None) == ALL_DAYS


exact = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    a, b = sorted((draw(exact), draw(exact)))
    return Span(a, b, draw(st.booleans()))


@given(spans())
def test_edtf_of_a_span_holds_it(found: Span) -> None:
    assert span(found.edtf()) == found


@given(texts())
def test_the_edtf_of_a_date_keeps_its_bounds_and_its_doubt(text: str) -> None:
    found = span(text)
    assert found.edtf() is None or span(found.edtf()) == found
    assert (found.edtf() is None) is not found.told


IN_WORDS = [
    ("2024-06-19", "2024-06-19"),
    ("2024-06", "2024-06"),
    ("2024", "2024"),
    ("2024-XX", "2024, day unknown"),
    ("2024-06-19?", "about 19 June 2024"),
    ("2024-24", "about between 1 December 2024 and 28 February 2025"),
    ("198X", "between 1 January 1980 and 31 December 1989"),
    ("2024/..", "1 January 2024 or later, day unknown"),
    ("XXXX-06-20", "XXXX-06-20"),
    ("soon", "soon"),
]


@pytest.mark.parametrize(("edtf", "words"), IN_WORDS)
def test_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


@given(st.lists(spans(), min_size=1, max_size=4))
def test_latest_and_earliest_are_bounds(each: list[Span]) -> None:
    assert latest(each).first == max(s.first for s in each)
    assert earliest(each).last == min(s.last for s in each)
    assert all(hull(each).first <= s.first and s.last <= hull(each).last for s in each)


def test_none_to_wait_for_and_none_to_come() -> None:
    assert latest([]).last == date.min
    assert earliest([]).first == date.max
