"""Standings of all agreements worked out anew, in processor time of this process.

    python bench/bench_standings.py                      a ledger of 60,000 agreements, made once under build/
    python bench/bench_standings.py --agreements 1200    a smaller one
    python bench/bench_standings.py --profile 40         and where the time goes

What is kept is emptied first. Then all standings are worked out and kept, as the first who asks would have
them; then those of a day that was never asked are looked up.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
from datetime import date
from pathlib import Path
from time import process_time

from bench_ledger import TODAY, ledger_of

from foedus.garbage import uncollected
from foedus.ledger import Ledger, open_ledger
from foedus.ledger.schema import standings as table
from foedus.record.standings import standings

BAR = 10  # seconds for 60,000 agreements
LARGE = 60_000
OTHER = date(2017, 3, 9)


def empty(ledger: Ledger) -> None:
    """Forget every kept standing."""
    with ledger.door.writing() as connection:
        connection.execute(table.delete())


def asked(ledger: Ledger, on: date) -> tuple[int, float]:
    """How many standings there are on a day, and the seconds of processor time that asking took."""
    before = process_time()
    with uncollected():
        found = standings(ledger, on)
    return len(found), process_time() - before


def main() -> None:
    """Prints a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--agreements", type=int, default=LARGE, help="of the generated ledger")
    parser.add_argument("--ledger", type=Path, help="another ledger; what is kept in it is worked out anew")
    parser.add_argument("--profile", type=int, default=0, help="how many functions to show")
    wanted = parser.parse_args()
    with open_ledger(wanted.ledger or ledger_of(wanted.agreements), create=False) as ledger:
        empty(ledger)
        if wanted.profile:
            profiler = cProfile.Profile(process_time)
            profiler.runcall(asked, ledger, TODAY)
            pstats.Stats(profiler).sort_stats("tottime").print_stats(wanted.profile)
            return
        count, anew = asked(ledger, TODAY)
        _, again = asked(ledger, OTHER)
    bar = f" (bar {BAR:g}: {'met' if anew <= BAR else 'MISSED'})" if count > LARGE * 0.9 else ""
    print(f"{count:,} standings anew: {anew:.1f} s of processor time, {1e6 * anew / count:.0f} µs each{bar}")
    print(f"on a day never asked, from what is kept: {again:.2f} s")
    print(f"  (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")


if __name__ == "__main__":
    main()
