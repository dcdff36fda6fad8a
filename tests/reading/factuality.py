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
            found.append(Sentence(group, step, right, text, fails[0] if fails else None))
    return tuple(found)


def factuality(text: str, step: str) -> frozenset[str]:
    """The factualities of the claims of a step; "none" where the text claims nothing of it."""
    found = {c.certainty.value for c in read(text) if c.kind is ClaimKind.STEP and c.what == step}
    return frozenset(found or {"none"})
