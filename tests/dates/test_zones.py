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


#: Where the clocks showed the time of some abbreviations, in the middle of which month.
SHOWN = """
2024-01 Etc/UTC: UTC GMT UT Z
2024-01 Europe/Lisbon: WET
2024-07 Europe/Lisbon: WEST
2024-07 Europe/London: BST
2024-01 Europe/Paris: CET
2024-07 Europe/Paris: CEST
2024-01 Europe/Helsinki: EET
2024-07 Europe/Helsinki: EEST
2024-01 Europe/Moscow: MSK
2009-07 Europe/Moscow: MSD
2024-01 Europe/Istanbul: TRT
2024-01 Asia/Tehran: IRST
2024-01 Asia/Dubai: GST
2024-01 Asia/Kabul: AFT
2024-01 Asia/Karachi: PKT
2024-01 Asia/Kolkata: IST
2024-01 Asia/Kathmandu: NPT
2024-01 Asia/Dhaka: BDT
2024-01 Asia/Yangon: MMT
2024-01 Asia/Bangkok: ICT
2024-01 Asia/Jakarta: WIB
2024-01 Asia/Hong_Kong: HKT
2024-01 Asia/Singapore: SGT
2024-01 Asia/Manila: PHT
2024-01 Australia/Perth: AWST
2024-01 Asia/Tokyo: JST
2024-01 Asia/Seoul: KST
2024-07 Australia/Sydney: AEST
2024-01 Australia/Sydney: AEDT
2024-01 Australia/Darwin: ACST
2024-07 Pacific/Auckland: NZST
2024-01 Pacific/Auckland: NZDT
2024-01 Africa/Maputo: CAT
2024-01 Africa/Nairobi: EAT
2024-01 Africa/Johannesburg: SAST
2024-01 Africa/Lagos: WAT
2024-01 America/Sao_Paulo: BRT
2024-01 America/Argentina/Buenos_Aires: ART
2024-07 America/Santiago: CLT
2024-01 America/Halifax: AST
2024-07 America/Halifax: ADT
2024-01 America/New_York: EST ET
2024-07 America/New_York: EDT ET
2024-01 America/Chicago: CST CT
2024-07 America/Chicago: CDT CT
2024-01 America/Denver: MST
2024-07 America/Denver: MDT
2024-01 America/Los_Angeles: PST PT
2024-07 America/Los_Angeles: PDT PT
2024-01 America/Anchorage: AKST
2024-01 Pacific/Honolulu: HST
""".strip().splitlines()


@pytest.mark.parametrize("line", SHOWN)
def test_an_abbreviation_is_the_time_that_its_clocks_show(line: str) -> None:
    when, key, *names = line.replace(":", "").split()
    day = dt.datetime.fromisoformat(f"{when}-15T12:00")
    assert {zone(name).utcoffset(day) for name in names} == {zone(key).utcoffset(day)}


def test_every_abbreviation_is_held_against_a_clock() -> None:
    assert set(ABBREVIATIONS) <= {name for line in SHOWN for name in line.partition(": ")[2].split()}


def test_fourteen_hours_are_the_most() -> None:
    assert zone("+14:00").utcoffset(WHEN) == dt.timedelta(hours=14)
    with pytest.raises(DateError):
        zone("+15:00")
