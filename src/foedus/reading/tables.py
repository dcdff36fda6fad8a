"""How a data file of this room is read: its rows, what a row needs, and its words' forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from typing import TypeVar

from foedus.language.inflect import noun_forms, verb_forms

T = TypeVar("T")


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a data file, cut at their bars."""
    text = files("foedus.reading").joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def needs_of(told: str) -> tuple[frozenset[str], dict[str, str]]:
    """The flags of a row and the values of its keys: "weak obj=law,bill"."""
    parts = [need.partition("=") for need in told.split()]
    flags = frozenset(key for key, equals, _ in parts if not equals)
    return flags, {key: value for key, equals, value in parts if equals}


def forms_of(lemmas: str, *, nominal: bool) -> Iterator[str]:
    """All forms of some verbs or nouns."""
    for lemma in lemmas.split():
        yield from noun_forms(lemma) if nominal else verb_forms(lemma)


def by_form(
    told: Iterable[tuple[str, T]], rank: Callable[[T], int], *, nominal: bool
) -> dict[str, tuple[T, ...]]:
    """What is told of lemmas, by each of their forms; of one form's those of the least rank go first."""
    out: dict[str, list[T]] = {}
    for lemmas, each in told:
        for form in forms_of(lemmas, nominal=nominal):
            out.setdefault(form, []).append(each)
    return {form: tuple(sorted(found, key=rank)) for form, found in out.items()}
