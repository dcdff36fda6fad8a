"""Treaties written as tables, and what the law finds in them as values: days as EDTF, names, numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from foedus.law.counting import Tally, explained, tally
from foedus.law.history import History, history
from foedus.law.model import Rule
from foedus.law.rules import Entry, evaluate
from foedus.law.spans import Span
from foedus.law.treatyfile import treaty_from_json
from foedus.law.whole import Whole, whole

Json = dict[str, Any]
LATER = "2100-01-01"

ACTS = {
    "R": "ratification", "A": "accession", "S": "signature", "D": "definitive_signature", "N": "notification",
    "X": "exchange", "C": "confirmation", "U": "succession", "P": "provisional_application",
    "W": "instrument_withdrawn", "L": "denunciation", "V": "notice_revoked", "O": "objection",
}  # fmt: skip


def acts(text: str) -> list[Json]:
    """ "A R 2000-01-01; B A 2001 5": state, act by its letter, date ("-": none), weight."""
    out = []
    for part in filter(None, (p.strip() for p in text.split(";"))):
        state, act, day, *weight = part.split()
        made: Json = {"state": state.replace("_", " "), "act": ACTS[act]}
        if day != "-":
            made["date"] = day
        if weight:
            made["weight"] = float(weight[0])
        out.append(made)
    return out


def treaty(rule: Json, done: str = "", parties: str = "", **more: Any) -> Json:
    """A treaty file; `done` as in `acts`, `parties` parted by blanks."""
    return {
        "title": "a treaty",
        "parties": parties.split(),
        "entry_into_force": rule,
        "instruments": acts(done),
        **more,
    }


def past(data: Json, on: str = LATER) -> tuple[Rule, History]:
    """A treaty's rule and its history up to a day."""
    found = treaty_from_json(data)
    return found.terms.entry_into_force, history(found.record, date.fromisoformat(on))


def counted(data: Json, on: str = LATER) -> Tally:
    """How far a treaty's rule is met."""
    return tally(*past(data, on))


def lines(data: Json, on: str = LATER) -> list[tuple[str, bool, int | None]]:
    """Each act towards consent: who, whether it counts, and as which."""
    rule, found = past(data, on)
    return [(c.state, c.counted, c.number) for c in explained(rule, found, tally(rule, found).reached)]


def entered(data: Json, on: str = LATER) -> Entry:
    """Entry into force by a treaty's rule alone."""
    return evaluate(*past(data, on))


def all_of(data: Json, on: str = LATER) -> Whole:
    """Everything that the law finds on a day."""
    found = treaty_from_json(data)
    return whole(found.record, found.terms, date.fromisoformat(on))


def days(when: Span) -> str:
    """A span in short: a day, "first..last", "never", "?" for any day; "~" where about right."""
    if when.first == date.max:
        return "never"
    first = "" if when.first == date.min else when.first.isoformat()
    last = "" if when.last == date.max else when.last.isoformat()
    text = first if first == last else f"{first}..{last}"
    return (text or "?") + ("~" if when.vague else "")
