"""Coming legal dates as an iCalendar (RFC 5545): an all-day event a date, the same for the same status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from foedus.law.model import LegalDate


def calendar(entries: Iterable[tuple[str, Iterable[LegalDate]]], on: str) -> bytes:
    """The calendar of some treaties' dates: (title, dates) each; `on` is the ISO day asked about."""
    out = Calendar()
    out.add("prodid", "-//foedus//legal dates//EN")
    out.add("version", "2.0")
    out.add("x-wr-calname", "Treaty dates")
    stamp = datetime.combine(date.fromisoformat(on), time(), UTC)
    for title, dates in entries:
        for d in dates:
            out.add_component(_event(title, d, stamp))
    return bytes(out.to_ical())


def _event(title: str, d: LegalDate, stamp: datetime) -> Event:
    event = Event()
    name = f"{title}: {d.kind}" if title else d.kind
    event.add("uid", sha256(f"{title}|{d.kind}|{d.party}|{d.date}".encode()).hexdigest()[:32] + "@foedus")
    event.add("dtstamp", stamp)
    event.add("summary", name)
    event.add("description", d.text)
    day = date.fromisoformat(d.date)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
