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


def day(text: str) -> date:
    return date.fromisoformat(text)


# first and last day, whether it was doubted; the EDTF
WRITTEN: list[tuple[str, str, bool, str]] = [
    ("2024-11-09", "2024-11-09", False, "2024-11-09"),
    ("2024-11-09", "2024-11-09", True, "2024-11-09~"),
    ("2024-11-01", "2024-11-30", False, "2024-11"),
    ("2024-02-01", "2024-02-29", True, "2024-02~"),
    ("2023-02-01", "2024-02-29", False, "2023-02-01/2024-02-29"),  # the same month of another year
    ("2024-01-01", "2024-12-31", False, "2024"),
    ("2024-01-01", "2024-12-31", True, "2024~"),
    ("2023-01-01", "2024-12-31", False, "2023-01-01/2024-12-31"),
    ("2024-01-01", "2024-11-30", False, "2024-01-01/2024-11-30"),
    ("2024-02-01", "2024-12-31", False, "2024-02-01/2024-12-31"),
    ("2024-03-01", "2024-05-31", True, "2024-21"),  # a season is about right by itself
    ("2024-06-01", "2024-08-31", True, "2024-22"),
    ("2024-12-01", "2025-02-28", True, "2024-24"),
    ("2024-03-01", "2024-05-31", False, "2024-03-01/2024-05-31"),
    ("2024-04-01", "2024-06-30", True, "2024-04-01~/2024-06-30~"),  # three months that are none
    ("2024-03-01", "2024-06-30", True, "2024-03-01~/2024-06-30~"),
    ("2024-03-02", "2024-05-31", True, "2024-03-02~/2024-05-31~"),
    ("2024-03-01", "2024-05-30", True, "2024-03-01~/2024-05-30~"),
    ("0001-01-01", "2024-11-09", False, "../2024-11-09"),
    ("0001-01-01", "2024-11-30", True, "../2024-11-30~"),
    ("2024-11-01", "9999-12-31", False, "2024-11-01/.."),
    ("2024-11-01", "9999-12-31", True, "2024-11-01~/.."),
]


@pytest.mark.parametrize(("first", "last", "vague", "edtf"), WRITTEN)
def test_the_shortest_way_to_write_a_span(first: str, last: str, vague: bool, edtf: str) -> None:
    assert Span(day(first), day(last), vague).edtf() == edtf


@pytest.mark.parametrize(
    ("text", "vague"),
    [("2024-06~", True), ("2024-06?", True), ("2024-06%", True), ("2024-22", True), ("2024-06", False)],
)
def test_what_its_writer_doubted_is_vague(text: str, vague: bool) -> None:
    assert span(text).vague is vague
    assert span(text, "2024-06-15").vague is vague


def test_a_span_is_told_where_one_of_its_ends_is() -> None:
    assert not ALL_DAYS.told
    assert Span(date.min, day("2024-11-09")).told
    assert Span(day("2024-11-09"), date.max).told


def test_a_span_is_exact_where_it_is_one_day() -> None:
    assert span("2024-11-09").exact
    assert not span("2024-11").exact


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("2024-11", "2024-11-30", True),
        ("2024-11-30", "2024-11", True),
        ("2024-11", "2024-12", False),
        ("2024-12", "2024-11", False),
        ("2024-11-01/2024-11-09", "2024-11-09/2024-11-12", True),
        ("2024-11-09/2024-11-12", "2024-11-01/2024-11-09", True),
    ],
)
def test_spans_meet_where_a_day_is_of_both(one: str, other: str, meet: bool) -> None:
    assert span(one).meets(span(other)) is meet


@pytest.mark.parametrize(
    ("text", "by", "edtf"),
    [
        ("2024-11", "2024-11-01", "2024-11-01"),  # told on its first day
        ("2024-11", "2024-11-30", "2024-11"),  # on its last
        ("2024-11", "2024-10-31", "2024-11"),  # before it: the text is wrong on one of the two
        ("2024-11-09", "2024-11-01", "2024-11-09"),  # a day is never cut
        ("2024-11~", "2024-11-12", "2024-11-01~/2024-11-12~"),
    ],
)
def test_the_day_on_which_it_is_told_cuts_it(text: str, by: str, edtf: str) -> None:
    assert span(text, by).edtf() == edtf


def test_the_last_and_the_first_of_many() -> None:
    each = [
        Span(day("2024-01-01"), day("2024-06-30")),
        Span(day("2024-02-01"), day("2024-03-31"), True),
    ]
    assert latest(each) == Span(day("2024-02-01"), day("2024-06-30"), True)
    assert earliest(each) == Span(day("2024-01-01"), day("2024-03-31"), True)
    assert hull(each) == Span(day("2024-01-01"), day("2024-06-30"), True)
    assert not latest(each[:1]).vague
    assert not earliest(each[:1]).vague
    assert not hull(each[:1]).vague
    assert latest([]) == Span(date.min, date.min)
    assert earliest([]) == Span(date.max, date.max)
