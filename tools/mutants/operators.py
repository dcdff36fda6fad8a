"""The faults that are made: which nodes of a syntax tree are changed, and into what.

Most come from mutmut. Its operators that put None for a value are left out, since mypy refuses what they
make, and so are those for letters' case. Ours stand below, one function each: a node in, changed nodes out,
or a node within it and that one changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import libcst as cst
from libcst import matchers as m
from mutmut.mutation import mutators

Change = cst.CSTNode | tuple[cst.CSTNode, cst.CSTNode]
Operator = tuple[type[cst.CSTNode], Callable[[Any], Iterable[Change]]]

_OPPOSITES: Final = {
    "min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor", "floor": "ceil",
    "earliest": "latest", "latest": "earliest",
}  # fmt: skip


def opposite(node: cst.Call) -> Iterable[cst.CSTNode]:
    """`min(x)` becomes `max(x)`, `any` becomes `all`."""
    name = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
    if isinstance(name, cst.Name) and name.value in _OPPOSITES:
        yield node.with_deep_changes(name, value=_OPPOSITES[name.value])


def one_side(node: cst.BooleanOperation) -> Iterable[cst.CSTNode]:
    """`a and b` becomes `a`, and `b`: a condition forgotten."""
    for side in (node.left, node.right):
        yield _in_brackets(side)


def negated(node: cst.If) -> Iterable[Change]:
    """`if x` becomes `if not x`, where x is no comparison (those have faults of their own)."""
    if isinstance(node.test, cst.Name | cst.Call | cst.Attribute | cst.NamedExpr):
        yield node.test, cst.UnaryOperation(cst.Not(), _in_brackets(node.test))


def undone(node: cst.Expr) -> Iterable[cst.CSTNode]:
    """A call for its effect becomes `pass`."""
    if isinstance(node.value, cst.Call):
        yield cst.Pass()


def word(node: cst.SimpleString) -> Iterable[cst.CSTNode]:
    """A code or a word becomes another; sentences are left alone."""
    value = node.raw_value
    if node.prefix or not value or "\\" in value:
        return
    if " " not in value:
        yield node.with_changes(value=f"{node.quote}XX{value}XX{node.quote}")


def word_left_out(node: cst.Call) -> Iterable[cst.CSTNode]:
    """`"a b c".split()` without each of its words."""
    if not m.matches(node, m.Call(func=m.Attribute(attr=m.Name("split")), args=[])):
        return
    text = cst.ensure_type(node.func, cst.Attribute).value
    if not isinstance(text, cst.SimpleString | cst.ConcatenatedString):
        return
    words = str(text.evaluated_value).split()
    for at in range(len(words)):
        rest = cst.SimpleString(repr(" ".join(words[:at] + words[at + 1 :])))
        yield node.with_changes(func=node.func.with_changes(value=rest))


def _in_brackets(node: cst.BaseExpression) -> cst.BaseExpression:
    return node if node.lpar else node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


OPERATORS: Final[Sequence[Operator]] = (
    (cst.BaseNumber, mutators.operator_number),
    (cst.Name, mutators.operator_name),
    (cst.AugAssign, mutators.operator_augmented_assignment),
    (cst.UnaryOperation, mutators.operator_remove_unary_ops),
    (cst.CSTNode, mutators.operator_keywords),
    (cst.CSTNode, mutators.operator_swap_op),
    (cst.Match, mutators.operator_match),
    (cst.IfExp, mutators.operator_if_exp),
    (cst.Call, opposite),
    (cst.BooleanOperation, one_side),
    (cst.If, negated),
    (cst.Expr, undone),
    (cst.SimpleString, word),
    (cst.Call, word_left_out),
)
