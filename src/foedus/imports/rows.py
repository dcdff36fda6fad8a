"""The rows of a data set's file with their numbers; a broken row is named and the rest goes on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from foedus.errors import InputError
from foedus.files import read_file

LARGEST: Final = 1 << 30  # bytes of a file, all of it in memory
#: How packed files begin.
_PACKED: Final = {
    "gzip": b"\x1f\x8b", "zip": b"PK\x03\x04", "xz": b"\xfd7zXZ", "bzip2": b"BZh",
}  # fmt: skip
_COLUMNS: Final = 8  # of a file's columns told
_ABOVE: Final = 60  # lines in which the heading is looked for
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row. `skipped`: nothing of it is taken."""

    row: int
    text: str
    skipped: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and the lines that stand above the heading of a CSV file."""

    above: tuple[str, ...]
    rows: Iterator[tuple[int, Row | Fault]]


def read_text(path: Path) -> str:
    """The text of a file of rows. Raises InputError where it cannot be read, is packed or not UTF-8."""
    try:
        data = read_file(path, LARGEST)
    except InputError as error:
        raise InputError(f"{path}: {error}; check the name") from error
    packed = next((name for name, start in _PACKED.items() if data.startswith(start)), None)
    if packed is not None:
        raise InputError(f"{path}: is packed ({packed}); unpack it first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def read_table(path: Path, format_: str, needs: Sequence[str] = (), *, above: bool = False) -> Table:
    """(row number as a reader counts them, the row or its fault), and with `above` what stands above.

    In CSV the heading is row 1, or with `above` the first row of the first that has all columns. Raises
    InputError where the file as a whole cannot be read, or its heading lacks one of `needs`.
    """
    text = read_text(path)
    if format_ == "csv":
        lines, before = _heading_at(text, needs) if above else (text, ())
        return Table(before, _csv(path, lines, needs, len(before)))
    if format_ == "json":
        return Table((), _json(path, text))
    plain = json_lines(path, text)
    return Table((), ((number, row if isinstance(row, Fault) else _plain(row)) for number, row in plain))


def _heading_at(text: str, needs: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text from its heading on, and the lines before; all of it where no line is one."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:_ABOVE]):
        cells = next(csv.reader([line.rstrip("\r")]), [])
        if all(any(fnmatchcase(cell.strip(), need) for cell in cells) for need in needs):
            before = tuple(_joined(above) for above in lines[:number])
            return "\n".join(lines[number:]), before
    return text, ()


def _joined(line: str) -> str:
    """A line above the heading as a reader sees it: quoted cells in a row, without quotes as it stands."""
    if '"' not in line:
        return " ".join(line.split())
    cells = next(csv.reader([line.rstrip("\r")]), [])
    return " ".join(" ".join(cell.split()) for cell in cells if cell.strip())


def json_lines(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    """(line number, the object or its fault) of JSON Lines; empty lines are left out.

    A file that is one JSON object, or one list of them, is taken too, each with its place in the list. Raises
    InputError for a file of which no line is an object.
    """
    # by \n alone: what else str.splitlines takes for an end of line may stand inside a text
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if lines and isinstance(_object(*lines[0]), Fault):
        whole = _whole(text)
        if whole is not None:
            yield from enumerate(whole, 1)
            return
        if all(isinstance(_object(number, line), Fault) for number, line in lines):
            raise InputError(f"{path}: no line of it is a JSON object; give JSON Lines, one object a line")
    for number, line in lines:
        yield number, _object(number, line)


def _object(number: int, line: str) -> dict[str, Any] | Fault:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Fault(number, f"is not JSON ({error})")
    return data if isinstance(data, dict) else Fault(number, "is not a JSON object")


def _whole(text: str) -> list[dict[str, Any]] | None:
    """The objects of a file that is one object or one list of objects, None for any other."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = data if isinstance(data, list) else [data]
    return found if found and all(isinstance(item, dict) for item in found) else None


def _plain(item: Mapping[str, Any]) -> Row:
    return {str(k): "" if v is None else str(v).strip() for k, v in item.items()}


def _csv(path: Path, text: str, needs: Sequence[str], above: int = 0) -> Iterator[tuple[int, Row | Fault]]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = next(lines, None)
        if heading is None:
            raise InputError(f"{path}: is empty; the first row is to name the columns")
        lacking = [need for need in needs if not any(h == need or fnmatchcase(h, need) for h in heading)]
        if lacking:
            columns = ", ".join(heading[:_COLUMNS]) + (", ..." if len(heading) > _COLUMNS else "")
            raise InputError(f"{path}: has no column {lacking[0]!r}, but {columns}; is it the right mapping?")
        for cells in lines:
            number = above + lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(heading):
                yield number, Fault(number, f"has {len(cells)} cells, the heading {len(heading)}")
                continue
            yield number, {h: c.strip() for h, c in zip_longest(heading, cells, fillvalue="")}
    except csv.Error as error:
        raise InputError(f"{path}: line {above + lines.line_num} is no CSV ({error})") from error


def _json(path: Path, text: str) -> Iterator[tuple[int, Row | Fault]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        first = text.lstrip().partition("\n")[0]
        if isinstance(_object(1, first), dict):  # one object a line is as good
            for number, row in json_lines(path, text):
                yield number, row if isinstance(row, Fault) else _plain(row)
            return
        raise InputError(f"{path}: is not JSON ({error})") from error
    if isinstance(data, dict):
        data = [data]
    if not isinstance(data, list):
        raise InputError(f"{path}: is not a list of objects")
    for number, item in enumerate(data, 1):
        if isinstance(item, dict):
            yield number, _plain(item)
        else:
            yield number, Fault(number, "is not an object")
