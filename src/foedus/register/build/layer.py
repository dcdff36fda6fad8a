"""A list of one's own as a layer above an edition: its facts go first, those of the edition stay beside them.

The list has the form of an entry by hand (`docs/register.md`); its `source` is a name of its own. What an
earlier import of the same source told is replaced whole, so that the same list twice is one edition.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from foedus.errors import RegisterError
from foedus.names import names
from foedus.register.build import check, hand, lined
from foedus.register.build.codes import Codes
from foedus.register.build.compile import compile_register
from foedus.register.lookup import Register
from foedus.register.model import Entry, Participant, Source

T = TypeVar("T")

#: Fields that are lists of facts with sources: the layer's own stand before the edition's.
_JOINED: Final = ("names", "days", "links", "covers", "events", "registrations")
_PLAIN: Final = ("depositary", "citations", "languages", "subjects")


def layered(base: Register, path: Path) -> bytes:
    """The edition with the list of the file above it, compiled anew (some twenty seconds).

    Raises RegisterError naming file and row of the first fault: an unknown state, a date that is none, a link
    to no entry, a cycle of links.
    """
    source = _source(path)
    known = base.sources()
    codes = Codes(names(), base.states())
    own: dict[str, Entry] = {}
    for entry in hand.read_file(path, codes, {*known, source.id}):
        if entry.id in own:
            raise RegisterError(f"{path.name}: {entry.id} stands twice; keep one of them")
        own[entry.id] = entry
    below = {e.id: e for entry in base.entries() if (e := _without(entry, source.id)) is not None}
    merged = dict(below)
    for entry in own.values():
        under = base.entry(entry.id)
        stripped = below.get(under.id) if under is not None else None
        if stripped is None:
            merged[entry.id] = entry
        else:  # the id may be that of a list's record
            merged[stripped.id] = _above(entry, stripped)
    states = {s.code: s for s in base.states()}
    ids = own.keys() | {i for i in merged if i not in below}
    for fault in check.faults(merged.values(), states, codes.known):
        told = source.id in fault.sources and fault.entry in ids
        if told or fault.kind == "cycle of links":
            raise RegisterError(f"{path.name}: {fault.entry}: {fault.kind}: {fault.text}; mend the row")
    sources = {**known, source.id: source}
    return compile_register(list(merged.values()), states, sources.values(), base.edition.date)


def _source(path: Path) -> Source:
    """The source that a list names itself. Raises RegisterError where it names none."""
    data: Any = lined.read(path).data
    given = data.get("source") if isinstance(data, dict) else None
    if not isinstance(given, str) or not given.strip():
        raise RegisterError(
            f"{path.name}: names no source; write source: and a name of your own, as mfa-norway"
        )
    as_of = data.get("as_of")
    upto = as_of if isinstance(as_of, str) else None
    return Source(id=given, name=given, licence="of its owner", as_of=upto, at_hand=True)


def _without(entry: Entry, source: str) -> Entry | None:
    """The entry without what the source alone tells; None where it tells all of it."""
    if source not in {s for fact in (entry.parties, *entry.names) for s in fact.sources}:
        return entry
    if entry.as_of is not None and {s for n in entry.names for s in n.sources} == {source}:
        return None
    changed = {key: tuple(_others(getattr(entry, key), source)) for key in _JOINED}
    participants = tuple(
        kept for p in entry.participants if (kept := _participant(p, source)).acts or kept.standings
    )
    return msgspec.structs.replace(entry, **changed, participants=participants)


def _others(facts: Iterable[T], source: str) -> Iterable[T]:
    return (f for f in facts if _sources(f) != {source})


def _sources(fact: Any) -> set[str]:
    return {fact.source} if hasattr(fact, "source") else set(fact.sources)


def _participant(participant: Participant, source: str) -> Participant:
    return msgspec.structs.replace(
        participant,
        acts=tuple(_others(participant.acts, source)),
        standings=tuple(_others(participant.standings, source)),
    )


def _above(own: Entry, under: Entry) -> Entry:
    """One entry of both: what the list says first."""
    joined: dict[str, Any] = {
        key: (*getattr(own, key), *(f for f in getattr(under, key) if f not in getattr(own, key)))
        for key in _JOINED
    }
    plain = {key: tuple(dict.fromkeys((*getattr(own, key), *getattr(under, key)))) for key in _PLAIN}
    named = {p.state for p in own.participants}
    return msgspec.structs.replace(
        under,
        title=own.title,
        kind=own.kind,
        parties=own.parties if own.parties.states or own.parties.open_to else under.parties,
        terms=own.terms if own.terms is not None else under.terms,
        terms_sources=own.terms_sources or under.terms_sources,
        participants=(*own.participants, *(p for p in under.participants if p.state not in named)),
        as_of=max(filter(None, (own.as_of, under.as_of)), default=None),
        note=own.note or under.note,
        **joined,
        **plain,
    )
