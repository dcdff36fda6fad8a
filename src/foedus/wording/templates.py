"""Templates of sentences: "in force since {date:span}{sources:said}", where a form words each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from string import Formatter
from typing import Any, Final

from foedus.law.model import Offset, Round, Unit
from foedus.law.spans import span
from foedus.wording.dates import day_words, short, span_words, when
from foedus.wording.words import (
    Namer,
    according,
    counted_words,
    listed,
    named,
    ordinal,
    plural,
    source_named,
    sources_listed,
)


def offset_of(data: Mapping[str, Any] | None) -> Offset | None:
    """An offset from a finding's field."""
    return Offset(data["n"], Unit(data["unit"])) if data else None


Form = Callable[[Any, Namer], str]

#: How a field is worded: by the form after its colon.
FORMS: Final[Mapping[str, Form]] = {
    "": lambda value, _: str(value),
    "day": lambda value, _: day_words(date.fromisoformat(value)),
    "span": lambda value, _: span_words(span(value)),
    "when": lambda value, _: when(span(value)),
    "short": lambda value, _: short(span(value)),
    "state": named,
    "states": listed,
    # "North Korea: signature is denied", "the signature is denied"
    "whose": lambda value, name: f"{named(value, name)}:" if value else "the",
    "source": lambda value, _: source_named(value),
    "sources": lambda value, _: sources_listed(value),
    "said": lambda value, _: according(value),
    "length": lambda value, _: plural(value["n"], value["unit"]),
    "counted": lambda value, _: counted_words(offset_of(value), Round.NONE),
    "nth": lambda value, _: ordinal(value),
    "times": lambda value, _: plural(value, "time"),
}


def fill(template: str, fields: Mapping[str, Any], name: Namer) -> str:
    """The sentence that a template makes of the fields of a finding."""
    out = ""
    for text, field, form in _parts(template):
        out += text if form is None else text + form(fields[field], name)
    return out


@cache
def _parts(template: str) -> tuple[tuple[str, str, Form | None], ...]:
    """A template taken apart: a text, then the field that follows it and how that is worded."""
    parsed = Formatter().parse(template)
    return tuple(
        (text, field or "", None if field is None else FORMS[form or ""]) for text, field, form, _ in parsed
    )
