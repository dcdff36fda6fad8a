"""Lists: the same rows as a table, as CSV and as JSON, sorted and cut as asked, within a terminal's width."""

from __future__ import annotations

import csv
import io
import json

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from foedus.cli import common
from foedus.cli.layout import GAP, widths
from foedus.cli.listing import Form, list_options, show
from foedus.cli.nearest import did_you_mean, state_meant
from tests.cli.command import foedus

COLUMNS = ("no", "name", "last_step")
ROWS = [(10, 'Accord, of "B"', None), (9, "=1+1", "ratified"), (2, "beta", ""), (1, "Alpha\nline", "Signed")]


@click.command()
@list_options(COLUMNS)
def lists(form: Form) -> None:
    """A list."""
    show(form, COLUMNS, ROWS, lambda row: row, lambda row: {"no": row[0]})


def run(*args: str) -> str:
    done = CliRunner().invoke(lists, args)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("no", [1, 2, 9, 10]),
        ("-no", [10, 9, 2, 1]),
        ("name", [9, 10, 1, 2]),
        ("last_step", [9, 1, 10, 2]),
        ("-last_step", [1, 9, 10, 2]),  # what has no value is last either way
        ("last step", [9, 1, 10, 2]),
    ],
)
def test_in_the_order_of_a_column_in_every_form(sort: str, order: list[int]) -> None:
    assert [json.loads(line)["no"] for line in run("--sort", sort, "--json").splitlines()] == order
    assert [int(row["no"]) for row in csv.DictReader(io.StringIO(run("--sort", sort, "--csv")))] == order
    assert [int(line.split()[0]) for line in run("--sort", sort).splitlines()[1:]] == order


def test_csv_is_whole_and_no_formula() -> None:
    found = list(csv.reader(io.StringIO(run("--csv"), newline="")))
    assert found[0] == list(COLUMNS)
    assert [row[1] for row in found[1:]] == ['Accord, of "B"', "'=1+1", "beta", "Alpha\nline"]


def test_a_table_in_a_pipe_has_a_line_a_row_without_blanks_at_the_end() -> None:
    lines = run().splitlines()
    assert len(lines) == 1 + len(ROWS)
    assert lines[0] == "no  name            last step"
    assert lines[4] == "1   Alpha line      Signed"
    assert all(line == line.rstrip() for line in lines)


def test_what_the_limit_leaves_out_is_said() -> None:
    done = CliRunner().invoke(lists, ["--limit", "2", "--json"])
    assert len(done.stdout.splitlines()) == 2
    assert "the first 2 of 4; --limit 4 shows all" in done.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--sort", "nmae"], "no column 'nmae' (did you mean 'name'?); there are no, name, last_step"),
        (["--limit", "0"], "0 is not in the range"),
        (["--json", "--csv"], "two forms"),
    ],
)
def test_a_wrong_call_says_what_there_is(args: list[str], says: str) -> None:
    done = CliRunner().invoke(lists, args)
    assert done.exit_code
    assert says in done.output + str(done.exception)


WORD = st.text("abcdefgh-", min_size=1, max_size=14)
CELL = st.lists(WORD, max_size=6).map(" ".join)


@given(st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1)))
def test_words_stay_whole_wherever_they_fit(rows: list[list[str]]) -> None:
    found = widths(rows, 80)
    longest = [max((len(w) for row in rows for w in row[i].split()), default=1) for i in range(len(found))]
    gaps = GAP * (len(found) - 1)
    assert sum(found) + gaps <= 80
    if sum(longest) + gaps <= 80:
        assert all(width >= least for width, least in zip(found, longest, strict=True) if least > 1)
    assert widths(rows, None) == [max(len(row[i]) for row in rows) for i in range(len(found))]


def test_on_a_terminal_what_is_empty_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    shown = Terminal()
    monkeypatch.setattr("sys.stdout", shown)
    common.print_rows(
        ("entry", "agreement", "ended"), [("new-start", "Treaty on Measures for Reductions", None)]
    )
    lines = click.unstyle(shown.getvalue()).splitlines()
    assert "ended" not in shown.getvalue()
    assert all(len(line) <= 40 for line in lines)
    assert "Reductions" in shown.getvalue()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Frnace", " (did you mean 'France'?)"),
        ("germny", " (did you mean 'Germany'?)"),
        ("Belaurs", " (did you mean 'Belarus'?)"),
        ("France", ""),  # it is one
        ("Atlantis", ""),
        ("FRX", ""),  # a code is too short to guess from
    ],
)
def test_a_mistyped_state_is_guessed(word: str, meant: str) -> None:
    assert state_meant([word]) == meant


def test_near_words_go_by_small_letters() -> None:
    assert did_you_mean("NAEM", ["name", "no"]) == " (did you mean 'name'?)"
    assert did_you_mean("zzz", ["name", "no"]) == ""


def test_a_mistyped_state_of_a_command_is_one_line() -> None:
    done = foedus("register", "list", "--party", "Phillipines")
    assert done.code
    assert "did you mean 'Philippines'?" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("foedus re", 1, {"read", "reader", "review", "register"}),
        ("foedus register se", 2, {"search"}),
        ("foedus claims --so", 2, {"--sort"}),
    ],
)
def test_a_shell_completes_commands_and_options(
    words: str, at: int, offered: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_FOEDUS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(at))
    done = foedus()
    assert {line.partition(",")[2] for line in done.out.splitlines()} == offered
