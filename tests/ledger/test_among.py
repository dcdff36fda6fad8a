"""The agreements of parties: told by their codes alone, at every entry, from an index that has all it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from foedus.ledger import Ledger, open_ledger
from foedus.ledger.search import _OF_PARTY
from tests.ledger.test_repairs import BY
from tests.web.ledgers import NOW, claim, page

PAIR = ("PRK", "RUS")


def told(ledger: Ledger, number: int, name: str, parties: tuple[str, ...]) -> None:
    article = page(f"They signed the {name}.", f"{number}.txt")
    each = [claim(article, "signed", name=name, parties=parties)]
    ledger.add(article, each, recorded_at=NOW + timedelta(days=number), actor="desk")


def among(ledger: Ledger, parties: Sequence[str], known_on: int | None = None) -> list[int]:
    return [number for _, number in ledger.among(parties, known_on=known_on).each()]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as found:
        told(found, 1, "Lake Treaty", PAIR)
        told(found, 2, "Rust and Prkacin Convention", ("JPN", "PHL"))
        told(found, 3, "Border Protocol", (*PAIR, "CHN"))
        yield found


def test_a_name_that_begins_like_a_code_is_no_party(ledger: Ledger) -> None:
    rust = ledger.find(["rust"])
    assert set(ledger.find(PAIR)) > set(rust), "a list is of names too"
    assert len(among(ledger, PAIR)) == 2
    assert not set(rust) & set(among(ledger, PAIR))
    assert among(ledger, ["CHN"]) == ledger.find(["border"])
    assert among(ledger, ["CHN", "JPN"]) == []


def test_it_is_told_as_known_at_an_entry(ledger: Ledger) -> None:
    at = ledger.known_at()
    before = among(ledger, PAIR, at)
    told(ledger, 4, "Gas Accord", PAIR)
    told(ledger, 5, "Fisheries Accord", ("JPN", "RUS"))
    assert set(among(ledger, PAIR)) - set(before) == set(ledger.find(["gas"]))
    assert among(ledger, PAIR, at) == before
    assert among(ledger, ["RUS"], at) == before
    assert len(among(ledger, ["RUS"])) == len(before) + 2
    assert among(ledger, ["RUS"], 1) == before[:1], "of a day on which less was known"


def test_what_was_merged_stands_once_with_all_its_parties(ledger: Ledger) -> None:
    (lake,), (border,) = ledger.find(["lake"]), ledger.find(["border"])
    ledger.merge(lake, border, **BY)
    assert among(ledger, PAIR) == [min(lake, border)]
    assert among(ledger, ["CHN"]) == [min(lake, border)]


def test_the_index_of_parties_alone_is_read(ledger: Ledger) -> None:
    with ledger.view() as (connection, _, _):
        _OF_PARTY.rows(connection, codes=("RUS",), after=0, upto=9)
        sql = _OF_PARTY._texts["sqlite", "1"].sql.replace("?", "1")
        plan = " ".join(row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
    assert "COVERING INDEX ix_agreement_parties_party" in plan
