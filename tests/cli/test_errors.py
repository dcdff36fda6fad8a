"""What goes wrong is one line that says what to do, with the right exit code; the rest goes on, nothing is half added."""

from __future__ import annotations

import functools
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from foedus.ledger import open_ledger
from tests.cli.command import Done, foedus

GOOD = "Russia ratified its treaty on strategic partnership with North Korea on Saturday."
FRENCH = (
    "Le traité a été signé lundi à Paris par la France et par l'Allemagne, après des mois de négociations entre les "
    "deux pays, selon le ministre des affaires étrangères, qui a salué une étape pour le continent et les citoyens."
)
DAY = ("--published", "2024-11-12")


def _files(folder: Path) -> None:
    (folder / "good.txt").write_text(GOOD)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "digits.txt").write_text("1234 5678")
    (folder / "french.txt").write_text(FRENCH)
    (folder / "big.txt").write_bytes((GOOD.encode() + b"\n") * (50 * 1024 * 1024 // (len(GOOD) + 1) + 1))
    (folder / "broken.html").write_text(f"<html><body><div><p>{GOOD}<table><td></p><p <b>&#xZZ; </b")
    (folder / "unclosed.html").write_text(f"<html><head><script>var a = '<p>'</head><body><p>{GOOD}")
    (folder / "nostory.html").write_text("<html><body><nav>Home</nav></body></html>")
    (folder / "deep.html").write_text("<html><body>" + "<div>" * 100_000 + f"<p>{GOOD}")
    (folder / "wide.html").write_text("<html><body>" + "<b><i><p>" * 20_000 + GOOD)
    (folder / "entities.html").write_text("<!DOCTYPE html><html><body>" + "&amp;" * 200_000)
    (folder / "nested.jsonl").write_text("[" * 200_000)
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "notes.db").write_text("these are notes\n" * 100)
    with sqlite3.connect(folder / "other.db") as other:
        other.execute("create table stamps (id integer)")
    other.close()
    (folder / "folder").mkdir()
    rows = [
        json.dumps({"doc": "first", "text": GOOD}),
        '{"doc": "second", "text"',
        '["third"]',
        json.dumps({"text": GOOD}),
        json.dumps({"doc": "fifth"}),
        json.dumps({"doc": "sixth", "path": "gone.txt"}),
        json.dumps({"doc": "seventh", "text": GOOD, "published": 2024}),
        json.dumps({"doc": "eighth", "text": GOOD, "published": "Monday"}),
        json.dumps({"doc": "ninth", "text": ""}),
        "",
        json.dumps({"doc": "last", "path": "good.txt"}),
    ]
    (folder / "list.jsonl").write_text("\n".join(rows))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("errors")
    _files(folder)
    return folder


@pytest.fixture(autouse=True)
def _there(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(room)
    monkeypatch.setenv("FOEDUS_LEDGER", str(room / "none.db"))


# the call, its exit code, what its one line says
CASES = [
    ("read gone.txt", 1, "gone.txt: there is no such file"),
    ("read empty.txt", 1, "empty.txt: the page is empty"),
    ("read blank.txt", 1, "blank.txt: the page is empty"),
    ("read binary.txt", 1, "binary.txt: this is a binary file, not a page: save the page as HTML or text"),
    ("read digits.txt", 1, "digits.txt: there is no text on this page"),
    ("read french.txt", 1, "french.txt: not English (it looks like French): foedus reads English pages"),
    ("read big.txt", 1, "big.txt: holds more than 20 MB: split it"),
    ("read nostory.html", 1, "nostory.html: no story found on this page: save the story as text"),
    ("read deep.html", 1, "save the story as text"),
    ("read folder", 1, "folder: is a folder: name the files in it (folder/*)"),
    ("read nested.jsonl", 1, "nested.jsonl, line 1: not a JSON object"),
    ("read empty.jsonl", 1, "empty.jsonl: the list is empty"),
    ("read good.txt --published Monday", 2, "'Monday' is no date of publication: write 2024-11-12"),
    ("read good.txt --published 2024-02-30", 2, "'2024-02-30' is no date of publication"),
    ("add good.txt --published 12.11.2024", 2, "'12.11.2024' is no date of publication"),
    ("read good.txt --publishd 2024", 2, "No such option '--publishd'"),
    ("read good.txt --jobs 0", 2, "Invalid value for '--jobs'"),
    ("read good.txt --kind steps", 2, "Invalid value for '--kind'"),
    ("read", 2, "Missing argument 'FILE...'; see `foedus read --help`"),
    ("reed good.txt", 2, "No such command 'reed' (did you mean 'read'?); see `foedus --help`"),
    ("claims", 1, "no ledger at"),
    ("status PRK RUS", 1, "`foedus add` makes one, --ledger names another"),
    ("status", 2, "name a treaty (foedus status PRK RUS) or give a file (--file TREATY.json)"),
    ("status PRK RUS --on today", 2, "--on 'today' is not a day; write YYYY-MM-DD"),
    ("status --file gone.json", 1, "gone.json: there is no such file; check the name"),
    ("status --file good.txt", 1, "good.txt: is not JSON"),
    ("status --file nested.jsonl", 1, "nested.jsonl: is not JSON"),
    ("status --file folder", 1, "folder: is a folder"),
    ("--ledger notes.db add good.txt --published 2024-11-12", 1, "notes.db is not a foedus ledger; name another"),
    ("--ledger other.db add good.txt --published 2024-11-12", 1, "other.db holds other tables and is not a foedus"),
    ("--ledger folder claims", 1, "folder is a folder: name a file with --ledger"),
    ("--ledger mysql://me@host/x claims", 2, "mysql:// begins no address of a ledger; write a file's name, or postgresql"),
    ("add good.txt --published 2024-11-12 --ledger sqlite:///l.db", 2, "sqlite:// begins no address of a ledger"),
    ("--ledger none/l.db add good.txt --published 2024-11-12", 1, "no folder none: make it, or name another file"),
    ("--ledger none/l.db import good.txt --as claims", 1, "no folder none: make it, or name another file"),
    ("terms gone.txt", 1, "gone.txt: there is no such file"),
    ("terms binary.txt", 1, "binary.txt: neither text, HTML nor PDF"),
    ("terms nested.jsonl", 1, "nested.jsonl, line 1: not a JSON object"),
    ("import gone.csv --as claims", 1, "gone.csv: there is no such file"),
    ("import good.txt --as stamps", 2, "no mapping 'stamps': `foedus import --list` names them"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "code", "says"), CASES, ids=[c[0] for c in CASES])
def test_one_line_says_what_is_wrong_and_what_to_do(call: str, code: int, says: str) -> None:
    done = foedus(*call.split())
    assert says in done.err
    assert len(done.errors) == 1
    assert done.err.startswith("foedus: ")
    assert "Traceback" not in done.err
    assert (done.code, done.out) == (code, "")


@pytest.mark.parametrize(
    "command", ["claims", "agreements", "timeline PRK", "status PRK RUS", "check", "backup b.db"]
)
@pytest.mark.parametrize("name", ["notes.db", "other.db"])
def test_a_foreign_file_is_never_taken_for_a_ledger(room: Path, command: str, name: str) -> None:
    before = (room / name).read_bytes()
    done = foedus("--ledger", name, *command.split())
    assert (done.code, done.out, len(done.errors)) == (1, "", 1)
    assert "not a foedus ledger" in done.err
    assert (room / name).read_bytes() == before


@pytest.mark.parametrize("page", ["broken.html", "unclosed.html", "wide.html", "entities.html"])
def test_html_however_broken_ends_in_claims_or_in_one_line(page: str) -> None:
    done = foedus("read", page, *DAY)
    assert "Traceback" not in done.err
    assert (done.code, len(done.errors)) in ((0, 0), (1, 1))


def test_a_broken_page_still_tells_what_its_words_say() -> None:
    done = foedus("read", "broken.html", "--json", *DAY)
    assert [json.loads(line)["step"] for line in done.out.splitlines()] == ["ratified"]


def test_a_page_without_a_date_is_read_and_the_lack_is_told() -> None:
    done = foedus("read", "good.txt", "--json")
    assert done.code == 0
    assert [json.loads(line)["date"] for line in done.out.splitlines()] == [None]
    assert len(done.errors) == 1
    assert "no date" in done.err
    assert "give --published" in done.err


def _list_of_errors(done: Done) -> None:
    assert done.code == 1
    assert [line.split(": ", 1)[1].split(":")[0] for line in done.errors] == [
        "list.jsonl, line 2", "list.jsonl, line 3", "list.jsonl, line 4", "list.jsonl, line 5", "list.jsonl, line 6",
        "list.jsonl, line 7", "eighth", "ninth",
    ]  # fmt: skip


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_broken_list_names_its_lines_and_the_rest_goes_on(jobs: str) -> None:
    done = foedus("read", "list.jsonl", "--json", "--jobs", jobs, *DAY)
    _list_of_errors(done)
    assert [json.loads(line)["doc"] for line in done.out.splitlines()] == ["first", "last"]


def test_a_batch_goes_on_and_nothing_is_half_added(tmp_path: Path) -> None:
    where = str(tmp_path / "ledger.db")
    done = foedus(
        "--ledger", where, "add", "gone.txt", "binary.txt", "list.jsonl", "french.txt", "good.txt", *DAY
    )
    assert done.code == 1
    assert len(done.errors) == 3 + 8
    with open_ledger(where) as ledger:
        assert len(ledger.claims()) == 1, "the same page, three times over"
        assert ledger.check() == []


def test_a_call_that_fails_leaves_no_ledger_behind(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    assert foedus("--ledger", str(where), "add", "good.txt", "--published", "soon").code == 2
    assert not where.exists()


def test_a_locked_ledger_is_one_line_and_adds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "ledger.db"
    assert foedus("--ledger", str(where), "add", "good.txt", *DAY).code == 0
    monkeypatch.setattr("foedus.ledger.open_ledger", functools.partial(open_ledger, patience=0.1))
    (tmp_path / "other.txt").write_text(GOOD.replace("Russia", "China"))
    holder = sqlite3.connect(where, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        done = foedus("--ledger", str(where), "add", str(tmp_path / "other.txt"), *DAY)
        assert (done.code, done.out) == (1, "")
        assert f"another process has been writing to {where}" in done.errors[-1]
        assert "nothing was added; try again when it is done" in done.errors[-1]
        readers = foedus("--ledger", str(where), "claims", "--json")
        assert (readers.code, len(readers.out.splitlines())) == (0, 1)
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_page_that_may_not_be_read(tmp_path: Path) -> None:
    page = tmp_path / "secret.txt"
    page.write_text(GOOD)
    page.chmod(0)
    done = foedus("read", str(page))
    assert (done.code, done.errors) == (1, [f"foedus: {page}: cannot be read (Permission denied)"])


def test_the_shell_sees_the_same_codes() -> None:
    """The installed program, not only `main`."""
    program = [sys.executable, "-m", "foedus.cli.main"]
    for args, code in ((["read", "gone.txt"], 1), (["read", "--nothing"], 2), (["--version"], 0)):
        done = subprocess.run([*program, *args], capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False)


def test_a_reader_that_goes_away_is_told_nothing() -> None:
    command = f"{sys.executable} -m foedus.cli.main read good.txt good.txt --json --published 2024-11-12 | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")


def test_an_unforeseen_fault_of_one_page_is_a_line_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import foedus.reading as reading  # noqa: PLC0415
    from foedus.model import Article, Claim  # noqa: PLC0415

    real = reading.claims

    def faulty(article: Article, *, acts: bool = False) -> list[Claim]:
        if article.doc == "broken.html":
            raise IndexError("list index\nout of range")
        return real(article, acts=acts)

    monkeypatch.setattr(reading, "claims", faulty)
    done = foedus("read", "broken.html", "good.txt", "--json", *DAY)
    assert done.code == 1
    assert done.errors == [
        "foedus: broken.html: a fault of foedus itself (IndexError: list index out of range): "
        "please report it with the page"
    ]
    assert len(done.out.splitlines()) == 1
