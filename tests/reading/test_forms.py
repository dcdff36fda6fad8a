"""Forms of telling a step, by the tables of `tests.reading.forms`."""

from __future__ import annotations

from types import ModuleType
from typing import Any, Final

import pytest

from foedus.model import ClaimKind
from tests.reading.forms import conditions, pairs, papers, plain, politics, rules, wire
from tests.reading.reader import read, steps

TABLES: Final = (plain, wire, pairs, papers, rules, politics, conditions)


def rows(name: str) -> list[Any]:
    """The rows of one name of all tables, each with an id that begins with its table's."""
    return [_param(table, row) for table in TABLES for row in getattr(table, name, ())]


def _param(table: ModuleType, row: Any) -> Any:
    given = (row,) if isinstance(row, str) else row
    return pytest.param(*given, id=f"{table.__name__.rpartition('.')[2]}: {given[0][:48]}")


@pytest.mark.parametrize(("sentence", "expected"), rows("ROWS"))
def test_form(sentence: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert steps(sentence) == expected


@pytest.mark.parametrize("sentence", rows("SILENT"))
def test_silent(sentence: str) -> None:
    assert steps(sentence) == []


@pytest.mark.parametrize(("sentence", "expected"), rows("PARTIES"))
def test_parties(sentence: str, expected: str) -> None:
    found = {" ".join(sorted(c.parties)) for c in read(sentence) if c.kind is ClaimKind.STEP}
    assert found == {expected}


@pytest.mark.parametrize(("sentence", "expected"), rows("SPEAKERS"))
def test_speaker(sentence: str, expected: list[str]) -> None:
    found = [c.sources[-1].name for c in read(sentence) if c.kind is ClaimKind.STEP and len(c.sources) > 1]
    assert found == expected
