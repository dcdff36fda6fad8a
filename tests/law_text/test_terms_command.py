"""`foedus terms`: files and lists in, objects or tables out; a batch goes on past what cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.cli.main import cli
from foedus.cli.termstable import rows
from foedus.law.forms import terms_from_json

CLAUSE = (
    "ARTICLE 14 This Agreement shall enter into force on the thirtieth day after the deposit of the fourth instrument "
    "of ratification. It shall remain in force for ten years."
)


def run(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["terms", *map(str, args)], input=stdin)


@pytest.fixture
def treaty(tmp_path: Path) -> Path:
    path = tmp_path / "Customs Treaty.txt"
    path.write_text(CLAUSE, encoding="utf-8")
    return path


def test_json_has_the_form_of_a_treaty_file(treaty: Path) -> None:
    result = run(treaty, "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["id"] == "Customs Treaty"
    assert data["entry_into_force"]["count"] == 4
    assert data["entry_into_force"]["offset"] == {"n": 30, "unit": "day"}
    assert data["duration"] == {"kind": "fixed", "n": 10, "unit": "year", "date": None}
    assert data["confidence"] > 0.5
    assert data["quote"] in CLAUSE
    for clause in data["clauses"]:
        start, end = clause["span"]
        assert CLAUSE[start:end] == clause["quote"]
        assert clause["article"] == "14"
    assert terms_from_json(data).entry_into_force.count == 4


def test_a_list_may_hold_texts_with_ends_of_lines_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    row = json.dumps({"id": "a", "text": CLAUSE.replace(". It", ".\u2028It")}, ensure_ascii=False)
    path.write_text(row + "\n", encoding="utf-8")
    (data,) = map(json.loads, run(path, "--json").stdout.splitlines()[:1])
    assert (data["id"], data["entry_into_force"]["count"]) == ("a", 4)


def test_a_list_that_is_not_there_is_one_plain_line(tmp_path: Path) -> None:
    result = run(tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert result.stderr == f"foedus: {tmp_path / 'none.jsonl'}: there is no such file\n"


def test_table_tells_the_rule_in_words(treaty: Path) -> None:
    result = run(treaty)
    assert result.exit_code == 0
    assert "30 days after the 4th instrument of consent" in result.stdout
    assert "fixed 10 years" in result.stdout
    assert "art. 14" in result.stdout


def test_table_tells_every_condition_of_the_rule() -> None:
    each = [
        {"trigger": "instruments", "count": 5},
        {"trigger": "date", "date": "2030-06-01"},
    ]
    found = terms_from_json({
        "entry_into_force": {"any_of": each, "not_before": "2029-01-01"},
        "later_states": {"offset": {"n": 1, "unit": "month"}, "round": "none"},
    })  # fmt: skip
    assert rows(found) == [
        (
            "entry_into_force",
            "when the first holds: on the 5th instrument of consent, or on 2030-06-01, not before 2029-01-01",
        ),
        ("later_states", "1 month after"),
    ]


def test_what_the_text_does_not_tell_is_null(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "The Parties shall exchange views. This Agreement shall enter into force.", encoding="utf-8"
    )
    data = json.loads(run(path, "--json").stdout)
    assert data["entry_into_force"]["trigger"] is None
    assert data["confidence"] is None
    assert data["clauses"] == []
    assert "not told" in run(path).stdout


def test_list_of_texts(treaty: Path, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "one", "path": treaty.name, "title": "ignored"}),
        json.dumps({"id": "two", "text": CLAUSE}),
        "",
        json.dumps({"path": treaty.name}),
    ]
    path = tmp_path / "list.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = run(path, "--json")
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["one", "two", "Customs Treaty"]


def test_standard_input() -> None:
    assert json.loads(run("-", "--json", stdin=CLAUSE).stdout)["entry_into_force"]["count"] == 4


def test_batch_goes_on_past_errors(treaty: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 broken")
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "x"}\nnot json\n[1]\n', encoding="utf-8")
    result = run(tmp_path / "nowhere.txt", scan, broken, tmp_path / "no.jsonl", treaty, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    errors = result.stderr.splitlines()
    assert len(errors) == 6
    assert all(line.startswith("foedus: ") for line in errors)
    assert "nowhere.txt" in errors[0]
    assert "scan.pdf" in errors[1]
    assert "line 1" in errors[2]
    assert "line 2" in errors[3]


def test_the_command_loads_no_parser(treaty: Path) -> None:
    code = (
        "import sys; from foedus.cli.main import main\n"
        f"try: main(['terms', {str(treaty)!r}, '--json'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('spacy', 'sqlalchemy', 'trafilatura') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert json.loads(done.stdout)["id"] == "Customs Treaty"
