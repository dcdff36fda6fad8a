"""The form of a tracker's record lines: "Signed: Beijing, 15 April 2013", "Accession of Niue, 6 August 2020".

Such a line has no verb to parse: a label of `data/records.txt` tells the step, its value the states and the
day.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from foedus.dates.find import find_dates
from foedus.model import Step
from foedus.reading.tables import rows

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Told:
    """What a part of a record line tells: `by` are the words for who took the step."""

    step: Step
    by: str
    value: str
    denied: bool


@functools.cache
def _labels() -> dict[str, Step]:
    return {label: Step(step) for label, step, _ in rows("records.txt")}


@functools.cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A line with a colon, one with "of" or "by" a state, and a part of a status."""
    label = "|".join(sorted(map(re.escape, _labels()), key=len, reverse=True))
    by = r"(?P<by>[^,:\n]{2,60})"
    return (
        re.compile(rf"\s*(?P<label>{label}|status)(?: by {by})?\s*:\s*(?P<value>\S.{{0,160}})", re.I),
        re.compile(rf"\s*(?P<label>{label})(?: of \w+)? (?:of|by) {by}, (?P<value>[^\n]{{4,60}})$", re.I),
        re.compile(rf"\s*(?P<no>not (?:yet )?)?(?P<label>{label})\b(?P<value>.*)", re.I),
    )  # fmt: skip


def told(line: str) -> list[Told]:
    """What a record line tells, [] for any other line. Only what has a day, or is told not to be done."""
    colon, of, part = _forms()
    found = colon.match(line)
    if found is None:
        found = of.match(line)
        if found is None or not _is_a_date(found["value"].strip(" .")):
            return []
        return [Told(_labels()[found["label"].lower()], found["by"], found["value"], denied=False)]
    pieces = found["value"].split(". ")[0].split(";")
    if found["label"].lower() == "status":
        parts = [m for m in map(part.match, pieces) if m is not None]
        out = [Told(_labels()[m["label"].lower()], "", m["value"], m["no"] is not None) for m in parts]
        return [t for t in out if t.denied or find_dates(t.value)]
    step = _labels()[found["label"].lower()]
    return [Told(step, found["by"] or piece, piece, denied=False) for piece in pieces if find_dates(piece)]


def _is_a_date(words: str) -> bool:
    found = find_dates(words)
    return bool(found) and found[0].start == 0 and found[0].end == len(words)


def end_of_prose(text: str, start: int, end: int) -> int:
    """Where a block's record lines begin, if nothing else follows them; else its end."""
    lines = [(m.start() + start, m.group()) for m in LINE.finditer(text[start:end])]
    first = end
    for at, line in reversed(lines):
        if not told(line):
            break
        first = at
    return first
