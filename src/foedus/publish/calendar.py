"""Coming dates as an iCalendar (RFC 5545): an all-day event a date, the same for the same record.

What follows by law is confirmed; what the news tells of is tentative, and says how sure it is and who says
so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from icalendar import Calendar, Event

from foedus.errors import DateError
from foedus.law.model import Fact, LegalDate, Treaty
from foedus.law.spans import span
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.model import Certainty, Step
from foedus.publish.ids import ledger_id
from foedus.publish.selection import Selection
from foedus.record.answer import answer
from foedus.record.treaty import treaties
from foedus.wording.status import date_text
from foedus.wording.words import Namer, listed

_LONGEST: Final = 31  # days of a date that is told; what is told of a year is no date of a calendar
_HOURS: Final = timedelta(hours=6)  # in which a reader's calendar asks again


@dataclass(frozen=True, slots=True)
class Coming:
    """One coming date: from `first` to `last`, `certainty` None for what follows by law.

    `key` tells it from all others of the ledger; `address` is where its evidence is.
    """

    key: str
    title: str
    first: date
    last: date
    what: str
    text: str
    certainty: Certainty | None = None
    address: str | None = None


def calendar(entries: Iterable[tuple[str, Iterable[LegalDate]]], on: str, name: Namer = str) -> bytes:
    """The calendar of some treaties' legal dates: (title, dates) each; `on` is the ISO day asked about.

    `name` turns the codes of parties into their names.
    """
    each = [_legal(title, title, d, name, None) for title, dates in entries for d in dates]
    return _written(each, date.fromisoformat(on), "")


def ledger_calendar(
    ledger: Ledger,
    on: date,
    name: Namer = str,
    *,
    known_on: AsOf = None,
    base: str | None = None,
    selection: Selection | None = None,
) -> bytes:
    """The dates to come from a day on, of all agreements of a ledger or of those selected.

    `base` is the board's address for readers.
    """
    wanted = selection or Selection()
    each: list[Coming] = []
    for row, treaty in treaties(ledger, known_on):
        entry = None if treaty.entry is None else treaty.entry.id
        concerned = {*row.parties, *treaty.record.parties}
        if wanted.follows(row.id, entry, concerned) is None:
            continue
        address = None if base is None else f"{base}/agreement/{row.id}"
        by_law = [_legal(f"{row.id}", row.name, d, name, address) for d in answer(treaty, on).dates]
        days = {c.first for c in by_law}
        each += by_law
        each += [c for c in _told(row, treaty, on, name, address) if c.first not in days]
    return _written(each, on, ledger_id(ledger))


def _legal(key: str, title: str, d: LegalDate, name: Namer, address: str | None) -> Coming:
    day = date.fromisoformat(d.date)
    return Coming(
        f"{key}|{d.kind.value}|{d.party}|{d.date}", title, day, day, d.kind.value, date_text(d, name),
        address=address,
    )  # fmt: skip


def _told(row: AgreementRow, treaty: Treaty, on: date, name: Namer, address: str | None) -> Iterator[Coming]:
    """The steps that the news tells of days to come."""
    seen: set[str] = set()
    for fact in treaty.record.facts:
        found = _days(fact)
        if found is None or fact.certainty is Certainty.DENIED or not isinstance(fact.step, Step):
            continue
        first, last = found
        key = f"{row.id}|{fact.step.value}|{fact.of}|{' '.join(fact.actors)}|{fact.date}"
        if last <= on or key in seen:
            continue
        seen.add(key)
        what = fact.step.value.replace("_", " ")
        what += f" ({str(fact.of).replace('_', ' ')})" if fact.of else ""
        actors = [a for a in fact.actors if name(a)]
        who = f" by {listed(actors, name)}" if actors else ""
        said = f"{what}{who}: {fact.certainty.value}, according to {' < '.join(fact.sources) or 'a report'}"
        yield Coming(
            key,
            row.name,
            max(first, on + timedelta(days=1)),
            last,
            f"{what}{who}",
            said,
            fact.certainty,
            address,
        )


def _days(fact: Fact) -> tuple[date, date] | None:
    """From when to when a step is told; None where that is no date of a calendar."""
    if fact.date is None:
        return None
    try:
        found = span(fact.date)
    except DateError:
        return None
    if not found.told or (found.last - found.first).days > _LONGEST:
        return None
    return found.first, found.last


def _written(each: Iterable[Coming], on: date, whose: str) -> bytes:
    out = Calendar()
    out.add("prodid", "-//foedus//legal dates//EN")
    out.add("version", "2.0")
    out.add("x-wr-calname", "Treaty dates")
    if whose:  # one that is asked again and again
        out.add("method", "PUBLISH")
        out.add("refresh-interval", _HOURS, parameters={"VALUE": "DURATION"})
        out.add("x-published-ttl", "PT6H")
    stamp = datetime.combine(on, time(), UTC)
    for coming in sorted(each, key=lambda c: (c.first, c.title, c.key)):
        out.add_component(_event(coming, stamp, whose))
    return bytes(out.to_ical())


def _event(coming: Coming, stamp: datetime, whose: str) -> Event:
    event = Event()
    sure = "" if coming.certainty is None else f" ({coming.certainty.value})"
    event.add("uid", sha256(f"{whose}|{coming.key}".encode("utf-8", "replace")).hexdigest()[:32] + "@foedus")
    event.add("dtstamp", stamp)
    event.add("summary", f"{coming.title}: {coming.what}{sure}" if coming.title else f"{coming.what}{sure}")
    event.add("description", coming.text)
    event.add("dtstart", coming.first)
    event.add("dtend", coming.last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if coming.certainty is None else "TENTATIVE")
    event.add("categories", ["law" if coming.certainty is None else coming.certainty.value])
    if coming.address is not None:
        event.add("url", coming.address)
    return event
