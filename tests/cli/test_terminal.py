"""No page steers a terminal: what its characters could do there is shown as a sign, whatever command prints them."""

from __future__ import annotations

import ast
import io
import json
import re
import sys
import unicodedata
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.cli.main import COMMANDS, main
from foedus.cli.terminal import filtered, json_line, one_line, printable, unfiltered
from foedus.ledger import VerdictKind, open_ledger
from foedus.model import Source, SourceKind
from foedus.proposals.model import Reading
from foedus.proposals.queue import Proposals
from tests.cli.command import foedus
from tests.web.ledgers import NOW, claim, page

#: clear the screen, name the window, C1, turned writing, false ends of lines, rubbing out
STEERING = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eabc\u202c\u2066\u2028\x85\x7f\x08"
BARE = "[2J]0;owned31mabc"
NAME = f"Treaty on {STEERING} Strategic Partnership"
TEXT = (
    f"Russia {STEERING} ratified the treaty on {STEERING} strategic partnership with North Korea on Saturday."
)
STYLE = re.compile(
    r"\x1b\[(?:\d+(?:;\d+)*)?m|\x1b\[\?25[lh]|\x1b\[K|\r"
)  # our own: colours, and a bar's moves
ROOM = Path(__file__).parents[2] / "src" / "foedus" / "cli"


def dangerous(text: str) -> set[str]:
    """The characters of a text that steer a terminal, our own colours and movements apart."""
    left = STYLE.sub("", text)
    odd = {c for c in left if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") and c not in "\n\t"}
    return odd | {
        c
        for c in left
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }


class Terminal(io.StringIO):
    """A stream that says that it is a terminal; its bytes go nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = io.BytesIO()

    @property
    def buffer(self) -> io.BytesIO:
        return self._bytes

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger, a page, a list, a treaty's file and tables, all of which try to steer the terminal."""
    room = tmp_path_factory.mktemp("steering")
    article = page(TEXT, f"page{STEERING}.txt", f"Gazette {STEERING}", f"https://example.org/{STEERING}")
    signed = claim(article, "signed", ("PRK", "RUS"), "2024-06", name=NAME, span=(0, len(TEXT)))
    said = (*signed.sources, Source(f"Kim {STEERING}", SourceKind.PERSON))
    ratified = replace(claim(article, "ratified", ("RUS",), "2024-11-09", name=NAME), sources=said)
    other = page(TEXT + " Another.", "other.txt", f"Wire {STEERING}")
    again = replace(claim(other, "ratified", ("RUS",), "2024-11-02", name=NAME), sources=said)
    with open_ledger(room / "ledger.db") as ledger:
        ledger.add(article, [signed, ratified], recorded_at=NOW, actor=f"desk {STEERING}")
        ledger.add(other, [again], recorded_at=NOW, actor="desk")
        ledger.judge(
            VerdictKind.REJECT, 1, recorded_at=NOW, actor=f"desk {STEERING}", reason=f"no {STEERING}"
        )
        Proposals(ledger).file(Reading(1, ratified, f"model {STEERING}", 1, {"notes": f"seen {STEERING}"}))
    (room / "page.txt").write_text(f"{TEXT}\n\nKim {STEERING} said so.")
    (room / "none.txt").write_text(f"The weather {STEERING} was fine on Saturday, said the ministry.")
    row = {"doc": f"doc {STEERING}", "text": TEXT, "publisher": f"Gazette {STEERING}"}
    faulty = {"doc": f"doc {STEERING}", "path": f"gone {STEERING}"}
    (room / "list.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(faulty) + "\n")
    (room / "treaty.txt").write_text(
        f"Article 9 {STEERING}\nThis Agreement {STEERING} shall enter into force on 1 March 1994."
    )
    treaty = {
        "title": NAME, "parties": ["PRK", "RUS"],
        "terms": {"entry_into_force": {"trigger": "signature"},
                  "obligations": [{"kind": "mutual_defence", "by": ["RUS"], "to": ["PRK"], "article": f"4 {STEERING}", "text": f"aid {STEERING}"}]},
        "facts": [{"type": "signed", "actors": ["PRK", "RUS"], "date": "2024-06-19", "source": f"Kim {STEERING}"}],
    }  # fmt: skip
    (room / "treaty.json").write_text(json.dumps(treaty))
    (room / "claims.jsonl").write_text(json.dumps({"doc": f"x {STEERING}", "kind": STEERING}) + "\n")
    return room


#: for each command the calls that print what pages hold, or why it prints nothing of them
CALLS: dict[str, list[str] | str] = {
    "read": ["read page.txt none.txt list.jsonl", "read page.txt --explain", "read page.txt --json"],
    "add": ["add page.txt list.jsonl", "add list.jsonl --json"],
    "claims": ["claims", "claims --all", "claims --json"],
    "agreements": ["agreements", "agreements --why", "agreements --json"],
    "timeline": ["timeline PRK", "timeline PRK --json"],
    "status": ["status PRK RUS", "status --file treaty.json --on 2024-12-01", "status --file treaty.json --json"],
    "oblige": ["oblige --attacked PRK", "oblige --attacked PRK --file treaty.json --on 2024-12-01"],
    "terms": ["terms treaty.txt", "terms treaty.txt --json"],
    "users": ["users list", "users log", "users key list"],
    "serve": "prints its address; pages go to a browser",
    "check": ["check"],
    "review": ["review open", "review list", "review accept 2 --reason yes", "review reject 2 --reason no", "review list --json"],
    "diff": ["diff --from 0", "diff --from 0 --json"],
    "import": ["import claims.jsonl --as claims", "import claims.jsonl --as claims --dry-run"],
    "export": ["export claims", "export claims --format jsonl", "export status", "export dossier 1 --format md",
               "export dossier 1", "export feed", "export calendar"],
    "mcp": "answers a program, in JSON (tests/assistant)",
    "watch": "prints addresses and lines of its log, through the same streams (tests/watch)",
    "stories": ["stories --on 2024-11-12", "stories --on 2024-11-12 --json"],
    "digest": ["digest show --since 0", "digest list", "digest status"],
    "webhook": "prints addresses that the operator named",
    "versions": ["versions 1", "versions 1 --json"],
    "letter": ["letter list"],
    "proposals": ["proposals list", "proposals show 1", "proposals show 1 --json"],
    "reader": ["reader cost page.txt", "reader cost list.jsonl --json"],
    "batch": "prints names of files and counts",
    "register": "prints what the register holds, which no page writes to",
    "backup": "prints the name of the copy",
}  # fmt: skip


def test_every_command_is_looked_at() -> None:
    assert set(CALLS) >= set(COMMANDS), "give the calls of a new command that print what pages hold"


@pytest.mark.parametrize(
    "call", [call for calls in CALLS.values() if isinstance(calls, list) for call in calls]
)
def test_nothing_that_a_command_prints_steers_the_terminal(
    call: str, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(room)
    monkeypatch.setenv("FOEDUS_LEDGER", "ledger.db")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    out, err = Terminal(), Terminal()
    day = ["--published", "2024-11-12"] if call.startswith(("read", "add")) else []
    with redirect_stdout(out), redirect_stderr(err), suppress(SystemExit):
        main([*call.split(), *day])
    shown = out.getvalue() + err.getvalue()
    assert out.buffer.getvalue() == b"", "bytes go by the filter"
    assert dangerous(shown) == set()
    assert "No such" not in err.getvalue()
    assert "see `foedus" not in err.getvalue(), "the call itself is right"
    assert shown
    if "--json" in call:
        for line in out.getvalue().splitlines():
            json.loads(line)


def test_json_is_the_same_data_all_the_same(room: Path, tmp_path: Path) -> None:
    page_text = (
        f"Russia ratified its treaty on strategic partnership with North Korea on Saturday, {STEERING}."
    )
    (tmp_path / "page.txt").write_text(page_text)
    (read,) = foedus(
        "read", str(tmp_path / "page.txt"), "--json", "--published", "2024-11-12"
    ).out.splitlines()
    assert json.loads(read)["quote"] == page_text
    kept = foedus("--ledger", str(room / "ledger.db"), "claims", "--json").out.splitlines()
    assert NAME in {json.loads(line)["agreement"]["name"] for line in kept}


def test_what_goes_into_a_file_is_what_the_page_holds(room: Path, tmp_path: Path) -> None:
    done = foedus("--ledger", str(room / "ledger.db"), "export", "claims", "-o", str(tmp_path / "claims.csv"))
    assert done.code == 0
    assert STEERING.encode() in (tmp_path / "claims.csv").read_bytes()


@given(st.text())
def test_any_text_is_made_printable_and_json_stays_what_it_is(text: str) -> None:
    assert dangerous(printable(text)) == set()
    assert len(printable(text).replace("\n", "")) <= len(text)
    assert "\n" not in one_line(text)
    assert dangerous(json_line({"a": text})) == set()
    assert json.loads(json_line({"a": text})) == {"a": text}


@pytest.mark.parametrize("text", ["", "Türkiye, 中国 and العربية", "a\tb\nc", "e\u0301 \u200d", "👩‍🚒"])
def test_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_the_streams_are_given_back(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr
    with filtered():
        assert sys.stdout is not before[0]
        assert unfiltered(sys.stdout) is before[0]
        sys.stdout.write("a\x1bb\r\n")
        sys.stdout.writelines(["c\x9b", "\n"])
    assert (sys.stdout, sys.stderr) == before
    assert capsys.readouterr().out == "a\ufffdb\nc\ufffd\n"


def test_nothing_but_the_rim_goes_by_the_filter() -> None:
    """No file of the commands writes to a stream's bytes, makes a console or writes JSON by itself."""
    found = []
    for path in sorted(ROOM.glob("*.py")):
        if path.name in ("terminal.py", "reference.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in (
                "sys.stdout.buffer",
                "sys.stdout.write",
                "json.dumps",
            ):
                found.append((path.name, node.lineno, ast.unparse(node)))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Console", "print"):
                found.append((path.name, node.lineno, ast.unparse(node.func)))
    assert found == []
