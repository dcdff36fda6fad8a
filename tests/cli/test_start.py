"""What a command does not use it does not import: the libraries that take longest, command by command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "examples" / "pages"
TREATY = ROOT / "examples" / "treaties" / "prk-rus-2024.json"
#: of third parties, and of ours those that compile patterns or define the database
HEAVY = frozenset(
    "alembic fastapi icalendar jinja2 lxml markdown_it numpy polars psycopg rich spacy sqlalchemy trafilatura "
    "sqlalchemy.dialects.postgresql foedus.dates.find foedus.dates.resolve foedus.ledger foedus.register".split()
)
DATABASE = frozenset({"sqlalchemy", "foedus.ledger"})
CODE = """
import sys
from foedus.cli.main import main
try:
    main({args!r})
except SystemExit as end:
    assert not end.code, end.code
print("\\n" + " ".join({heavy!r} & sys.modules.keys()))
"""


def imported(*args: str) -> set[str]:
    """Which of the heavy ones a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(args=list(args), heavy=set(HEAVY))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("ledger") / "ledger.db")
    imported("--ledger", where, "add", str(PAGES / "prk-rus-2024-12-05.txt"))
    return where


def test_help_imports_none() -> None:
    assert imported("--help") == set()


def test_the_status_of_a_file_needs_no_database() -> None:
    """The register tells when its states were, and fills a clause that the file leaves open."""
    assert imported("status", "--file", str(TREATY), "--on", "2024-12-06") == {"foedus.register"}


@pytest.mark.parametrize("command", ["agreements --json", "claims --json"])
def test_lists_import_the_database_and_the_register_alone(ledger: str, command: str) -> None:
    assert imported("--ledger", ledger, *command.split()) == DATABASE | {"foedus.register"}


def test_so_does_the_status_of_an_agreement(ledger: str) -> None:
    found = imported("--ledger", ledger, "status", "PRK", "RUS", "--on", "2024-12-06")
    assert found == DATABASE | {"foedus.register"}


def test_a_page_without_an_agreement_needs_no_parser(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The striker scored twice before half time, and the visitors went home.\n")
    assert imported("read", str(page), "--published", "2024-11-12", "--json") == set()


@pytest.mark.parametrize(
    ("own", "command", "searches"),
    [
        (True, "status --help", False),
        (True, "export dyad-years --help", False),
        (True, "export claims --help", True),
        (True, "--ledger none.db claims --help", True),
        (False, "status --help", True),
    ],
)
def test_a_brief_command_in_a_process_of_its_own_searches_for_no_garbage(
    own: bool, command: str, searches: bool
) -> None:
    given = "" if own else repr(command.split())
    code = f"""
import gc, sys
from foedus.cli.main import main
sys.argv = ["foedus", *{command.split()!r}]
try:
    main({given})
except SystemExit:
    pass
print(gc.isenabled())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(searches)
