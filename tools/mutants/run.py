"""Runs a file's own tests against each of its mutants, in a forked process each, so that models load once.

The tests run once on the file as it is; what they loaded stays, but for the modules that import the file.
Each mutant is a fork that loads those anew, the file itself in its changed form, and runs the tests up to the
first that fails. A mutant is killed where a test fails, the file cannot be loaded or the time runs out.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
_LONGEST: Final = 900  # seconds by the wall for one mutant, whatever the machine is busy with
_MEMORY: Final = 6 << 30


class TestsFail(Exception):
    """The tests do not pass on the file as it is."""


@dataclass(frozen=True)
class Target:
    """A file, its own tests, and a function ("package.module.name") whose results all mutants share."""

    file: str
    tests: tuple[str, ...]
    memo: str | None = None

    @property
    def path(self) -> Path:
        return ROOT / self.file

    @property
    def module(self) -> str:
        return ".".join(Path(self.file).relative_to("src").with_suffix("").parts)


def killed(target: Target, codes: Sequence[str], jobs: int, seen: Callable[[int], None]) -> list[bool]:
    """Whether each of the changed files is noticed. Must be called in a process of its own.

    `seen` is told after each mutant how many are done. Raises TestsFail.
    """
    _prepare(target)
    if (code := _pytest(target.tests)) != 0:
        raise TestsFail(f"{target.file}: its tests end with {code} on the file as it is")
    affected = importers(target.module)
    begin = _processor_time()
    if _wait({_fork(target, affected, None, 0): 0})[1] != 0:
        raise TestsFail(f"{target.file}: its tests do not pass a second time")
    limit = 3 + round(5 * (_processor_time() - begin))
    out = [False] * len(codes)
    running: dict[int, int] = {}
    waiting = list(enumerate(codes))[::-1]
    while waiting or running:
        while waiting and len(running) < jobs:
            number, code_ = waiting.pop()
            running[_fork(target, affected, code_, limit)] = number
        number, status = _wait(running)
        out[number] = status != 0
        seen(len(codes) - len(waiting) - len(running))
    return out


def importers(module: str) -> frozenset[str]:
    """The modules of the package that load a module with them, itself and its tests' modules among them."""
    package = module.partition(".")[0]
    graph = {name: _imports(path) for name, path in _modules(ROOT / "src" / package)}
    found, new = {module}, {module}
    while new:
        new = {name for name, needs in graph.items() if needs & new} - found
        found |= new
    return frozenset(found)


def _modules(folder: Path) -> list[tuple[str, Path]]:
    out = []
    for path in folder.rglob("*.py"):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        out.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return out


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


def _prepare(target: Target) -> None:
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415  only in the process of the tests

    settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=25,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")
    if target.memo is not None:
        place, _, name = target.memo.rpartition(".")
        owner = importlib.import_module(place)
        setattr(owner, name, _remembered(getattr(owner, name)))


def _remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its results kept by what it was asked, as tuples where they come one by one."""
    kept: dict[str, tuple[Any, ...]] = {}

    @functools.wraps(function)
    def asked(*args: Any) -> Any:
        key = repr(args)
        if key not in kept:
            kept[key] = tuple(function(*args))
        return iter(kept[key])

    return asked


def _pytest(tests: Sequence[str]) -> int:
    import pytest  # noqa: PLC0415  only in the process of the tests

    plugins = ["-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider", "-p", "no:terminalreporter"]
    return int(pytest.main(["-x", "-q", "-s", "--no-header", *plugins, *tests]))


def _fork(target: Target, affected: frozenset[str], code: str | None, limit: int) -> int:
    child = os.fork()
    if child:
        return child
    status = 99
    try:
        if limit:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        signal.alarm(_LONGEST)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        _forget(affected)
        if code is not None:
            sys.meta_path.insert(0, _Finder(target.module, str(target.path), code))
        status = _pytest(target.tests)
    finally:
        os._exit(status)


def _forget(affected: frozenset[str]) -> None:
    for name in [n for n in sys.modules if n in affected or n.partition(".")[0] == "tests"]:
        module = sys.modules.pop(name)
        package, _, last = name.rpartition(".")
        if package in sys.modules and getattr(sys.modules[package], last, None) is module:
            delattr(sys.modules[package], last)


class _Finder:
    """Loads one module from a changed source; every other one is found as ever."""

    def __init__(self, module: str, path: str, code: str) -> None:
        self._module, self._path, self._code = module, path, code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self._module:
            return None
        return importlib.util.spec_from_file_location(
            name, self._path, loader=_Loader(name, self._path, self._code)
        )


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self._changed = code

    def get_code(self, fullname: str) -> Any:
        return compile(self._changed, self.path, "exec", dont_inherit=True)


def _wait(running: dict[int, int]) -> tuple[int, int]:
    """The number of the mutant that ended first, and how: 0 where its tests passed."""
    child, status = os.wait()
    return running.pop(child), status


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
