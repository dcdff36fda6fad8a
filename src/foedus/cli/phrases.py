"""Short phrases that several commands print."""

from __future__ import annotations


def count(number: int, thing: str) -> str:
    """So many of a thing: 1 claim, 2 claims."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def what_words(kind: str, what: str) -> str:
    """A claim's step, act or term in words; terms are marked: a rule of entry into force is no such entry."""
    return ("term: " if kind == "term" else "") + what.replace("_", " ")
