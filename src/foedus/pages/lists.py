"""JSON Lines lists, line by line in bounded memory: a line that cannot be read is an error with its number.

Only the fields that are asked for are taken out of a line, so whatever else it holds costs next to nothing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

import msgspec

from foedus.errors import DocumentListError, InputError

T = TypeVar("T")
LONGEST = 64 << 20  # bytes of a line: a page of 20 MB, a third of it written in escapes
ENDLESS = 1 << 30  # bytes without a line's end after which a list is given up
_PART = 1 << 20
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_WHERE = re.compile(r"^Expected `(.+)`, got `(.+?)`(?: - at `\$\.?(.*?)(?:\[\.\.\.\])?`)?$")


def rows(
    stream: BinaryIO, name: str, kind: type[T], example: str, first: int = 1
) -> Iterator[tuple[int, T | InputError]]:
    """The number of each line that is not blank, from `first`, and what stands in it as a `kind`.

    In place of a line that cannot be read stands a DocumentListError that names it; `example` is a right
    line.
    """
    decoder = msgspec.json.Decoder(kind)
    empty = True
    for number, line in _lines(stream, first):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            yield number, decoder.decode(_known_length(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, InputError) as error:
            yield number, broken(name, number, _why(error, line or b"", example))
        except OSError as error:
            yield number, broken(name, number, f"cannot be read ({error.strerror})")
    if empty and first == 1:
        yield 0, DocumentListError(f"{name}: the list is empty")


def broken(name: str, number: int, why: object) -> DocumentListError:
    """The error of one line."""
    return DocumentListError(f"{name}, line {number}: {why}")


def _known_length(line: bytes | None) -> bytes:
    if line is None:
        raise InputError(f'longer than {LONGEST >> 20} MB: give its text in a file, by "path"')
    return line


def _lines(stream: BinaryIO, first: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number, None for one that is too long. Ends where a line has no end."""
    number = first - 1
    while line := stream.readline(LONGEST + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= LONGEST or line.endswith(b"\n"):
            yield number, line
            continue
        size = len(line)
        del line
        while size < ENDLESS and (part := stream.readline(_PART)) and not part.endswith(b"\n"):
            size += len(part)
        yield number, None
        if size >= ENDLESS:
            return


def _why(error: Exception, line: bytes, example: str) -> str:
    """What is wrong with a line, in our words."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 ({error.reason})"
    if isinstance(error, RecursionError):
        return "broken JSON (nested too deeply)"
    found = _WHERE.match(str(error)) if isinstance(error, msgspec.ValidationError) else None
    if found is None:
        if _HALF.search(line):
            return "broken JSON (half of a character, such as \\ud83d, stands in it)"
        said = str(error).removeprefix("JSON is malformed: ")
        return f"broken JSON ({said[:1].lower()}{said[1:]})"
    if not found[3]:
        return f"not a JSON object: write {example}"
    return f'the field "{found[3]}" is no {"text or number" if "int" in found[1] else "text"}'
