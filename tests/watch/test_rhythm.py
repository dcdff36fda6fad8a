"""How often a source is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.watch.rhythm import FIRST, LONGEST, SHORTEST, backoff, next_interval, spread

HOUR = 3600.0
POSITIVE = st.floats(1.0, 1e9)


@given(POSITIVE, st.integers(0, 1000), st.lists(st.floats(0, 2e9), max_size=30))
def test_it_is_between_five_minutes_and_a_day(interval: float, new: int, times: list[float]) -> None:
    assert SHORTEST <= next_interval(interval, new, times) <= LONGEST
    assert SHORTEST <= backoff(interval, new) <= LONGEST


def test_what_brings_news_is_asked_sooner_and_what_does_not_later() -> None:
    assert next_interval(HOUR, 3) < HOUR < next_interval(HOUR, 0)
    interval = FIRST
    for _ in range(20):
        interval = next_interval(interval, 0)
    assert interval == LONGEST
    for _ in range(20):
        interval = next_interval(interval, 1)
    assert interval == SHORTEST


@pytest.mark.parametrize(
    ("gap", "count", "expected"),
    [(4 * HOUR, 10, (0.6 * HOUR + 2 * HOUR) / 2), (4 * HOUR, 4, 0.6 * HOUR), (4 * HOUR, 60, (0.6 * HOUR + 2 * HOUR) / 2)],
)  # fmt: skip
def test_its_own_rhythm_is_told_by_five_entries_or_more(gap: float, count: int, expected: float) -> None:
    times = [1e9 + n * gap for n in range(count)]
    assert next_interval(HOUR, 1, times) == pytest.approx(expected)
    assert next_interval(HOUR, 1, list(reversed(times))) == pytest.approx(expected)


def test_the_latest_twenty_entries_count() -> None:
    slow = [n * 40 * HOUR for n in range(30)]
    quick = [slow[-1] + n * HOUR for n in range(1, 21)]
    assert next_interval(HOUR, 1, slow + quick) == pytest.approx((0.6 * HOUR + HOUR / 2) / 2)


@pytest.mark.parametrize(
    ("failures", "retry_after", "expected"),
    [(1, None, 2 * HOUR), (2, None, 4 * HOUR), (9, None, LONGEST), (1, 3 * HOUR, 3 * HOUR), (1, 60.0, 2 * HOUR),
     (1000, None, LONGEST)],
)  # fmt: skip
def test_one_that_fails_is_left_alone_longer_each_time(
    failures: int, retry_after: float | None, expected: float
) -> None:
    assert backoff(HOUR, failures, retry_after) == expected


@given(st.text(max_size=50))
def test_a_thousand_sources_do_not_fall_due_at_once(address: str) -> None:
    assert 0.9 * HOUR <= spread(address, HOUR) <= 1.1 * HOUR
    assert spread(address, HOUR) == spread(address, HOUR)


def test_the_spread_is_even() -> None:
    found = [spread(f"https://news.test/{n}", 1.0) for n in range(1000)]
    assert 0.99 < sum(found) / 1000 < 1.01
    assert min(found) < 0.91
    assert max(found) > 1.09
