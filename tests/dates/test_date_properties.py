"""Properties of dates: round trips, ordered bounds, no date outside what the words name, no exception, linear time."""

import datetime as dt
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.dates import Edtf, before, contains, overlaps, parse
from foedus.dates.expr import DateKind
from foedus.dates.find import find_dates
from foedus.dates.resolve import Anchor, Tense, resolve
from foedus.dates.rows import Row, cues, rows
from foedus.errors import DateError
from tests.dates.strategies import edtfs

TENSES: list[Tense] = ["past", "future", "unknown"]
WORDS = (
    "June May march August 20 20th 31 1987 2024 2000 1990s Nov. Sept. Tuesday Friday's Sun. (local time) today "
    "yesterday the previous day a two 90 last next this week weekend month year years days weeks ago later earlier "
    "before after in within by until since from to - – and of end early mid- late , . ( ) \n \n\n summer fall winter "
    "quarter first second half century '90s 12/13/2024 2024-02-30 2024-11-12 11.12.2024 hours couple dozen the on "
    "coming past recently ſunday frıday weeK ٢٠٢٤"
).split(" ")


@given(edtfs())
def test_round_trip_and_order_of_bounds(date: Edtf) -> None:
    assert parse(str(date)) == date
    if date.earliest is not None and date.latest is not None:
        assert date.earliest <= date.latest
    assert contains(date, date) in (True, None)
    assert before(date, date) in (False, None)


@given(edtfs(), edtfs())
def test_comparisons_agree(a: Edtf, b: Edtf) -> None:
    if before(a, b) is True:
        assert before(b, a) is False
        assert overlaps(a, b) is False
    if contains(a, b):
        assert overlaps(a, b) is True
    assert overlaps(a, b) == overlaps(b, a)


@given(st.text(max_size=30) | st.text(alphabet="0123456789X-/.?~%", max_size=24))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse(text)
    except DateError:
        return
    assert str(date) == text


ANY_TEXT = st.text(max_size=300) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
ANCHORS = st.none() | st.builds(
    Anchor,
    st.dates(),
    st.sampled_from([None, "Asia/Seoul", "EDT"]),
    st.none() | st.datetimes() | st.datetimes(timezones=st.just(dt.UTC)),
)


@given(
    ANY_TEXT,
    ANCHORS,
    st.sampled_from(TENSES),
    st.none() | st.dates(),
    st.sampled_from([None, "America/New_York", "+13:00"]),
)
def test_any_text_resolves_to_edtf_or_nothing(
    text: str, anchor: Anchor | None, tense: Tense, reported: dt.date | None, place_zone: str | None
) -> None:
    end = 0
    for expr in find_dates(text):
        assert end <= expr.start < expr.end
        assert expr.text == text[expr.start : expr.end]
        end = expr.end
        found = resolve(expr, anchor, tense=tense, reported=reported, place_zone=place_zone)
        if found is None:
            continue
        assert str(parse(found.date)) == found.date
        assert str(parse(found.named)) == found.named
        assert anchor is not None or found.basis in ("text", "reported")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.dates(), st.sampled_from(TENSES))
def test_the_words_name_the_date(day: dt.date, anchor: dt.date, tense: Tense) -> None:
    """A date keeps every part that its words give, and never says more."""
    forms = {
        f"{day:%B} {day.day}, {day.year}": ("day", day.isoformat()),
        f"{day.day} {day:%B} {day.year}": ("day", day.isoformat()),
        f"in {day:%B} {day.year}": ("month", f"{day:%Y-%m}"),
        f"in {day.year}": ("year", f"{day:%Y}"),
    }
    for text, (precision, want) in forms.items():
        found = find_dates(text)
        assert len(found) == 1, text
        got = resolve(found[0], Anchor(anchor), tense=tense)
        assert got is not None
        assert (parse(got.date).precision, got.date) == (precision, want)


YEARS = st.dates(dt.date(1850, 1, 1), dt.date(2150, 12, 31))


@given(YEARS, st.sampled_from(TENSES), st.integers(0, 6))
def test_a_weekday_is_that_weekday_within_a_week(anchor: dt.date, tense: Tense, wanted: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[wanted]
    for text, low, high in ((name, -6, 6), (f"last {name}", -7, -1), (f"next {name}", 1, 13)):
        got = resolve(find_dates(text)[0], Anchor(anchor), tense=tense)
        assert got is not None
        day = parse(got.date).earliest
        assert day is not None
        assert day.weekday() == wanted
        assert low <= (day - anchor).days <= high
        if text == name:
            assert (day >= anchor) if tense == "future" else (day <= anchor)


@given(YEARS, YEARS)
def test_a_month_without_year_lies_in_the_direction_of_the_tense(anchor: dt.date, other: dt.date) -> None:
    here = anchor.year * 12 + anchor.month
    for tense, low, high in (("past", -11, 0), ("future", 0, 11), ("unknown", -6, 6)):
        got = resolve(find_dates(f"in {other:%B}")[0], Anchor(anchor), tense=tense)  # type: ignore[arg-type]
        assert got is not None
        month = parse(got.date).earliest
        assert month is not None
        assert month.month == other.month
        assert low <= month.year * 12 + month.month - here <= high


@given(YEARS, YEARS, st.sampled_from(TENSES))
def test_a_day_without_year_keeps_month_and_day(anchor: dt.date, other: dt.date, tense: Tense) -> None:
    got = resolve(find_dates(f"on {other:%B} {other.day}")[0], Anchor(anchor), tense=tense)
    assert got is not None
    day = parse(got.date).earliest
    assert day is not None
    assert (day.month, day.day) == (other.month, other.day)


@given(YEARS, st.integers(1, 999))
def test_counted_days_are_exact(anchor: dt.date, count: int) -> None:
    ago = resolve(find_dates(f"{count} days ago")[0], Anchor(anchor), tense="past")
    ahead = resolve(find_dates(f"in {count} days")[0], Anchor(anchor), tense="future")
    assert ago is not None
    assert ahead is not None
    assert ago.date == (anchor - dt.timedelta(days=count)).isoformat()
    assert ahead.date == (anchor + dt.timedelta(days=count)).isoformat()


@given(ANY_TEXT)
def test_vague_expressions_have_no_date(text: str) -> None:
    for expr in find_dates(text):
        if expr.kind is DateKind.VAGUE:
            assert resolve(expr, Anchor(dt.date(2024, 11, 12)), tense="past") is None


@pytest.mark.parametrize(
    "piece",
    ["June 20 ", "from May ", "a day ", "the end of the year ", "1 ", "   \n ", "\n", " " * 50, "in the past two ",
     "1987-", "Monday, ", "2 months ", "(", "the day before the day after ", "x", "Nov. 3 to Nov. ", "mid-", "may "],
)  # fmt: skip
def test_time_is_linear_in_the_text(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_dates(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = cost(4_000), cost(32_000)
    assert large <= 8 * 3 * max(small, 0.001)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_every_match_holds_the_cue_of_its_family(row: Row, data: st.DataObject) -> None:
    """Only the text around a cue is searched, so a cue too narrow would lose dates."""
    text = data.draw(st.from_regex(row.pattern, alphabet=st.characters(codec="ascii")))
    cue = next(cue for name, cue, _ in cues() if name == row.cue)
    assert cue.search(text)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_small_letters_are_searched_alike(row: Row, data: st.DataObject) -> None:
    """The quick search looks at the text in small letters; one accent brings the other search about."""
    text = data.draw(st.from_regex(row.pattern, alphabet=st.characters(codec="ascii")))
    quick = [(e.start, e.end, e.kind, e.fields) for e in find_dates(f"{text} ; ")]
    assert quick == [(e.start, e.end, e.kind, e.fields) for e in find_dates(f"{text} ; \u00e9")]
