"""docs/reasons.md is what the code says."""

from __future__ import annotations

from pathlib import Path

from foedus.law.reasons import ReasonKind
from foedus.wording.reference import page, rows

PAGE = Path(__file__).parents[2] / "docs" / "reasons.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "stale: run `make docs`"


def test_every_kind_has_a_row_that_says_something() -> None:
    found = {kind: said for kind, _, said in rows()}
    assert set(found) == set(ReasonKind)
    assert all(said and said != "None" and "|" not in said for said in found.values())
