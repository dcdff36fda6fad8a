"""A stream of items worked on by several processes: results in the order of the items, bounded look-ahead.

Items are taken from the stream only as results are asked for, never more than `AHEAD` a process before the
oldest of them is given, so that a stream of any length is worked on in the memory of a short one. A process
ends with the program, however that ends and whatever it is at; one that is killed costs the item that it was
at, and another takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Final, Generic, TypeVar

AHEAD: Final = 8
AT_ONCE: Final = 2  # items that a process has: while it works the next is there, so that it waits for nobody
_LOOK: Final = 60.0  # seconds after which is looked again for what has been done
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
    """A process, the pipe to it, and the numbers of the items that it has, the one it is at first."""

    process: BaseProcess
    pipe: Connection
    numbers: list[int] = field(default_factory=list)

    def stop(self) -> None:
        """Ends the process at once, whatever it is at."""
        self.pipe.close()
        self.process.join(_FAREWELL)
        self.process.kill()  # one that has ended already is left as it is
        self.process.join(_FAREWELL)


class _Crew(Generic[Item, Result]):
    """The processes of one stream, what each has, and the results that wait for their turn."""

    def __init__(self, work: Callable[[Item], Result], items: Iterable[Item], processes: int) -> None:
        self._work = work
        self._source = enumerate(items)
        self._processes = processes
        self._context = _context()
        self._workers: list[_Worker] = []
        self._taken: dict[int, Item] = {}
        self._again: list[int] = []  # what a process had beside the item at which it was killed
        self._done: dict[int, Result | Killed] = {}
        self._given = 0
        self._more = True

    def next(self) -> tuple[Item, Result | Killed] | None:
        """The next item with its result, None after the last; the processes are given more to do first."""
        self._receive(0)
        self._hand_out()
        while self._given not in self._done and self._taken:
            self._receive(_LOOK)
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
        """Gives items to the processes that have few, as far as the look-ahead goes."""
        while (worker := self._free()) is not None and (number := self._next_number()) is not None:
            worker.numbers.append(number)
            try:
                worker.pipe.send(self._taken[number])
            except OSError:  # it was killed meanwhile
                self._lost(worker)

    def _next_number(self) -> int | None:
        """The number of the item to be worked on next, None where there is none for now."""
        if self._again:
            return self._again.pop(0)
        if not self._more or len(self._taken) >= AHEAD * self._processes:
            return None
        try:
            number, item = next(self._source)
        except StopIteration:
            self._more = False
            return None
        self._taken[number] = item
        return number

    def _free(self) -> _Worker | None:
        """The process that has the least to do, a new one where all have something; None where none is
        needed."""
        if not (self._again or (self._more and len(self._taken) < AHEAD * self._processes)):
            return None
        least = min(self._workers, key=lambda worker: len(worker.numbers), default=None)
        if least is not None and not least.numbers:
            return least
        if len(self._workers) < self._processes:
            return self._started()
        return least if least is not None and len(least.numbers) < AT_ONCE else None

    def _started(self) -> _Worker:
        near, far = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(far, self._work))  # type: ignore[attr-defined]
        process.start()
        far.close()
        self._workers.append(_Worker(process, near))
        return self._workers[-1]

    def _receive(self, seconds: float) -> None:
        """Takes what the processes have done; waits so long for it."""
        busy = {worker.pipe: worker for worker in self._workers if worker.numbers}
        for pipe in wait(list(busy), seconds):
            worker = busy[pipe]  # type: ignore[index]  # `wait` gives back what it was given
            try:
                result: Result = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
            else:
                self._done[worker.numbers.pop(0)] = result

    def _lost(self, worker: _Worker) -> None:
        """A process was killed: at the first of its items, the others are for another."""
        first, *rest = worker.numbers
        self._done[first] = Killed()
        self._again = sorted([*self._again, *rest])
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


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """A process: items in, the result of each out, until it is wanted no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then says so
    todo: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_take, args=(pipe, todo), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(todo.get()))


def _take(pipe: Connection, todo: SimpleQueue[Any]) -> None:
    """Takes items as they come, so that who sends them never waits for who works.

    Ends this process when the other end of the pipe closes, as it does when the program is killed.
    """
    try:
        while True:
            todo.put(pipe.recv())
    finally:
        os._exit(0)
