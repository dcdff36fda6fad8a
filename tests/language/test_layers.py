"""The layers: no word of treaties below, no label of the parser above, no row asked for by its name, short functions."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "foedus"
FILES = sorted([*(SOURCE / "language").glob("*.py"), *(SOURCE / "reading").glob("*.py")])
# what the documentation of a general rule may cite as an example stands in docstrings and comments alone
TREATIES = re.compile(r"\b(?:treat(?:y|ies)|ratif\w+|acced\w+|accession|protocols?|convention)\b")
LONGEST = 60
LABELS = frozenset(
    "nsubj nsubjpass csubj dobj iobj pobj dative attr acomp oprd xcomp ccomp advcl acl relcl appos amod nmod npadvmod "
    "advmod auxpass poss compound parataxis pcomp nummod quantmod ROOT".split()
)
# rooms that still ask for the parser's labels; a room once free of them stays so, and none is ever added
STILL_LABELLED = frozenset(
    "actors acts agents assemble bynames coref events lending mention mentions named naming parties refer "
    "special themes".split()
)


def code(path: Path) -> list[tuple[int, str]]:
    """The string literals of a file that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


@pytest.mark.parametrize("path", [p for p in FILES if p.parent.name == "language"], ids=lambda p: p.stem)
def test_general_english_knows_no_treaty(path: Path) -> None:
    found = [(line, m.group()) for line, text in code(path) for m in TREATIES.finditer(text)]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_no_function_is_long(path: Path) -> None:
    long = [
        (node.name, node.end_lineno - node.lineno + 1)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= LONGEST
    ]
    assert long == []


@pytest.mark.parametrize("path", [p for p in FILES if p.parent.name == "reading"], ids=lambda p: p.stem)
def test_no_code_asks_for_a_row_by_its_name(path: Path) -> None:
    asked = re.findall(
        r"(?:frame\.id|event\.rule|rule\.id)\s*(?:==|!=|in\b|\.startswith)", path.read_text("utf-8")
    )
    assert asked == []


def labels(path: Path) -> list[tuple[int, str]]:
    return [(line, text) for line, text in code(path) if text in LABELS]


@pytest.mark.parametrize("path", [p for p in FILES if p.parent.name == "reading"], ids=lambda p: p.stem)
def test_no_label_of_the_parser_stands_above_the_layer_of_english(path: Path) -> None:
    assert labels(path) == [] or path.stem in STILL_LABELLED
