"""Items over processes: in order, no further ahead than is bounded, none lost but the one that was killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from foedus.cli.parallel import AHEAD, Killed, in_order

PROCESSES = 2


def doubled(item: int) -> int:
    return 2 * item


def who(item: int) -> tuple[int, int]:
    return item, os.getpid()


def killed_on_three(item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def later_first(item: int) -> int:
    """The first takes longest, so that the others are done before it."""
    time.sleep(0.5 if item == 0 else 0)
    return item


def endless(_: int) -> int:
    print(os.getpid(), flush=True)
    while True:
        time.sleep(60)


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(in_order(later_first, range(20), PROCESSES)) == [(i, i) for i in range(20)]
    assert list(in_order(doubled, [], PROCESSES)) == []
    assert list(in_order(doubled, [7], PROCESSES)) == [(7, 14)]


def test_no_more_processes_are_started_than_there_are_items_or_asked_for() -> None:
    for items, at_most in ((1, 1), (40, PROCESSES)):
        found = [pid for _, (_, pid) in in_order(who, range(items), PROCESSES)]  # type: ignore[misc]
        assert 1 <= len(set(found)) <= at_most


@pytest.mark.parametrize("stop_after", [0, 1, 500])
def test_a_long_stream_is_taken_only_as_far_as_results_are_asked_for(stop_after: int) -> None:
    taken = 0

    def stream() -> Iterator[int]:
        nonlocal taken
        while True:  # a list without an end
            yield taken
            taken += 1

    with closing(in_order(doubled, stream(), PROCESSES)) as results:
        for given in range(stop_after):
            assert next(results) == (given, 2 * given)
            assert taken - given <= AHEAD * PROCESSES
    assert taken <= stop_after + AHEAD * PROCESSES
    assert multiprocessing.active_children() == []


def test_one_slow_item_holds_the_rest_within_bounds() -> None:
    taken: list[int] = []

    def stream() -> Iterator[int]:
        for number in range(200):
            taken.append(number)
            yield number

    with closing(in_order(later_first, stream(), PROCESSES)) as results:
        next(results)
        assert len(taken) <= AHEAD * PROCESSES + 1


def test_a_process_that_is_killed_costs_its_item_alone() -> None:
    found = dict(in_order(killed_on_three, range(10), PROCESSES))
    assert found == {i: Killed() if i == 3 else i for i in range(10)}
    assert multiprocessing.active_children() == []


def test_who_stops_waits_for_nothing() -> None:
    """The second item here would never be done."""
    results = in_order(endless, range(2), PROCESSES)
    signal.signal(signal.SIGALRM, _alarm)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    with pytest.raises(KeyboardInterrupt):
        next(results)
    results.close()
    assert multiprocessing.active_children() == []


def _alarm(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks for processes in /proc")
def test_nothing_runs_on_when_the_program_is_killed() -> None:
    code = "from foedus.cli.parallel import in_order; from tests.cli.test_parallel import endless; "
    code += "next(in_order(endless, range(2), 2))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        workers = [int(program.stdout.readline()) for _ in range(2)]
        program.kill()
    until = time.monotonic() + 120
    while (left := [pid for pid in workers if _runs(pid)]) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in left:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert left == []


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(") ", 1)[1][0] not in "ZX"
    except FileNotFoundError:
        return False
