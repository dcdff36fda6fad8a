"""The form of the YAML files of entries written by hand: one struct a row, refused by name where it is wrong.

`docs/register.md` shows the form. Only the tools that compile the register and the tests import this file.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from foedus.law.particulars import Relation
from foedus.register.model import Did, Kind, What


class Row(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Every row refuses a key that it does not know."""


class NameRow(Row):
    """A name that is used only between two days."""

    name: str
    since: str = ""
    until: str = ""


class DayRow(Row):
    """A day with what else is known of it."""

    date: str
    place: str = ""
    effect: str = ""
    note: str = ""


class StandingRow(Row):
    """Who is what on a day, where no act is known. `whole`: states that it does not list are no parties."""

    as_of: str
    party: list[str] = []
    signatory: list[str] = []
    neither: list[str] = []
    whole: bool = False
    source: str = ""
    note: str = ""


class EventRow(Row):
    event: What
    date: str = ""
    until: str = ""
    by: list[str] = []
    note: str = ""


Names = list[str | NameRow]
Dayish = str | DayRow
#: One day for all the parties; or each state with its day, its days, or none: {FRA: 1949-08-24}, [FRA, DEU].
Acts = dict[Did, str | list[str] | dict[str, str | DayRow | list[str | DayRow]]]


class EntryRow(Row):
    """One agreement. Only `id`, `title` and `kind` must be there; what is not known is left out."""

    id: str
    title: str
    kind: Kind
    short: Names = []
    acronyms: Names = []
    press: Names = []
    other: Names = []
    generic: Names = []
    subjects: list[str] = []
    parties: list[str] = []
    closed: bool | None = None
    open_to: str = ""
    adopted: Dayish = ""
    opened: Dayish = ""
    signed: Dayish = ""
    closed_for_signature: Dayish = ""
    in_force: Dayish = ""
    provisional: Dayish = ""
    took_effect: Dayish = ""
    registered: Dayish = ""
    depositary: list[str] = []
    cite: list[str] = []
    registration: str | list[str] = []
    languages: list[str] = []
    terms: dict[str, Any] | None = None
    links: dict[Relation, str | list[str]] = {}
    acts: Acts = {}
    whole_until: str = ""
    standing: list[StandingRow] = []
    events: list[EventRow] = []
    un: str | list[str] = []
    manytreaties: str | list[str] = []
    uk: str | list[str] = []
    as_of: str = ""
    source: str = ""
    checked: dict[str, list[str]] = {}
    note: str = ""


R = TypeVar("R", bound="Row")


class FileRow(Row):
    """A file: what its entries rest on, the day up to which that knowledge goes, and the entries."""

    source: str
    as_of: str
    entries: list[dict[str, Any]]
