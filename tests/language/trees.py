"""What the tests of language look at: sentences as trees, their dates, and the words that could be events."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.dates.find import find_dates
from foedus.language.attachment import DateAt
from foedus.language.parse import parse
from foedus.language.repair import repaired
from foedus.language.tree import Tree


def parsed(texts: Iterable[object]) -> dict[str, Tree]:
    """The trees of these sentences, each once, parsed together."""
    each = list(dict.fromkeys(map(str, texts)))
    return {text: repaired(found) for text, found in zip(each, parse(each), strict=True)}


def dates(found: Tree) -> list[DateAt]:
    """The dates of a sentence, at their tokens."""
    at = found.token_at
    return [DateAt(at(d.start), at(d.end - 1) + 1, d) for d in find_dates(found.text)]


def events(found: Tree, date: DateAt) -> list[int]:
    """The verbs and nouns of a sentence outside of a date."""
    return [
        i
        for i, tag in enumerate(found.tags)
        if tag.startswith(("VB", "NN"))
        and not date.lo <= i < date.hi
        and found.deps[i] not in ("aux", "auxpass")
    ]
