"""Processor seconds and memory of `foedus export dyad-years` beside a plain Polars join of the same files.

    python bench/bench_dyads.py [FOLDER [STATES.csv]]     by default what stands beside the repository

FOLDER holds atop_alliances.csv and atop_members.csv, STATES.csv is the Correlates of War's list of states.

The two files are imported into a ledger first. Each side then runs in a process of its own, start-up and
writing the file included, in turn and three times; the least counts.

The join is plain, not fair: it reads the members and the list of states as they are, takes states of one year
as pairs and joins those who share an alliance. It counts by years, not days, so that its totals differ a
little; its rows have neither codes nor the number of alliances (8 columns, not 14), and it has no ledger to
open. Polars shares its work among all processors; processor time is the sum over them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import SHARED

REFERENCE = SHARED / "reference"
FIRST, LAST = 1816, 2016
JOIN = f"""
FIRST, LAST = {FIRST}, {LAST}
import sys
import polars as pl
members, states, out = sys.argv[1:4]
years = pl.DataFrame({{"year": list(range(FIRST, LAST + 1))}})
s = pl.scan_csv(states).select("ccode", "styear", "endyear")
here = s.join_where(years.lazy(), pl.col("styear") <= pl.col("year"), pl.col("endyear") >= pl.col("year"))
here = here.select("year", "ccode").unique()
pairs = here.join(here, on="year", suffix="2").filter(pl.col("ccode") != pl.col("ccode2"))
m = pl.scan_csv(members, infer_schema_length=None)
m = m.with_columns(pl.when(pl.col("yrexit") == 0).then(LAST).otherwise(pl.col("yrexit")).alias("yrexit"))
duties = ["defense", "offense", "neutral", "nonagg", "consul"]
m = m.select("atopid", "member", "yrent", "yrexit", *duties)
both = m.join(m.select("atopid", "member", "yrent", "yrexit"), on="atopid", suffix="2")
both = both.filter(pl.col("member") != pl.col("member2")).with_columns(
    pl.max_horizontal("yrent", "yrent2").alias("a"), pl.min_horizontal("yrexit", "yrexit2").alias("b"))
both = both.filter(pl.col("a") <= pl.col("b")).with_columns(pl.int_ranges("a", pl.col("b") + 1).alias("year"))
owed = both.explode("year").group_by("year", "member", "member2").agg(pl.col(duties).max())
keys = dict(left_on=["year", "ccode", "ccode2"], right_on=["year", "member", "member2"])
frame = pairs.join(owed, how="left", **keys).with_columns(pl.col(duties).fill_null(0)).collect()
frame = frame.sort("year", "ccode", "ccode2")
frame.write_csv(out)
print(frame.height, frame["defense"].sum())
"""


def spent(command: list[str]) -> tuple[float, float, str]:
    """Processor seconds and megabytes of a command, and what it printed."""
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout)\n"
    )
    out = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    seconds, megabytes, *words = out.stdout.split()
    return float(seconds), float(megabytes), " ".join(words)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=REFERENCE / "register")
    parser.add_argument("states", type=Path, nargs="?", default=REFERENCE / "cow_states.csv")
    asked = parser.parse_args()
    if not (asked.folder / "atop_members.csv").is_file() or not asked.states.is_file():
        print(f"skipped: no atop_members.csv in {asked.folder}, or no {asked.states}")
        return
    run = [sys.executable, "-m", "foedus.cli.main"]
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        ledger = ["--ledger", str(place / "ledger.db")]
        for kind in ("alliances", "members"):
            file = str(asked.folder / f"atop_{kind}.csv")
            subprocess.run([*run, "import", file, "--as", f"atop-{kind}", *ledger], check=True)
        span = ["--from", str(FIRST), "--to", str(LAST), "--directed"]
        export = [*run, "export", "dyad-years", *span, *ledger]
        one = [*export, "--obligation", "defence", "--format", "parquet", "-o", str(place / "owed.parquet")]
        join = [sys.executable, "-c", JOIN, str(asked.folder / "atop_members.csv"), str(asked.states)]
        sides = {
            "foedus, all pairs, CSV": [*export, "-o", str(place / "all.csv")],
            "foedus, all pairs, Parquet": [*export, "--format", "parquet", "-o", str(place / "all.parquet")],
            "foedus, defence, Parquet": one,
            "Polars join, all pairs, CSV": [*join, str(place / "join.csv")],
            "(foedus --version)": [*run, "--version"],
        }
        best: dict[str, tuple[float, float, str]] = {}
        for _ in range(3):
            for side, command in sides.items():
                found = spent(command)
                best[side] = min(best.get(side, found), found)
    for side, (seconds, megabytes, words) in best.items():
        print(f"{side:30} {seconds:5.2f} s {megabytes:5.0f} MB  {words}")


if __name__ == "__main__":
    main()
