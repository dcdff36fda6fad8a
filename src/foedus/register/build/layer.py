"""A list of one's own as a layer above an edition: its facts go first, those of the edition stay beside them.

The list has the form of an entry by hand (`docs/register.md`); its `source` is a name of its own. What an
earlier import of the same source told is replaced whole, so that the same list twice is one edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from foedus.errors import RegisterError
from foedus.names import names
from foedus.register.build import check, hand, lined
from foedus.register.build.codes import Codes
from foedus.register.build.compile import compile_register, ids_of
from foedus.register.build.lined import Lined
from foedus.register.lookup import Register
from foedus.register.model import Above, Entry, OwnList, Participant, Source, State

T = TypeVar("T")

#: Fields that are lists of facts with sources: the layer's own stand before the edition's.
_JOINED: Final = ("names", "days", "links", "covers", "events", "registrations")
_PLAIN: Final = ("depositary", "citations", "languages", "subjects")


def layered(base: Register, path: Path) -> bytes:
    """The edition with the list of the file above it, compiled anew (some twenty seconds).

    A list without entries takes away what the same source told before. Raises RegisterError naming file and
    row of the first fault: an unknown state, a date that is none, a link to no entry, a cycle of links.
    """
    text = lined.text_of(path)
    own = OwnList(name=path.name, source=_source(lined.parse(path.name, text)).id, text=text)
    before = base.above() or Above(base=base.edition.digest, lists=())
    lists = [each for each in before.lists if each.source != own.source]
    return _compiled(base, before.base, lists, [own])


def below(edition: Register, lists: Iterable[OwnList]) -> bytes:
    """Another edition with the same lists above it. Raises RegisterError as `layered`."""
    return _compiled(edition, edition.edition.digest, [], lists)


def _compiled(base: Register, digest: str, stand: list[OwnList], lists: Iterable[OwnList]) -> bytes:
    """A register with lists put above it, each above those before.

    `stand` are those that are in it already, above the edition of that `digest`.
    """
    states = {s.code: s for s in base.states()}
    sources = base.sources()
    codes = Codes(names(), base.states())
    entries = {e.id: e for e in base.entries()}
    for each in lists:
        text = lined.parse(each.name, each.text)
        source = _source(text)
        rows = list(hand.entries_of(text, codes, {*sources, source.id}))
        entries = _put_above(entries, rows, source.id, each.name)
        _check(entries, rows, source.id, each.name, states, codes)
        sources = {**sources, source.id: source}
        if rows:
            stand.append(each)
    above = Above(base=digest, lists=tuple(stand)) if stand else None
    return compile_register(list(entries.values()), states, sources.values(), base.edition.date, above)


def _put_above(
    entries: Mapping[str, Entry], rows: Iterable[Entry], source: str, name: str
) -> dict[str, Entry]:
    """The entries with the rows of a list above them, and without what its source told before."""
    own: dict[str, Entry] = {}
    for entry in rows:
        if entry.id in own:
            raise RegisterError(f"{name}: {entry.id} stands twice; keep one of them")
        own[entry.id] = entry
    under = {e.id: e for entry in entries.values() if (e := _without(entry, source)) is not None}
    known = {id_: e.id for e in under.values() for id_ in ids_of(e)}  # the id may be that of a list's record
    merged = dict(under)
    for entry in own.values():
        place = known.get(entry.id)
        merged[place or entry.id] = entry if place is None else _above(entry, under[place])
    return merged


def _check(
    entries: Mapping[str, Entry],
    rows: Iterable[Entry],
    source: str,
    name: str,
    states: Mapping[str, State],
    codes: Codes,
) -> None:
    """Raises RegisterError for the first fault that a list brings."""
    own = {row.id for row in rows}
    for fault in check.faults(entries.values(), states, codes.known):
        if (source in fault.sources and fault.entry in own) or fault.kind == "cycle of links":
            raise RegisterError(f"{name}: {fault.entry}: {fault.kind}: {fault.text}; mend the row")


def _source(text: Lined) -> Source:
    """The source that a list names itself. Raises RegisterError where it names none."""
    data: Any = text.data
    given = data.get("source") if isinstance(data, dict) else None
    if not isinstance(given, str) or not given.strip():
        raise RegisterError(
            f"{text.name}: names no source; write source: and a name of your own, as mfa-norway"
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
