"""Zones: every place has a zone that zoneinfo knows; what is unknown is not guessed."""

import datetime as dt

import pytest

from foedus.dates.places import PLACES
from foedus.dates.zones import ABBREVIATIONS, zone, zone_of
from foedus.errors import DateError

WHEN = dt.datetime(2024, 11, 12, 12)


@pytest.mark.parametrize("line", PLACES.strip().splitlines())
def test_every_line_is_a_zone_with_places_that_lead_back_to_it(line: str) -> None:
    key, _, cities = line.partition(": ")
    assert zone(key).utcoffset(WHEN) is not None
    assert {zone_of(city) for city in cities.split(", ")} == {key}


def test_enough_places() -> None:
    assert PLACES.count(",") + PLACES.count("\n") > 250


@pytest.mark.parametrize(
    ("place", "expected"),
    [("SEOUL", "Asia/Seoul"), ("Washington", "America/New_York"), ("st petersburg", "Europe/Moscow"),
     (" The  Hague ", "Europe/Amsterdam"), ("Atlantis", None), ("", None)],
)  # fmt: skip
def test_places(place: str, expected: str | None) -> None:
    assert zone_of(place) == expected


@pytest.mark.parametrize(
    ("name", "hours"),
    [("KST", 9), ("kst", 9), ("GMT", 0), ("EDT", -4), ("IST", 5.5), ("+09:00", 9), ("-0330", -3.5), ("UTC+3", 3),
     ("GMT-5", -5), ("Asia/Seoul", 9), ("ET", -5), ("Asia/Kathmandu", 5.75)],
)  # fmt: skip
def test_zones(name: str, hours: float) -> None:
    assert zone(name).utcoffset(WHEN) == dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Olympus", "+25:00", "+09:75", "../etc/passwd", "/etc/localtime", "Asia", "Seoul", "x" * 999],
)
def test_unknown_zones(name: str) -> None:
    with pytest.raises(DateError, match="no time zone") as caught:
        zone(name)
    assert len(str(caught.value)) < 160


def test_abbreviations_are_within_a_day() -> None:
    assert all(abs(minutes) <= 14 * 60 for minutes in ABBREVIATIONS.values())
