"""What a batch costs beside plain reading, and whether kills change a byte of it.

    python bench/bench_batch.py                         20,000 documents
    python bench/bench_batch.py --documents 2000 --kills 20
    python bench/bench_batch.py --engine ray            the killed batch on Ray, where it is installed

Printed: the processor time a document of `foedus batch` in multiples of `foedus read --jobs 1 --json` on the
same list, by turns and the least of two, with one process and with two, the most memory that a process took,
and whether the bytes of a batch whose workers and runs are killed at random are those of one run. Kills are
paid for in shards begun in vain, so that run is not timed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from measure import FOEDUS, NEWS, OWN, lists, long_list, run, told

LONGEST = 4 * 3600.0  # seconds after which the killed batch is given up


def written(folder: Path) -> dict[str, str]:
    """The digest of every file of a folder but its lock."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    out = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = path.read_text().split(" (", 1)
        except (OSError, ValueError):
            continue
        if int(rest.rpartition(") ")[2].split()[1]) == parent:
            out.append(int(pid))
    return out


def workers(engine: str, parent: int) -> list[int]:
    """The processes that read for a batch: two steps below it, or wherever Ray has put them."""
    if engine == "local":
        return [grandchild for child in children(parent) for grandchild in children(child)]
    found, todo = [], [parent]
    while todo:
        todo += (more := children(todo.pop()))
        found += more
    return [pid for pid in found if _title(pid).startswith(b"ray::read_shard")]


def _title(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def killed(source: Path, target: Path, kills: int, pause: float, engine: str) -> int:
    """A batch whose workers, and each tenth time the whole run, are killed at random; how often they were."""
    rng, done, until = random.Random(11), 0, time.monotonic() + LONGEST
    while time.monotonic() < until:
        running = subprocess.Popen(
            [*FOEDUS, "batch", str(source), str(target), "--jobs", "2", "--engine", engine],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while running.poll() is None and time.monotonic() < until:
            time.sleep(rng.uniform(0.2, 2 * pause))
            victims = [running.pid] if done % 10 == 9 else workers(engine, running.pid)
            if done < kills and victims and running.poll() is None:
                try:
                    os.kill(rng.choice(victims), signal.SIGKILL)
                    done += 1
                except ProcessLookupError:
                    continue
        if running.wait(timeout=60) == 0:
            return done
    raise SystemExit("the killed batch did not come to an end")


def shortened(path: Path, most: int) -> Path:
    """The same list with texts of so many characters at most."""
    if not most:
        return path
    short = path.with_name("short.jsonl")
    with path.open(encoding="utf-8") as file, short.open("w", encoding="utf-8") as out:
        for line in file:
            row = json.loads(line)
            out.write(json.dumps({**row, "text": row["text"][:most]}) + "\n")
    return short


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=20_000, help="how long the list is")
    parser.add_argument("--characters", type=int, default=0, help="of each at most; 0 takes all of them")
    parser.add_argument("--kills", type=int, default=60, help="how often a process is killed")
    parser.add_argument("--pause", type=float, default=4.0, help="seconds between two kills, about")
    parser.add_argument("--engine", choices=("local", "ray"), default="local", help="of the killed batch")
    wanted = parser.parse_args()
    [source] = lists([NEWS]) or [OWN]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        path = shortened(long_list(source, wanted.documents, place / "list.jsonl"), wanted.characters)
        turns = [
            (
                run((*FOEDUS, "read", str(path), "--json", "--jobs", "1")),
                run((*FOEDUS, "batch", str(path), str(place / name))),
            )
            for name in ("one", "again")
        ]
        plain, one = (min(each, key=lambda r: r.cpu) for each in zip(*turns, strict=True))
        two = run((*FOEDUS, "batch", str(path), str(place / "two"), "--jobs", "2"))
        each = plain.cpu / wanted.documents * 1000
        print(f"{wanted.documents:,} documents of {source.parent.name}, {each:.1f} ms of processor time each")
        told("a batch of one process beside `read --jobs 1`", one.cpu / plain.cpu, 1.05)
        told("a batch of two processes", two.cpu / plain.cpu, None)
        print(f"  {max(one.peak, two.peak):.0f} MiB at most in a process (`read`: {plain.peak:.0f})")
        whole = written(place / "one")
        for name in ("again", "two"):
            print(f"  {name}: {'the same bytes' if written(place / name) == whole else 'OTHER BYTES'}")
        times = killed(path, place / "killed", wanted.kills, wanted.pause, wanted.engine)
        same = "the same bytes" if written(place / "killed") == whole else "OTHER BYTES"
        print(f"  {times} kills, {wanted.engine}: {same} in {len(whole)} files")


if __name__ == "__main__":
    main()
