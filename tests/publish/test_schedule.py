"""When a subscriber is told, in zones of many kinds and on the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import UsageError
from foedus.publish.schedule import Schedule, checked, zones


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hour", "weekday", "after", "at"),
    [
        ("UTC", 7, None, "2024-12-05T06:59", "2024-12-05T07:00"),
        ("UTC", 7, None, "2024-12-05T07:00", "2024-12-06T07:00"),
        ("UTC", 0, None, "2024-12-31T23:59", "2025-01-01T00:00"),
        ("Europe/Oslo", 7, None, "2024-12-05T05:59", "2024-12-05T06:00"),
        ("Europe/Oslo", 7, None, "2024-07-05T04:59", "2024-07-05T05:00"),
        ("Asia/Seoul", 6, None, "2024-12-05T20:59", "2024-12-05T21:00"),
        ("Pacific/Kiritimati", 0, None, "2024-12-05T09:59", "2024-12-05T10:00"),
        ("Pacific/Niue", 23, None, "2024-12-05T09:59", "2024-12-05T10:00"),
        ("Asia/Kathmandu", 7, None, "2024-12-05T01:14", "2024-12-05T01:15"),
        ("America/St_Johns", 7, None, "2024-12-05T10:29", "2024-12-05T10:30"),
        # the clocks pass over 02:00 to 03:00: told an hour later
        ("Europe/Oslo", 2, None, "2025-03-29T12:00", "2025-03-30T01:00"),
        ("Europe/Oslo", 2, None, "2025-03-30T01:00", "2025-03-31T00:00"),
        ("America/New_York", 2, None, "2025-03-08T12:00", "2025-03-09T07:00"),
        # 02:00 comes twice: told when it first comes, and once
        ("Europe/Oslo", 2, None, "2025-10-25T12:00", "2025-10-26T00:00"),
        ("Europe/Oslo", 2, None, "2025-10-26T00:00", "2025-10-27T01:00"),
        ("America/New_York", 1, None, "2025-11-01T12:00", "2025-11-02T05:00"),
        ("Australia/Lord_Howe", 2, None, "2025-04-04T18:00", "2025-04-05T15:30"),
        # a zone that left a day out (2011-12-30)
        ("Pacific/Apia", 7, None, "2011-12-29T18:00", "2011-12-30T17:00"),
        ("UTC", 7, 0, "2024-12-05T12:00", "2024-12-09T07:00"),
        ("UTC", 7, 3, "2024-12-05T06:00", "2024-12-05T07:00"),
        ("UTC", 7, 3, "2024-12-05T07:00", "2024-12-12T07:00"),
        ("Asia/Seoul", 6, 0, "2024-12-05T00:00", "2024-12-08T21:00"),
    ],
)
def test_the_next_time(zone: str, hour: int, weekday: int | None, after: str, at: str) -> None:
    assert Schedule(hour, zone, weekday).next(utc(after)) == utc(at)


@given(
    st.sampled_from(sorted(zones())), st.integers(0, 23), st.none() | st.integers(0, 6),
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31)),
)  # fmt: skip
def test_it_is_later_soon_and_on_the_right_day(
    zone: str, hour: int, weekday: int | None, naive: datetime
) -> None:
    after = naive.replace(tzinfo=UTC)
    found = Schedule(hour, zone, weekday)
    at = found.next(after)
    assert timedelta(0) < at - after <= (timedelta(hours=50) if weekday is None else timedelta(days=9))
    local = at.astimezone(ZoneInfo(zone))
    assert weekday is None or local.weekday() == weekday or local.hour < hour, "a day that was left out"
    assert found.next(at) - at > timedelta(hours=20), "once a day"


@pytest.mark.parametrize(
    ("hour", "zone", "weekday"),
    [(24, "UTC", None), (-1, "UTC", None), (7, "Moon/Base", None), (7, "../etc/passwd", None), (7, "", None),
     (7, "UTC", 7), (7, "posixrules", None)],
)  # fmt: skip
def test_what_is_none_is_refused(hour: int, zone: str, weekday: int | None) -> None:
    with pytest.raises(UsageError):
        checked(hour, zone, weekday, always=False)


def test_in_words() -> None:
    assert Schedule(6, "America/New_York", 4).in_words() == "every Friday at 06:00, America/New York"
    assert Schedule().in_words() == "every day at 07:00, UTC"
