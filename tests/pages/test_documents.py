"""The documents of a call: files, standard input and lists, in order; a broken one never stops the rest."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from foedus.errors import DocumentListError, InputError, PageError
from foedus.pages import Document, documents


def test_files_come_in_order_with_the_call_s_facts(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(name)
    found = list(
        documents([str(tmp_path / "b.txt"), str(tmp_path / "a.txt")], published="2024-11-12", publisher="P")
    )
    assert found == [Document("b.txt", b"b", "P", "2024-11-12"), Document("a.txt", b"a", "P", "2024-11-12")]


def test_what_cannot_be_read_stands_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    found = list(documents([str(tmp_path / "gone.txt"), str(tmp_path), str(tmp_path / "a.txt")]))
    assert [type(f) for f in found] == [PageError, PageError, Document]
    assert "no such file" in str(found[0])
    assert "is a folder" in str(found[1])


def test_standard_input() -> None:
    assert list(documents(["-"], stdin=BytesIO(b"story"))) == [Document("standard input", b"story")]


def test_a_list_has_its_own_facts_and_paths(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "1.txt").write_text("one")
    rows = [
        {"doc": "1", "path": "text/1.txt", "publisher": "Own", "published": "2020-01-01", "group": "x"},
        {"doc": 2, "text": "two"},
    ]
    (tmp_path / "list.jsonl").write_text("\n".join(json.dumps(r) for r in rows) + "\n\n")
    found = list(documents([str(tmp_path / "list.jsonl")], published="2024-11-12", publisher="P"))
    assert found == [
        Document("1", b"one", "Own", "2020-01-01"),
        Document("2", b"two", "P", "2024-11-12", encoding="utf-8"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "broken JSON"),
        ("[" * 100_000, "not a JSON object"),
        ('{"x": ' * 100_000, "broken JSON (nested too deeply)"),
        ("[]", "not a JSON object"),
        ('{"text": "x"}', '"doc" is missing'),
        ('{"doc": "a"}', "neither"),
        ('{"doc": "a", "path": "gone.txt"}', "gone.txt: there is no such file"),
        ('{"doc": "a", "path": "\\u0000"}', "is no name of a file"),
        ('{"doc": "a", "path": "."}', "is a folder"),
        ('{"doc": "a", "text": "x", "publisher": "\\ud83d"}', "half of a character"),
        ('{"doc": "a", "text": "\\udc00 x"}', "half of a character"),
        ('{"doc": "a", "text": "x", "title": "\\u0000"}', '"title" holds a zero'),
        ('{"doc": ["a"], "text": "x"}', '"doc" is no text or number'),
        ('{"doc": "a", "text": 5}', '"text" is no text'),
        ('{"doc": "a", "text": "x"} {', "broken JSON (trailing characters"),
        ('"doc"', "not a JSON object"),
        ('{"doc": "a", "text": "x", "published": 3}', '"published" is no text'),
    ],
)
def test_a_broken_line_is_named_and_the_rest_read(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text('{"doc": "ok", "text": "x"}\n' + line + '\n{"doc": "ok2", "text": "y"}\n')
    first, broken, last = documents([str(path)])
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(broken, DocumentListError | InputError)
    assert "line 2" in str(broken)
    assert says in str(broken)


def test_an_empty_list_is_said(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text("\n")
    [found] = documents([str(tmp_path / "list.jsonl")])
    assert isinstance(found, DocumentListError)
