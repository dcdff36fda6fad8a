"""Resolves a date expression against the day a text was filed or published. Never today, never invented.

What a date says it keeps: "in June" stays a month, "last year" a year. Marks and forms of the result:

- `~` where the text counts in weeks or more, or says "about" or "the end of";
- `?` where it may be off: a deadline, given as its last day ("by October 31" is 2019-10-31?, "by the end of
  2025" is 2025-12-31?), or a phrase with two readings ("next Friday");
- an interval for a span ("April 8-9"), a week, a weekend, a quarter, a stretch ("in the past two weeks"),
  open for "since" (1972/..) and "until" (../2030).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import msgspec
from msgspec.structs import replace

from foedus.dates import arithmetic as cal
from foedus.dates.edtf import parse
from foedus.dates.expr import DateExpr, DateKind, Fields
from foedus.dates.zones import zone

Tense = Literal["past", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a text's dates count from: `day` in the publisher's own zone, and the instant where it is known.

    `zone` is the publisher's (IANA key, abbreviation or "+09:00"), `at` an aware datetime; a naive one is
    taken in `zone`, and is of no use without.
    """

    day: dt.date
    zone: str | None = None
    at: dt.datetime | None = None


class Resolved(msgspec.Struct, frozen=True):
    """A date in EDTF (levels 0 to 2, as `foedus.dates.edtf`), what it rests on, and why in a few words.

    `basis` is "text" (the text gives it whole), "anchor", "reported" (counted from the day told of) or "zone"
    (the anchor's instant in another zone). `named` is the date without its "by", "until", "since", "after".
    """

    date: str
    basis: str
    note: str
    named: str


class _Told(msgspec.Struct, frozen=True):
    """A date on the way: EDTF without relation."""

    date: str
    basis: str
    note: str


class _Where(msgspec.Struct, frozen=True):
    """From where and whither an expression counts."""

    day: dt.date | None  # the anchor's day, in the place's zone where that is known
    own: dt.date | None  # the anchor's day in the publisher's zone
    basis: str
    tense: Tense
    reported: dt.date | None
    at: dt.datetime | None


def resolve(
    expr: DateExpr,
    anchor: Anchor | None,
    *,
    tense: Tense,
    reported: dt.date | None = None,
    place_zone: str | None = None,
) -> Resolved | None:
    """The date that an expression means, None where the text and the anchor do not tell.

    `tense` is that of the event, `reported` the day that the context tells of (for "the previous day"),
    `place_zone` the zone of the place where it happens. Raises DateError for an unknown zone.
    """
    where = _where(anchor, tense, reported, place_zone)
    try:
        told = _of_kind(expr.kind, expr.fields, where)
    except OverflowError:  # before year 1 or after 9999
        return None
    return None if told is None else _related(told, expr.fields)


def _where(anchor: Anchor | None, tense: Tense, reported: dt.date | None, place_zone: str | None) -> _Where:
    if anchor is None:
        return _Where(None, None, "anchor", tense, reported, None)
    at = anchor.at
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=zone(anchor.zone)) if anchor.zone else None
    if place_zone is not None and at is not None:
        try:
            at = at.astimezone(zone(place_zone))
        except OverflowError:
            return _Where(anchor.day, anchor.day, "anchor", tense, reported, None)
        return _Where(at.date(), anchor.day, "zone", tense, reported, at)
    if place_zone is not None:
        zone(place_zone)
    return _Where(anchor.day, anchor.day, "anchor", tense, reported, at)


def _of_kind(kind: DateKind, f: Fields, w: _Where) -> _Told | None:
    match kind:
        case DateKind.CALENDAR:
            return _calendar(f, w)
        case DateKind.SPAN:
            return _span(f, w)
        case DateKind.WEEKDAY:
            return _weekday(f, w)
        case DateKind.DAY:
            return _whole_day(f, w)
        case DateKind.TOLD:
            return _told(f, w)
        case DateKind.UNIT:
            return _unit(f, w)
        case DateKind.AGO:
            return _ago(f, w)
        case DateKind.WITHIN:
            return None if f.event or w.tense == "past" else _ago(f, w)
        case DateKind.STRETCH:
            return _stretch(f, w)
        case DateKind.VAGUE:
            return None


def _related(told: _Told, f: Fields) -> Resolved:
    """The date with "by", "until", "since" or "after" applied."""
    date, note = told.date, told.note
    first, _, last = date.partition("/")
    last = last or first
    match f.relation:
        case "by":
            date, note = last.rstrip("?~%") + "?", _join(note, "not later than")
        case "until":
            date, note = f"../{last.rstrip('~')}", _join(note, "until")
        case "since" | "after":
            date, note = f"{first}/..", _join(note, f.relation)
        case "from":
            date = first
        case _:
            pass
    return Resolved(date, told.basis, note, told.date)


def _join(*notes: str) -> str:
    return "; ".join(n for n in notes if n)


def _calendar(f: Fields, w: _Where) -> _Told | None:
    mark = "~" if f.approximate else ""
    if f.mask is not None:
        return _Told(f.mask + mark, "text", f.part or "")
    if f.season is not None:
        return _season(f, w, mark)
    if f.number is not None:
        year = _shifted_year(f, w)
        return None if year is None else _Told(cal.part_of_year(year, f.unit, f.number), _basis(f, w), "")
    if f.month is None and f.day is not None:
        return _day_of_month(f, w, mark)
    year, note, doubt = f.year, "", ""
    if f.told_year:
        if w.reported is None:
            return None
        return _parted(f, f"{w.reported.year:04d}", "reported", mark, f"counted from {w.reported}")
    if year is None and f.year_shift is not None:
        year = _shifted_year(f, w)
        if year is None:
            return None
    if year is None and f.month is not None:
        found = _year_of(f, w)
        if found is None:
            if f.shift is not None:
                return None
            return _parted(
                replace(f, year=None), "XXXX", "text", mark, "no year and nothing to count it from"
            )
        year, note, doubt = found
    if year is None:
        return None
    if f.day is not None and f.weekday is not None and f.year is not None and not cal.fits(f, year):
        doubt, note = "?", "its weekday does not fit"
    if f.day is not None and not cal.exists(year, f.month or 0, f.day):
        return None
    return _parted(f, f"{year:04d}", _basis(f, w), mark or doubt, note)


def _parted(f: Fields, year: str, basis: str, mark: str, note: str) -> _Told:
    """Year, month, day as far as given; the ends of a month or year as their first or last day."""
    if f.month is not None and f.day is not None:
        return _Told(f"{year}-{f.month:02d}-{f.day:02d}{mark}", basis, note)
    if f.part in ("end", "start") and year != "XXXX":
        return _Told(
            cal.edge(int(year), f.month, end=f.part == "end") + "~", basis, _join(note, f"the {f.part}")
        )
    date = year if f.month is None else f"{year}-{f.month:02d}"
    return _Told(date + mark, basis, _join(note, f.part or ""))


def _basis(f: Fields, w: _Where) -> str:
    return "text" if f.year is not None or f.mask is not None else w.basis


def _shifted_year(f: Fields, w: _Where) -> int | None:
    if f.year is not None:
        return f.year
    if f.year_shift is None or w.day is None:
        return None
    year = w.day.year + f.year_shift
    return year if 1 <= year <= dt.MAXYEAR else None


def _year_of(f: Fields, w: _Where) -> tuple[int, str, str] | None:
    """The year of a month or day without one, with a note and a mark of doubt."""
    if w.day is None or f.month is None:
        return None
    if f.shift is not None and f.day is not None:
        found_year = cal.shifted_day_year(w.day, f.month, f.day, f.shift)
        return None if found_year is None else (found_year, _seen(w), "")
    if f.shift is not None:
        return cal.shifted_month_year(w.day, f.month, f.shift)
    if f.day is not None:
        strict = f.relation in ("by", "until", "from")
        found = cal.nearest_day(w.day, f.month, f.day, f.weekday, w.tense, strict=strict)
        return None if found is None else (found[0].year, _seen(w), found[1])
    year = cal.nearest_month_year(w.day, f.month, w.tense)
    return None if year is None else (year, _seen(w), "")


def _seen(w: _Where) -> str:
    return f"seen from {w.day}"


def _season(f: Fields, w: _Where, mark: str) -> _Told | None:
    if f.season is None:
        return None
    year, doubt = _shifted_year(f, w), ""
    if year is None and w.day is not None:
        year, doubt = cal.season_year(w.day, f.season, f.shift, w.tense)
    if year is None or not 1 <= year <= dt.MAXYEAR:
        return None
    return _Told(f"{year:04d}-{f.season}{mark or doubt}", _basis(f, w), f.part or "")


def _day_of_month(f: Fields, w: _Where, mark: str) -> _Told | None:
    if w.day is None or f.day is None:
        return None
    found = cal.nearest_day_of_month(w.day, f.day, w.tense)
    return None if found is None else _Told(found.isoformat() + mark, w.basis, _seen(w))


def _span(f: Fields, w: _Where) -> _Told | None:
    """A span's two ends; where only the end has a year, the start is the one just before it."""
    if f.last is None:
        return None
    last, basis = f.last, "text"
    if f.year is None and last.year is None and w.day is not None:
        end, basis = _calendar(last, w), w.basis
        if end is None or not end.date[:4].isdigit():
            return None
        wraps = (f.month or 0) > (last.month or 0)
        year = int(end.date[:4])
        last, f = replace(last, year=year), replace(f, year=year - wraps)
    elif f.year is None and last.year is not None:
        f = replace(f, year=last.year - ((f.month or 0) > (last.month or 0)))
    elif last.year is None and f.year is not None:
        last = replace(last, year=f.year + ((f.month or 0) > (last.month or 0)))
    first, final = _calendar(f, w), _calendar(last, w)
    if first is None or final is None:
        return None
    return _Told(f"{first.date}/{final.date}", basis, "")


def _weekday(f: Fields, w: _Where) -> _Told | None:
    if f.weekday is None or w.day is None or w.own is None:
        return None
    mark = "~" if f.approximate else ""
    if f.week_shift is not None:
        day = cal.monday(w.day) + dt.timedelta(days=7 * f.week_shift + f.weekday)
        return _Told(day.isoformat() + mark, w.basis, _seen(w))
    basis = w.basis
    day, doubt = cal.weekday(w.day, f.weekday, f.shift, w.tense)
    if w.day != w.own and not f.local and f.weekday == w.own.weekday() and f.shift is None:
        day, basis = w.own, "anchor"  # the publisher's own day, though it is another at the place
    return _Told(
        day.isoformat() + (mark or doubt), basis, f"seen from {w.own if basis == 'anchor' else w.day}"
    )


def _whole_day(f: Fields, w: _Where) -> _Told | None:
    if w.day is None or f.shift is None:
        return None
    day = w.day + dt.timedelta(days=f.shift)
    return _Told(day.isoformat(), w.basis, _seen(w))


def _told(f: Fields, w: _Where) -> _Told | None:
    """From the day told of; where there is none back from the anchor, and on from it for what is to come."""
    if f.event:
        return None
    base, basis = (w.reported, "reported") if w.reported is not None else (w.day, w.basis)
    if base is None:
        return None
    step = f.count if f.count is not None else f.shift or 0
    if basis != "reported" and (step == 0 or (step > 0 and w.tense != "future")):
        return None
    note = f"counted from {base}"
    if f.weekday is not None:
        day, _ = cal.weekday(base, f.weekday, f.shift, "past" if step < 0 else "future", strict=True)
        return _Told(day.isoformat(), basis, note)
    if f.count is not None:
        return _counted(f, base, basis, note, None)
    if f.unit == "day":
        return _Told((base + dt.timedelta(days=step)).isoformat(), basis, note)
    date = cal.unit(base, f.unit or "day", step)
    return None if date is None else _Told(date, basis, note)


def _unit(f: Fields, w: _Where) -> _Told | None:
    if w.day is None or f.unit is None:
        return None
    if f.unit == "weekend":
        date: str | None = cal.weekend(w.day, f.shift, w.tense)
    elif f.part in ("end", "start") and f.unit in ("week", "month", "year"):
        date = cal.unit_edge(w.day, f.unit, f.shift or 0, end=f.part == "end")
        date = date and date + "~"
    elif f.unit == "week" and f.shift == 0:
        date = cal.rest_of_week(w.day, f.part, w.tense)
    else:
        date = cal.unit(w.day, f.unit, f.shift or 0)
    if date is None:
        return None
    if f.approximate and "/" not in date:
        date = date.rstrip("~") + "~"
    return _Told(date, w.basis, _join(_seen(w), f.part or ""))


def _ago(f: Fields, w: _Where) -> _Told | None:
    if w.day is None or f.count is None:
        return None
    if f.count > 0 and w.tense == "past":
        return None  # "in two years" of what is done says how long it took
    return _counted(f, w.day, w.basis, f"counted from {w.day}", w.at)


def _counted(f: Fields, base: dt.date, basis: str, note: str, at: dt.datetime | None) -> _Told | None:
    if f.unit is None or f.count is None:
        return None
    if f.unit == "hour":
        moved = at + dt.timedelta(hours=f.count) if at is not None else None
        day = moved.date() if moved else base + dt.timedelta(days=int(f.count / 24))
        return _Told(day.isoformat() + ("" if moved or f.count % 24 == 0 else "~"), basis, note)
    date = cal.counted(base, f.unit, f.count)
    if date is None:
        return None
    rough = f.approximate or (f.unit != "day" and f.relation != "by")
    return _Told(date + ("~" if rough else ""), basis, note)


def _stretch(f: Fields, w: _Where) -> _Told | None:
    if w.day is None or f.count is None or f.unit is None:
        return None
    days = cal.counted_day(w.day, f.unit, f.count)
    if days is None:
        return None
    low, high = sorted((days, w.day))
    date = f"{low.isoformat()}/{high.isoformat()}"
    parse(date)
    return _Told(date, w.basis, f"counted from {w.day}")
