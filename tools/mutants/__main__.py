"""`python -m tools.mutants [FILE ...]`: the share of mutants that a file's own tests notice, the survivors.

Ends with 1 where a file's share is below the bar, or where the list of equivalent mutants does not hold. A
file with very many mutants is tried on a sample, the same each time; `--all` tries every one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.mutants.make import Mutant, mutants
from tools.mutants.run import ROOT, Target, TestsFail, killed

HERE: Final = Path(__file__).parent
SEED: Final = 20240109


@dataclass(frozen=True)
class Tried:
    """What became of a file's mutants; `equivalent` ones can be noticed by no test and do not count."""

    made: int
    tried: int
    killed: int
    equivalent: int
    survivors: tuple[Mutant, ...]
    stale: tuple[str, ...]

    @property
    def share(self) -> float:
        counted = self.tried - self.equivalent
        return self.killed / counted if counted else 1.0


def targets() -> list[tuple[Target, int, float]]:
    """The files with their tests, how many mutants of each are tried, and the share that must be noticed."""
    data = tomllib.loads((HERE / "targets.toml").read_text("utf-8"))
    return [
        (
            Target(t["file"], tuple(t["tests"]), t.get("memo")),
            t.get("sample", data["sample"]),
            t.get("bar", data["bar"]),
        )
        for t in data["target"]
    ]


def equivalents(file: str) -> dict[tuple[str, str, str], str]:
    """The mutants of a file that change nothing that can be observed, each with its reason."""
    data = tomllib.loads((HERE / "equivalent.toml").read_text("utf-8"))
    return {(e["in"], e["was"], e["becomes"]): e["why"] for e in data.get("mutant", []) if e["file"] == file}


def tried(target: Target, sample: int | None, jobs: int) -> Tried:
    """Makes and tries a file's mutants. Raises TestsFail."""
    made = mutants(target.path.read_text("utf-8"))
    known = equivalents(target.file)
    stale = [f"no such mutant: {' | '.join(key)}" for key in known if key not in {m.key for m in made}]
    chosen = made
    if sample is not None and len(made) > sample:
        picked = sorted(random.Random(f"{SEED} {target.file}").sample(range(len(made)), sample))
        chosen = [made[i] for i in picked]
    noticed = _in_a_process(target, chosen, jobs)
    stale += [
        f"is noticed: {' | '.join(m.key)}"
        for m, n in zip(chosen, noticed, strict=True)
        if n and m.key in known
    ]
    survivors = tuple(m for m, n in zip(chosen, noticed, strict=True) if not n and m.key not in known)
    equal = sum(not n and m.key in known for m, n in zip(chosen, noticed, strict=True))
    return Tried(len(made), len(chosen), sum(noticed), equal, survivors, tuple(stale))


def _in_a_process(target: Target, chosen: list[Mutant], jobs: int) -> list[bool]:
    """`killed` in a child, whose answer comes back over a pipe."""
    folder = tempfile.mkdtemp(prefix="mutants-")
    os.environ["MUTANTS_FOLDER"] = folder
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            answer: object = killed(target, chosen, jobs, lambda done: _progress(target, done, len(chosen)))
        except TestsFail as fault:
            answer = str(fault)
        with os.fdopen(writing, "w") as pipe:
            json.dump(answer, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)
    found = json.loads(text) if text else f"{target.file}: the process of its tests died"
    if isinstance(found, str):
        raise TestsFail(found)
    return [bool(x) for x in found]


def _progress(target: Target, done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{target.file}: {done} of {of} ", end="", file=sys.stderr, flush=True)


def main() -> int:
    """Prints a line a file, and below it each survivor; 1 where something falls short."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", help="only files whose path ends so: law/counting.py")
    parser.add_argument("--all", action="store_true", help="try every mutant, not a sample")
    parser.add_argument("--jobs", type=int, default=1, help="mutants tried at a time")
    args = parser.parse_args()
    os.chdir(ROOT)
    found = [t for t in targets() if not args.files or t[0].file.endswith(tuple(args.files))]
    if not found:
        parser.error("no such file in tools/mutants/targets.toml")
    short = False
    results: list[tuple[Target, Tried]] = []
    print(f"{'file':<38} {'made':>5} {'tried':>5} {'killed':>6} {'equivalent':>10} {'share':>6}")
    for target, sample, bar in found:
        begin = time.monotonic()
        result = tried(target, None if args.all else sample, args.jobs)
        results.append((target, result))
        ok = result.share >= bar and not result.stale
        short |= not ok
        print(
            f"{target.file:<38} {result.made:>5} {result.tried:>5} {result.killed:>6} {result.equivalent:>10}"
            f" {result.share:>6.2f}{'' if ok else '  FALLS SHORT'}  ({time.monotonic() - begin:.0f} s)",
            flush=True,
        )
        for mutant in result.survivors:
            print(f"    {target.file}:{mutant.line} {mutant.where}")
            print(f"      - {mutant.was}\n      + {mutant.becomes}", flush=True)
        for line in result.stale:
            print(f"    {target.file}: equivalent.toml {line}", flush=True)
    sampled = [t.file for t, r in results if r.tried < r.made]
    if sampled:
        print(f"\na sample, the same each time, of: {', '.join(sampled)}; --all tries every mutant")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
