"""What of a batch is done: one line a shard, kept as they are done, put in order at the end.

While a batch runs its lines are appended to a journal, of which a torn last line is passed by; at the end the
manifest is written whole. It tells nothing of when, by whom or how often, so any run gives the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO, Final

from foedus.batch.shards import Shard
from foedus.batch.work import CLAIMS, FAILED, Done
from foedus.version import __version__

MANIFEST: Final = "manifest.jsonl"
JOURNAL: Final = "manifest.journal"
_FIELDS: Final = frozenset(f.name for f in fields(Done))


@dataclass(frozen=True, slots=True)
class Settings:
    """What the claims of a shard follow from besides the shard: all of it stands first in the manifest."""

    register: str  # the id of the edition that agreements are linked to
    published: str | None
    publisher: str | None
    foedus: str = __version__


def known(target: Path, settings: Settings) -> dict[str, Done]:
    """The shards that were done with these settings, by name."""
    out: dict[str, Done] = {}
    for name in (MANIFEST, JOURNAL):
        try:
            lines = (target / name).read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            continue
        fitting = False
        for line in lines:
            told = _told(line)
            if told is None:
                continue
            if told.keys() == _FIELDS:
                if fitting:
                    out[told["name"]] = Done(**told)
            else:
                fitting = told == asdict(settings)
    return out


def stands(target: Path, shard: Shard, done: Done | None) -> bool:
    """Whether the claims of a shard stand there as they were written."""
    if done is None or done.source != shard.digest:
        return False
    wanted = ((CLAIMS, done.digest), (FAILED, done.failures))
    return all(_digest(target / f"{shard.name}{ending}") == digest for ending, digest in wanted)


class Journal:
    """The lines of a batch that runs; a context manager."""

    def __init__(self, target: Path, settings: Settings) -> None:
        self._path = target / JOURNAL
        self._settings = settings

    def __enter__(self) -> Journal:
        torn = self._path.exists() and not self._path.read_bytes().endswith(b"\n")
        self._file: BinaryIO = self._path.open("ab")
        self._write((b"\n" if torn else b"") + _line(asdict(self._settings)))
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, done: Done) -> None:
        """Keep that a shard is done."""
        self._write(_line(asdict(done)))

    def _write(self, line: bytes) -> None:
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())


def finish(target: Path, settings: Settings, done: Iterable[Done]) -> None:
    """Write the manifest whole, and drop the journal."""
    part = target / f"{MANIFEST}.part"
    with part.open("wb") as file:
        file.write(_line(asdict(settings)))
        for one in sorted(done, key=lambda d: d.name):
            file.write(_line(asdict(one)))
        file.flush()
        os.fsync(file.fileno())
    part.replace(target / MANIFEST)
    with suppress(FileNotFoundError):
        (target / JOURNAL).unlink()


def _line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace") + b"\n"


def _told(line: bytes) -> dict[str, Any] | None:
    """What a line tells; None for a torn one."""
    try:
        found = json.loads(line) if line.endswith(b"\n") else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _digest(path: Path) -> str:
    """The SHA-256 of a file, "" where there is none."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
