"""What a sentence says has happened, will, might or did not: the table of sentences, each read alone."""

from __future__ import annotations

import pytest

from foedus.model import Certainty
from tests.reading.factuality import Sentence, factuality, sentences

ROWS = [
    pytest.param(
        row,
        id=f"{row.group}: {row.text}",
        marks=[pytest.mark.xfail(reason=row.fails, strict=True)] if row.fails else [],
    )
    for row in sentences()
]


@pytest.mark.parametrize("row", ROWS)
def test_factuality(row: Sentence) -> None:
    assert factuality(row.text, row.step) <= row.wanted


def test_the_table_is_well_formed() -> None:
    rows = sentences()
    known = {c.value for c in Certainty} | {"none"}
    assert all(row.wanted and row.wanted <= known for row in rows)
    assert len({(row.text, row.step) for row in rows}) == len(rows)
    assert {w for row in rows for w in row.wanted} == known
