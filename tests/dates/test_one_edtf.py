"""One EDTF: the ledger, the law, the board and the names take the same days from the same date."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import before, bounds, compatible, contains, overlaps, parse
from foedus.errors import DateError
from foedus.law.spans import Span, span
from foedus.ledger import days
from foedus.web.agreements import timeline
from tests.dates.strategies import texts


def number(day: dt.date | None) -> int | None:
    return None if day is None else int(day.strftime("%Y%m%d").rjust(8, "0"))


@given(texts())
def test_every_reader_takes_the_same_days(text: str) -> None:
    date = parse(text)
    assert bounds(text) == (date.earliest, date.latest, date.approximate, date.uncertain)
    assert days.bounds(text) == (number(date.earliest), number(date.latest))
    doubted = date.approximate or date.uncertain
    assert span(text) == Span(date.earliest or dt.date.min, date.latest or dt.date.max, doubted)
    known = date.earliest or date.latest
    drawn = timeline.days(text)
    assert drawn == (None if known is None else (date.earliest or known, date.latest or known))


@given(texts(), texts(), st.integers(0, 60))
def test_compatible_is_symmetrical_and_grows_with_the_slack(one: str, other: str, slack: int) -> None:
    assert compatible(one, one)
    assert days.compatible(one, other, slack=slack) is compatible(one, other, slack=slack)
    assert compatible(one, other, slack=slack) is compatible(other, one, slack=slack)
    if compatible(one, other):
        assert compatible(one, other, slack=slack)


@given(texts(), texts())
def test_compatible_goes_with_the_order_of_dates(one: str, other: str) -> None:
    a, b = parse(one), parse(other)
    shared = overlaps(a, b)
    assert compatible(one, other) is (shared is not False)
    if before(a, b) or before(b, a):
        assert not compatible(one, other)
    if contains(a, b):
        assert compatible(one, other)


@given(texts(), st.dates())
def test_a_day_within_the_bounds_is_compatible(text: str, day: dt.date) -> None:
    first, last, _, _ = bounds(text)
    if (first or dt.date.min) <= day <= (last or dt.date.max):
        assert compatible(text, day.isoformat())


@given(texts().flatmap(lambda text: st.tuples(st.just(text), st.sampled_from("?~%"))))
def test_a_mark_of_doubt_leaves_the_bounds(found: tuple[str, str]) -> None:
    text, mark = found
    plain = text.rstrip("?~%")
    if plain[-1] not in "0123456789X":
        return
    assert bounds(plain)[:2] == bounds(plain + mark)[:2]
    assert bounds(plain + mark).uncertain or mark == "~"
    assert bounds(plain + mark).approximate or mark == "?"


@given(st.text(alphabet="0123456789X-/.?~% ", max_size=24))
def test_what_is_no_date_bounds_nothing_in_the_ledger(text: str) -> None:
    try:
        parse(text)
    except DateError:
        assert days.bounds(text) == (None, None)
        assert days.compatible(text, "2024-06-19")
