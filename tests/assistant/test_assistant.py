"""What an assistant is told: answers that say what they rest on, over the protocol itself."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import TextContent

from foedus.assistant.answers import MOST_TREATIES, Answers
from foedus.assistant.proposals import NAME, proposer
from foedus.assistant.server import create_server
from foedus.errors import UsageError
from foedus.ledger import Ledger, open_ledger
from foedus.letters.box import LetterBox
from foedus.record.editions import adopt
from tests.web.ledgers import NOW, PACT, claim, pact, page

ON = date(2024, 11, 12)
SECONDS = 120.0


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(pact(tmp_path / "ledger.db")) as opened:
        yield opened


@pytest.fixture
def answers(ledger: Ledger) -> Answers:
    return Answers(lambda: ledger, lambda: ON)


def ask(server: Any, tool: str, **given: Any) -> Any:
    """What a tool answers over the protocol; its error as text."""

    async def asked() -> Any:
        async with asyncio.timeout(SECONDS), Client(server) as client:
            found = await client.call_tool(tool, given)
            first = found.content[0]
            assert isinstance(first, TextContent)
            return first.text if found.is_error else found.structured_content

    return asyncio.run(asked())


def tools(server: Any) -> dict[str, Any]:
    async def listed() -> Any:
        async with asyncio.timeout(SECONDS), Client(server) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    found: dict[str, Any] = asyncio.run(listed())
    return found


def test_every_answer_says_what_it_rests_on(answers: Answers, ledger: Ledger) -> None:
    asked = answers.asked("PRK RUS", "2024-12-01", "2024-11-12")
    for told in (
        answers.status(asked), answers.missing(asked), answers.bound(asked), answers.timeline(asked),
        answers.evidence(asked),
    ):  # fmt: skip
        assert (told["on"], told["known_on"]) == ("2024-12-01", "2024-11-12")
        assert told["ledger"] == str(ledger.head())
        assert told["register"]["edition"]
        assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize(
    ("treaty", "found", "in_force"),
    [
        ("North Atlantic Treaty", True, True),
        ("CTBT", True, False),
        ("Treaty of Atlantis and Lemuria", False, None),
    ],
)
def test_not_found_is_not_the_same_as_not_in_force(
    treaty: str, found: bool, in_force: bool | None, answers: Answers
) -> None:
    told = answers.status(answers.asked(treaty))
    assert told["found"] is found
    assert [t["in_force"] for t in told["treaties"]] == ([in_force] if found else [])


def test_known_and_not_told_is_null(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "some.db") as ledger:
        article = page("Ministers ratified the Lake Treaty.", "lake.txt")
        told = claim(article, "ratified", (), "2024-11-01", name="Lake Treaty", parties=())
        ledger.add(article, [told], recorded_at=NOW, actor="desk")
        answers = Answers(lambda: ledger, lambda: ON)
        found = answers.status(answers.asked("Lake Treaty"))
        assert found["found"]
        assert found["treaties"][0]["in_force"] is None


def test_near_names_are_offered_and_not_answered_for(answers: Answers) -> None:
    told = answers.status(answers.asked("Nonproliferation of Atlantis"))
    assert not told["found"]
    assert told["treaties"] == []


def test_what_is_missing_names_who_has_yet_to_act(answers: Answers) -> None:
    told = answers.missing(answers.asked("CTBT", "2026-01-01"))["treaties"][0]
    assert {"CHN", "USA", "PRK"} <= {state for m in told["missing"] for state in m["states"]}


@pytest.mark.parametrize(("state", "binds"), [("France", True), ("PRK", False), ("prk", False)])
def test_one_state_alone_is_asked_by_name_or_code(state: str, binds: bool, answers: Answers) -> None:
    (treaty,) = answers.bound(answers.asked("NPT", "2020-01-01"), state)["treaties"]
    assert [p["in_force"] for p in treaty["parties"]] == [binds]


def test_a_state_of_which_nothing_is_told_is_said_so(answers: Answers) -> None:
    (treaty,) = answers.bound(answers.asked("New START", "2020-01-01"), "Fiji")["treaties"]
    assert treaty["parties"] == []
    assert "nothing is told of Fiji" in treaty["note"]
    for no_state in ("Frnace", "Vladimir Putin"):
        with pytest.raises(UsageError, match=no_state):
            answers.bound(answers.asked("NPT"), no_state)


def test_evidence_has_the_passage_the_page_and_who_said_it(answers: Answers) -> None:
    told = answers.evidence(answers.asked("PRK RUS"), 2)["treaties"]
    first = next(t for t in told if t["agreement"] is not None)
    assert len(first["claims"]) == 2
    assert first["left_out"] > 0
    assert first["claims"][0]["page"]["name"] == "first.txt"
    assert first["claims"][0]["passages"]
    assert first["claims"][0]["said_by"] == ["Example Wire", "KCNA"]


def test_contradictions_show_both_sides(answers: Answers) -> None:
    told = answers.timeline(answers.asked("PRK RUS"))["treaties"][0]["pages_tell"]
    disputed = [f for f in told if f["contradiction"]]
    assert disputed
    assert all(len(f["sides"]) > 1 for f in disputed)


def test_what_was_known_before_is_not_told_by_what_came_later(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "later.db") as ledger:
        adopt(ledger, None, actor="desk", recorded_at=datetime(2024, 1, 1, tzinfo=UTC))
        article = page("Fiji ratified the Coral Treaty with Tonga.", "coral.txt")
        told = claim(article, "ratified", ("FJI",), "2024-11-01", name="Coral Treaty", parties=("FJI", "TON"))
        ledger.add(article, [told], recorded_at=NOW, actor="desk")
        answers = Answers(lambda: ledger, lambda: ON)
        assert answers.status(answers.asked("Coral Treaty"))["found"]
        assert not answers.status(answers.asked("Coral Treaty", None, "2024-06-01"))["found"]


def test_without_a_ledger_the_register_answers() -> None:
    answers = Answers(lambda: None, lambda: ON)
    told = answers.status(answers.asked("Ottawa Convention"))
    assert told["ledger"] is None
    assert told["treaties"][0]["in_force"] is True
    assert answers.search("landmines")["known"][0]["entry"] == "ottawa-convention-1997"


@pytest.mark.parametrize("given", [("", None), ("x" * 501, None), ("NPT", "soon"), ("NPT", "2024-13-01")])
def test_a_wrong_question_is_one_line(given: tuple[str, str | None], answers: Answers) -> None:
    with pytest.raises(UsageError) as error:
        answers.asked(*given)
    assert "\n" not in str(error.value)


def test_a_question_that_fits_many_says_how_many_more(answers: Answers) -> None:
    told = answers.status(answers.asked("France Germany"))
    assert len(told["treaties"]) <= MOST_TREATIES
    assert told["more"] >= 0


def test_changes_are_told_between_two_days(answers: Answers) -> None:
    told = answers.changes("2024-11-01", "2024-11-12")
    assert told["since"] == "2024-11-01"
    assert {c["agreement"] for c in told["changes"]} == {PACT}
    assert all(c["kind"] and c["text"] for c in told["changes"])
    assert answers.changes("2024-11-12", "2024-11-12")["changes"] == []
    assert Answers(lambda: None, lambda: ON).changes("2024-11-01")["changes"] == []
    for since, until in (("2024-11-13", "2024-11-12"), ("soon", None), ("", None)):
        with pytest.raises(UsageError):
            answers.changes(since, until)


def test_the_tools_are_these_and_only_read(answers: Answers) -> None:
    found = tools(create_server(answers))
    assert set(found) == {
        "search_treaties", "treaty_status", "what_is_missing", "who_is_bound", "timeline", "evidence", "changes",
    }  # fmt: skip
    assert all(tool.annotations.read_only_hint for tool in found.values())
    assert all(tool.description for tool in found.values())


def test_a_tool_answers_as_the_answers_do(answers: Answers) -> None:
    server = create_server(answers)
    told = ask(server, "treaty_status", treaty="PRK RUS", on="2024-11-12")
    assert told == answers.status(answers.asked("PRK RUS", "2024-11-12"))
    assert "is not a day" in ask(server, "treaty_status", treaty="NPT", on="soon")


def test_a_proposal_is_a_letter_and_changes_no_status(answers: Answers, ledger: Ledger) -> None:
    server = create_server(answers, proposer(lambda: ledger, "desk@example.org"))
    before = answers.status(answers.asked("PRK RUS"))
    told = ask(server, "propose_statement", agreement=1, claim=1, text="KCNA has 9 November, page 2.")
    assert answers.status(answers.asked("PRK RUS"))["treaties"] == before["treaties"]
    (letter,) = LetterBox(ledger).letters()
    assert (letter.id, letter.name, letter.claim) == (told["letter"], NAME, 1)
    assert "not in the record" in ask(server, "propose_statement", agreement=99, text="There is none.")


def test_the_command_speaks_the_protocol_alone(tmp_path: Path) -> None:
    where = pact(tmp_path / "ledger.db")
    program = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from foedus.cli.main import main; main()", "--ledger", str(where), "mcp"],
        env=dict(os.environ),
    )
    told = ask(program, "treaty_status", treaty=PACT, on="2024-11-12")
    assert told["found"]
    assert told["treaties"][0]["agreement"] == 1
