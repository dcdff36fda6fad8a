"""The form of the YAML files of names: one struct a kind of row, checked as it is read.

Every check that fails raises NameDataError naming the file and the entry, and says what to write instead.
Only `foedus.names.build` and the tests import this file (it needs PyYAML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import yaml

from foedus.errors import NameDataError
from foedus.names.model import Status

_EDTF: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

ORG_KINDS: Final = frozenset({"organisation", "bloc", "armed_group", "entity"})
AGENCY_KINDS: Final = frozenset({"agency", "state media", "outlet"})
ORGAN_KINDS: Final = frozenset({"parliament", "chamber", "ministry", "court", "office", "military"})
ROLES: Final = frozenset(
    {
        *("head_of_state", "head_of_government", "monarch", "deputy", "leader", "secretary_general"),
        *(
            "foreign_minister",
            "defence_minister",
            "minister",
            "official",
            "spokesperson",
            "envoy",
            "legislator",
        ),
        *("commander", "ministry", "parliament", "court", "military", "government"),
    }
)


class Row(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    source: str = ""


class Dated(msgspec.Struct, forbid_unknown_fields=True):
    """Names that hold from `since` to `until` (the last day)."""

    names: list[str]
    since: str = ""
    until: str = ""


class StateRow(Row, kw_only=True):
    code: str
    name: str
    official: str = ""
    status: Status = Status.MEMBER
    of: str = ""
    names: list[str | Dated] = []
    demonyms: list[str | Dated] = []
    prefixes: list[str] = []
    capital: list[str | Dated] = []
    seats: list[str | Dated] = []
    surname: list[str] = []
    given: list[str] = []
    common: list[str] = []
    since: str = ""
    until: str = ""
    successors: list[str] = []


class OrgRow(Row, kw_only=True):
    id: str
    name: str
    names: list[str] = []
    seats: list[str] = []
    kind: str
    members: list[str] = []
    since: str = ""
    until: str = ""


class AgencyRow(Row, kw_only=True):
    id: str
    name: str
    names: list[str] = []
    given: list[str] = []
    kind: str
    state: str = ""
    since: str = ""
    until: str = ""


class OrganRow(Row, kw_only=True):
    id: str
    name: str
    names: list[str] = []
    kind: str
    state: str
    since: str = ""
    until: str = ""


class OfficeRow(Row, kw_only=True):
    id: str
    role: str
    nouns: list[str]


class Term(msgspec.Struct, forbid_unknown_fields=True):
    role: str
    state: str = ""
    org: str = ""
    office: str = ""
    since: str = ""
    until: str = ""
    source: str = ""


class PersonRow(Row, kw_only=True):
    id: str
    name: str
    names: list[str] = []
    family: str | list[str] = ""
    terms: list[Term]


class HiddenRow(Row, kw_only=True):
    names: list[str]
    because: str


class CueRow(Row, kw_only=True):
    name: str
    meanings: dict[str, list[str]]
    default: str = ""


class CityRow(Row, kw_only=True):
    state: str
    names: list[str]


class WordsRow(Row, kw_only=True):
    id: str
    words: str


R = TypeVar("R", bound=Row)


def read(path: Path, row_type: type[R], key: str) -> Iterator[R]:
    """The rows of a YAML file, each with its source: its own, else the file's."""
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise NameDataError(f"{path.name}: not readable as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise NameDataError(f"{path.name}: a file of names is a mapping with 'source' and a list 'entries'")
    default = data.get("source") or ""
    for number, raw in enumerate(data["entries"], 1):
        label = raw.get(key) if isinstance(raw, dict) else None
        where = f"{path.name}: {label if isinstance(label, str) else f'entry {number}'}"
        yield _row(where, raw, row_type, default)


def _row(where: str, raw: Any, row_type: type[R], default: str) -> R:
    try:
        row = msgspec.convert(raw, row_type)
    except msgspec.ValidationError as error:
        raise NameDataError(f"{where}: {error}") from error
    row.source = row.source or default
    if not row.source:
        raise NameDataError(f"{where}: no source; name one in the entry or at the top of the file")
    check_dates(where, row)
    for name in _texts(row):
        if not name.strip() or name != name.strip():
            raise NameDataError(f"{where}: empty name or spaces around the name {name!r}; write it without")
    return row


def check_dates(where: str, row: object) -> None:
    """Raises NameDataError for a date of the row or its dated parts that is no EDTF date or runs back."""
    parts: list[object] = [row, *getattr(row, "terms", [])]
    for key in ("names", "demonyms", "capital", "seats"):
        parts += [p for p in getattr(row, key, []) if isinstance(p, Dated)]
    for part in parts:
        since, until = getattr(part, "since", ""), getattr(part, "until", "")
        for field, value in (("since", since), ("until", until)):
            if value and not _EDTF.fullmatch(value):
                raise NameDataError(
                    f"{where}: {field} {value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
                )
        if since and until and since[: len(until)] > until[: len(since)]:
            raise NameDataError(f"{where}: since {since} comes after until {until}; one of them is wrong")


def one_of(where: str, field: str, value: str, allowed: frozenset[str]) -> None:
    """Raises NameDataError where a value is not of its list."""
    if value not in allowed:
        raise NameDataError(
            f"{where}: {field} {value!r} is unknown; write one of {', '.join(sorted(allowed))}"
        )


def _texts(row: Row) -> Iterator[str]:
    name = getattr(row, "name", None)
    if isinstance(name, str):
        yield name
    for key in ("names", "demonyms", "capital", "seats", "nouns", "prefixes"):
        for item in getattr(row, key, []):
            yield from item.names if isinstance(item, Dated) else [item]
