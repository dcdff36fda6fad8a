"""What changed from one edition to another: entries added, gone, renamed, and the facts that differ. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from foedus.register.lookup import Register, alias
from foedus.register.model import Entry


class Change(StrEnum):
    ADDED = "added"
    GONE = "gone"
    RENAMED = "renamed"  # an entry by hand took the place of a list's record, or another id was given
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that differs: its id in the newer edition (in the older, where it is gone), what differs.

    `fields` are the fields of Entry that differ, in their order; `before` the id that a renamed entry had.
    """

    change: Change
    id: str
    title: str
    fields: tuple[str, ...] = ()
    before: str | None = None


def changes(older: Register, newer: Register) -> Iterator[Changed]:
    """Every entry that is not the same in both, by id of the newer edition, those gone last."""
    kept: set[str] = set()
    for brief in newer.briefs():
        if older.encoded(brief.id) == newer.encoded(brief.id) and brief.id == _id(older, brief.id):
            kept.add(brief.id)
            continue
        entry = newer.entry(brief.id)
        assert entry is not None
        before = _before(older, entry)
        if before is None:
            yield Changed(Change.ADDED, entry.id, entry.title)
            continue
        kept.add(before.id)
        fields = _differing(before, entry)
        if before.id != entry.id:
            yield Changed(Change.RENAMED, entry.id, entry.title, fields, before.id)
        elif fields:
            yield Changed(Change.CHANGED, entry.id, entry.title, fields)
    for brief in older.briefs():
        if brief.id not in kept and newer.brief(brief.id) is None:
            yield Changed(Change.GONE, brief.id, brief.title)


def _id(register: Register, id_: str) -> str | None:
    found = register.brief(id_)
    return found.id if found else None


def _before(older: Register, entry: Entry) -> Entry | None:
    """The older edition's entry of the same id, or that of one of its records."""
    from_id = older.entry(entry.id)
    if from_id is not None:
        return from_id
    found = (older.entry(alias(name, id_)) for name, ids in entry.records.items() for id_ in ids)
    return next((e for e in found if e is not None), None)


def _differing(a: Entry, b: Entry) -> tuple[str, ...]:
    names = (f.name for f in msgspec.structs.fields(Entry))
    return tuple(n for n in names if n != "id" and getattr(a, n) != getattr(b, n))
