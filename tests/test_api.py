"""The public names of foedus, pinned; importing them or the command line loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import foedus

PUBLIC = """
AgreementRef Article Certainty Claim ClaimKind FoedusError InputError Ledger LedgerError Passage Record Source
Status Step Terms Treaty UsageError article casus_foederis claim_from_json claim_to_json claims first_line
open_ledger read read_treaty status status_to_json terms
""".split()
HEAVY = """
spacy sqlalchemy fastapi rich trafilatura polars lxml alembic jinja2 uvicorn htmldate pypdf icalendar numpy
py3langid ahocorasick_rs platformdirs
""".split()


def test_the_public_names_are_these() -> None:
    assert sorted(foedus.__all__) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name: str) -> None:
    assert name in dir(foedus)
    assert getattr(foedus, name).__name__ == name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = foedus.nothing


@pytest.mark.parametrize("module", ["foedus", "foedus.cli.main", "foedus.model", "foedus.jsonform"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom foedus.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "status" in done.stdout
    assert done.stderr.split() == []


def test_read_gives_the_claims_of_a_page() -> None:
    found = foedus.read("Russia ratified its treaty with North Korea on Saturday.", published="2024-11-12")
    assert [(c.what, c.actors, c.date) for c in found] == [("ratified", ("RUS",), "2024-11-09")]


def test_read_takes_bytes_and_text_alike() -> None:
    text = "Russia and North Korea signed a treaty on strategic partnership in Pyongyang on 19 June 2024."
    assert [c.date for c in foedus.read(text)] == ["2024-06-19"]
    assert foedus.read(text) == foedus.read(text.encode())


@pytest.mark.parametrize("page", ["", b"", b"\x00\x01\x02" * 50])
def test_read_refuses_what_is_no_page(page: str | bytes) -> None:
    with pytest.raises(foedus.InputError, match="page"):
        foedus.read(page)
