"""The lists at hand in one layout of our own: `data/lists/ID.jsonl.xz`, a header and one record a line.

The tools under `tools/` write them from the public copies; `foedus.register.compile` reads them.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec

from foedus.errors import RegisterError
from foedus.law.particulars import Relation
from foedus.register.model import DayKind, Did, Kind, Numbered, Stands, What

#: Preset 9: the lists are written seldom.
_PRESET: Final = 9


class Header(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Whose list it is and how far it goes: `whole_until` for each record that says no day of its own."""

    source: str
    whole_until: str | None = None
    omits: tuple[str, ...] = ()
    records: int = 0


class Dated(msgspec.Struct, frozen=True, array_like=True):
    """A day of the agreement: what, EDTF, place."""

    what: DayKind
    date: str
    place: str = ""


class Done(msgspec.Struct, frozen=True, array_like=True):
    """An act of a state: what, EDTF day or "", EDTF day of effect or "", a note."""

    did: Did
    date: str = ""
    effect: str = ""
    note: str = ""


class Ended(msgspec.Struct, frozen=True, array_like=True):
    """An event: what, EDTF day, a note."""

    what: What
    date: str
    note: str = ""


class Stood(msgspec.Struct, frozen=True, array_like=True):
    """A standing: what, and the year of the act or ""."""

    stands: Stands
    year: str = ""


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One agreement as a list has it. `names`: other names; `parties`: who made it, `closed` where told.

    `to` names the record of the same list to which it stands in `relation`, `unknown` parties without a code.
    """

    id: str
    title: str = ""
    kind: Kind | None = None
    names: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    days: tuple[Dated, ...] = ()
    parties: tuple[str, ...] = ()
    closed: bool | None = None
    unknown: tuple[str, ...] = ()
    acts: dict[str, tuple[Done, ...]] = {}
    standings: dict[str, Stood] = {}
    terms: dict[str, Any] | None = None
    depositary: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    ended: tuple[Ended, ...] = ()
    relation: Relation | None = None
    to: str = ""
    whole_until: str | None = None
    note: str = ""


class StateRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A state's numbers in a data set."""

    code: str
    numbers: tuple[Numbered, ...]


def write(path: Path, header: Header, records: Iterable[Record | StateRecord]) -> int:
    """Writes a list; the same records give the same bytes. Returns how many there are."""
    listed = sorted(records, key=lambda r: r.id if isinstance(r, Record) else r.code)
    lines = [msgspec.json.encode(msgspec.structs.replace(header, records=len(listed)))]
    lines += [msgspec.json.encode(r) for r in listed]
    path.write_bytes(lzma.compress(b"\n".join(lines) + b"\n", preset=_PRESET))
    return len(listed)


def read(path: Path) -> tuple[Header, list[Record]]:
    """A list of agreements. Raises RegisterError naming file and line where it is not in this layout."""
    head, lines = _lines(path)
    return head, [_decoded(path, n, line, Record) for n, line in enumerate(lines, 2)]


def read_states(path: Path) -> tuple[Header, list[StateRecord]]:
    """A list of states. Raises RegisterError naming file and line where it is not in this layout."""
    head, lines = _lines(path)
    return head, [_decoded(path, n, line, StateRecord) for n, line in enumerate(lines, 2)]


def _lines(path: Path) -> tuple[Header, list[bytes]]:
    try:
        first, *lines = lzma.decompress(path.read_bytes()).splitlines()
    except (OSError, lzma.LZMAError, ValueError) as error:
        raise RegisterError(f"{path.name}: cannot be read ({error}); write it anew by its tool") from error
    return _decoded(path, 1, first, Header), lines


def _decoded(path: Path, number: int, line: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError as error:
        raise RegisterError(f"{path.name}:{number}: {error}") from error
