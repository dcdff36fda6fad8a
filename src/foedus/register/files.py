"""The YAML files of the register as they stand in the repository: sources, states and entries by hand.

Only the tools that compile the register and the tests import this file (it needs PyYAML).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from foedus.errors import RegisterError
from foedus.names import names
from foedus.register import hand, lined
from foedus.register.codes import Codes
from foedus.register.model import Entry, Source, State

DATA: Final = Path(__file__).parent / "data"


def sources(data: Path = DATA) -> dict[str, Source]:
    """`sources.yaml` by id. Raises RegisterError naming the line of a wrong row."""
    rows = _rows(data / "sources.yaml", Source)
    return {row.id: row for row in rows}


def states(data: Path = DATA) -> dict[str, State]:
    """`states.yaml` by code, empty without it. Raises RegisterError naming the line of a wrong row."""
    path = data / "states.yaml"
    return {row.code: row for row in _rows(path, State)} if path.exists() else {}


def codes(data: Path = DATA) -> Codes:
    """What an entry may name: the name tables and the register's own states."""
    return Codes(names(), states(data).values())


def written(data: Path = DATA, only: list[Path] | None = None) -> list[Entry]:
    """The entries written by hand, all files or `only` some, in the order of the files.

    Raises RegisterError with file and line for the first fault, and for an id that stands twice.
    """
    known, ids = codes(data), sources(data)
    out: dict[str, Entry] = {}
    for path in only if only is not None else sorted((data / "entries").glob("*.yaml")):
        for entry in hand.read_file(path, known, ids):
            if entry.id in out:
                raise RegisterError(f"{path.name}: the id {entry.id} is taken; give each entry its own")
            out[entry.id] = entry
    return list(out.values())


def _rows(path: Path, row: type[Any]) -> list[Any]:
    text = lined.read(path)
    if not isinstance(text.data, list):
        raise RegisterError(f"{path.name}: is no list of rows; begin each with a hyphen")
    out = []
    for number, raw in enumerate(text.data):
        try:
            out.append(msgspec.convert(raw, row, strict=False))
        except msgspec.ValidationError as error:
            raise RegisterError(f"{text.at((number,))}: {error}") from error
    return out
