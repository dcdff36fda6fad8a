"""EDTF dates as spans: bounds are kept, and what is no date is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import DateError
from foedus.law.spans import ALL_DAYS, Span, earliest, hull, latest, span
from tests.dates.strategies import texts

BOUNDS = [
    ("2024-11-09", "2024-11-09", "2024-11-09"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("2024-06~", "2024-06-01", "2024-06-30"),
    ("2024-06-19?", "2024-06-19", "2024-06-19"),
    ("2024-XX-XX", "2024-01-01", "2024-12-31"),
    ("2024-11-XX", "2024-11-01", "2024-11-30"),
    ("2024-24", "2024-12-01", "2025-02-28"),
    ("198X", "1980-01-01", "1989-12-31"),
    ("2024-22", "2024-06-01", "2024-08-31"),
    ("2024-11-09/2024-11-11", "2024-11-09", "2024-11-11"),
    ("2024-11/..", "2024-11-01", "9999-12-31"),
    ("../2024-11-11", "0001-01-01", "2024-11-11"),
    ("XXXX-06-20", "0001-01-01", "9999-12-31"),
]


@pytest.mark.parametrize(("edtf", "first", "last"), BOUNDS)
def test_bounds(edtf: str, first: str, last: str) -> None:
    found = span(edtf)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


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


@given(st.lists(spans(), min_size=1, max_size=4))
def test_latest_and_earliest_are_bounds(each: list[Span]) -> None:
    assert latest(each).first == max(s.first for s in each)
    assert earliest(each).last == min(s.last for s in each)
    assert all(hull(each).first <= s.first and s.last <= hull(each).last for s in each)


def test_none_to_wait_for_and_none_to_come() -> None:
    assert latest([]).last == date.min
    assert earliest([]).first == date.max
