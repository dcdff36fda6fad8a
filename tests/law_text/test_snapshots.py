"""Whole treaties in the manner of real ones, read to the end: the terms stand beside each text as JSON.

Write the snapshots anew after a change you mean with `python -m tests.law_text.test_snapshots`, and read the
difference before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from foedus.cli.terms import terms_json
from foedus.law.text import terms

FOLDER = Path(__file__).parent / "treaties"
TEXTS = sorted(FOLDER.glob("*.txt"))


def read(path: Path) -> Any:
    return json.loads(json.dumps(terms_json(path.stem, terms(path.read_text(encoding="utf-8")))))


def test_there_are_texts() -> None:
    assert len(TEXTS) >= 6


@pytest.mark.parametrize("path", TEXTS, ids=[p.stem for p in TEXTS])
def test_terms_of_a_whole_treaty(path: Path) -> None:
    assert read(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    for each in TEXTS:
        out = json.dumps(read(each), indent=1, ensure_ascii=False)
        each.with_suffix(".json").write_text(out + "\n", encoding="utf-8")
