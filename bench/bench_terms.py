"""What reading the final clauses of treaty texts costs, beside cutting the same texts into words.

    python bench/bench_terms.py [FOLDER]      50 texts (*.txt) of the folder, spread evenly over its names

Without a folder the treaty texts that stand beside the repository are read, and where none do, those of the
tests. Compared in processor time of one run, by turns; start-up is left out.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from measure import ROOT, SHARED, best, told

from foedus.law.text import terms

COUNT = 50
TREATIES = SHARED / "gold" / "treaties" / "text"
SNAPSHOTS = ROOT / "tests" / "law_text" / "treaties"
WORD = re.compile(r"\w+")


def texts(folder: Path) -> list[str]:
    """The texts to read."""
    files = sorted(folder.glob("*.txt"))
    step = max(1, len(files) // COUNT)
    return [path.read_text("utf-8", errors="replace") for path in files[::step][:COUNT]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=TREATIES if TREATIES.exists() else SNAPSHOTS)
    folder = parser.parse_args().folder
    batch = texts(folder)
    terms(batch[0])  # patterns are compiled on first use
    taken, words = best(
        3, lambda: [terms(text) for text in batch], lambda: [WORD.findall(text) for text in batch]
    )
    size = sum(map(len, batch)) / 1e6
    print(f"{len(batch)} texts of {folder}, {size:.2f} million characters, {taken:.2f} s, in multiples of")
    told("cutting the same texts into words", taken / words, None)


if __name__ == "__main__":
    main()
