"""Batches: shards written whole or not at all, skipped when done, the same bytes whatever is killed meanwhile."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from foedus.batch.manifest import JOURNAL, MANIFEST
from foedus.batch.on_ray import RayEngine
from foedus.batch.run import TRIES, run
from foedus.batch.shards import shards
from foedus.batch.work import Done, Task, read_shard
from foedus.errors import FoedusError, InputError, OutputError
from tests.cli.command import foedus

STATES = ("Fiji", "Tonga", "Samoa", "Chile", "Peru", "Kenya", "Ghana", "Norway")
LIMIT = 240.0  # seconds after which a test gives up


def lines(count: int) -> list[str]:
    """A list of short documents, some that cannot be read among them."""
    out = []
    for n in range(count):
        one, other = STATES[n % 8], STATES[(n // 8 + n + 1) % 8]
        text = f"{one} and {other} signed the Treaty of Port{n} on March 1, 2024. {one} ratified it on March {n % 27 + 2}."
        row = {
            "doc": f"d{n}",
            "text": "" if n % 41 == 7 else text,
            "published": "2024-03-29",
            "publisher": "Wire",
        }
        out.append(json.dumps(row) if n % 53 != 9 else '{"doc": broken')
    return out


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all tests read; whoever changes it changes a copy."""
    folder = tmp_path_factory.mktemp("batch") / "source"
    (folder / "b").mkdir(parents=True)
    each = lines(130)
    (folder / "a.jsonl").write_text("\n".join(each[:90]) + "\n", "utf-8")
    (folder / "b" / "c.jsonl").write_text("\n".join(each[90:]), "utf-8")  # its last line has no end
    return folder


def copied(folder: Path, to: Path) -> Path:
    """The same folder, to be changed; its files keep their times."""
    shutil.copytree(folder, to)
    return to


def here(tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
    """An engine of this process alone."""
    yield from ((task, read_shard(task)) for task in tasks)


def written(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the lock."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != ".lock"
    }


@pytest.fixture(scope="module")
def done(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch that nothing disturbed."""
    target = tmp_path_factory.mktemp("batch") / "done"
    run(source, target, here, register="r", most=20)
    return target


def test_a_batch_is_what_read_prints(source: Path, done: Path) -> None:
    found = written(done)
    told = b"".join(
        data for name, data in found.items() if name.startswith("a-") and name.endswith(".claims.jsonl")
    )
    assert told.decode() == foedus("read", str(source / "a.jsonl"), "--json").out
    failed = [
        json.loads(line)
        for name, data in found.items()
        if name.endswith(".failed.jsonl")
        for line in data.splitlines()
    ]
    assert (
        failed[0] == {"doc": "d7", "error": "d7: there is no text on this page"} or "d7" in failed[0]["error"]
    )
    assert any(f["error"].startswith("a.jsonl, line 63: broken JSON") for f in failed), failed
    manifest = [json.loads(line) for line in found[MANIFEST].splitlines()]
    assert sum(row["documents"] for row in manifest[1:]) == 130
    assert [row["name"] for row in manifest[1:]] == [s.name for s in shards(source, 20)]
    assert not any(name.startswith(".parts") for name in found)


def test_what_is_done_is_not_read_again(source: Path, done: Path, tmp_path: Path) -> None:
    source, target = copied(source, tmp_path / "source"), copied(done, tmp_path / "target")
    first = written(done)
    read: list[str] = []

    def counting(tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
        read.extend(task.shard.name for task in tasks)
        return here(tasks)

    def again(**more: Any) -> list[str]:
        read.clear()
        run(source, target, counting, most=20, **{"register": "r", **more})
        return read

    assert again() == []
    (target / "a-000001.claims.jsonl").unlink()
    (target / "b" / "c-000000.claims.jsonl").write_bytes(b"torn")
    assert again() == ["a-000001", "b/c-000000"]
    assert written(target) == first
    text = (source / "b" / "c.jsonl").read_text("utf-8").replace("Port95", "Port950")
    (source / "b" / "c.jsonl").write_text(text, "utf-8")
    assert again() == ["b/c-000000"]
    assert len(again(register="another edition")) == len(list(shards(source, 20)))


def test_it_goes_on_where_it_was_stopped(source: Path, done: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"

    class Stopped(Exception):
        pass

    def stopping(tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
        for n, task in enumerate(tasks):
            if n == 3:
                raise Stopped
            yield task, read_shard(task)

    with pytest.raises(Stopped):
        run(source, target, stopping, register="r", most=20)
    assert not (target / MANIFEST).exists()
    with (target / JOURNAL).open("ab") as journal:
        journal.write(b'{"claims": 3, "dig')  # torn by a kill
    (target / ".parts" / "a-000004.1.x").write_bytes(b"half")
    tally = run(source, target, here, register="r", most=20)
    assert (tally.before, tally.left) == (3, [])
    assert written(target) == written(done)


def test_a_shard_whose_process_is_always_killed_is_left_and_named(source: Path, tmp_path: Path) -> None:
    begun: list[str] = []

    def deadly(tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
        for task in tasks:
            begun.append(task.shard.name)
            yield task, None if task.shard.name == "a-000002" else read_shard(task)

    said: list[str] = []
    tally = run(source, tmp_path / "target", deadly, register="r", most=20, tell=said.append)
    assert tally.left == ["a-000002"]
    assert begun.count("a-000002") == TRIES
    assert "was killed" in said[0]
    assert not (tmp_path / "target" / "a-000002.claims.jsonl").exists()


def test_two_batches_in_one_folder_are_refused(source: Path, tmp_path: Path) -> None:
    def other(tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
        with pytest.raises(OutputError, match="another batch"):
            run(source, tmp_path / "target", here, register="r", most=20)
        yield from here(tasks[:0])

    run(source, tmp_path / "target", other, register="r", most=20)


def test_what_is_no_source_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "nothing"):
        with pytest.raises(InputError):
            run(tmp_path / name, tmp_path / "target", here, register="r")
    assert foedus("batch", str(tmp_path / "empty"), str(tmp_path / "t")).code == 1


COMMAND = (sys.executable, "-m", "foedus.cli.main", "batch")


@pytest.mark.slow
def test_kills_at_random_change_no_byte(source: Path, tmp_path: Path) -> None:
    """Workers and whole runs are killed at random; what stands at the end is what one run gives."""
    whole, target = tmp_path / "whole", tmp_path / "target"
    subprocess.run(
        [*COMMAND, str(source), str(whole), "--shard-size", "10"],
        check=True,
        capture_output=True,
        timeout=LIMIT,
    )
    rng, until = random.Random(7), time.monotonic() + LIMIT
    kills = 0
    while time.monotonic() < until:
        running = subprocess.Popen(
            [*COMMAND, str(source), str(target), "--shard-size", "10", "--jobs", "2"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            while kills < 12 and running.poll() is None and time.monotonic() < until:
                time.sleep(rng.uniform(0.2, 1.0))
                victims = [running.pid] if kills % 4 == 3 else readers(running.pid)
                if victims:
                    os.kill(rng.choice(victims), signal.SIGKILL)
                    kills += 1
            code = running.wait(timeout=max(1.0, until - time.monotonic()))
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait(timeout=30)
        if code == 0 and kills >= 4:
            break
        if code == 0:  # too quick to be killed often enough
            (target / MANIFEST).unlink()
            for path in list(target.glob("*.claims.jsonl"))[::2]:
                path.unlink()
    assert kills >= 4
    assert written(target) == written(whole)


def readers(parent: int) -> list[int]:
    """The processes that read for a batch: those that the process which copies itself has started."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = path.read_text().split(" (", 1)
        except (OSError, ValueError):
            continue
        children.setdefault(int(rest.rpartition(") ")[2].split()[1]), []).append(int(pid))
    return [grandchild for child in children.get(parent, ()) for grandchild in children.get(child, ())]


def test_a_shard_of_which_an_engine_tells_nothing_is_tried_again(
    source: Path, done: Path, tmp_path: Path
) -> None:
    asked: list[int] = []

    def forgetful(tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
        asked.append(len(tasks))
        yield from here(tasks[1:] if len(asked) == 1 else tasks)

    tally = run(source, tmp_path / "target", forgetful, register="r", most=20)
    assert tally.left == []
    assert asked[1:] == [1]
    assert written(tmp_path / "target") == written(done)


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("ray") is None, reason="Ray is not installed: pip install 'foedus[ray]' brings it"
)
def test_ray_writes_the_same_bytes(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "whole", here, register="r", most=5)  # more shards than Ray is handed at first
    run(source, tmp_path / "target", RayEngine(processors=2), register="r", most=5)
    assert written(tmp_path / "target") == written(tmp_path / "whole")
