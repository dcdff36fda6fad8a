"""A stream of items worked on by several processes: results in the order of the items, bounded look-ahead.

Items are taken from the stream only as results are asked for, never more than `AHEAD` a process before the
oldest of them is given, so that a stream of any length is worked on in the memory of a short one. A process
ends with the program, however that ends and whatever it is at; one that is killed costs the item that it had,
and another takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

AHEAD: Final = 8
_FAREWELL: Final = 10.0  # seconds by the clock in which a process that is wanted no more ends
_PRELOADED: Final = "foedus.cli.preloaded"

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Killed:
    """In place of the result of an item whose process was killed."""


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], processes: int
) -> Generator[tuple[Item, Result | Killed], None, None]:
    """Each item with what `work`, a function of a module that raises nothing, makes of it in a process.

    Close it where it may be left early: that ends the processes, whatever they are at.
    """
    crew = _Crew(work, items, processes)
    try:
        while (pair := crew.next()) is not None:
            yield pair
    finally:
        crew.dismiss()


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the pipe to it, a pipe that is open as long as it is wanted, and the item that it has."""

    process: BaseProcess
    pipe: Connection
    wanted: Connection
    number: int | None = None

    def stop(self) -> None:
        """Ends the process at once, whatever it is at."""
        self.wanted.close()
        self.process.join(_FAREWELL)
        self.process.kill()  # one that has ended already is left as it is
        self.process.join(_FAREWELL)
        self.pipe.close()


class _Crew(Generic[Item, Result]):
    """The processes of one stream, what each has, and the results that wait for their turn."""

    def __init__(self, work: Callable[[Item], Result], items: Iterable[Item], processes: int) -> None:
        self._work = work
        self._source = enumerate(items)
        self._processes = processes
        self._context = _context()
        self._workers: list[_Worker] = []
        self._taken: dict[int, Item] = {}
        self._done: dict[int, Result | Killed] = {}
        self._given = 0
        self._more = True

    def next(self) -> tuple[Item, Result | Killed] | None:
        """The next item with its result, None after the last; the processes are given more to do first."""
        self._receive(0)
        self._hand_out()
        while self._given not in self._done and self._taken:
            self._receive(None)
            self._hand_out()
        if not self._taken:
            return None
        number = self._given
        self._given += 1
        return self._taken.pop(number), self._done.pop(number)

    def dismiss(self) -> None:
        while self._workers:
            self._workers.pop().stop()

    def _hand_out(self) -> None:
        """Gives an item to each process that has none, as far as the look-ahead goes."""
        while self._more and len(self._taken) < AHEAD * self._processes:
            worker = self._free()
            if worker is None:
                return
            try:
                number, item = next(self._source)
            except StopIteration:
                self._more = False
                return
            self._taken[number] = item
            worker.number = number
            try:
                worker.pipe.send(item)
            except OSError:  # it was killed while it waited
                self._lost(worker)

    def _free(self) -> _Worker | None:
        for worker in self._workers:
            if worker.number is None:
                return worker
        if len(self._workers) == self._processes:
            return None
        near, far = self._context.Pipe()
        unwanted, wanted = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_serve, args=(far, unwanted, self._work))  # type: ignore[attr-defined]
        process.start()
        far.close()
        unwanted.close()
        self._workers.append(_Worker(process, near, wanted))
        return self._workers[-1]

    def _receive(self, seconds: float | None) -> None:
        """Takes what the processes have done; waits so long for it, None for ever."""
        busy = {worker.pipe: worker for worker in self._workers if worker.number is not None}
        for pipe in wait(list(busy), seconds):
            worker = busy[pipe]  # type: ignore[index]  # `wait` gives back what it was given
            try:
                result: Result = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
            else:
                assert worker.number is not None
                self._done[worker.number] = result
                worker.number = None

    def _lost(self, worker: _Worker) -> None:
        assert worker.number is not None
        self._done[worker.number] = Killed()
        self._workers.remove(worker)
        worker.stop()


def _context() -> BaseContext:
    """How processes start: on Linux as copies of one that has loaded everything, elsewhere each for itself.

    The copied one is a program of its own, without the threads, files and connections of this one.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def _serve(pipe: Connection, unwanted: Connection, work: Callable[[Any], Any]) -> None:
    """A process: an item in, its result out, until it is wanted no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then says so
    threading.Thread(target=_end_with, args=(unwanted,), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _end_with(unwanted: Connection) -> None:
    """Ends this process when the other end of the pipe closes, as it does when the program is killed."""
    with suppress(EOFError, OSError):
        unwanted.recv_bytes()
    os._exit(0)
