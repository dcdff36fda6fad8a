"""How much memory reading takes, and that it does not grow with the list.

    python bench/bench_memory.py [--documents N] [--jobs N]

Compared: the peak memory of `foedus read` on a list of N documents with that on one of an eighth of it, the
same texts over and over. Of several processes the largest counts.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from measure import FOEDUS, NEWS, OWN, lists, long_list, run, told


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=2400, help="how long the list is")
    parser.add_argument("--jobs", type=int, default=1, help="processes to read with")
    wanted = parser.parse_args()
    [source] = lists([NEWS]) or [OWN]
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for count in (wanted.documents // 8, wanted.documents):
            path = long_list(source, count, Path(folder) / f"{count}.jsonl")
            found = run((*FOEDUS, "read", str(path), "--json", "--jobs", str(wanted.jobs)))
            print(f"  {count} documents of {source.parent.name}: {found.peak:.0f} MiB, {found.cpu:.1f} s")
            peaks.append(found.peak)
    told("peak memory, the list in multiples of its eighth", peaks[1] / peaks[0], 1.1)


if __name__ == "__main__":
    main()
