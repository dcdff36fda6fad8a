"""Sends 10,000 cases to the API, made from its own description, and compares each answer with it.

    PYTHONPATH=. .venv/bin/python bench/fuzz_api.py --cases 10000

Half of the cases fit the description, half do not; addresses that need a key are asked with one and without.
Prints how many were sent, the statuses of the answers and every fault; 1 where there is one. Not among
`make bench`: it takes ten minutes.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web import ledgers
from tests.web.api.fuzz import OPERATIONS, Report, fuzz
from tests.web.people import add_people

_AT_ONCE = 4  # cases of each operation and sort, before it is told how far it has come


def main() -> int:
    """Prints the figures; 1 where an answer was a server error or none of those described."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=10_000, help="how many, at least")
    parser.add_argument("--seed", type=int, default=0, help="another one sends other cases")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        where = ledgers.pact(Path(folder) / "ledger.db")
        add_people(where)
        began, found = time.process_time(), Report()
        while found.cases < asked.cases:
            each = min(_AT_ONCE, -(-(asked.cases - found.cases) // OPERATIONS))
            found.add(fuzz(where, each, start=asked.seed + found.cases))
            print(f"{found.cases:,} cases, {len(found.faults)} faults", file=sys.stderr, flush=True)
    spent = time.process_time() - began
    statuses = ", ".join(f"{n:,} of {code}" for code, n in sorted(found.statuses.items()))
    print(f"{found.cases:,} cases in {spent:.0f} seconds of processor time: {statuses}")
    print(f"{found.server_errors} server errors, {len(found.faults)} sorts of undocumented answers")
    for what, told in sorted(found.faults.items()):
        print(f"\n{what}\n{told}")
    return 1 if found.faults or found.server_errors else 0


if __name__ == "__main__":
    sys.exit(main())
