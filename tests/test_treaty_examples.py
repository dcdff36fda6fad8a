"""The treaties of examples/treaties, through the commands: what the registers say of them comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import foedus

FOLDER = Path(__file__).parents[1] / "examples" / "treaties"


def _status(name: str, on: str) -> dict[str, Any]:
    done = foedus("status", "--file", str(FOLDER / f"{name}.json"), "--on", on, "--json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


# the treaty, the day, in force or not, since, until
CASES = [
    ("prk-rus-2024", "2024-12-03", False, None, None),
    ("prk-rus-2024", "2024-12-04", True, "2024-12-04", None),
    ("north-atlantic-1949", "1949-08-23", False, None, None),
    ("north-atlantic-1949", "1949-08-24", True, "1949-08-24", None),
    ("new-start-2010", "2011-02-04", False, None, None),
    ("new-start-2010", "2020-06-01", True, "2011-02-05", "2021-02-05"),
    ("new-start-2010", "2022-06-01", True, "2011-02-05", "2026-02-05"),
    ("new-start-2010", "2026-02-05", False, "2011-02-05", "2026-02-05"),
    ("high-seas-2023", "2026-01-16", False, None, None),
    ("high-seas-2023", "2026-01-17", True, "2026-01-17", None),
]


@pytest.mark.parametrize(("name", "on", "in_force", "since", "until"), CASES)
def test_status(name: str, on: str, in_force: bool, since: str | None, until: str | None) -> None:
    found = _status(name, on)
    assert found["in_force"] is in_force
    if since is not None:
        assert (found["in_force_since"], found["in_force_until"]) == (since, until)


def test_what_is_missing_is_named() -> None:
    (exchange,) = _status("prk-rus-2024", "2024-11-12")["missing"]
    assert (exchange["text"], exchange["states"]) == ("exchange of instruments of ratification", [])
    (france,) = _status("north-atlantic-1949", "1949-08-23")["missing"]
    assert france["states"] == ["FRA"]


def test_a_list_that_is_not_complete_is_a_lower_bound() -> None:
    """On 1 October 2025 sixty instruments were in; the file has four."""
    found = _status("high-seas-2023", "2025-10-01")
    assert found["in_force"] is False
    assert found["earliest"] == "2026-01-17"
    assert found["missing"] == []
    assert not any("more" in r["text"] for r in found["reasons"])
    assert any("at least 4 of 60 instruments are known" in d["text"] for d in found["doubts"])


def test_the_parties_grow_by_accession() -> None:
    def bound(on: str) -> set[str]:
        return {p["party"] for p in _status("north-atlantic-1949", on)["parties"] if p["in_force"]}

    assert len(bound("1950-01-01")) == 12
    assert bound("2023-05-01") - bound("2023-04-01") == {"FIN"}
    assert len(bound("2025-01-01")) == 32


def _bound(name: str, attacked: str, on: str, *more: str) -> list[dict[str, Any]]:
    path = str(FOLDER / f"{name}.json")
    done = foedus("oblige", "--file", path, "--attacked", attacked, "--on", on, "--json", *more)
    assert (done.code, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.mark.parametrize(
    ("name", "attacked", "on", "kinds"),
    [
        ("prk-rus-2024", "PRK", "2025-01-01", {"consultation", "mutual_defence"}),
        ("north-atlantic-1949", "Estonia", "2025-01-01", {"consultation", "mutual_defence"}),
        ("north-atlantic-1949", "Finland", "2022-01-01", set()),
        ("north-atlantic-1949", "Switzerland", "2025-01-01", set()),
        ("new-start-2010", "USA", "2022-01-01", set()),
    ],
)
def test_oblige(name: str, attacked: str, on: str, kinds: set[str]) -> None:
    found = _bound(name, attacked, on)
    assert {b["kind"] for b in found} >= kinds
    if not kinds:
        assert [b for b in found if b["kind"] == "mutual_defence"] == []


def test_each_example_is_used() -> None:
    assert {p.stem for p in FOLDER.glob("*.json")} == {c[0] for c in CASES}
