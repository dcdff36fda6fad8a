"""What the law finds, kind by kind with its articles, facts and fields, against the lines that were read."""

from __future__ import annotations

from pathlib import Path

from tests.law.findings import findings


def test_what_the_law_finds_is_what_was_read() -> None:
    wanted = (Path(__file__).parent / "findings.txt").read_text("utf-8").splitlines()
    assert list(findings()) == wanted
