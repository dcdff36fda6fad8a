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
# what a tree answers by its labels; `language.relations`, `phrases` and `clauses` answer by the field's terms
BY_LABEL = frozenset({"deps", "child", "children", "subtree"})


def strings(source: str) -> list[tuple[int, str]]:
    """The string literals of a file that are no docstrings, with their lines."""
    tree = ast.parse(source)
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
    found = [
        (line, m.group()) for line, text in strings(path.read_text("utf-8")) for m in TREATIES.finditer(text)
    ]
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


def labels(source: str) -> list[tuple[int, str]]:
    """Where a file asks for the parser's labels: by a word that is one, or by what a tree answers by them."""
    words = [(line, word) for line, text in strings(source) for word in text.split() if word in LABELS]
    whole = set()
    for node in ast.walk(ast.parse(source)):  # a call before its function
        match node:
            case ast.Call(func=ast.Attribute(attr="subtree") as asked, args=[_], keywords=[]):
                whole.add(asked)  # all below a word, no label left out
            case ast.Attribute(attr=attr) if attr in BY_LABEL and node not in whole:
                words.append((node.lineno, attr))
    return words


@pytest.mark.parametrize("path", [p for p in FILES if p.parent.name == "reading"], ids=lambda p: p.stem)
def test_no_label_of_the_parser_stands_above_the_layer_of_english(path: Path) -> None:
    assert labels(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'x = "nsubj"', 'f({"relcl", "acl"})', 'tree.child(v, "prt")', "tree.children(v, *SOME)", "tree.deps[v]",
        "tree.subtree(v, SOME)", "g(tree.deps)", 'LABELS = "dobj nsubjpass".split()',
    ],
)  # fmt: skip
def test_a_label_is_found_however_it_is_asked_for(line: str) -> None:
    assert labels(f'"""A module."""\n\n{line}\n') != []


def test_a_phrase_with_all_below_it_asks_for_no_label() -> None:
    assert labels('"""The subject, "nsubj"."""\nx = tree.subtree(v)\n') == []
