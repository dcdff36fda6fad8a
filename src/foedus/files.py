"""Files as input: regular files alone, opened without waiting, read no further than is asked.

A pipe without a writer would be waited for, a device may never end, and a file of the system (`/proc`) may be
longer than it says: none of them holds up a command.
"""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import BinaryIO

from foedus.errors import InputError

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_SORTS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def open_file(path: Path) -> BinaryIO:
    """A regular file, open for reading.

    Raises InputError, without the file's name, for what is not there, is no regular file or may not be read.
    """
    try:
        _refuse_others(os.stat(path).st_mode, path)  # before it is opened: a device may act on that
        handle = os.open(path, _FLAGS)
        try:
            _refuse_others(os.fstat(handle).st_mode, path)  # it may have been exchanged meanwhile
            return io.BufferedReader(io.FileIO(handle))
        except BaseException:
            os.close(handle)
            raise
    except FileNotFoundError as error:
        raise InputError("there is no such file") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})") from error
    except ValueError as error:  # a zero, or half a character
        raise InputError("is no name of a file") from error


def read_file(path: Path, most: int) -> bytes:
    """The bytes of a regular file.

    Raises InputError, without the file's name, where `open_file` does and for one of more than `most` bytes.
    """
    with open_file(path) as file:
        return read_stream(file, most)


def read_stream(stream: BinaryIO, most: int) -> bytes:
    """The rest of a stream. Raises InputError for one of more than `most` bytes, having read no more."""
    parts: list[bytes] = []
    size = 0
    try:
        while size <= most and (part := stream.read(min(1 << 20, most + 1 - size))):
            parts.append(part)
            size += len(part)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})") from error
    if size > most:
        raise InputError(f"holds more than {_megabytes(most)}")
    return b"".join(parts)


def _megabytes(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size} bytes"


def _refuse_others(mode: int, path: Path) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise InputError(f"is a folder: name the files in it ({str(path).rstrip('/')}/*)")
    sort = next((sort for is_one, sort in _SORTS if is_one(mode)), "no file")
    raise InputError(f"is {sort}, not a file: give what comes from it on standard input (-)")
