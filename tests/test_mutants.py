"""The small faults that are made to hold the tests against: what is left alone, since nothing hangs on it."""

from __future__ import annotations

import pytest

from tools.mutants.make import mutants

ALONE = [
    # types
    'Way = Literal["in", "out"]\n',
    'def f(way: Literal["in", "out"]) -> None:\n    pass\n',
    'T = TypeVar("T")\n',
    # what always holds
    "both = zip(a, b, strict=True)\n",
    # how a class keeps its values
    "class Row(msgspec.Struct, frozen=True, gc=False):\n    name: str\n",
    "class Row(NamedTuple):\n    name: str\n",
    # words for readers
    '"""What a file is for."""\n',
]
MADE = [
    ("def f(n):\n    return n < 3\n", "f", "return n < 3", "return n <= 3"),
    ("def f(n):\n    return min(n)\n", "f", "return min(n)", "return max(n)"),
    # a class's own lines, and calls with keywords, are not left alone
    (
        "class Row(msgspec.Struct, frozen=True):\n    whole: bool = True\n",
        "Row",
        "whole: bool = True",
        "whole: bool = False",
    ),
    (
        "class Row(Struct, gc=False):\n    def f(self):\n        return g(near=True)\n",
        "Row.f",
        "return g(near=True)",
        "return g(near=False)",
    ),
]


@pytest.mark.parametrize("source", ALONE)
def test_left_alone(source: str) -> None:
    assert [m.becomes for m in mutants(source)] == []


@pytest.mark.parametrize(("source", "where", "was", "becomes"), MADE)
def test_made(source: str, where: str, was: str, becomes: str) -> None:
    assert (where, was, becomes) in [m.key for m in mutants(source)]
