"""ATOP taken in whole: the alliances in effect on a day are in force, and the totals are those of the files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from foedus.exports.dyads import Asked
from foedus.exports.dyadtable import dyad_years
from foedus.exports.legal import status_rows
from foedus.exports.pledges import promised
from foedus.imports import run
from foedus.ledger import Ledger, open_ledger

FOLDER = Path(__file__).parents[3] / "shared" / "reference" / "register"
FILES = {"atop-alliances": FOLDER / "atop_alliances.csv", "atop-members": FOLDER / "atop_members.csv"}
NOW = datetime(2026, 11, 29, tzinfo=UTC)

pytestmark = [
    pytest.mark.skipif(not FILES["atop-members"].exists(), reason="the data set is not here"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def atop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("atop") / "ledger.db") as ledger:
        for mapping, path in FILES.items():
            outcome = run(ledger, path, mapping, options={}, recorded_at=NOW, actor="test")
            assert outcome.skipped == 0
        assert len(ledger.agreements()) == 745
        yield ledger


def in_effect(on: date) -> set[str]:
    """The alliances that the file has in effect on a day."""

    def day(row: dict[str, str], *columns: str) -> date:
        year, month, number = (int(row[c] or 0) for c in columns)
        return date(year, max(1, month), max(1, number))

    with FILES["atop-alliances"].open(encoding="utf-8", newline="") as file:
        return {
            f"ATOP alliance {row['atopid']}"
            for row in csv.DictReader(file)
            if day(row, "begyr", "begmo", "begday") <= on
            and (row["ineffect"] == "1" or day(row, "endyr", "endmo", "endday") >= on)
        }


@pytest.mark.parametrize("on", [date(1855, 7, 1), date(1939, 7, 1)])
def test_alliances_in_effect_are_in_force(atop: Ledger, on: date) -> None:
    told = {row.name for row, status in status_rows(atop, on) if status.in_force}
    there = in_effect(on)
    assert len(told & there) / len(there) >= 0.98
    assert told <= there


def test_totals_of_directed_dyad_years(atop: Ledger) -> None:
    frame = dyad_years(promised(atop).pledges, Asked(1816, 2016, directed=True))
    assert frame.height == 1_912_290
    assert frame["defence"].sum() == 128_751
    assert frame.filter(frame["year"] == 2016)["defence"].sum() == 3_412
