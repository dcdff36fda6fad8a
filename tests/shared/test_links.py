"""Linking on the marked mentions of the shared news: `links.tsv` has set, document, mention, entry or "-".

A mention is the n-th distinct agreement among a document's marked claims. Odd documents of the wire set are left
out: they are kept unread.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.names import names
from foedus.register.link import Mention, link
from foedus.register.lookup import Register

SHARED = Path(__file__).parents[3] / "shared" / "gold"
MARKS = Path(__file__).with_name("links.tsv")
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared measures are not beside the project")
PRECISION = 0.98
RECALL = 0.92  # what is left are descriptions that only the story tells: "the February 2020 agreement"


def marked() -> Iterator[tuple[Mention, str | None]]:
    """Each marked mention with the entry that it means."""
    documents: dict[tuple[str, str], tuple[str | None, list[tuple[str, set[str]]]]] = {}
    for name in ("news", "wire"):
        for line in (SHARED / name / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            order: dict[str, set[str]] = {}
            for claim in document.get("claims", ()):
                codes = {p for p in claim.get("parties") or () if p.isascii() and p.isupper()}
                order.setdefault(claim["agreement"], set()).update(codes)
            documents[name, document["doc"]] = (document.get("published"), list(order.items()))
    for line in MARKS.read_text(encoding="utf-8").splitlines():
        name, doc, number, entry = line.split("\t")
        published, found = documents[name, doc]
        text, parties = found[int(number)]
        day = published[:10] if published else None
        yield Mention(text, tuple(sorted(parties)), None, day), None if entry == "-" else entry


def test_links_are_right_and_most_are_found() -> None:
    register, table = Register.open(), names()
    right = wrong = missed = 0
    for mention, entry in marked():
        found = link(register, table, mention).entry
        right += found is not None and found == entry
        wrong += found is not None and found != entry
        missed += entry is not None and found != entry
    precision, recall = right / (right + wrong), right / (right + missed)
    print(
        f"\nlinks: precision {precision:.3f}, recall {recall:.3f} of {right + missed} mentions that have an entry"
    )
    assert precision >= PRECISION
    assert recall >= RECALL
