"""EDTF: every form is read and written alike, has its bounds, and compares without guessing."""

import datetime as dt

import pytest

from foedus.dates import Bounds, Edge, Edtf, Point, before, bounds, compatible, contains, overlaps, parse
from foedus.errors import DateError, FoedusError

FORMS = [
    # text, earliest, latest, precision, "~" where approximate and "?" where uncertain
    ("2024-11-09", "2024-11-09", "2024-11-09", "day", ""),
    ("2024-06", "2024-06-01", "2024-06-30", "month", ""),
    ("2024", "2024-01-01", "2024-12-31", "year", ""),
    ("2024-02", "2024-02-01", "2024-02-29", "month", ""),
    ("2024-06~", "2024-06-01", "2024-06-30", "month", "~"),
    ("2024-06?", "2024-06-01", "2024-06-30", "month", "?"),
    ("2024%", "2024-01-01", "2024-12-31", "year", "~?"),
    ("XXXX-06-20", None, None, "day", ""),
    ("XXXX-06", None, None, "month", ""),
    ("XXXX", None, None, "none", ""),
    ("2024-XX", "2024-01-01", "2024-12-31", "year", ""),
    ("2024-06-XX", "2024-06-01", "2024-06-30", "month", ""),
    ("2024-XX-XX", "2024-01-01", "2024-12-31", "year", ""),
    ("2024-XX-12?", "2024-01-12", "2024-12-12", "day", "?"),
    ("2023-XX-31", "2023-01-31", "2023-12-31", "day", ""),
    ("198X", "1980-01-01", "1989-12-31", "decade", ""),
    ("198X-02-29", "1980-02-29", "1988-02-29", "day", ""),
    ("18XX", "1800-01-01", "1899-12-31", "century", ""),
    ("1XXX", "1000-01-01", "1999-12-31", "millennium", ""),
    ("000X", "0001-01-01", "0009-12-31", "decade", ""),
    ("2024-21", "2024-03-01", "2024-05-31", "season", "~"),
    ("2024-22", "2024-06-01", "2024-08-31", "season", "~"),
    ("2024-23~", "2024-09-01", "2024-11-30", "season", "~"),
    ("2023-24", "2023-12-01", "2024-02-29", "season", "~"),
    ("9999-24", "9999-12-01", "9999-12-31", "season", "~"),
    ("2024-06-01/2024-06-15", "2024-06-01", "2024-06-15", "interval", ""),
    ("2024-06~/2024-08", "2024-06-01", "2024-08-31", "interval", "~"),
    ("../2024", None, "2024-12-31", "interval", ""),
    ("2024/..", "2024-01-01", None, "interval", ""),
    ("/2024", None, "2024-12-31", "interval", ""),
    ("2024-06?/", "2024-06-01", None, "interval", "?"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "doubt"), FORMS)
def test_forms(text: str, earliest: str | None, latest: str | None, precision: str, doubt: str) -> None:
    date = parse(text)
    assert str(date) == text
    assert (date.earliest and date.earliest.isoformat()) == earliest
    assert (date.latest and date.latest.isoformat()) == latest
    assert date.precision == precision
    assert (date.approximate, date.uncertain) == ("~" in doubt, "?" in doubt)
    assert parse(str(date)) == date
    assert bounds(text) == Bounds(date.earliest, date.latest, date.approximate, date.uncertain)


WRONG = (
    """
|2024-13|2024-00|2024-02-30|2023-02-29|2024-06-31|2024-04-XX-01|0000|2024-25|2024-20|2024-21-05|24|20240612|2024-6-1
June 20, 2024|2024-06-20 | 2024|2024-06-20T10:00|../..|/|..|2024/2023|2024-06-15/2024-06-01|2024/2025/2026|19X4|X024
2024-1X|2024-XX-32|XXXX-02-30|~2024|2024~?|2024??|-0044|Y20240|2024-06\n|٢٠٢٤|2024-0６
""".strip("\n")
    .replace("\n2024-1X", "|2024-1X")
    .replace("\nJune", "|June")
    .split("|")
)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_date_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(DateError):
        bounds(text)
    with pytest.raises(DateError) as caught:
        parse(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200
    assert isinstance(caught.value, FoedusError)


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(DateError, match="write YYYY") as caught:
        parse("x" * 10_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "parts",
    [("2024", None, "01"), ("2024-06", None, None), ("2024", "06-20", None), ("2024", "06", "20", "!")],
)
def test_parts_must_be_parts(parts: tuple[str, ...]) -> None:
    with pytest.raises(DateError):
        Point(*parts)


def test_an_interval_names_a_date() -> None:
    with pytest.raises(DateError, match="at least one end"):
        Edtf(Edge.OPEN, Edge.UNKNOWN)
    with pytest.raises(DateError, match="at least one end"):
        Edtf(Edge.OPEN)


BEFORE = [
    ("2024-06-19", "2024-06-20", True),
    ("2024-06-20", "2024-06-20", False),
    ("2024-06-21", "2024-06-20", False),
    ("2024-05", "2024-06-01", True),
    ("2024-06", "2024-06-20", None),
    ("2024-06", "2024-06", None),
    ("2024-06-30", "2024-06", False),
    ("2024-06-01", "2024-06", None),
    ("2023", "2024", True),
    ("2024", "2023", False),
    ("198X", "1990", True),
    ("XXXX-06-20", "2024-06-21", None),
    ("2024-06-21", "XXXX-06-20", None),
    ("2024-05-20~", "2024-06-20", None),
    ("2024-05-19~", "2024-06-20", True),
    ("2024-06-19?", "2024-06-20", None),
    ("2024-06-18?", "2024-06-20", True),
    ("2024-06-20", "2024-06-21?", None),
    ("2024-05~", "2024-06", None),
    ("2023~", "2024-06", None),
    ("2022%", "2024-06", True),
    ("199X~", "2000", None),
    ("19XX?", "2024", None),
    ("../2023", "2024", True),
    ("../2024", "2024-06", None),
    ("2025/..", "2024", False),
    ("2023/..", "2024", None),
    ("2023/", "2024", None),
    ("2024-06-01/2024-06-15", "2024-06-16", True),
    ("2024-06-01/2024-06-15", "2024-06-15", None),
    ("2023-24", "2024-03", None),  # winter of 2023: a season is approximate
    ("2023-24", "2024-06", True),
    ("2024-01-15", "2023-24", None),
]


@pytest.mark.parametrize(("a", "b", "expected"), BEFORE)
def test_before(a: str, b: str, expected: bool | None) -> None:
    assert before(parse(a), parse(b)) is expected


SHARED = [
    # a, b, overlaps, contains
    ("2024", "2024-06", True, True),
    ("2024-06", "2024", True, False),
    ("2024-06", "2024-06", True, True),
    ("2024-06", "2024-07-01", False, False),
    ("2024-06~", "2024-07-01", True, True),
    ("2024/..", "2031-01-01", True, True),
    ("2024/..", "../2025", True, False),
    ("../2023", "2024/..", False, False),
    ("XXXX-06-20", "2024", None, None),
    ("2024", "XXXX-06-20/2024", None, None),
    ("2024-06-01/2024-06-15", "2024-06-10/2024-06-20", True, False),
    ("2023-24", "2024-01-15", True, True),
]


@pytest.mark.parametrize(("a", "b", "meet", "within"), SHARED)
def test_overlaps_and_contains(a: str, b: str, meet: bool | None, within: bool | None) -> None:
    assert overlaps(parse(a), parse(b)) is meet
    assert overlaps(parse(b), parse(a)) is meet
    assert contains(parse(a), parse(b)) is within


COMPATIBLE = [
    # one, other, slack, may be the same day
    ("2024-06-19", "2024-06-19", 0, True),
    ("2024-06-19", "2024-06-20", 0, False),
    ("2024-06-19", "2024-06-20", 1, True),
    ("2024-06-19", "2024-06-21", 1, False),
    ("2024-06-19", None, 0, True),
    (None, None, 0, True),
    ("2024-06", "2024-06-20", 0, True),
    ("2024-06", "2024-07-01", 0, False),
    ("2024-24", "2025-01-15", 0, True),  # the winter of 2024 beside a day of January 2025
    ("2024-24", "2025-08-15", 0, False),
    ("198X", "2025", 0, False),  # the 1980s beside 2025
    ("198X", "1989-12-31", 0, True),
    ("2024-06-01~", "2024-07-02", 0, True),
    ("2024-06-01~", "2024-07-03", 0, False),
    ("2024-06-01?", "2024-06-02", 0, True),
    ("2024-06-01?", "2024-06-03", 0, False),
    ("XXXX-06-20", "2024-01-01", 0, True),
    ("XXXX-06-20/2024", "2030", 0, True),
    ("2024/..", "2023-12-31", 0, False),
    ("2024/..", "2023-12-31", 1, True),
    ("2024/..", "9999-12-31", 0, True),
    ("../2024", "0001-01-01", 0, True),
    ("../2024", "2025-01-01", 0, False),
    ("2024-06-01/2024-06-15", "2024-06-15", 0, True),
]


@pytest.mark.parametrize(("one", "other", "slack", "may_be"), COMPATIBLE)
def test_compatible(one: str | None, other: str | None, slack: int, may_be: bool) -> None:
    assert compatible(one, other, slack=slack) is may_be
    assert compatible(other, one, slack=slack) is may_be


def test_what_is_no_date_is_compatible_with_nothing() -> None:
    with pytest.raises(DateError):
        compatible("soon", "2024")


def test_dates_are_values() -> None:
    assert {parse("2024-06"), parse("2024-06")} == {Edtf(Point("2024", "06"))}
    assert parse("2024").earliest == dt.date(2024, 1, 1)
