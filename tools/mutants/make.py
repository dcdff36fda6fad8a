"""The mutants of a file: one changed node each, with the function that it stands in and its lines before."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from tools.mutants.operators import OPERATORS


@dataclass(frozen=True)
class Mutant:
    """`was` and `becomes` are the changed lines without indentation, joined by blanks; `code` is the file."""

    line: int
    where: str
    was: str
    becomes: str
    code: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.where, self.was, self.becomes


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a file, in the order of its lines. Two that give the same text count once."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor()
    wrapper.visit(visitor)
    found: dict[str, Mutant] = {}
    for at, where, old, new in visitor.found:
        if isinstance(old, cst.BaseCompoundStatement):  # its lines must be indented anew
            code = cst.ensure_type(wrapper.module.deep_replace(old, new), cst.Module).code
        else:
            code = _spliced(source, at, wrapper.module.code_for_node(new))
        if code not in found and code != source and _compiles(code):
            found[code] = Mutant(at.start.line, where, *_changed(source, code, at), code)
    return sorted(found.values(), key=lambda made: (made.line, made.was, made.becomes))


class _Visitor(cst.CSTVisitor):
    """Collects (place, function, node, changed node), but not of imports, annotations, decorators."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[CodeRange, str, cst.CSTNode, cst.CSTNode]] = []
        self._names: list[str] = []
        self._options: set[cst.Arg] = set()

    def on_visit(self, node: cst.CSTNode) -> bool:
        match node:
            case cst.Import() | cst.ImportFrom() | cst.Annotation() | cst.Decorator() | cst.FormattedString():
                return False
            case cst.If(test=cst.Name("TYPE_CHECKING")) | cst.Call(func=cst.Name("TypeVar")):
                return False
            case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
                return False
            case cst.Subscript(value=cst.Name("Literal")):  # a type
                return False
            case cst.Arg(keyword=cst.Name("strict")):  # of zip: asserts what always holds
                return False
            case cst.Arg() if node in self._options:
                return False
            case cst.ClassDef():
                self._names.append(node.name.value)
                self._options.update(node.keywords)  # "gc=False": how values are kept
            case cst.FunctionDef():
                self._names.append(node.name.value)
        for kind, change in OPERATORS:
            if isinstance(node, kind):
                for made in change(node):
                    old, new = made if isinstance(made, tuple) else (node, made)
                    if (at := self.get_metadata(PositionProvider, old, None)) is not None:
                        self.found.append((at, ".".join(self._names), old, new))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            self._names.pop()


def _compiles(code: str) -> bool:
    try:
        compile(code, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _spliced(source: str, at: CodeRange, new: str) -> str:
    lines = source.splitlines(keepends=True)
    first, last = lines[at.start.line - 1], lines[at.end.line - 1]
    whole = first[: at.start.column] + new + last[at.end.column :]
    return "".join([*lines[: at.start.line - 1], whole, *lines[at.end.line :]])


def _changed(source: str, code: str, at: CodeRange) -> tuple[str, str]:
    """The lines of the changed node that differ, as they were and as they are."""
    old, new = source.splitlines(), code.splitlines()
    first, last = at.start.line - 1, at.end.line
    was, becomes = old[first:last], new[first : last + len(new) - len(old)]
    while len(was) > 1 and becomes and was[0] == becomes[0]:
        del was[0], becomes[0]
    while len(was) > 1 and becomes and was[-1] == becomes[-1]:
        del was[-1], becomes[-1]
    return " ".join(line.strip() for line in was), " ".join(line.strip() for line in becomes)
