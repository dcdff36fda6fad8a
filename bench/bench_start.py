"""What a command costs before it does anything: whole programs in processor time, by turns.

    python bench/bench_start.py [--runs N]

Compared: `foedus read` of one page with loading the language model and nothing else (spaCy's own
`spacy.load`), and with itself under one thread of OpenBLAS set by hand; `foedus status` with importing the
libraries that it cannot do without.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from measure import FOEDUS, GOLD, OWN, ROOT, SHARED, by_turns, lists, run, told

from foedus.threads import SETTINGS

BARE_MODEL = """
import spacy, warnings
from foedus.language.pipeline import DEFAULT_MODEL, _UNUSED, _folder
warnings.simplefilter("ignore")
spacy.load(_folder(DEFAULT_MODEL), exclude=list(_UNUSED))
"""
ONE_THREAD = dict.fromkeys(SETTINGS, "1")
PAGES = ROOT / "examples" / "pages"
TREATY = ROOT / "examples" / "treaties" / "prk-rus-2024.json"


def compare(
    runs: int,
    line: str,
    command: Sequence[str],
    other: Sequence[str],
    bar: float | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Prints how many times the processor time of another program one takes."""
    mine, theirs, ratio = by_turns(runs, lambda: run(command).cpu, lambda: run(other, environment).cpu)
    told(f"{line}: {mine:.2f} s, {theirs:.2f} s", ratio, bar)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each is run")
    runs = parser.parse_args().runs
    seed = SHARED / "seed" / "page.txt"
    page = seed if seed.exists() else PAGES / "prk-rus-2024-12-05.txt"
    python = (sys.executable, "-c")
    reading = (*FOEDUS, "read", str(page), "--json")
    print("processor time of whole programs: the first in multiples of the second")
    compare(runs, "reading one page, against loading the model", reading, (*python, BARE_MODEL), 2.2)
    [texts] = lists(GOLD[:1]) or [OWN]
    many = (*FOEDUS, "read", str(texts), "--json")
    line = f"reading {texts.parent.name}/{texts.name} as shipped, against one thread set by hand"
    compare(max(3, runs // 2), line, many, many, 1.05, ONE_THREAD)
    with tempfile.TemporaryDirectory() as folder:
        nothing = Path(folder) / "nothing.txt"
        nothing.write_text("The striker scored twice before half time, and the visitors went home.\n")
        quiet = (*FOEDUS, "read", str(nothing), "--json")
        compare(
            runs,
            "reading a page without an agreement, against loading the model",
            quiet,
            (*python, BARE_MODEL),
        )
        ledger = str(Path(folder) / "ledger.db")
        run((*FOEDUS, "--ledger", ledger, "add", *map(str, sorted(PAGES.glob("*.txt")))))
        status = (*FOEDUS, "--ledger", ledger, "status", "PRK", "RUS", "--on", "2024-12-06")
        bare = (*python, "import click, sqlalchemy.dialects.sqlite, msgspec")
        compare(runs, "status from the ledger, against importing click, SQLAlchemy and msgspec", status, bare)
    file = (*FOEDUS, "status", "--file", str(TREATY), "--on", "2024-12-06")
    compare(
        runs,
        "status of a treaty's file, against importing click and msgspec",
        file,
        (*python, "import click, msgspec"),
    )
    compare(
        runs, "the list of commands, against importing click", (*FOEDUS, "--help"), (*python, "import click")
    )


if __name__ == "__main__":
    main()
