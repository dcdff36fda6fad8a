"""What is done around an agreement, as data: the rows of `data/acts.txt`, read once.

Categories are PLOVER's (Open Event Data Alliance, PLOVER manual). A row's behaviour stands in the row; its needs
and flags are told at the top of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from foedus.language.inflect import noun_forms, verb_forms
from foedus.reading.frames import rows

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

    def __contains__(self, flag: str) -> bool:
        return flag in self.flags


def _named() -> dict[str, frozenset[str]]:
    """The lists of words that rows go by: "@forces"."""
    heads = (row[0] for row in rows("acts.txt") if row[0].startswith("@"))
    return {name: frozenset(words.split()) for name, _, words in (head.partition(" = ") for head in heads)}


_NAMED: Final = _named()
FORCES: Final = _NAMED["@forces"]
BORDERS: Final = _NAMED["@border"]


def _read() -> Iterator[tuple[str, ActRule]]:
    """(lemmas, row) of every row."""
    for row in rows("acts.txt"):
        if row[0].startswith("@"):
            continue
        id_, lemmas, act, category, target, needs, example = row
        flags, lists = set[str](), dict[str, frozenset[str]]()
        for need in needs.split():
            key, equals, value = need.partition("=")
            if not equals:
                flags.add(key)
                continue
            if key not in _LISTS:
                raise ValueError(f"acts.txt: {id_}: {key}= is no need")
            lists[key] = frozenset[str]().union(*(_NAMED.get(word, {word}) for word in value.split(",")))
        nothing = frozenset[str]()
        obj, prt, near = (lists.get(name, nothing) for name in _LISTS)
        roles = tuple(target.split(","))
        yield lemmas, ActRule(id_, act, category, roles, frozenset(flags), obj, prt, near, example)


_ROWS: Final = tuple(_read())
RULES: Final = tuple(rule for _, rule in _ROWS)
CATEGORIES: Final[dict[str, str]] = {rule.act: rule.category for rule in RULES}


def _by_form(nominal: bool) -> dict[str, tuple[ActRule, ...]]:
    """The rows by the forms of their words; those that ask for more around them go first."""
    out: dict[str, list[ActRule]] = {}
    for lemmas, rule in _ROWS:
        if ("noun" in rule) is nominal:
            for lemma in lemmas.split():
                for form in noun_forms(lemma) if nominal else verb_forms(lemma):
                    out.setdefault(form, []).append(rule)
    return {form: tuple(sorted(found, key=_narrow_first)) for form, found in out.items()}


def _narrow_first(rule: ActRule) -> int:
    return -2 * (bool(rule.obj) + bool(rule.prt) + bool(rule.near)) - ("comp" in rule)


VERBS: Final = _by_form(nominal=False)
NOUNS: Final = _by_form(nominal=True)


def _hints() -> Iterator[str]:
    """The words of rows that tell: those that must be its object, else its own."""
    for lemmas, rule in _ROWS:
        if "tells" not in rule:
            continue
        yield from rule.obj
        if not rule.obj or "noun" in rule:
            for lemma in lemmas.split():
                yield from noun_forms(lemma) if "noun" in rule else verb_forms(lemma)


HINTS: Final = frozenset(_hints())
