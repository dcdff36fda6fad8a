"""Lists of documents cut into shards: by lines, so that one shard is one part of one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from foedus.errors import InputError
from foedus.files import open_file

ENDINGS: Final = (".jsonl", ".ndjson")
DOCUMENTS: Final = 500  # lines of a shard at most
BYTES: Final = 16 << 20  # of a shard, but for its last line
_PART: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a list: the bytes `start` to `stop` of the file `path`, of which the first is line `line`.

    `name` is where its claims are written, below the folder for them; `called` is the list in what is said of
    it, wherever it stands; `digest` is the SHA-256 of the part.
    """

    name: str
    called: str
    path: str
    start: int
    stop: int
    line: int
    digest: str


def lists(source: Path) -> list[tuple[str, Path]]:
    """The lists of a folder, or the one that is named, with their names. Raises InputError for none."""
    if source.is_dir():
        found = sorted(
            (path.relative_to(source).as_posix(), path)
            for path in source.rglob("*")
            if path.suffix in ENDINGS and path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(source).parts)
        )  # fmt: skip
    elif source.exists():
        found = [(source.name, source)]
    else:
        raise InputError(f"{source}: there is no such file or folder")
    if not found:
        raise InputError(f"{source}: there is no list of documents in it (NAME.jsonl)")
    names = [name.rpartition(".")[0] if name.endswith(ENDINGS) else name for name, _ in found]
    if len(set(names)) < len(names):
        raise InputError(f"{source}: two lists have one name but for their endings: rename one of them")
    return list(zip(names, (path for _, path in found), strict=True))


def shards(source: Path, most: int = DOCUMENTS) -> Iterator[Shard]:
    """The shards of a source in order, of at most `most` lines each. Raises InputError."""
    for name, path in lists(source):
        yield from _cut(name, path.resolve(), most)


def _cut(name: str, path: Path, most: int) -> Iterator[Shard]:
    start = at = lines = done = number = 0
    seen, called = sha256(), f"{name}{path.suffix}"
    with open_file(path) as file:
        while part := file.readline(_PART):
            seen.update(part)
            at += len(part)
            lines += part.endswith(b"\n")
            if part.endswith(b"\n") and (lines >= most or at - start >= BYTES):
                yield Shard(f"{name}-{number:06}", called, str(path), start, at, done + 1, seen.hexdigest())
                start, done, number, lines, seen = at, done + lines, number + 1, 0, sha256()
    if at > start or number == 0:
        yield Shard(f"{name}-{number:06}", called, str(path), start, at, done + 1, seen.hexdigest())
