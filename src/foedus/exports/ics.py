"""Coming legal dates as an iCalendar (RFC 5545): an all-day event a date, the same for the same status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from foedus.law.model import LegalDate
from foedus.wording.status import date_text
from foedus.wording.words import Namer


def calendar(entries: Iterable[tuple[str, Iterable[LegalDate]]], on: str, name: Namer = str) -> bytes:
    """The calendar of some treaties' dates: (title, dates) each; `on` is the ISO day asked about.

    `name` turns the codes of parties into their names.
    """
    out = Calendar()
    out.add("prodid", "-//foedus//legal dates//EN")
    out.add("version", "2.0")
    out.add("x-wr-calname", "Treaty dates")
    stamp = datetime.combine(date.fromisoformat(on), time(), UTC)
    for title, dates in entries:
        for d in dates:
            out.add_component(_event(title, d, stamp, name))
    return bytes(out.to_ical())


def _event(title: str, d: LegalDate, stamp: datetime, name: Namer) -> Event:
    event = Event()
    heading = f"{title}: {d.kind.value}" if title else d.kind.value
    same = f"{title}|{d.kind.value}|{d.party}|{d.date}"
    event.add("uid", sha256(same.encode()).hexdigest()[:32] + "@foedus")
    event.add("dtstamp", stamp)
    event.add("summary", heading)
    event.add("description", date_text(d, name))
    day = date.fromisoformat(d.date)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
