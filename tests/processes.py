"""Processes of the tests: copies of a program that has no threads, with everything loaded.

A copy of the tests' own process, which has threads, may wait for ever for what one of them held.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

SOON = 120.0  # seconds by the clock in which a process on a busy machine begins or ends


def begun(work: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection]:
    """A process that does `work(*given, pipe)`, and our end of the pipe; it has said something already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["foedus.cli.preloaded"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    told(ours)
    return process, ours


def told(pipe: Connection) -> Any:
    """The next that a process says. Raises EOFError where it ended first."""
    assert pipe.poll(SOON), "the process says nothing"
    return pipe.recv()


def ended(process: BaseProcess) -> int:
    """How a process ended, which it must do soon."""
    process.join(SOON)
    assert process.exitcode is not None, "the process does not end"
    return process.exitcode
