"""`foedus claims`, `timeline` and `backup`: what their lines say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.cli.main import cli
from foedus.ledger import open_ledger
from foedus.model import ClaimKind
from tests.web.ledgers import NOW, TEXT, claim, page


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of one transaction: a step, and a term that is named almost like a step."""
    article = page(TEXT, "story.txt")
    rule = replace(claim(article, "entry_into_force"), kind=ClaimKind.TERM)
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(
            article,
            [claim(article, "signed", ("PRK", "RUS"), "2024-06"), rule],
            recorded_at=NOW,
            actor="desk",
        )
    return tmp_path / "ledger.db"


def said(ledger: Path, *args: str) -> str:
    done = CliRunner().invoke(cli, ["--ledger", str(ledger), *args])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("command", ["claims", "timeline"])
def test_a_term_is_told_from_a_step(ledger: Path, command: str) -> None:
    out = said(ledger, command, "PRK", "RUS")
    assert "term: entry into force" in out
    assert "term: signed" not in out


def test_one_transaction_is_singular(ledger: Path, tmp_path: Path) -> None:
    assert "copy.db: 1 transaction; " in said(ledger, "backup", str(tmp_path / "copy.db"))
