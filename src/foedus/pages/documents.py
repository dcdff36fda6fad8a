"""The documents that a call names, one at a time: files, standard input, JSON Lines lists.

One that cannot be read stands in its place as an error and never stops the rest. Memory is bounded by one
document, however many a list holds.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from foedus.errors import InputError, PageError
from foedus.files import open_file, read_file, read_stream
from foedus.pages.request import DEFAULT_LIMITS

_EXAMPLE = '{"doc": ..., "text": ...}'
_HEAD = 1 << 16  # bytes at a stream's beginning that tell whether it is a list
_FIRST_FIELD = re.compile(rb'\{[ \t]*"(?:doc|text|path|publisher|published|title|address)"\s*:')


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it came in, with what is known about it; `encoding` is "utf-8" for what came as text."""

    doc: str
    data: bytes
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    address: str | None = None
    encoding: str | None = None


def documents(
    paths: Sequence[str],
    *,
    published: str | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
    most: int = DEFAULT_LIMITS.size,
) -> Iterator[Document | InputError]:
    """Each document of the files, in order; an InputError in place of one that cannot be read.

    A list is told by the ending .jsonl or by lines of JSON with "doc"; its own publisher and date win over
    the call's. `stdin` is what "-" stands for. No page is read beyond `most` bytes.
    """
    for path in paths:
        if path == "-":
            with _buffered(stdin or io.BytesIO()) as stream:
                yield from _one("standard input", stream, Path(), publisher, published, most)
            continue
        try:
            with open_file(Path(path)) as file, _buffered(file) as stream:
                yield from _one(path, stream, Path(path).parent, publisher, published, most)
        except InputError as error:
            yield PageError(f"{path}: {error}")


def documents_of_part(
    path: str,
    start: int,
    stop: int,
    *,
    name: str,
    first: int = 1,
    published: str | None = None,
    publisher: str | None = None,
    most: int = DEFAULT_LIMITS.size,
) -> Iterator[Document | InputError]:
    """The documents of the bytes `start` to `stop` of a list, which begin with its line number `first`.

    `name` is the list in what is said of it.
    """
    try:
        with open_file(Path(path)) as file:
            file.seek(start)
            raw: Any = _Part(file, stop - start)
            stream: io.BufferedReader = io.BufferedReader(raw, _HEAD)
            yield from _listed(name, stream, Path(path).parent, publisher, published, most, first)
    except InputError as error:
        yield PageError(f"{name}: {error}")


class _Part(io.RawIOBase):
    """The next bytes of a stream, and no more."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


class _buffered:  # noqa: N801  a context manager
    """A stream whose beginning can be looked at, left open at the end."""

    def __init__(self, stream: BinaryIO) -> None:
        raw: Any = getattr(stream, "raw", stream)
        self._stream: io.BufferedReader = io.BufferedReader(raw, _HEAD)

    def __enter__(self) -> io.BufferedReader:
        return self._stream

    def __exit__(self, *_: object) -> None:
        self._stream.detach()


def _one(
    path: str,
    stream: io.BufferedReader,
    folder: Path,
    publisher: str | None,
    published: str | None,
    most: int,
) -> Iterator[Document | InputError]:
    if path.endswith((".jsonl", ".ndjson")) or is_list(stream):
        yield from _listed(path, stream, folder, publisher, published, most)
        return
    try:
        data = read_stream(stream, most)
    except InputError as error:
        yield PageError(f"{path}: {error}: split it, or give a JSON Lines list of documents")
    else:
        yield Document(_named(path), data, publisher, published)


def _named(path: str) -> str:
    """A file's name as text, whatever bytes it is of."""
    return os.fsencode(Path(path).name).decode("utf-8", "replace")


def is_list(stream: io.BufferedReader) -> bool:
    """Whether a stream begins with a line of JSON that names a document. Takes nothing from it."""
    start = stream.peek(_HEAD)[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    line, ended, _ = start.partition(b"\n")
    return _FIRST_FIELD.match(line) is not None and (not ended or b'"doc"' in line)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a list."""

    doc: str | int | None = None
    text: str | None = None
    path: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    address: str | None = None


def _listed(
    path: str,
    stream: io.BufferedReader,
    folder: Path,
    publisher: str | None,
    published: str | None,
    most: int,
    first: int = 1,
) -> Iterator[Document | InputError]:
    from foedus.pages.lists import broken, rows  # noqa: PLC0415  only lists need the decoder

    for number, row in rows(stream, path, _Row, _EXAMPLE, first):
        if isinstance(row, InputError):
            yield row
            continue
        try:
            yield _document(row, folder, publisher, published, most)
        except InputError as error:
            yield broken(path, number, error)


def _document(row: _Row, folder: Path, publisher: str | None, published: str | None, most: int) -> Document:
    if row.doc is None or row.doc == "":
        raise InputError('the field "doc" is missing')
    for name in ("doc", "publisher", "published", "title", "address"):
        if "\x00" in str(getattr(row, name)):
            raise InputError(f'the field "{name}" holds a zero, which is no character')
    if row.text is None and row.path is None:
        raise InputError('neither "text" nor "path" is given')
    return Document(
        str(row.doc),
        row.text.encode() if row.text is not None else read_named(row.path or "", folder, most),
        row.publisher or publisher,
        row.published or published,
        row.title,
        row.address,
        "utf-8" if row.text is not None else None,
    )


def read_named(path: str, folder: Path, most: int) -> bytes:
    """The file that a line of a list names, from the list's own folder. Raises InputError with its name."""
    try:
        return read_file(folder / path, most)
    except InputError as error:
        raise InputError(f"{path if path.isprintable() else ascii(path)}: {error}") from error
