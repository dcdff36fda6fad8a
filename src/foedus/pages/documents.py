"""The documents that a call names: files, standard input, JSON Lines lists; a broken one never stops the
rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

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
    stdin: BinaryIO | None = None,
) -> Iterator[Document | InputError]:
    """Each document of the files, in order; an InputError in place of one that cannot be read.

    A list is told by the ending .jsonl or by lines of JSON with "doc"; its own publisher and date win over
    the call's. It is read a line at a time, as documents are asked for. `stdin` is what "-" stands for.
    """
    for path in paths:
        if path == "-":
            yield from _of_file("standard input", stdin or BytesIO(), Path("."), publisher, published)
            continue
        try:
            with Path(path).open("rb") as file:
                yield from _of_file(path, file, Path(path).parent, publisher, published)
        except FileNotFoundError:
            yield PageError(f"{path}: there is no such file")
        except IsADirectoryError:
            yield PageError(f"{path}: is a folder: name the pages in it ({path.rstrip('/')}/*)")
        except OSError as error:
            yield PageError(f"{path}: cannot be read ({error.strerror})")


def _of_file(
    path: str, file: BinaryIO, folder: Path, publisher: str | None, published: str | None
) -> Iterator[Document | InputError]:
    start = []
    for line in file:
        start.append(line)
        if not line.isspace():
            break
    if path.endswith((".jsonl", ".ndjson")) or (start and _begins_a_list(start[-1])):
        yield from _listed(path, chain(start, file), folder, publisher, published)
    else:
        yield Document(Path(path).name, b"".join(start) + file.read(), publisher, published)


def _begins_a_list(line: bytes) -> bool:
    """Whether the first line is a JSON object that names a document."""
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "doc" in first


def _listed(
    path: str, lines: Iterable[bytes], folder: Path, publisher: str | None, published: str | None
) -> Iterator[Document | InputError]:
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
