"""What holds of `find` for any text: offsets give the text back, nothing overlaps, repeating changes nothing."""

from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from foedus.names import names
from foedus.names.dating import span

SAMPLE = [
    *(
        "North Korea",
        "N. Korea",
        "Guinea",
        "Papua",
        "New",
        "US",
        "U.S.",
        "us",
        "Congo",
        "Georgia",
        "Turkey",
        "turkey",
    ),
    *(
        "Jordan",
        "Michael",
        "Chad",
        "Polish",
        "the",
        "Sino-",
        "Soviet",
        "-",
        "'s",
        "\u2019s",
        ".",
        ",",
        "\n",
        " ",
        "  ",
    ),
    *(
        "Niger",
        "ia",
        "Kim",
        "Moscow",
        "MOSCOW",
        "Côte d'Ivoire",
        "St.",
        "Vincent",
        "EU",
        "European",
        "parliament",
    ),
    *("Washington", "Post", "Seattle", "_", "é", "\u00a0", "1987", "Senate", "foreign minister", "President"),
]
texts = st.one_of(st.lists(st.sampled_from(SAMPLE), max_size=14).map("".join), st.text(max_size=60))
days = st.one_of(
    st.none(),
    st.dates().map(str),
    st.integers(1900, 2030).map(str),
    st.sampled_from(["1991-12", "2024-06~", "XXXX-06-20", "1990/1992", ""]),
)


@given(texts, days)
def test_offsets_give_the_text_back(text: str, on: str | None) -> None:
    for name in names().find(text, on):
        assert text[name.start : name.end] == name.text
        assert name.entries
        assert len(set(name.entries)) == len(name.entries)


@given(texts, days)
def test_names_are_in_order_and_never_overlap(text: str, on: str | None) -> None:
    found = names().find(text, on)
    assert all(a.start < a.end <= b.start for a, b in itertools.pairwise(found))


@given(texts, days)
def test_names_end_at_word_boundaries(text: str, on: str | None) -> None:
    for name in names().find(text, on):
        assert not text[name.start - 1 : name.start].isalnum() or name.start == 0
        assert not text[name.end : name.end + 1].isalnum()


@given(texts, days)
def test_finding_twice_is_finding_once(text: str, on: str | None) -> None:
    assert names().find(text, on) == names().find(text, on)


@given(st.sampled_from(SAMPLE), st.dates())
def test_looking_up_what_was_found_gives_its_meanings(word: str, day: dt.date) -> None:
    for name in names().find(word, str(day)):
        meanings = names().lookup(name.text, str(day)) or names().lookup(f"{name.text}-", str(day))
        assert set(name.entries) <= set(meanings)


@given(st.dates())
def test_a_day_is_a_span_of_itself(day: dt.date) -> None:
    assert span(str(day)) == (day, day)


@given(st.dates(min_value=dt.date(1922, 12, 30)))
def test_one_power_sits_in_moscow_on_any_day(day: dt.date) -> None:
    (name,) = names().find("Moscow", str(day))
    assert len({e.state for e in name.entries}) == 1
