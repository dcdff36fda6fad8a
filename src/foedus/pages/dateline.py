"""Datelines and credits of wire copy: "SEOUL, Nov. 12 (Yonhap) --", "WASHINGTON, March 3 -", "MOSCOW (AP) _"."""

from __future__ import annotations

import datetime as dt
import re

from foedus.model import Block, Dateline, Role

_MONTHS = {
    m: i + 1
    for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())
}  # fmt: skip
_PLACE = r"(?P<place>[A-Z][A-Z.'\u2019-]*(?:[ ,/]+(?:[A-Z][A-Z.'\u2019-]+|[A-Z][a-z]+\.?|de|la|el|al|of))*?|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?)"
_DAY = (
    r"(?:(?P<m1>[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? (?P<d1>\d{1,2})|(?P<d2>\d{1,2})(?:st|nd|rd|th)? (?P<m2>[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?)"
    r"(?:,? (?P<y>\d{4}))?"
)
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_WEEKDAY = r"(?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.?"  # "KARACHI, Monday. -"
_AGENCY = r"\(\s*(?P<agency>[A-Z][A-Za-z /.'-]{1,40}?)\s*\)"
_DASH = r"\s*(?:--+|\u2014|\u2013|-|_)\s+"
_FULL = re.compile(rf"^\s*{_PLACE}(?:\s*,\s*(?:{_DAY}|{_WEEKDAY}))?\s*(?:{_AGENCY})?{_DASH}")
_BARE = re.compile(rf"^\s*{_PLACE}\s*,\s*{_DAY}\s*(?:{_AGENCY})?\s*(?:--+|\u2014|\u2013|-|_|:|\.)?\s+")
_LINE_DAY = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:(?P<m1>[A-Z][a-z]{2,8})\.? (?P<d1>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]{2,8})),? (?P<y>\d{4})\s*$"
)
_TAIL = 300  # characters at the end of a paragraph that hold its credits
_CREDIT = re.compile(r"\(([^()]{2,60})\)\s*$")


def dateline(text: str, blocks: tuple[Block, ...], day: dt.date | None) -> Dateline | None:
    """The dateline at the start of the story, its year from the day published where it has none."""
    for block in [b for b in blocks if b.role is Role.BODY][:2]:
        run = text[block.start : min(block.end, block.start + 160)]
        folded = run.replace("\n", " ")
        found = _FULL.match(folded) or _BARE.match(folded)
        if found is None or not _plausible(found):
            continue
        return Dateline(
            found["place"].strip(" ,"), _day(found, day), found["agency"], block.start + found.start("place"),
            block.start + found.end(),
        )  # fmt: skip
    return None


def line_day(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The day that stands on a line of its own under the headline ("Friday, September 6, 2019")."""
    for block in blocks[:4]:
        found = _LINE_DAY.match(" ".join(text[block.start : block.end].split()))
        if found is not None:
            return _day(found, None)
    return None


def credits(text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Agencies and outlets credited in brackets at a paragraph's end, in order: "(Yonhap)", "(AFP via CNA)"."""
    out: dict[str, None] = {}
    for block in blocks:
        if block.role not in (Role.BODY, Role.CREDIT, Role.SUMMARY):
            continue
        rest = text[max(block.start, block.end - _TAIL) : block.end].rstrip()
        here: list[str] = []
        while (found := _CREDIT.search(rest)) is not None:
            before = rest[: found.start()].rstrip()
            inner = " ".join(found.group(1).split()).strip("* ")
            if not before.endswith((".", "!", "?", '"', "\u201d", ")", "*")) or not inner[:1].isupper():
                break
            here.insert(0, inner)
            rest = before
        if block.role is Role.CREDIT and not here:
            word = rest.strip(" -()\u0003*.").title() if rest.isupper() and len(rest) < _TAIL else ""
            here = [word] if word and len(word) < 20 else []
        out.update(dict.fromkeys(here))
    return tuple(out)


def _plausible(found: re.Match[str]) -> bool:
    place = found["place"]
    dated = found.groupdict().get("m1") or found.groupdict().get("m2")
    if dated and _month(found) is None:
        return False
    upper = sum(c.isupper() for c in place) > 0.6 * sum(c.isalpha() for c in place)
    return bool(dated or found["agency"] or upper) and len(place) > 2


def _month(found: re.Match[str]) -> int | None:
    word = found["m1"] or found["m2"] or ""
    return _MONTHS.get(word[:3].lower())


def _day(found: re.Match[str], near: dt.date | None) -> str | None:
    weekday = found.groupdict().get("wd")
    if weekday and near is not None:  # the last one before the page came out
        back = (near.weekday() - _WEEKDAYS.index(weekday[:3].lower())) % 7
        return (near - dt.timedelta(days=back)).isoformat()
    month, number = _month(found), found["d1"] or found["d2"]
    if month is None or number is None:
        return None
    year = int(found["y"]) if found["y"] else None
    if year is None:
        if near is None:
            return None
        year = near.year
    try:
        day = dt.date(year, month, int(number))
        if found["y"] is None and near is not None and day > near + dt.timedelta(days=14):
            day = day.replace(year=year - 1)
    except ValueError:
        return None
    return day.isoformat()
