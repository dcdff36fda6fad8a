"""What the benches share: processor time of works and of whole programs, taken by turns, and texts to read.

A figure of one machine says little on another, so every bench prints ratios of things measured in one run, by
turns, in processor time: a machine that is busy for a while is so for both. `Path(...)/shared` beside the
repository holds texts that are measured with and not copied; where it does not stand, a bench says so.
"""

from __future__ import annotations

import ctypes
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from foedus.errors import InputError
from foedus.model import Article
from foedus.pages import article, documents

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "reading" / "own" / "gold.jsonl"
NEWS = SHARED / "reference" / "news_sample" / "texts.jsonl"
GOLD = tuple(SHARED / "gold" / name / "gold.jsonl" for name in ("news", "wire"))
FOEDUS = (sys.executable, "-m", "foedus.cli.main")
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux


def best(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Processor seconds of each work in this process, the least of its rounds; the works take turns."""
    found = [float("inf")] * len(works)
    for _ in range(rounds):
        for i, work in enumerate(works):
            start = process_time()
            work()
            found[i] = min(found[i], process_time() - start)
    return found


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: processor seconds of it and all it started, seconds by the clock, peak MiB."""

    cpu: float
    clock: float
    peak: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Runs a program to its end, and whatever it leaves behind; its output is thrown away."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)  # what it leaves behind becomes ours to wait for
    with tempfile.TemporaryFile() as errors:
        start = perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, used = os.wait4(process.pid, 0)
        clock = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        uses = [used]
        while True:
            try:
                uses.append(os.wait3(0)[2])
            except ChildProcessError:
                break
        if process.returncode not in (0, 1):
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)}: {errors.read().decode()[-500:]}")
    cpu = sum(use.ru_utime + use.ru_stime for use in uses)
    return Run(
        cpu, clock, max(use.ru_maxrss for use in uses) / (1 << (20 if sys.platform == "darwin" else 10))
    )


def by_turns(
    runs: int, first: Callable[[], float], second: Callable[[], float]
) -> tuple[float, float, float]:
    """Medians of the two, each run so many times after one for nothing, and of the ratio pair by pair."""
    first(), second()
    pairs = [(first(), second()) for _ in range(runs)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def told(line: str, ratio: float, bar: float | None) -> None:
    """Prints a ratio, what it compares and the bar it is held to."""
    held = "" if bar is None else f"  (bar {bar:g}: {'met' if ratio <= bar else 'MISSED'})"
    print(f"  {ratio:6.2f} x  {line}{held}")


def articles(lists: Sequence[Path]) -> list[Article]:
    """The pages of some lists that can be read, as articles."""
    out = []
    for item in documents([str(path) for path in lists]):
        if isinstance(item, InputError):
            continue
        try:
            page = article(
                item.data, doc=item.doc, publisher=item.publisher, published=item.published, title=item.title
            )
        except InputError:
            continue
        out.append(page)
    return out


def lists(wanted: Sequence[Path]) -> list[Path]:
    """Those of the lists that stand here; says which do not."""
    for path in wanted:
        if not path.exists():
            print(f"  {path} does not stand here: not measured")
    return [path for path in wanted if path.exists()]


def long_list(source: Path, count: int, into: Path) -> Path:
    """A list of so many documents, those of another over and over, each under a name of its own."""
    folder = source.parent
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    for row in rows:
        if "text" not in row:
            row["text"] = (folder / row.pop("path")).read_text("utf-8", "replace")
    with into.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = rows[number % len(rows)]
            kept = {key: row.get(key) for key in ("text", "publisher", "published")}
            file.write(json.dumps({"doc": f"{number}", **kept}) + "\n")
    return into
