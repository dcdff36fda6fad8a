"""What a second process brings: `foedus read --jobs 2` against `--jobs 1` on one list.

    python bench/bench_jobs.py [--documents N] [--runs N]

Printed, of one run, by turns: the processor time of both with all that they start (what the second process
costs); the longest way through the processes (what it would bring on a machine with two processors to spare:
the program, the process that loads the model and the busiest of those that read, one after another); and the
time by the clock, which is true only there.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from measure import FOEDUS, NEWS, OWN, Run, lists, long_list, run, told

TICKS = os.sysconf("SC_CLK_TCK")
LOOK = 0.05  # seconds between two looks at the processes


@contextmanager
def watched() -> Iterator[dict[int, tuple[int, float]]]:
    """By process: its parent and its processor seconds when last seen, of all that this one starts.

    Linux alone: it is read from /proc.
    """
    found: dict[int, tuple[int, float]] = {}
    over = Event()

    def look() -> None:
        while not over.wait(LOOK):
            for pid, parent, seconds in _processes():
                if parent in found or parent == os.getpid():
                    found[pid] = found.get(pid, (parent, 0.0))[0], seconds

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join(10)


def _processes() -> Iterator[tuple[int, int, float]]:
    """Number, parent and processor seconds of every process, the older ones first."""
    for pid in sorted(int(name) for name in os.listdir("/proc") if name.isdecimal()):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        yield pid, int(fields[1]), (int(fields[11]) + int(fields[12])) / TICKS


def longest(found: dict[int, tuple[int, float]]) -> float:
    """The seconds of a process and of the longest way below it, of the one that has most."""

    def below(pid: int) -> float:
        return max(
            (own + below(child) for child, (parent, own) in found.items() if parent == pid), default=0.0
        )

    return below(os.getpid())


def measured(path: str, jobs: str) -> tuple[Run, float]:
    """One run, and the longest way through its processes in processor seconds."""
    with watched() as found:
        done = run((*FOEDUS, "read", path, "--json", "--jobs", jobs))
    return done, longest(found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=600, help="how long the list is")
    parser.add_argument("--runs", type=int, default=3, help="how often each is run")
    wanted = parser.parse_args()
    [source] = lists([NEWS]) or [OWN]
    with tempfile.TemporaryDirectory() as folder:
        path = str(long_list(source, wanted.documents, Path(folder) / "list.jsonl"))
        pairs = [[measured(path, jobs) for jobs in ("2", "1")] for _ in range(wanted.runs)]
    print(f"{wanted.documents} documents of {source.parent.name}, two processes in multiples of one")
    told(
        "processor time, all processes together",
        statistics.median(a.cpu / b.cpu for (a, _), (b, _) in pairs),
        1.15,
    )
    told("processor time, the longest way", statistics.median(a / b.cpu for (_, a), (b, _) in pairs), 0.75)
    told("time by the clock", statistics.median(a.clock / b.clock for (a, _), (b, _) in pairs), None)
    print(f"  (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")


if __name__ == "__main__":
    main()
