"""The first line's words: since when, or what is missing, or what it hangs on."""

from __future__ import annotations

from datetime import date

from foedus.law.model import State
from foedus.law.spans import Span
from foedus.law.whole import Whole
from foedus.wording import words
from foedus.wording.words import Namer


def summary(w: Whole, state: State, name: Namer) -> str:
    """What stands after the headline: "since 2024-12-04", "ratified by both; missing: ..."."""
    found, end = w.entry, w.ending
    since = f"since {short(found.span)}{words.according(found.said_by)}"
    if w.in_force is None:
        return _uncertain(w, name)
    if w.in_force:
        return f"{since}, until {short(end.span)}" if end.span.first != date.max else since
    if w.entered is not False:
        return f"from {short(end.span)}; was in force {since}"
    parts = [words.stage(w.past, name), words.leavers(w.past, name)]
    if found.open and found.span.last == date.max and found.span.first != date.max:
        parts += [f"not before {words.day(found.span.first)}", *found.missing]
    elif found.span.first != date.max:
        ahead = f"on {short(found.span)}" if found.span.exact else words.when(found.span)
        parts.append(f"enters into force {ahead}")
    elif found.missing:
        parts.append("missing: " + "; ".join(found.missing))
    return "; ".join(p for p in parts if p) or "nothing is recorded of it"


def _uncertain(w: Whole, name: Namer) -> str:
    found, end = w.entry, w.ending
    if w.entered is not None:
        doubt = end.doubts[0].text if end.doubts else f"it may have ended {end.span.words()}"
        return f"in force since {short(found.span)}; {doubt}"
    if found.open:
        parts = (
            words.stage(w.past, name),
            words.leavers(w.past, name),
            "whether it is in force cannot be told from the record",
            *w.missing,
        )
        return "; ".join(p for p in parts if p)
    if found.span.last == date.max:
        right = f"if {words.listed(found.said_by)} is right" if found.said_by else "if the report holds"
        return f"in force since {found.span.first.isoformat()} {right}; it is denied"
    return f"in force from a day {found.span.words()}"


def short(when: Span) -> str:
    """An exact day as ISO, else words: "2024-12-04", "June 2024, day unknown"."""
    return when.first.isoformat() if when.exact and not when.vague else when.words()
