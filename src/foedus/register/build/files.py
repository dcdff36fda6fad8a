"""The YAML files of the register as they stand in the repository: sources, states and entries by hand.

Only the tools that compile the register and the tests import this file (it needs PyYAML).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from foedus.errors import RegisterError
from foedus.names import names
from foedus.register.build import hand, lined, records
from foedus.register.build.codes import Codes
from foedus.register.build.merge import Lists
from foedus.register.model import GENERAL, Entry, Name, NameKind, Source, State

#: The lists by the name under which records are joined, and those that add to the records of another list.
_MAIN: Final = (("un", "un-2015"), ("uk", "uk-2023"), ("manytreaties", "manytreaties-2020"))
_ADDED: Final = (
    ("un", "un-rules-2015"),
    ("un", "un-paris-2020"),
    ("un", "un-rights-2022"),
    ("factbook", "factbook-2026"),
)
DATA: Final = Path(__file__).parents[1] / "data"


def sources(data: Path = DATA) -> dict[str, Source]:
    """`sources.yaml` by id. Raises RegisterError naming the line of a wrong row."""
    rows = _rows(data / "sources.yaml", Source)
    return {row.id: row for row in rows}


def states(data: Path = DATA) -> dict[str, State]:
    """`states.yaml` by code, empty without it. Raises RegisterError naming the line of a wrong row."""
    path = data / "states.yaml"
    return {row.code: row for row in _rows(path, State)} if path.exists() else {}


def states_with_numbers(data: Path = DATA) -> dict[str, State]:
    """`states.yaml` with names, predecessors and Correlates of War numbers filled in, by code."""
    table = names()
    own = states(data)
    _, numbered = records.read_states(data / "lists" / "cow-2016.jsonl.xz")
    numbers = {r.code: r.numbers for r in numbered}
    before: dict[str, list[str]] = {}
    for state in own.values():
        for successor in state.successors:
            before.setdefault(successor, []).append(state.code)
    return {
        code: msgspec.structs.replace(
            state,
            name=state.name or table.display(code),
            predecessors=tuple(before.get(code, ())),
            cow=numbers.get(code, ()),
            gw=state.gw or (numbers[code][-1].number if code in numbers else None),
            sources=(GENERAL, "cow-2016") if code in numbers else (GENERAL,),
        )
        for code, state in sorted(own.items())
    }


def edition_date(data: Path = DATA) -> str:
    """The day of the edition, from `edition.yaml`. Raises RegisterError where it is no day."""
    text = lined.read(data / "edition.yaml")
    day = text.data.get("date") if isinstance(text.data, dict) else None
    try:
        return date.fromisoformat(day or "").isoformat()
    except ValueError:
        raise RegisterError(f"{text.at(('date',))}: {day!r} is no day; write date: YYYY-MM-DD") from None


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
    return list(out.values()) if only is not None else _named_abroad(out, data)


def _named_abroad(entries: dict[str, Entry], data: Path) -> list[Entry]:
    """The entries with their names in other languages, of `names.yaml`, where there is one."""
    path = data / "names.yaml"
    if not path.exists():
        return list(entries.values())
    text, out = lined.read(path), dict(entries)
    for number, row in enumerate(_rows(path, dict[str, str | list[str]])):
        id_ = str(row.pop("entry", ""))
        if id_ not in entries:
            raise RegisterError(f"{text.at((number,))}: {id_!r} is no entry written by hand")
        own = {name.text for name in out[id_].names}
        told = dict.fromkeys(n for each in row.values() if isinstance(each, list) for n in each)
        more = tuple(Name(text=n, kind=NameKind.OTHER, sources=(GENERAL,)) for n in told if n not in own)
        out[id_] = msgspec.structs.replace(out[id_], names=(*out[id_].names, *more))
    return list(out.values())


def joins(data: Path = DATA) -> list[dict[str, list[str]]]:
    """`joins.yaml`: the records and entries that are one agreement. Raises RegisterError naming the line."""
    found: list[dict[str, list[str]]] = _rows(data / "joins.yaml", dict[str, list[str]])
    return found


def lists(data: Path = DATA) -> Lists:
    """The lists at hand. Raises RegisterError naming the file that cannot be read."""
    where = data / "lists"
    return Lists(
        main={name: records.read(where / f"{file}.jsonl.xz") for name, file in _MAIN},
        added=[(name, *records.read(where / f"{file}.jsonl.xz")) for name, file in _ADDED],
    )


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
