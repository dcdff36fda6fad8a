"""The table of sentences with the factuality wanted, and how a text is asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foedus.model import ClaimKind
from tests.reading.reader import read

TABLE = Path(__file__).with_suffix(".txt")


@dataclass(frozen=True)
class Sentence:
    """One row: the step that `text` tells of, the factualities that are right, and why it fails today."""

    group: str
    step: str
    wanted: frozenset[str]
    text: str
    fails: str | None


@cache
def sentences() -> tuple[Sentence, ...]:
    """The rows of the table, in its order."""
    group = ""
    found: list[Sentence] = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("= "):
            group = line[2:]
        elif line and not line.startswith("#"):
            step, wanted, text, *fails = line.split(" | ")
            right = frozenset(wanted.split("/"))
            for one in _each(text):
                found.append(Sentence(group, step, right, one, fails[0] if fails else None))
    return tuple(found)


def _each(text: str) -> list[str]:
    """The sentences of a row: "{a|b}" stands for one with each."""
    before, opened, rest = text.partition("{")
    if not opened:
        return [text]
    words, _, after = rest.partition("}")
    return [before + word + end for word in words.split("|") for end in _each(after)]


def factuality(text: str, step: str) -> frozenset[str]:
    """The factualities of the claims of a step; "none" where the text claims nothing of it."""
    found = {c.certainty.value for c in read(text) if c.kind is ClaimKind.STEP and c.what == step}
    return frozenset(found or {"none"})
