"""A batch: shards that are not done yet through an engine, until all are, each kept as it is done."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from foedus.batch.manifest import Journal, Settings, finish, known, stands
from foedus.batch.shards import DOCUMENTS, Shard, shards
from foedus.batch.work import PARTS, Done, Task
from foedus.errors import FoedusError, OutputError

TRIES: Final = 5  # how often a shard is begun whose process is killed

#: Runs tasks, and gives each with what came of it in whatever order; None where its process was killed.
Engine = Callable[[Sequence[Task]], Iterator[tuple[Task, Done | FoedusError | None]]]
Tell = Callable[[str], None]


@dataclass(slots=True)
class Tally:
    """How a batch went: shards in all, those that were done before, and those that could not be done."""

    shards: int = 0
    before: int = 0
    documents: int = 0
    claims: int = 0
    failed: int = 0  # documents
    left: list[str] = field(default_factory=list)  # shards


def run(
    source: Path,
    target: Path,
    engine: Engine,
    *,
    register: str,
    published: str | None = None,
    publisher: str | None = None,
    most: int = DOCUMENTS,
    tell: Tell = lambda _: None,
) -> Tally:
    """Read all shards of a source into a folder; those that stand there are not read again.

    `register` is the id of the edition by which agreements are linked. Raises InputError for what is no
    source, OutputError where the folder cannot be written or another batch is at work in it.
    """
    settings = Settings(register, published, publisher)
    all_shards = list(shards(source, most))
    try:
        target.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            shutil.rmtree(target / PARTS, ignore_errors=True)
            return _run(all_shards, target, engine, settings, tell)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror or error})") from error


def _run(all_shards: Sequence[Shard], target: Path, engine: Engine, settings: Settings, tell: Tell) -> Tally:
    before = known(target, settings)
    done = {s.name: before[s.name] for s in all_shards if stands(target, s, before.get(s.name))}
    tally = Tally(len(all_shards), len(done))
    tasks = [
        Task(s, str(target), settings.published, settings.publisher) for s in all_shards if s.name not in done
    ]
    with Journal(target, settings) as journal:
        for _ in range(TRIES):
            settled: set[str] = set()
            for task, found in engine(tasks):
                if found is not None:
                    settled.add(task.shard.name)
                if isinstance(found, FoedusError):
                    tell(str(found))
                    tally.left.append(task.shard.name)
                elif found is not None:
                    done[found.name] = found
                    journal.add(found)
            tasks = [task for task in tasks if task.shard.name not in settled]
            if not tasks:
                break
    for task in tasks:
        tell(f"{task.shard.name}: its process was killed {TRIES} times; it is not there, the rest is")
        tally.left.append(task.shard.name)
    if not tally.left:
        finish(target, settings, done.values())
        shutil.rmtree(target / PARTS, ignore_errors=True)
    tally.documents = sum(d.documents for d in done.values())
    tally.claims = sum(d.claims for d in done.values())
    tally.failed = sum(d.failed for d in done.values())
    return tally


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """No other batch writes into the folder meanwhile; a killed one holds it no longer."""
    lock = os.open(target / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OutputError(f"{target}: another batch is at work in this folder") from None
        yield
    finally:
        os.close(lock)
