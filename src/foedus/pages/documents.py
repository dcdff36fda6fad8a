"""The documents that a call names: files, standard input, JSON Lines lists; a broken one never stops the
rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.errors import DocumentListError, InputError, PageError

_FIELDS = ("publisher", "published", "title", "address")


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it came in, with what is known about it."""

    doc: str
    data: bytes
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    address: str | None = None


def documents(
    paths: Sequence[str],
    *,
    published: str | None = None,
    publisher: str | None = None,
    stdin: bytes = b"",
) -> Iterator[Document | InputError]:
    """Each document of the files, in order; an InputError in place of one that cannot be read.

    A list is told by the ending .jsonl or by lines of JSON with "doc"; its own publisher and date win over
    the
    call's. `stdin` is what "-" stands for.
    """
    for path in paths:
        if path == "-":
            yield from _one("standard input", stdin, Path("."), publisher, published)
            continue
        try:
            data = Path(path).read_bytes()
        except FileNotFoundError:
            yield PageError(f"{path}: there is no such file")
        except IsADirectoryError:
            yield PageError(f"{path}: is a folder: name the pages in it ({path.rstrip('/')}/*)")
        except OSError as error:
            yield PageError(f"{path}: cannot be read ({error.strerror})")
        else:
            yield from _one(path, data, Path(path).parent, publisher, published)


def _one(
    path: str, data: bytes, folder: Path, publisher: str | None, published: str | None
) -> Iterator[Document | InputError]:
    if path.endswith((".jsonl", ".ndjson")) or _is_list(data):
        yield from _listed(path, data, folder, publisher, published)
    else:
        yield Document(Path(path).name, data, publisher, published)


def _is_list(data: bytes) -> bool:
    """Whether the first line is a JSON object that names a document."""
    start = data[:65536].lstrip()
    if not start.startswith(b"{"):
        return False
    try:
        first = json.loads(start.split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "doc" in first


def _listed(
    path: str, data: bytes, folder: Path, publisher: str | None, published: str | None
) -> Iterator[Document | InputError]:
    lines: Iterable[bytes] = data.split(b"\n")
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        empty = False
        try:
            yield _document(line, folder, publisher, published)
        except InputError as error:
            yield DocumentListError(f"{path}, line {number}: {error}")
    if empty:
        yield DocumentListError(f"{path}: the list is empty")


def _document(line: bytes, folder: Path, publisher: str | None, published: str | None) -> Document:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"broken JSON ({error})") from error
    if not isinstance(row, dict):
        raise InputError('not a JSON object: write {"doc": ..., "text": ...}')
    doc = row.get("doc")
    if not isinstance(doc, str | int) or doc == "":
        raise InputError('the field "doc" is missing')
    for name in _FIELDS:
        if row.get(name) is not None and not isinstance(row[name], str):
            raise InputError(f'the field "{name}" is no text')
    return Document(
        str(doc), _data(row, folder), row.get("publisher") or publisher, row.get("published") or published,
        row.get("title"), row.get("address"),
    )  # fmt: skip


def _data(row: dict[str, Any], folder: Path) -> bytes:
    if isinstance(row.get("text"), str):
        return str(row["text"]).encode("utf-8", "surrogatepass")
    if not isinstance(row.get("path"), str):
        raise InputError('neither "text" nor "path" is given')
    path = folder / str(row["path"])
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{row['path']}: cannot be read ({error.strerror})") from error
