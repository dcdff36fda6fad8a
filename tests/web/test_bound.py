"""Who only acts about a treaty is not told to be bound by it: page, API, CLI, assistant and export say the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foedus.assistant.answers import Answers
from foedus.exports.alliances import alliances_csv
from foedus.ledger import Ledger, open_ledger
from foedus.model import Claim, ClaimKind
from foedus.record.bound import bound_by
from foedus.web.states.partyview import party_view
from tests.cli.command import foedus
from tests.web.conftest import client
from tests.web.ledgers import NOW, claim, page

ON = date(2024, 9, 1)
NAME = "Quiet Harbours Defence Pact"
ARTICLE = page("They made a pact on quiet harbours. " * 4, "pact.txt")
NAMED = ("CHE", "DNK", "IRN", "NOR", "SWE")
CASES = [("NOR", True), ("SWE", True), ("DNK", False), ("CHE", None), ("IRN", None)]


def claims() -> tuple[Claim, ...]:
    """A pact open to many: two in force, one that signed alone, one that mediates, one that criticises."""
    steps = [
        claim(ARTICLE, "signed", ("NOR", "SWE", "DNK"), "2024-01-01", name=NAME, parties=NAMED),
        claim(ARTICLE, "deposited", ("NOR",), "2024-02-01", name=NAME, parties=NAMED),
        claim(ARTICLE, "deposited", ("SWE",), "2024-02-01", name=NAME, parties=NAMED),
        claim(ARTICLE, "entered_into_force", (), "2024-03-01", name=NAME, parties=NAMED),
    ]
    about = [("mediates", "CHE"), ("criticises", "IRN")]
    acts = [replace(steps[0], kind=ClaimKind.ACT, what=what, actors=(who,)) for what, who in about]
    duty = replace(steps[0], kind=ClaimKind.TERM, what="mutual_defence", actors=())
    return tuple(replace(c, detail={"open": True}) for c in (*steps, *acts, duty))


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bound") / "ledger.db"
    with open_ledger(made) as ledger:
        ledger.add(ARTICLE, claims(), recorded_at=NOW, actor="desk")
    return made


@pytest.fixture(scope="module")
def ledger(where: Path) -> Iterator[Ledger]:
    with open_ledger(where) as opened:
        yield opened


@pytest.mark.parametrize(("state", "binds"), CASES)
def test_the_record_tells_it_of_each(ledger: Ledger, state: str, binds: bool | None) -> None:
    (found,) = bound_by(ledger, state, [1], ON, ledger.known_at())
    assert found.binds is binds
    assert (found.state == "not told") is (binds is None)


@pytest.mark.parametrize(("state", "binds"), CASES)
def test_the_page_says_what_the_record_does(ledger: Ledger, state: str, binds: bool | None) -> None:
    view = party_view(ledger, state, ON, str, None)
    (tie,) = view.ties
    assert tie.in_force is True  # the treaty is in force, whoever it binds
    assert (tie.standing.in_force if tie.standing else None) is binds
    owed = [duty.binds for duty in view.duties if duty.title == NAME]
    assert owed == ([] if binds is None else [binds]), "a duty of each party is none of who only acts"


def test_the_api_and_the_page_as_they_are_sent(where: Path) -> None:
    get = client(where)
    for state, binds in CASES:
        (told,) = (
            line
            for line in get(f"/api/v1/parties/{state}/bound?on={ON}").json()["items"]
            if line["agreement_id"] == 1
        )
        assert told["binds"] is binds, state
        row = get(f"/party/{state}?on={ON}").text.partition('href="/agreement/1')[2].partition("</tr>")[0]
        assert (">not told</td>" in row) is (binds is None), state


@pytest.mark.parametrize(("state", "binds"), CASES)
def test_the_assistant_says_the_same(ledger: Ledger, state: str, binds: bool | None) -> None:
    asks = Answers(lambda: ledger, lambda: ON)
    (told,) = asks.bound(asks.asked(NAME), state)["treaties"]
    assert [party["in_force"] for party in told["parties"]] == ([] if binds is None else [binds])


def test_the_command_and_the_export_have_those_alone(where: Path, ledger: Ledger) -> None:
    told = json.loads(foedus("status", NAME, "--on", str(ON), "--json", "--ledger", str(where)).out)
    assert {p["party"]: p["in_force"] for p in told["parties"]} == {s: b for s, b in CASES if b is not None}
    out = io.StringIO()
    assert alliances_csv(ledger, out, ON) == 1
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["members"].split() == [state for state, binds in CASES if binds]
