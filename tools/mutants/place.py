"""Puts a mutant in the place of what is loaded: a function's code, or a table wherever it was imported."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tools.mutants.make import Mutant


def put(module: str, mutant: Mutant) -> bool:
    """Whether the mutant could be put in place; where not, nothing is changed.

    Raises what the file raises when its tables are made.
    """
    owner = sys.modules[module]
    code = compile(mutant.code, owner.__file__ or module, "exec", dont_inherit=True)
    if mutant.where:
        return _put_function(owner, code, mutant.where.split("."))
    return _put_tables(owner, code)


def _put_function(owner: ModuleType, code: CodeType, names: list[str]) -> bool:
    found: Any = owner
    for name in names:
        nested = [c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == name]
        if len(nested) != 1:
            return False
        code = nested[0]
        found = found.__dict__.get(name)
        function = _function(found)
        if function is not None:
            was = function.__code__  # what stands inside it is part of it
            if was == code or len(was.co_freevars) != len(code.co_freevars):
                return False
            function.__code__ = code
            return True
        if not isinstance(found, type):
            return False
    return False


def _function(found: object) -> FunctionType | None:
    if isinstance(found, staticmethod | classmethod):
        return _function(found.__func__)
    if isinstance(found, property):
        return _function(found.fget)
    if isinstance(found, FunctionType) and not hasattr(found, "__wrapped__"):
        return found
    wrapped = getattr(found, "__wrapped__", None)  # cached
    return wrapped if isinstance(wrapped, FunctionType) else None


def _put_tables(owner: ModuleType, code: CodeType) -> bool:
    anew = {k: v for k, v in owner.__dict__.items() if k.startswith("__")}
    exec(code, anew)  # the file with one line changed
    changed = {
        name: (old, anew[name])
        for name, old in owner.__dict__.items()
        if name in anew and not name.startswith("__") and _is_table(old) and old != anew[name]
    }
    if not changed:
        return False
    for module in list(sys.modules.values()):
        for name, value in list(vars(module).items()) if module.__name__.startswith(_OURS) else ():
            for old, new in changed.values():
                if value is old:
                    setattr(module, name, new)
    return True


_OURS = ("foedus", "tests")


def _is_table(value: object) -> bool:
    return isinstance(value, frozenset | set | tuple | list | dict | str | int | float)


def importers(source: Path, module: str) -> frozenset[str]:
    """The modules that load a module with them, itself among them."""
    graph = {name: _imports(path) for name, path in _modules(source / module.partition(".")[0])}
    found, new = {module}, {module}
    while new:
        new = {name for name, needs in graph.items() if needs & new} - found
        found |= new
    return frozenset(found)


def _modules(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*.py"):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def _imports(path: Path) -> set[str]:
    """What a module imports as it is loaded; what its functions import later they find anew."""
    out: set[str] = set()
    todo: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while todo:
        node = todo.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                continue
            case ast.ImportFrom(module=str(name)):
                out |= {name, *(f"{name}.{alias.name}" for alias in node.names)}
            case ast.Import():
                out |= {alias.name for alias in node.names}
        todo.extend(ast.iter_child_nodes(node))
    return out


def forget_results(affected: frozenset[str]) -> None:
    """Empties the caches of functions in some modules, and in the tests."""
    for name, module in list(sys.modules.items()):
        if name in affected or name.partition(".")[0] == "tests":
            for value in list(vars(module).values()):
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def forget(affected: frozenset[str]) -> None:
    """Unloads some modules, and those of the tests."""
    for name in [n for n in sys.modules if n in affected or n.partition(".")[0] == "tests"]:
        module = sys.modules.pop(name)
        package, _, last = name.rpartition(".")
        if package in sys.modules and getattr(sys.modules[package], last, None) is module:
            delattr(sys.modules[package], last)


def remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that gives its results one by one, with them kept by what it was asked."""
    kept: dict[str, tuple[Any, ...]] = {}

    @functools.wraps(function)
    def asked(*args: Any) -> Any:
        key = repr(args)
        if key not in kept:
            kept[key] = tuple(function(*args))
        return iter(kept[key])

    return asked
