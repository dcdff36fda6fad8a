"""The rows of a data set's file with their numbers; a broken row is named and the rest goes on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.errors import InputError

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row. `skipped`: nothing of it is taken."""

    row: int
    text: str
    skipped: bool = True


def read_rows(path: Path, format_: str) -> Iterator[tuple[int, Row | Fault]]:
    """(row number as a reader counts them, the row or its fault). In CSV the heading is row 1.

    Raises InputError where the file as a whole cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    if format_ == "csv":
        yield from _csv(path, text)
    elif format_ == "json":
        yield from _json(path, text)
    else:
        yield from json_lines(text)


def json_lines(text: str) -> Iterator[tuple[int, Any]]:
    """(line number, the object or its fault) of JSON Lines; empty lines are left out."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, Fault(number, f"is not JSON ({error})")
            continue
        yield number, data if isinstance(data, dict) else Fault(number, "is not a JSON object")


def _csv(path: Path, text: str) -> Iterator[tuple[int, Row | Fault]]:
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        heading = next(lines, None)
        if heading is None:
            raise InputError(f"{path}: is empty; the first row is to name the columns")
        for cells in lines:
            number = lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(heading):
                yield number, Fault(number, f"has {len(cells)} cells, the heading {len(heading)}")
                continue
            yield number, {h: c.strip() for h, c in zip(heading, cells, strict=False)}
    except csv.Error as error:
        raise InputError(f"{path}: line {lines.line_num} is no CSV ({error})") from error


def _json(path: Path, text: str) -> Iterator[tuple[int, Row | Fault]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: is not JSON ({error})") from error
    if not isinstance(data, list):
        raise InputError(f"{path}: is not a list of objects")
    for number, item in enumerate(data, 1):
        if isinstance(item, dict):
            yield number, {str(k): "" if v is None else str(v).strip() for k, v in item.items()}
        else:
            yield number, Fault(number, "is not an object")
