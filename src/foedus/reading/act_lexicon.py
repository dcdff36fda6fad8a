"""What is done around an agreement, as data: the rows of `data/acts.txt`, read once.

Categories are PLOVER's (Open Event Data Alliance, PLOVER manual). A row's behaviour stands in the row; its needs
and flags are told at the top of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from foedus.reading.tables import by_form, forms_of, needs_of, rows

_LISTS: Final = ("obj", "prt", "near")


@dataclass(frozen=True, slots=True)
class ActRule:
    """One row. `target` are the roles of to whom it is done, in the order in which they are asked."""

    id: str
    act: str
    category: str
    target: tuple[str, ...]
    flags: frozenset[str]
    obj: frozenset[str]
    prt: frozenset[str]
    near: frozenset[str]
    example: str
    asked: tuple[frozenset[str], ...]  # the lists of which it needs a word each

    def __contains__(self, flag: str) -> bool:
        return flag in self.flags


def _named() -> dict[str, frozenset[str]]:
    """The lists of words that rows go by: "@forces"."""
    heads = (row[0] for row in rows("acts.txt") if row[0].startswith("@"))
    return {name: frozenset(words.split()) for name, _, words in (head.partition(" = ") for head in heads)}


_NAMED: Final = _named()
FORCES: Final = _NAMED["@forces"]
BORDERS: Final = _NAMED["@border"]


def _words(told: str) -> frozenset[str]:
    """The words of a need, with those of the lists that it names."""
    return frozenset[str]().union(*(_NAMED.get(word, {word}) for word in told.split(",") if word))


def _read() -> Iterator[tuple[str, ActRule]]:
    """(lemmas, row) of every row."""
    for row in rows("acts.txt"):
        if row[0].startswith("@"):
            continue
        id_, lemmas, act, category, target, needs, example = row
        flags, values = needs_of(needs)
        for key in values.keys() - set(_LISTS):
            raise ValueError(f"acts.txt: {id_}: {key}= is no need")
        obj, prt, near = (_words(values.get(name, "")) for name in _LISTS)
        roles = tuple(target.split(","))
        asked = tuple(need for need in (obj, near, prt) if need)
        yield lemmas, ActRule(id_, act, category, roles, flags, obj, prt, near, example, asked)


_ROWS: Final = tuple(_read())
RULES: Final = tuple(rule for _, rule in _ROWS)
CATEGORIES: Final[dict[str, str]] = {rule.act: rule.category for rule in RULES}


def _narrow_first(rule: ActRule) -> int:
    """Of a word's rows those that ask for more around them go first."""
    return -2 * (bool(rule.obj) + bool(rule.prt) + bool(rule.near)) - ("comp" in rule)


def _told(nominal: bool) -> Iterator[tuple[str, ActRule]]:
    return ((lemmas, rule) for lemmas, rule in _ROWS if ("noun" in rule) is nominal)


VERBS: Final = by_form(_told(nominal=False), _narrow_first, nominal=False)
NOUNS: Final = by_form(_told(nominal=True), _narrow_first, nominal=True)


def _hints() -> Iterator[str]:
    """The words of rows that tell: those that must be its object, else its own."""
    for lemmas, rule in _ROWS:
        if "tells" not in rule:
            continue
        yield from rule.obj
        if not rule.obj or "noun" in rule:
            yield from forms_of(lemmas, nominal="noun" in rule)


HINTS: Final = frozenset(_hints())
