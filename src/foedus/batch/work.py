"""One shard of documents into one shard of claims: the same function in every engine.

What it writes follows from the shard alone. It is written under another name and renamed, so a process that
is killed at any moment leaves the shard as it was: not there, or whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from foedus.batch.one import claims_as_json, read_document
from foedus.batch.shards import Shard
from foedus.errors import FoedusError, InputError
from foedus.pages.documents import Document, documents_of_part

PARTS: Final = ".parts"  # the folder of what is being written
CLAIMS: Final = ".claims.jsonl"
FAILED: Final = ".failed.jsonl"


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be read into the folder `target`; the rest is what `foedus read` takes."""

    shard: Shard
    target: str
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that was read: how many documents, claims and failures, and the SHA-256 of what was written.

    `failures` is that of the file of failures, "" where there is none.
    """

    name: str
    source: str  # SHA-256 of the part of the list
    documents: int
    claims: int
    failed: int
    digest: str
    failures: str


def read_shard(task: Task) -> Done | FoedusError:
    """Read a shard and write its claims, a line each; what could not be read stands in a file beside them."""
    try:
        return _read(task)
    except FoedusError as error:
        return error
    except OSError as error:
        return InputError(f"{task.shard.name}: {error.strerror or error}")


def _read(task: Task) -> Done:
    shard, target = task.shard, Path(task.target)
    part = target / PARTS / f"{shard.name.replace('/', '%')}.{os.getpid()}.{os.urandom(4).hex()}"
    part.parent.mkdir(parents=True, exist_ok=True)
    seen, counted, told = sha256(), 0, 0
    failures: list[bytes] = []
    try:
        with part.open("wb") as file:
            for document in _documents(task):
                counted += 1
                found = read_document(document)
                if isinstance(found, FoedusError):
                    name = document.doc if isinstance(document, Document) else None
                    failures.append(_line({"doc": name, "error": str(found)}))
                    continue
                for claim in claims_as_json(*found):
                    line = _line(claim)
                    file.write(line)
                    seen.update(line)
                    told += 1
            file.flush()
            os.fsync(file.fileno())
        place = target / f"{shard.name}{CLAIMS}"
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_failures(target / f"{shard.name}{FAILED}", part, failures)
        part.replace(place)  # last: where it stands, all of it is done
    finally:
        part.unlink(missing_ok=True)
    beside = sha256(b"".join(failures)).hexdigest() if failures else ""
    return Done(shard.name, shard.digest, counted, told, len(failures), seen.hexdigest(), beside)


def _documents(task: Task) -> Iterator[Document | InputError]:
    shard = task.shard
    return documents_of_part(
        shard.path,
        shard.start,
        shard.stop,
        name=shard.called,
        first=shard.line,
        published=task.published,
        publisher=task.publisher,
    )


def _write_failures(place: Path, part: Path, failures: list[bytes]) -> None:
    if not failures:
        with suppress(FileNotFoundError):
            place.unlink()
        return
    beside = part.with_name(f"{part.name}.failed")
    try:
        beside.write_bytes(b"".join(failures))
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _line(value: dict[str, Any]) -> bytes:
    """A line as `foedus read --json` prints it; what UTF-8 cannot hold is written in escapes."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"{text}\n".encode("utf-8", "backslashreplace")
