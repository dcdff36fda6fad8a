"""Hostile inputs: each ends soon, in little memory, with one line, and the good page beside it is read.

The calls are done by one process (`hostile`), before the first of these tests.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.pages.test_treaty import LOOPING, packed_again

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures by /proc")

SECONDS = 20.0
MEMORY = 1 << 30  # bytes, of both processes together
GOOD = "Russia ratified its treaty on strategic partnership with North Korea on Saturday."
RULE = "This Agreement shall enter into force on 1 March 1994."
ROW = json.dumps({"doc": "good", "text": GOOD, "published": "2024-11-12"})
CUT = "too long: only its first 40,000 words and signs are read"
TOO_LARGE = "holds more than 20 MB"


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile input: its file's name, its bytes (or what makes the file), and what its line says."""

    name: str
    file: str
    data: bytes | Callable[[Path], None]
    says: str
    command: str = "read"
    stdin: bool = False


def html(body: bytes) -> bytes:
    return b"<!doctype html><html><head><title>x</title></head><body>" + body


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def listed(line: bytes) -> bytes:
    return ROW.encode() + b"\n" + line + b"\n" + ROW.encode() + b"\n"


def repeated(unit: str, size: int) -> bytes:
    """A page that speaks of a treaty, then a unit over and over, in paragraphs that are read."""
    body = (unit * (size // len(unit) + 1))[:size]
    return (
        f"Egypt signed a treaty with Israel, the ministry said.\n\nThe treaty of {body} was signed.".encode()
    )


CASES = (
    Case("488 KB of (", "a.txt", b"(" * 488_000, "there is no text on this page"),
    Case("488 KB of ( behind a treaty", "a.txt", repeated("(", 488_000), CUT),
    Case("957 KB of upper-case sentences", "a.txt", b"EGYPT SIGNED THE TREATY WITH ISRAEL. " * 25_864, CUT),
    Case("117 KB of ![", "a.txt", b"![" * 58_500, "there is no text on this page"),
    Case("117 KB of ![ as Markdown", "a.md", b"---\ntitle: Treaty\n---\n" + b"![" * 58_500, CUT),
    Case("1 MB of ![ as Markdown", "a.md", b"---\ntitle: Treaty\n---\n" + b"![" * 500_000, "took longer than 10 seconds"),
    Case("400 KB under charset=punycode", "a.html", b"<meta charset=punycode><p>" + b"a" * 400_000, "not English"),
    Case("400 KB under charset=idna", "a.html", b"<meta charset='idna'><p>" + b"xn--a." * 66_000, "a.html: "),
    Case("a line of 100 MB", "a.jsonl", listed(b'{"doc": "x", "text": "' + b"a" * (100 << 20) + b'"}'), "line 2: longer than 64 MB"),
    Case("a line of 60 MB of empty objects", "a.jsonl", listed(b'{"doc": "x", "y": [' + b"{}," * 20_000_000 + b"1]}"), "line 2: neither"),
    Case("a text of 50 MB in a list", "a.jsonl", listed(json.dumps({"doc": "x", "text": GOOD * 600_000}).encode()), "46 MB is more than a page"),
    Case("brackets nested in a line", "a.jsonl", listed(b'{"doc":' * 500_000), "line 2: the field \"doc\" is no text"),
    Case("a zero for a path", "a.jsonl", listed(b'{"doc": "x", "path": "\\u0000"}'), "line 2: "),
    Case("half a character in the publisher", "a.jsonl", listed(b'{"doc": "x", "text": "y", "publisher": "\\ud83d"}'), "line 2: broken JSON"),
    Case("a device for a path", "a.jsonl", listed(b'{"doc": "x", "path": "/dev/zero"}'), "line 2: /dev/zero: is a device"),
    Case("a pipe", "a.txt", pipe, "is a pipe, not a file"),
    Case("a pipe for a list", "a.jsonl", pipe, "is a pipe, not a file"),
    Case("/dev/zero", "a.txt", link("/dev/zero"), "is a device, not a file"),
    Case("/dev/zero for a list", "a.jsonl", link("/dev/zero"), "is a device, not a file"),
    Case("an endless file of the system", "a.txt", link("/proc/self/pagemap"), TOO_LARGE),
    Case("/dev/zero on standard input", "/dev/zero", b"", TOO_LARGE, stdin=True),
    Case("gzip that unpacks to 200 MB", "a.html", gzip.compress(bytes(200 << 20)), "this is a binary file"),
    Case("100,000 <div> in each other", "a.html", html(b"<div>" * 100_000 + GOOD.encode()), "nested too deeply"),
    Case("a table of a million cells", "a.html", html(b"<table><tr>" + b"<td>a</td>" * 1_000_000), "are no page"),
    Case("a million unclosed comments", "a.html", html(b"<!--" * 1_000_000), "no story found"),
    Case("100,000 links in each other", "a.html", html(b"<a href=x>" * 100_000 + b"treaty"), ""),
    Case("300 KB of dates", "a.txt", repeated("on 3 May 1999, signed ", 300_000), CUT),
    Case("300 KB of years", "a.txt", repeated("1999 1999-", 300_000), CUT),
    Case("300 KB of beginnings of dates", "a.txt", repeated("the first day of the 1 1 May May ", 300_000), CUT),
    Case("300 KB of names", "a.txt", repeated("Republic of Korea-U.S.-Republic of ", 300_000), CUT),
    Case("300 KB of one long name", "a.txt", repeated("United", 300_000), ""),
    Case("300 KB of credits", "a.txt", repeated("(a.)", 300_000), CUT),
    Case("a byline that never ends", "a.txt", b"By " + b"A" * 250 + b"!\n\n" + GOOD.encode(), ""),
    Case("300 KB of treaties in each other", "a.txt", repeated("the treaty and ", 300_000), CUT),
    Case("300 KB of a clause in a clause", "a.txt", repeated("which signed the treaty ", 300_000), CUT),
    Case("300 KB of entry into force", "a.txt", repeated("takes effect exchange of ", 300_000), CUT),
    Case("a PDF packed over and over", "a.pdf", packed_again(2), "a.pdf: ", "terms"),
    Case("a PDF of blanks", "a.pdf", packed_again(1), "a.pdf: ", "terms"),
    Case("a PDF whose pages hold each other", "a.pdf", LOOPING, "a.pdf: ", "terms"),
    Case("a treaty of 10 MB", "a.txt", b"shall enter into force on the date of " * 270_000, "longer than 3,000,000", "terms"),
    Case("a pipe for a treaty", "a.txt", pipe, "is a pipe, not a file", "terms"),
    Case("/dev/zero for a treaty", "a.txt", link("/dev/zero"), "is a device, not a file", "terms"),
)  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """What became of each case's call, by its name."""
    room = tmp_path_factory.mktemp("hostile")
    (room / "good.txt").write_text(GOOD)
    (room / "rule.txt").write_text(RULE)
    calls = []
    for number, case in enumerate(CASES):
        folder = room / str(number)
        folder.mkdir()
        path = folder / case.file
        if not case.stdin:
            _ = path.write_bytes(case.data) if isinstance(case.data, bytes) else case.data(path)
        good = str(room / ("good.txt" if case.command == "read" else "rule.txt"))
        args = [case.command, "-" if case.stdin else str(path), good, "--json"]
        args += ["--published", "2024-11-12"] if case.command == "read" else []
        calls.append({"name": case.name, "args": args, "stdin": case.file if case.stdin else None})
    (room / "calls.json").write_text(json.dumps(calls))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.cli.hostile", str(room / "calls.json")],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    yield {record["name"]: record for record in found}
    for path in room.rglob("a.*"):
        path.unlink()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_it_ends_soon_with_one_line_and_the_page_beside_it_is_read(
    case: Case, done: dict[str, dict[str, Any]]
) -> None:
    record = done[case.name]
    assert record["seconds"] <= SECONDS
    assert record["parent"] + record["worker"] <= MEMORY
    assert len(record["errors"]) == bool(case.says), record["errors"]
    assert case.says in "".join(record["errors"])
    assert all(line.startswith("foedus: ") for line in record["errors"])
    claims = [json.loads(line) for line in record["out"].splitlines()]
    if case.command == "terms":
        assert claims[-1]["entry_into_force"]["date"] == "1994-03-01"
        return
    assert (claims[-1]["doc"], claims[-1]["step"], claims[-1]["date"]) == (
        "good.txt",
        "ratified",
        "2024-11-09",
    )
    if case.file.endswith(".jsonl") and isinstance(case.data, bytes):
        assert [c["doc"] for c in claims] == ["good", "good", "good.txt"], (
            "the lines before and after it are read"
        )
