"""The whole status of each treaty of the tables, line by line, against the lines that were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.standings import TABLES, Asked, standing

ROWS = [(name, asked) for table in TABLES.values() for name, asked in table.items()]
READ = (Path(__file__).parent / "standings.txt").read_text("utf-8").removeprefix("= ").split("\n= ")
WANTED = {text.partition(" | ")[0]: text.rstrip("\n") for text in READ}


@pytest.mark.parametrize(("name", "asked"), ROWS, ids=[name for name, _ in ROWS])
def test_what_follows_is_what_was_read(name: str, asked: Asked) -> None:
    assert "\n".join(standing(name, asked)).removeprefix("= ") == WANTED[name]


def test_each_treaty_is_read_once() -> None:
    assert [text.partition(" | ")[0] for text in READ] == [name for name, _ in ROWS]
    assert len(WANTED) == len(ROWS)
