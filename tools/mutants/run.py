"""Runs a file's own tests against each of its mutants, in a forked process each, so that models load once.

The tests are collected and run once on the file as it is. Then each mutant is a fork of that session: its
changed function or table is put in place, and the tests run up to the first that fails. What cannot be put
in place (a class's own lines, default values) is loaded anew with all that imports it. A mutant is killed
where a test fails, the file cannot be loaded or the processor time runs out.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from typing import Any, Final

from tools.mutants import place
from tools.mutants.make import Mutant

ROOT: Final = Path(__file__).resolve().parents[2]
_LONGEST: Final = 900  # seconds by the wall for one mutant, whatever the machine is busy with
_MEMORY: Final = 8 << 30
_PASSED, _FAILED, _BROKEN = 0, 1, 3


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


def killed(target: Target, mutants: Sequence[Mutant], jobs: int, seen: Callable[[int], None]) -> list[bool]:
    """Whether each mutant is noticed. Must be called in a process of its own.

    `seen` is told after each mutant how many are done. Raises TestsFail.
    """
    _prepare(target)
    session = _Session(target, mutants, jobs, seen)
    code = _pytest(target.tests, session)
    if session.fault is not None or code != 0:
        raise TestsFail(f"{target.file}: {session.fault or f'its tests end with {code}'}")
    return session.noticed


class _Session:
    """A pytest plugin: runs what was collected once, then once for each mutant in a fork."""

    def __init__(
        self, target: Target, mutants: Sequence[Mutant], jobs: int, seen: Callable[[int], None]
    ) -> None:
        self.target, self.mutants, self.jobs, self.seen = target, mutants, jobs, seen
        self.noticed = [False] * len(mutants)
        self.fault: str | None = None

    def pytest_runtestloop(self, session: Any) -> bool:
        """Takes the place of pytest's own loop."""
        if session.testsfailed or not session.items:
            self.fault = "its tests cannot be collected"
            return True
        if (failed := _first_failure(session)) is not None:
            self.fault = f"{failed} fails on the file as it is"
            return True
        affected = place.importers(ROOT / "src", self.target.module)
        begin = _processor_time()
        if self._try(session, affected, None, 0) != 0:
            self.fault = "its tests do not pass a second time"
            return True
        limit = 3 + round(5 * (_processor_time() - begin))
        self._all(session, affected, limit)
        return True

    def _all(self, session: Any, affected: frozenset[str], limit: int) -> None:
        running: dict[int, int] = {}
        late: set[int] = set()
        waiting = list(range(len(self.mutants)))[::-1]
        while waiting or running:
            while waiting and len(running) < self.jobs:
                number = waiting.pop()
                running[self._fork(session, affected, self.mutants[number], limit)] = number
            child, status = os.wait()
            number = running.pop(child)
            shutil.rmtree(_scratch(child), ignore_errors=True)
            if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM and number not in late:
                late.add(number)  # the machine slept or was busy: once more
                waiting.append(number)
                continue
            self.noticed[number] = status != 0
            self.seen(len(self.mutants) - len(waiting) - len(running))

    def _try(self, session: Any, affected: frozenset[str], mutant: Mutant | None, limit: int) -> int:
        child, status = os.waitpid(self._fork(session, affected, mutant, limit), 0)
        shutil.rmtree(_scratch(child), ignore_errors=True)
        return status

    def _fork(self, session: Any, affected: frozenset[str], mutant: Mutant | None, limit: int) -> int:
        child = os.fork()
        if child:
            return child
        status = _BROKEN
        try:
            if limit:
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
                resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            signal.alarm(_LONGEST)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            scratch = _scratch(os.getpid())
            scratch.mkdir()
            os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
            session.config._tmp_path_factory._basetemp = None
            status = _run(session, self.target, affected, mutant)
        finally:
            os._exit(status)


def _run(session: Any, target: Target, affected: frozenset[str], mutant: Mutant | None) -> int:
    place.forget_results(affected)
    if mutant is None or place.put(target.module, mutant):
        return _PASSED if _first_failure(session) is None else _FAILED
    place.forget(affected)
    sys.meta_path.insert(0, _Finder(target.module, str(target.path), mutant.code))
    return _pytest(target.tests, None)


def _first_failure(session: Any) -> str | None:
    """Runs the collected tests up to the first that fails, and names it."""
    from _pytest.runner import runtestprotocol  # noqa: PLC0415  only in the process of the tests

    for item, after in zip(session.items, [*session.items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=after)):
            return str(item.nodeid)
    return None


def _scratch(process: int) -> Path:
    return Path(os.environ["MUTANTS_FOLDER"]) / str(process)


def _prepare(target: Target) -> None:
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if target.memo is not None:
        where, _, name = target.memo.rpartition(".")
        owner = importlib.import_module(where)
        setattr(owner, name, place.remembered(getattr(owner, name)))


def _pytest(tests: Sequence[str], plugin: object) -> int:
    import pytest  # noqa: PLC0415  only in the process of the tests

    plugins = ["-p", "_hypothesis_pytestplugin", "-p", "pytest_timeout", "-p", "no:cacheprovider"]
    plugins += ["-p", "no:terminalreporter", "--timeout=0"]  # each mutant has its own limit
    options = ["-x", "-q", "-s", "--hypothesis-profile=mutants", *plugins]
    return int(pytest.main([*options, *tests], plugins=[plugin] if plugin else []))


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Finder:
    """Loads one module from a changed source; every other one is found as ever."""

    def __init__(self, module: str, path: str, code: str) -> None:
        self._module, self._path, self._code = module, path, code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self._module:
            return None
        loader = _Loader(name, self._path, self._code)
        return importlib.util.spec_from_file_location(name, self._path, loader=loader)


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self._changed = code

    def get_code(self, fullname: str) -> Any:
        return compile(self._changed, self.path, "exec", dont_inherit=True)
