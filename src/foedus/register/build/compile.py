"""Entries, states and sources into the bytes of one edition; the same content gives the same digest."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from foedus.names import names
from foedus.register.index import (
    BLOCK,
    MANY_NAMES,
    Brief,
    Called,
    Row,
    numbers,
    pack_described,
    pack_keys,
    pack_rows,
    pack_words,
    words_in,
)
from foedus.register.keys import name_key, words
from foedus.register.lookup import alias
from foedus.register.model import Above, DayKind, Edition, Entry, Source, State
from foedus.register.standing import Period, ended, first_day, last_day, standings
from foedus.register.store import FORM, deflate, pack

_FEW = 4  # parties whose names are searched for and listed
_DICTIONARY = 32_000
_DATED = (DayKind.SIGNED, DayKind.ADOPTED, DayKind.DATED, DayKind.OPENED, DayKind.TOOK_EFFECT)


def compile_register(
    entries: list[Entry],
    states: dict[str, State],
    sources: Iterable[Source],
    date: str,
    above: Above | None = None,
) -> bytes:
    """The compiled register. `date` is the ISO day of the edition; entries are taken by id.

    `above` has the lists of one's own that are part of it.
    """
    listed = sorted(entries, key=lambda e: e.id)
    encoded = [msgspec.msgpack.encode(e) for e in listed]
    where = [standings(e, states) for e in listed]
    told = sorted(states.values(), key=lambda s: s.code)
    known = sorted(sources, key=lambda s: s.id)
    dictionary = _dictionary(encoded)
    blobs = [deflate(e, dictionary) for e in encoded]
    briefs = [_brief(e, len(w)) for e, w in zip(listed, where, strict=True)]
    blocks = [deflate(msgspec.msgpack.encode(briefs[i : i + BLOCK])) for i in range(0, len(briefs), BLOCK)]
    name_hashes, name_numbers = pack_keys(
        (key, number * MANY_NAMES + place)
        for number, brief in enumerate(briefs)
        for key, place in {name_key(n.text): i for i, n in reversed(list(enumerate(brief.names)))}.items()
        if key
    )
    id_hashes, id_numbers = pack_keys((i, n) for n, e in enumerate(listed) for i in ids_of(e))
    rows: dict[str, list[Row]] = defaultdict(list)
    for number, found in enumerate(where):
        for s in found:
            known_until = _day(s.known_until)
            periods = s.periods or (Period(None),)
            rows[s.state] += [
                Row(number, s.stands, _by(p.since), _day(p.until), known_until, p.sure, _is_interval(p.since))
                for p in periods
            ]
    sections = {
        "entries": b"".join(blobs),
        "entries_at": _places(blobs),
        "dictionary": dictionary,
        "briefs": b"".join(blocks),
        "briefs_at": _places(blocks),
        "names": name_hashes,
        "names_at": name_numbers,
        "ids": id_hashes,
        "ids_at": id_numbers,
        "parties": msgspec.msgpack.encode({code: pack_rows(r) for code, r in sorted(rows.items())}),
        "words": pack_words(_words(listed)),
        "by_hand": numbers(n for n, brief in enumerate(briefs) if brief.by_hand),
        "described": pack_described((n, words_in(e)) for n, e in enumerate(listed) if e.as_of is not None),
        "states": deflate(msgspec.msgpack.encode(told)),
        "sources": deflate(msgspec.msgpack.encode(known)),
    }
    if above is not None:
        sections["lists"] = deflate(msgspec.msgpack.encode(above))
    content = hashlib.sha256()
    for part in (*encoded, msgspec.msgpack.encode(told), msgspec.msgpack.encode(known)):
        content.update(len(part).to_bytes(8, "little") + part)
    digest = content.hexdigest()
    edition = Edition(
        id=f"{date}-{digest[:8]}",
        date=date,
        digest=digest,
        form=FORM,
        entries=len(listed),
        names=len({(n, name_key(c.text)) for n, b in enumerate(briefs) for c in b.names}),
        participations=sum(len(w) for w in where),
        states=len(told),
    )
    return pack(edition, sections)


def _brief(entry: Entry, many: int) -> Brief:
    day = next((d for what in _DATED if (d := entry.day(what)) and d.date), None)
    force = entry.day(DayKind.IN_FORCE)
    few = entry.parties.states if entry.parties.closed or len(entry.parties.states) <= _FEW else ()
    return Brief(
        entry.id,
        entry.title,
        entry.kind,
        tuple(Called(n.text, n.kind, n.since, n.until) for n in entry.names),
        day.date if day else None,
        force.date if force else None,
        force is not None and force.date is None,
        ended(entry),
        few,
        entry.parties.closed,
        many,
        entry.as_of is not None,
    )


def ids_of(entry: Entry) -> set[str]:
    """What it is found by: its id, and those of the lists' records that it is."""
    return {entry.id, *(alias(name, id_) for name, ids in entry.records.items() for id_ in ids)}


def _words(entries: list[Entry]) -> dict[str, set[int]]:
    """What is searched: the words of names, then of subjects and of the parties of a treaty of few."""
    display = names().display
    out: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        named = {word for name in entry.names for word in words(name.text)}
        few = entry.parties.states if len(entry.parties.states) <= _FEW else ()
        about = {w for text in (*entry.subjects, *(display(code) for code in few)) for w in words(text)}
        for word in named | about:
            out[word].add(number * 2 + (word not in named))
    return out


def _is_interval(text: str | None) -> bool:
    return text is not None and "/" in text


def _by(text: str | None) -> str | None:
    """The day from which a state is bound; the last that it may be of a state that a list has."""
    return last_day(text).isoformat() if text and _is_interval(text) else _day(text)


def _day(text: str | None) -> str | None:
    return first_day(text).isoformat() if text else None


def _places(blobs: list[bytes]) -> bytes:
    places = array("I", [0])
    for blob in blobs:
        places.append(places[-1] + len(blob))
    return places.tobytes()


def _dictionary(encoded: list[bytes]) -> bytes:
    """What many entries share, the most useful last: samples of entries from over the whole register."""
    step = max(1, len(encoded) // 60)
    return b"".join(e[:1200] for e in encoded[::step])[-_DICTIONARY:]
