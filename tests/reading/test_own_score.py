"""The score of reading on the project's own marked texts does not fall.

To raise a floor: run `pytest tests/reading/test_own_score.py -s`, which prints today's figures, and write a
figure a little below them. A floor is lowered only with a mark that was wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.jsonform import claim_to_json
from foedus.pages import article
from foedus.reading import claims
from tests.scoring import FIELDS, Report, load, score

OWN = Path(__file__).parent / "own" / "gold.jsonl"
FLOORS = {
    "claims": 0.87,
    "whole": 0.73,
    "parties": 0.90,
    "actor": 0.94,
    "date": 0.92,
    "source": 0.95,
    "certainty": 0.92,
}
GROUP_FLOOR = 0.68  # claims F1 of every group of texts
SILENT_BROKEN = 1  # at most so many of the texts without a claim are read as having one


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    documents = load(OWN)
    printed = []
    for d in documents:
        page = article(d.path.read_bytes(), doc=d.doc, publisher=d.publisher, published=d.published)
        printed += [claim_to_json(c) for c in claims(page)]
    found = score(documents, printed)
    for group, report in sorted(found.items()):
        print(f"{group:10s} {report.line()}; silent broken {report.silent_broken}")
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(reports: dict[str, Report], name: str) -> None:
    total = reports["total"]
    figures = {"claims": total.f1, "whole": total.whole_f1, "parties": total.parties_f1}
    figures |= {field: total.share(field) for field in FIELDS}
    assert figures[name] >= FLOORS[name], total.line()


def test_texts_without_a_claim_stay_silent(reports: dict[str, Report]) -> None:
    assert reports["total"].silent_broken <= SILENT_BROKEN


def test_no_group_is_left_behind(reports: dict[str, Report]) -> None:
    weak = {g: r.f1 for g, r in reports.items() if g not in ("none", "total") and r.f1 < GROUP_FLOOR}
    assert not weak
