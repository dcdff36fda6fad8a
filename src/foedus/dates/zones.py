"""Zones of places and abbreviations; an unknown place is None, an unknown zone a DateError."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from foedus.dates.places import PLACES
from foedus.errors import DateError

# minutes from UTC; of letters with several meanings the one in wire use (IST India, CST US Central)
ABBREVIATIONS: Final = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "MSD": 240, "TRT": 180, "IRST": 210, "GST": 240, "AFT": 270,
    "PKT": 300, "IST": 330, "NPT": 345, "BDT": 360, "MMT": 390, "ICT": 420, "WIB": 420, "HKT": 480,
    "SGT": 480, "PHT": 480, "AWST": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "ACST": 570,
    "NZST": 720, "NZDT": 780, "CAT": 120, "EAT": 180, "SAST": 120, "WAT": 60, "BRT": -180, "ART": -180,
    "CLT": -240, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "HST": -600,
}  # fmt: skip
_IANA: Final = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII)
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}", re.ASCII)


def zone(name: str) -> dt.tzinfo:
    """The zone of an IANA key ("Asia/Seoul"), an abbreviation ("KST", "ET") or an offset ("+09:00", "GMT+9").

    Raises DateError where it is none of them.
    """
    upper = name.strip().upper()
    if upper in ABBREVIATIONS:
        return dt.timezone(dt.timedelta(minutes=ABBREVIATIONS[upper]))
    if found := _OFFSET.fullmatch(upper):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours <= 14 and minutes < 60:
            span = dt.timedelta(hours=hours, minutes=minutes)
            return dt.timezone(-span if found[1] == "-" else span)
    key = _IANA.get(upper, name.strip())
    if _KEY.fullmatch(key):
        try:
            return ZoneInfo(key)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            pass
    raise DateError(
        f"{name[:40]!r} is no time zone; give an IANA key (Asia/Seoul), an abbreviation or +09:00"
    )


def zone_of(place: str) -> str | None:
    """The IANA key of a capital or a city of news ("SEOUL", "Washington"), None where the table has none."""
    return _by_place().get(_folded(place))


@cache
def _by_place() -> dict[str, str]:
    table = {}
    for line in PLACES.strip().splitlines():
        key, _, cities = line.partition(": ")
        for city in cities.split(", "):
            table[_folded(city)] = key
    return table


def _folded(place: str) -> str:
    return re.sub(r"[^\w]+", " ", place.casefold()).strip()
