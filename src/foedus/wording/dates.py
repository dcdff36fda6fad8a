"""Dates as a reader writes them: "on 4 December 2024", "June 2024, day unknown"."""

from __future__ import annotations

from datetime import date

from foedus.errors import DateError
from foedus.law.spans import Span, span

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(day: date) -> str:
    """A day of the calendar: "4 December 2024"; the last that there is stands for never."""
    return "never" if day == date.max else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(found: Span) -> str:
    """What a span leaves open: "June 2024, day unknown", "between ... and ...", "day unknown"."""
    a, b = found.first, found.last
    about = "about " if found.vague else ""
    if a == b:
        return about + f"{a.day} {_MONTHS[a.month - 1]} {a.year}"
    edtf = (found.edtf() or "").rstrip("~")
    if len(edtf) == 7 and a.month == b.month:
        return f"{about}{_MONTHS[a.month - 1]} {a.year}, day unknown"
    if len(edtf) == 4:
        return f"{about}{a.year}, day unknown"
    return about + _open_words(found)


def _open_words(found: Span) -> str:
    if not found.told:
        return "day unknown"
    if found.first == date.min:
        return f"{day_words(found.last)} or before, day unknown"
    if found.last == date.max:
        return f"{day_words(found.first)} or later, day unknown"
    return f"between {day_words(found.first)} and {day_words(found.last)}"


def when(found: Span) -> str:
    """As part of a sentence: "on 4 December 2024", "in June 2024, day unknown"."""
    words = span_words(found)
    if found.exact:
        return words if found.vague else f"on {words}"
    if not found.told:
        return "on a day unknown"
    if words.startswith(("between", "about")):
        return words
    return ("on " if " or " in words else "in ") + words


def short(found: Span) -> str:
    """An exact day as ISO, else words: "2024-12-04", "June 2024, day unknown"."""
    return found.first.isoformat() if found.exact and not found.vague else span_words(found)


def in_words(edtf: str) -> str:
    """A date for a reader: a plain day, month or year as it stands, what is open or about right in words.

    What has no year, or is no date, stands as it is.
    """
    try:
        found = span(edtf)
    except DateError:
        return edtf
    plain = "/" not in edtf and edtf == found.edtf() and not found.vague
    if plain or not found.told:
        return edtf
    words = span_words(found)
    return f"a day {words}" if words.startswith("between") else words
