"""Review by the commands: a family of treaties put right; and a list of pages that finds what is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from foedus.ledger import open_ledger
from tests.cli.command import Done, foedus
from tests.ledger.strategies import NOW
from tests.ledger.test_repairs import RAA, page

WHY = ("--reason", "the treaty's text")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of the test's own, a person's name, and a wide terminal."""
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("FOEDUS_ACTOR", "Ana Ruiz")
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path / "ledger.db"


@pytest.fixture
def family(place: Path) -> None:
    """Reports on three treaties of one family, each of which names Japan alone: one agreement."""
    with open_ledger(place) as ledger:
        for number, on in ((1, "2022-01-06"), (2, "2023-01-11"), (3, "2024-07-08")):
            ledger.add(*page(number, "signed", ("JPN",), on=on), recorded_at=NOW, actor="reader")


def rows(done: Done) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def said(*arguments: object) -> str:
    """What a review says; it is given its reason."""
    done = foedus("review", *map(str, arguments), *WHY)
    assert done.code == 0, done.err
    return done.out.splitlines()[0]


def agreements() -> list[tuple[int, str, list[str], int]]:
    found = rows(foedus("agreements", "--json"))
    return [(r["id"], r["name"], r["parties"], r["claims"]) for r in found]


def test_three_treaties_of_one_family_are_put_right(family: None) -> None:
    assert agreements() == [(1, RAA, ["JPN"], 3)]
    assert said("split", 1, 2) == "verdict 1: 1 claim of agreement 1 is now agreement 2"
    assert said("split", 1, 3) == "verdict 2: 1 claim of agreement 1 is now agreement 3"
    assert said("parties", 1, "JPN AUS") == f"verdict 3: agreement 1 {RAA} is between AUS, JPN"
    assert said("parties", 2, "Japan, United Kingdom").endswith("is between GBR, JPN")
    assert said("parties", 3, "JPN PHL").endswith("is between JPN, PHL")
    assert said("rename", 3, "Japan-Philippines RAA") == "verdict 6: agreement 3 is “Japan-Philippines RAA”"
    entered = foedus(
        "review", "enter", "3", "--what", "ratified", "--actors", "Philippines", "--date", "2024-12-16",
        "--source", "Senate of the Philippines", "--quote", "concurred in the ratification", *WHY,
    )  # fmt: skip
    assert entered.out.splitlines() == [
        "verdict 7: claim 4 entered by hand",
        "claim 4   PHL ratified, 2024-12-16 (asserted, Ana Ruiz < Senate of the Philippines)   entered by hand by Ana Ruiz",
        "  passage  “concurred in the ratification”",
    ]  # fmt: skip
    put_right = [
        (1, RAA, ["AUS", "JPN"], 1),
        (2, RAA, ["GBR", "JPN"], 1),
        (3, "Japan-Philippines RAA", ["JPN", "PHL"], 2),
    ]
    assert agreements() == put_right
    assert "PHL" in foedus("timeline", "Japan-Philippines", "RAA").out
    assert foedus("check").code == 0
    for number in range(7, 0, -1):
        said("undo", number)
    assert agreements()[0] == (1, RAA, ["JPN"], 3)
    assert [c["stands"] for c in rows(foedus("claims", "--all", "--json"))] == [True, True, True, False]


def test_a_claim_is_moved_to_an_agreement_that_is_there(family: None, place: Path) -> None:
    with open_ledger(place) as ledger:
        lake = page(4, "signed", ("PHL",), name="Lake Treaty", parties=("JPN", "PHL"))
        ledger.add(*lake, recorded_at=NOW, actor="reader")
    assert said("move", 2, 3, "--to", 2) == "verdict 1: 2 claims are now of agreement 2"
    assert [(number, claims) for number, _, _, claims in agreements()] == [(1, 1), (2, 3)]
    assert said("undo", 1) == "verdict 2: verdict 1 undone"
    assert [(number, claims) for number, _, _, claims in agreements()] == [(1, 3), (2, 1)]
    assert [line.split(": ", 1)[1] for line in foedus("review", "list").out.splitlines()] == [
        "claims 2, 3 were moved to agreement 2 by Ana Ruiz (the treaty's text)",
        "verdict 1 was undone by Ana Ruiz (the treaty's text)",
    ]


def test_a_notice_of_withdrawal_is_entered_with_what_it_is_of(family: None) -> None:
    notice = ("--what", "notified", "--of", "withdrawn", "--actors", "JPN", "--date", "2025-01-20")
    assert said("enter", 1, *notice, "--source", "the depositary") == "verdict 1: claim 4 entered by hand"
    (claim,) = [c for c in rows(foedus("claims", "--json")) if c["id"] == 4]
    assert (claim["step"], claim["of"], claim["actors"]) == ("notified", "withdrawn", ["JPN"])
    assert "JPN notified [withdrawn], 2025-01-20" in foedus("diff", "--from", "3").out


def test_parties_are_set_or_cleared(family: None) -> None:
    assert said("parties", 1, "--clear").endswith("is without parties that are known")
    assert agreements() == [(1, RAA, [], 3)]
    assert said("undo", 1) == "verdict 2: verdict 1 undone"
    assert agreements() == [(1, RAA, ["JPN"], 3)]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("parties", 1), 2, "say the parties"),
        (("parties", 1, "JPN", "--clear"), 2, "one of the two"),
        (("parties", 1, "Atlantis"), 2, "'Atlantis' is not one state or organisation"),
        (("rename", 1, "  "), 1, "says nothing"),
        (("rename", 7, "Lake Treaty"), 1, "no agreement 7"),
        (("move", 1, "--to", 1), 1, "claim 1 is one of agreement 1 already"),
        (("move", 9, "--to", 1), 1, "no claim 9"),
        (("enter", 1, "--what", "danced", "--source", "x"), 1, "'danced' is no step"),
        (("enter", 1, "--what", "notified", "--of", "x", "--source", "x"), 1, "is about another step"),
        (("enter", 1, "--what", "signed", "--source", " "), 1, "needs its source"),
        (("enter", 1, "--what", "signed", "--source", "x", "--date", "soon"), 1, "'soon' is not a date"),
    ],
)
def test_what_cannot_be_said_is_one_line_and_no_entry(
    family: None, arguments: tuple[object, ...], code: int, says: str
) -> None:
    done = foedus("review", *map(str, arguments), *WHY)
    assert (done.code, len(done.errors)) == (code, 1)
    assert says in done.err
    assert foedus("review", "list").out == "no verdicts yet\n"


def listed(folder: Path, name: str, *texts: str) -> str:
    """A list of pages of one day."""
    file = folder / name
    with file.open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            row = {"doc": f"{name}-{number}", "text": text, "publisher": "Reuters", "published": "2024-11-07"}
            out.write(json.dumps(row) + "\n")
    return str(file)


@pytest.mark.parametrize("last", ["their treaty", "the Toledo Treaty"])
def test_a_later_page_of_a_list_finds_the_treaty_that_is_known(tmp_path: Path, last: str) -> None:
    """The first page brings in states whose other treaties nobody had asked for yet."""
    before = listed(
        tmp_path,
        "before",
        "France and Germany signed the Nancy Treaty on Monday.",
        "Italy and Spain signed the Lake Treaty on Monday.",
        "Germany and Spain signed the Toledo Treaty on Monday.",
    )
    pages = listed(
        tmp_path,
        "pages",
        "France and Italy signed the Nice Treaty.",
        *(f"The weather of day {number} was fine." for number in range(49)),
        f"Germany and Spain ratified {last} on Wednesday.",
    )
    assert foedus("add", before).code == 0
    done = foedus("add", pages)
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1] == "pages-50: 1 new claim about agreement 3"
    assert {name: claims for _, name, _, claims in agreements()} == {
        "Nancy Treaty": 1,
        "Lake Treaty": 1,
        "Toledo Treaty": 2,
        "Nice Treaty": 1,
    }
