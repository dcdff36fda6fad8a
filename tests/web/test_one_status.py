"""Whoever asks and in whatever way, the status of a day is one: command line, board, API, exports, all at once."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from foedus import exports
from foedus.cli.main import cli
from foedus.ledger import Ledger, open_ledger
from foedus.model import ClaimKind, Published
from foedus.record.standings import standings
from tests.web.conftest import client
from tests.web.ledgers import NOW, claim, page

FIELDS = ("state", "in_force", "in_force_since", "in_force_until")
DAYS = ("2024-06-01", "2024-07-01", "2024-11-12", "2024-11-13", "2024-12-05", "2040-01-01")
Told = dict[int, tuple[Any, ...]]


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exchanges of which no day is told: on a page without a day, and on one that has one; terms beside."""
    where = tmp_path_factory.mktemp("one") / "ledger.db"
    rule = {"rule": {"trigger": "exchange", "of": "instruments"}}
    with open_ledger(where) as ledger:
        for number, published in enumerate((None, NOW.date().isoformat(), "2024-10-01")):
            news = page(f"They have exchanged the instruments of matter {number}.", f"{number}.txt")
            news = replace(news, published=Published(published) if published else None)
            name = f"Treaty on matter {number}"
            parties = ("PRK", ("RUS", "CHN", "VNM")[number])
            said = [
                claim(news, "signed", parties, "2024-06-19", name=name, parties=parties),
                claim(news, "instruments_exchanged", name=name, parties=parties),
                replace(
                    claim(news, "entry_into_force", name=name, parties=parties),
                    kind=ClaimKind.TERM,
                    detail=rule,
                ),
            ]
            ledger.add(news, said, recorded_at=NOW + timedelta(days=number), actor="test")
        later = page("Nothing more was said of the dates.", "later.txt")
        ledger.add(
            later,
            [claim(later, "negotiated", (), "2024-01-01", name="Treaty on matter 0")],
            recorded_at=NOW + timedelta(days=90),
            actor="test",
        )
    return where


def by_command(where: Path, day: str, known: str) -> Told:
    out: Told = {}
    with open_ledger(where, create=False) as ledger:
        numbers = [row.id for row in ledger.agreements(known_on=date.fromisoformat(known))]
    for number in numbers:
        args = ["--ledger", str(where), "status", str(number), "--on", day, "--known-on", known, "--json"]
        data = json.loads(CliRunner().invoke(cli, args, catch_exceptions=False).stdout)
        out[number] = tuple(data[field] for field in FIELDS)
    return out


def by_export(where: Path, day: str, known: str) -> Told:
    text = io.StringIO()
    with open_ledger(where, create=False) as ledger:
        exports.status_jsonl(ledger, text, date.fromisoformat(day), known_on=date.fromisoformat(known))
    each = [json.loads(line) for line in text.getvalue().splitlines()]
    return {data["agreement_id"]: tuple(data[field] for field in FIELDS) for data in each}


def by_board(where: Path, day: str, known: str) -> Told:
    each = client(where)("/api/v1/agreements", on=day, known_on=known).json()["items"]
    return {data["id"]: tuple(data["status"][field] for field in FIELDS) for data in each}


def by_page(where: Path, day: str, known: str) -> Told:
    get, out = client(where), {}
    for number in by_board(where, day, known):
        data = get(f"/api/v1/agreements/{number}", on=day, known_on=known).json()
        out[number] = tuple(data["status"][field] for field in FIELDS)
    return out


def all_at_once(where: Path, day: str, known: str) -> Told:
    with open_ledger(where, create=False) as ledger:
        found = standings(ledger, date.fromisoformat(day), known_on=date.fromisoformat(known))
    return {s.agreement_id: (s.state, s.in_force, s.since, s.until) for s in found}


WAYS: tuple[Callable[[Path, str, str], Told], ...] = (by_export, by_board, by_page, all_at_once)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("known", ["2024-11-12", "2024-11-30", "2025-06-01"])
def test_all_ways_agree(undated: Path, day: str, known: str) -> None:
    expected = by_command(undated, day, known)
    assert expected
    for way in WAYS:
        assert way(undated, day, known) == expected, way.__name__


@pytest.mark.parametrize("name", ["pact", "hostile", "large"])
def test_all_ways_agree_on_other_ledgers(places: dict[str, Path], name: str) -> None:
    expected = by_export(places[name], "2024-12-05", "2024-12-05")
    board = by_board(places[name], "2024-12-05", "2024-12-05")
    assert all_at_once(places[name], "2024-12-05", "2024-12-05") == expected
    assert board.items() <= expected.items()
    assert board


@pytest.mark.parametrize("name", ["pact", "hostile", "large"])
def test_the_board_says_what_the_page_says(places: dict[str, Path], name: str) -> None:
    get = client(places[name])
    for line in get("/api/v1/agreements", on="2024-12-05").json()["items"]:
        whole = get(f"/api/v1/agreements/{line['id']}", on="2024-12-05").json()["status"]
        assert line["status"] == {field: whole[field] for field in line["status"]}


def since(ledger: Ledger) -> Iterator[str | None]:
    for standing in standings(ledger, date(2024, 7, 1)):
        yield standing.since


def test_what_has_no_day_was_done_when_it_was_published_or_else_taken_in(undated: Path) -> None:
    """A later page, the day asked about and the day of asking change nothing of that."""
    with open_ledger(undated, create=False) as ledger:
        assert list(since(ledger)) == [
            "2024-06-19/2024-11-12", "2024-06-19/2024-11-12", "2024-06-19/2024-10-01",
        ]  # fmt: skip
