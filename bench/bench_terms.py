"""Seconds to read the final clauses of 50 treaty texts, and how many times faster than the peer's 37 s.

    python bench/bench_terms.py FOLDER      50 texts (*.txt) of the folder, spread evenly over its names

Without a folder, 50 texts of some 40,000 characters are made up from the snapshot treaties of the tests.
Times are CPU seconds of this process, start-up left out; the best of three runs.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import process_time

from foedus.law.text import terms

PEER = 37.0  # seconds that manytreaties for R takes for 50 texts on the same machine
COUNT = 50
MADE = 40_000  # characters
SNAPSHOTS = Path(__file__).parents[1] / "tests" / "law_text" / "treaties"


def texts(folder: Path | None) -> list[str]:
    """The texts to read."""
    if folder is None:
        treaties = [p.read_text("utf-8") for p in sorted(SNAPSHOTS.glob("*.txt"))]
        return [
            (treaties[i % len(treaties)] + "\n") * (MADE // len(treaties[i % len(treaties)]))
            for i in range(COUNT)
        ]
    files = sorted(folder.glob("*.txt"))
    step = max(1, len(files) // COUNT)
    return [p.read_text("utf-8", errors="replace") for p in files[::step][:COUNT]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    batch = texts(parser.parse_args().folder)
    terms(batch[0])  # patterns are compiled on first use
    best = float("inf")
    for _ in range(3):
        start = process_time()
        for text in batch:
            terms(text)
        best = min(best, process_time() - start)
    size = sum(map(len, batch)) / 1e6
    print(f"{len(batch)} texts, {size:.2f} million characters: {best:.2f} s")
    print(f"{PEER / best:.0f} times faster than {PEER:.0f} s")


if __name__ == "__main__":
    main()
