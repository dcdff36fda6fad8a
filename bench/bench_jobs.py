"""What a second process brings: `foedus read --jobs 2` against `--jobs 1` on one list.

    python bench/bench_jobs.py [--documents N] [--runs N]

Printed: the processor time of both with all that they start, in one run, by turns (what the second process
costs), and the time by the clock (what it brings; true only on a machine with two processors to spare).
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from measure import FOEDUS, NEWS, OWN, lists, long_list, run, told


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
        pairs = [
            [run((*FOEDUS, "read", path, "--json", "--jobs", jobs)) for jobs in ("2", "1")]
            for _ in range(wanted.runs)
        ]
    print(f"{wanted.documents} documents of {source.parent.name}, two processes in multiples of one")
    told("processor time, all processes together", statistics.median(a.cpu / b.cpu for a, b in pairs), 1.15)
    told("time by the clock", statistics.median(a.clock / b.clock for a, b in pairs), None)
    print(f"  (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")


if __name__ == "__main__":
    main()
