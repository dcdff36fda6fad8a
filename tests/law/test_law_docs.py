"""docs/law.md is true: every test it names exists, every form of a rule has its row, its example is read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import fields

from foedus.law.acts import act_of
from foedus.law.model import Act, Rule, State, Terms, Trigger
from foedus.law.treatyfile import read_treaty
from foedus.model import TermKind

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "law.md").read_text("utf-8")
FOLDERS = (HERE, HERE.parent / "law_text", HERE.parent / "pages", HERE.parent / "record")
SOURCES = "\n".join(
    path.read_text("utf-8") for folder in FOLDERS for path in sorted(folder.glob("test_*.py"))
)
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")]
NAMED = sorted(set(re.findall(r"`([^`]*(?:::|Test[A-Z]|\.\.\.\[)[^`]*)`", "\n".join(ROWS))))

KINDS = [
    TermKind.MUTUAL_DEFENCE, TermKind.CONSULTATION, TermKind.NEUTRALITY, TermKind.NON_AGGRESSION,
    TermKind.NO_HOSTILE_ALLIANCE, TermKind.BASING, TermKind.ARMS,
]  # fmt: skip


def test_tests_are_named() -> None:
    assert len(NAMED) > 60


@pytest.mark.parametrize("name", NAMED)
def test_the_test_that_holds_a_row_exists(name: str) -> None:
    plain, _, case = name.removesuffix("]").partition("[")
    for part in plain.split("::"):
        if part.endswith(".py"):
            assert any((folder / part).exists() for folder in FOLDERS), part
        elif part != "...":
            assert re.search(rf"(?:def|class) {re.escape(part)}\b", SOURCES), part
    assert not case or f'id="{case}"' in SOURCES


@pytest.mark.parametrize("field", [f.name for f in fields(Rule)])
def test_every_part_of_a_rule_is_on_the_page(field: str) -> None:
    if field not in ("article", "note", "date", "round", "offset"):
        assert f"`{field}`" in PAGE or f'"{field}"' in PAGE
    assert field in PAGE


@pytest.mark.parametrize("trigger", list(Trigger))
def test_every_trigger_is_on_the_page(trigger: Trigger) -> None:
    assert f'{{"trigger": "{trigger.value}"' in PAGE


@pytest.mark.parametrize(
    "field",
    [f.name for f in fields(Terms) if f.name not in ("known", "unsure", "note", "sources", "facts")],
)
def test_every_term_is_on_the_page(field: str) -> None:
    assert field.removesuffix("al").removesuffix("s") in PAGE


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_on_the_page_in_the_words_a_file_may_use(act: Act) -> None:
    words = "formal confirmation" if act is Act.CONFIRMATION else act.value.replace("_", " ")
    assert words in PAGE
    assert act_of(words) is act


@pytest.mark.parametrize("state", [s for s in State if s is not State.UNKNOWN])
def test_every_state_is_on_the_page(state: State) -> None:
    table = PAGE.partition("## States")[2].partition("## From")[0]
    assert state.value in table


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_obligation_is_on_the_page(kind: TermKind) -> None:
    table = PAGE.partition("## Obligations")[2].partition("## Properties")[0]
    assert kind.value.replace("_", " ").replace("non ", "non-") in table


def test_the_example_is_read() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    treaty = read_treaty(block, "docs/law.md")
    assert treaty.record.title == json.loads(block)["title"]
    assert len(treaty.record.facts) == 3
