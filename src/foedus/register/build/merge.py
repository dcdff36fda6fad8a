"""Entries by hand and records of the lists into entries: one agreement once, every fact with all its sources.

Facts that agree become one with several sources; facts that differ stay side by side, the better supported
first. What an entry says by hand is joined to the records that it names; the rest is matched by `match`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

import msgspec

from foedus.dates import parse
from foedus.errors import RegisterError
from foedus.law.particulars import Relation
from foedus.register.build.match import Side, matches
from foedus.register.build.records import Header, Record
from foedus.register.keys import name_key
from foedus.register.model import (
    GENERAL,
    Cover,
    Day,
    DayKind,
    Did,
    Entry,
    Event,
    Fact,
    Kind,
    Link,
    Name,
    NameKind,
    Participant,
    Parties,
    Performed,
    Standing,
    What,
)

F = TypeVar("F", bound=Fact)

_BRACKETS: Final = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")

_VERSION: Final = re.compile(r"[\[(]\w+ version[\])]", re.IGNORECASE)

#: The lists whose records are agreements of their own, in the order in which they are taken.
MAIN: Final = ("un", "uk", "manytreaties")
#: Sources from the most to the least reliable where as many stand against each other.
_RANK: Final = {
    s: n
    for n, s in enumerate(
        ("texts", "un-rules-2015", "un-2015", "un-paris-2020", "un-rights-2022", GENERAL, "uk-2023",
         "atop", "factbook-2026", "manytreaties-2020")
    )
}  # fmt: skip
#: A day that a list gives without saying of what is one of these.
_DATINGS: Final = (DayKind.ADOPTED, DayKind.SIGNED, DayKind.OPENED)
_PLACED: Final = (*_DATINGS, DayKind.DATED)
_COMPARED: Final = (NameKind.TITLE, NameKind.SHORT, NameKind.OTHER)
#: Acts of consent: a list that does not tell which is told by one that does.
CONSENTS: Final = frozenset(
    {
        Did.RATIFICATION, Did.ACCEPTANCE, Did.APPROVAL, Did.ACCESSION, Did.SUCCESSION, Did.CONFIRMATION,
        Did.NOTIFICATION, Did.DEFINITIVE_SIGNATURE, Did.CONSENT,
    }
)  # fmt: skip


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """The records at hand: of each main list by its short name, and of the lists that only add to them."""

    main: dict[str, tuple[Header, list[Record]]]
    added: list[tuple[str, Header, list[Record]]]  # (the main list whose ids it uses, or "factbook"; ...)


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The entries, and which records were taken for one agreement without being named by hand."""

    entries: list[Entry]
    matched: list[tuple[str, str, float]]


def merge(written: list[Entry], lists: Lists, joins: list[dict[str, list[str]]]) -> Merged:
    """All entries by id. `joins` are groups of records that are one agreement: {"un": [...], "uk": [...]}."""
    groups = _Groups(written, lists, joins)
    found = groups.match()
    entries = {}
    for group in groups.all():
        entry = _entry(group, lists)
        if entry is not None:
            entries[entry.id] = entry
    by_record = {
        f"{key}-{id_}": e.id for e in entries.values() for key, ids in e.records.items() for id_ in ids
    }
    linked = [_linked(e, lists, by_record, groups) for e in entries.values()]
    return Merged(entries=sorted(linked, key=lambda e: e.id), matched=found)


class Group(msgspec.Struct, kw_only=True):
    """One agreement: the entry by hand, if any, and the records by the name of their list."""

    written: Entry | None = None
    records: dict[str, list[tuple[Header, Record]]]


class _Groups:
    def __init__(self, written: list[Entry], lists: Lists, joins: list[dict[str, list[str]]]) -> None:
        self.lists = lists
        self.by_id = {
            (name, r.id): (head, r) for name, (head, records) in lists.main.items() for r in records
        }
        self.added: dict[tuple[str, str], list[tuple[Header, Record]]] = defaultdict(list)
        for name, head, records in lists.added:
            for r in records:
                self.added[name, r.id].append((head, r))
        self.groups: list[Group] = []
        self.of: dict[tuple[str, str], Group] = {}
        self.twins = {
            (name, first): twins
            for name, (_, records) in lists.main.items()
            for first, *twins in _versions(records)
        }
        self._check(written, joins)
        by_entry = {entry.id: entry for entry in written}
        for entry in written:
            self._group(entry, entry.records)
        for join in joins:
            named = {name: tuple(ids) for name, ids in join.items() if name != "entry"}
            entries = [by_entry[e] for e in join.get("entry", ()) if e in by_entry]
            self._group(entries[0] if entries else None, named)

    def _check(self, written: list[Entry], joins: list[dict[str, list[str]]]) -> None:
        """Raises RegisterError for a record or an entry that is named and is not there."""
        entries = {entry.id for entry in written}
        known = self.by_id.keys() | self.added.keys() | {("entry", e) for e in entries}
        named = [(f"the entry {e.id}", name, ids) for e in written for name, ids in e.records.items()]
        named += [("joins.yaml", name, tuple(ids)) for join in joins for name, ids in join.items()]
        for where, name, ids in named:
            for id_ in ids:
                if (name, id_) not in known:
                    raise RegisterError(f"{where} names {name} {id_}, and there is none; mend or remove it")

    def _group(self, entry: Entry | None, records: dict[str, tuple[str, ...]]) -> None:
        """One group for an entry and the records named with it, or the one in which one of them is."""
        named = [(name, id_) for name, ids in records.items() for id_ in ids]
        known = next((self.of[n] for n in named if n in self.of), None)
        if known is None and entry is not None:
            known = next((g for g in self.groups if g.written is not None and g.written.id == entry.id), None)
        group = known or Group(written=entry, records={})
        if known is None:
            self.groups.append(group)
        for name in named:
            self._add(group, *name)

    def _add(self, group: Group, name: str, id_: str) -> None:
        if (name, id_) in self.of:
            return
        self.of[name, id_] = group
        if (name, id_) in self.by_id:
            group.records.setdefault(name, []).append(self.by_id[name, id_])
        for found in self.added.get((name, id_), ()):
            group.records.setdefault(f"{name}+", []).append(found)
        for twin in self.twins.get((name, id_), ()):
            self._add(group, name, twin)

    def match(self) -> list[tuple[str, str, float]]:
        """Takes in one list after another: each record joins the group that it matches, or begins one."""
        out = []
        for name in MAIN:
            if name not in self.lists.main:
                continue
            twins = {t for (n, _), ids in self.twins.items() if n == name for t in ids}
            records = [r for r in self.lists.main[name][1] if r.id not in twins]
            rest = [r for r in records if (name, r.id) not in self.of]
            taken = [g for g in self.groups if name not in g.records]
            by_key = {str(n): g for n, g in enumerate(taken)}
            left = [side for n, g in enumerate(taken) if (side := _side(str(n), g)) is not None]
            right = [side for r in rest if (side := _record_side(r)) is not None]
            for found in matches(left, right):
                self._add(by_key[found.left], name, found.right)
                out.append((_label(by_key[found.left], name), f"{name}-{found.right}", found.alike))
            for record in rest:
                if (name, record.id) not in self.of and record.title:
                    group = Group(records={})
                    self.groups.append(group)
                    self._add(group, name, record.id)
        return out

    def all(self) -> Iterator[Group]:
        yield from self.groups


def _versions(records: list[Record]) -> Iterator[tuple[str, ...]]:
    """The records of a list that are one agreement deposited in several capitals, each with its version."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for r in records:
        if _VERSION.search(r.title):
            days = tuple(d.date for d in r.days if d.what in _PLACED)
            found[name_key(_BRACKETS.sub("", r.title)), days].append(r.id)
    return (tuple(ids) for ids in found.values() if len(ids) > 1)


def _label(group: Group, but: str) -> str:
    if group.written:
        return group.written.id
    return next(f"{n}-{r[0][1].id}" for n, r in group.records.items() if n != but)


def _side(key: str, group: Group) -> Side | None:
    """A group as it is compared, None where it has no day."""
    titles: dict[str, None] = {}
    days: dict[str, None] = {}
    parties: frozenset[str] = frozenset()
    kind = None
    if group.written:
        e = group.written
        titles |= {
            n.text: None for n in e.names if n.kind in (NameKind.TITLE, NameKind.SHORT, NameKind.OTHER)
        }
        days |= {
            d.date: None for d in e.days if d.what in (*_DATINGS, DayKind.DATED) and d.date and _iso(d.date)
        }
        parties = frozenset(e.parties.states) if e.parties.closed else frozenset()
        kind = e.kind
    for found in group.records.values():
        for _, r in found:
            if (side := _record_side(r)) is not None:
                titles |= dict.fromkeys(side.titles)
                days |= dict.fromkeys(side.days)
                parties = parties or side.parties
                kind = kind or side.kind
    if not days or not titles:
        return None
    return Side(key, tuple(titles), kind, tuple(days), parties)


def _record_side(r: Record) -> Side | None:
    days = tuple(d.date for d in r.days if d.what in _PLACED and _iso(d.date))
    if not r.title or not days:
        return None
    parties = frozenset(r.parties) | frozenset(r.unknown)
    titles = dict.fromkeys(t for text in (r.title, *r.names) for t in (text, _BRACKETS.sub("", text)) if t)
    return Side(r.id, tuple(titles), r.kind, days, parties)


def _iso(day: str) -> bool:
    return len(day) == 10 and day[:4].isdigit()


def _entry(group: Group, lists: Lists) -> Entry | None:
    """The entry of a group; None for records without a title that nobody named."""
    written = group.written
    found = [(n, head, r) for n, rs in group.records.items() for head, r in rs]
    titled = [(n, head, r) for n, head, r in found if r.title]
    if written is None and not titled:
        return None
    titled.sort(key=lambda x: MAIN.index(x[0]) if x[0] in MAIN else len(MAIN))
    title = written.title if written else titled[0][2].title
    terms, terms_sources = _terms(written, found)
    records: dict[str, tuple[str, ...]] = {}
    for name in (*MAIN, "factbook"):
        own = [r.id for n, _, r in found if n.rstrip("+") == name]
        if own:
            records[name] = tuple(dict.fromkeys(own))
    return Entry(
        id=written.id if written else f"{_PREFIX[titled[0][0]]}-{_slug(titled[0][2].id)}",
        title=title,
        kind=written.kind if written else titled[0][2].kind or Kind.TREATY,
        names=_names(written, titled, title),
        parties=_parties(written, found),
        days=_days(written, found),
        terms=terms,
        terms_sources=terms_sources,
        depositary=_depositary(written, found),
        citations=_union(written.citations if written else (), *(r.citations for _, _, r in found)),
        registrations=written.registrations if written else (),
        languages=written.languages if written else (),
        links=written.links if written else (),
        participants=_participants(written, found),
        covers=_covers(written, found),
        events=_events(written, found),
        subjects=_union(written.subjects if written else (), *(r.subjects for _, _, r in found)),
        as_of=written.as_of if written else None,
        records=records,
        note=(written.note if written else "") or " ".join(r.note for _, _, r in found if r.note),
    )


_PREFIX: Final = {"un": "un", "uk": "uk", "manytreaties": "mt"}


def _slug(id_: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in id_.lower()).split())


Found = list[tuple[str, Header, Record]]


def _union(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for part in parts for p in part))


def _depositary(written: Entry | None, found: Found) -> tuple[str, ...]:
    own = written.depositary if written else ()
    return own or _union(*(r.depositary for _, _, r in found))


def _terms(written: Entry | None, found: Found) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    listed = [(r.terms, head.source) for _, head, r in found if r.terms]
    if written and written.terms is not None:
        own = dict(written.terms)
        for terms, _ in listed:  # the depositary's own rule, with all its conditions
            own["entry_into_force"] = _core(written.terms) | terms["entry_into_force"]
        return own, _union((s for _, s in listed), written.terms_sources)
    return (listed[0][0], (listed[0][1],)) if listed else (None, ())


def _core(terms: dict[str, Any]) -> dict[str, Any]:
    """What a rule by hand says beside the rule itself: article and note."""
    rule = terms.get("entry_into_force") or {}
    return {k: v for k, v in rule.items() if k in ("article", "note")}


def _names(written: Entry | None, titled: Found, title: str) -> tuple[Name, ...]:
    out = list(written.names) if written else []
    keys = {name_key(n.text): n for n in out}
    for name, head, r in titled:
        described = bool(r.note) and name == "manytreaties"
        for text in (r.title, *r.names):
            key = name_key(text)
            if key in keys:
                old = keys[key]
                keys[key] = msgspec.structs.replace(old, sources=_union((head.source,), old.sources))
                continue
            kind = NameKind.TITLE if text == title else NameKind.GENERIC if described else NameKind.OTHER
            keys[key] = Name(text=text, kind=kind, sources=(head.source,))
    return tuple(keys.values())


def _parties(written: Entry | None, found: Found) -> Parties:
    listed = [(r, head) for _, head, r in found if r.parties or r.unknown]
    if written and (written.parties.states or written.parties.open_to):
        agree = [h.source for r, h in listed if set(r.parties) == set(written.parties.states)]
        return msgspec.structs.replace(written.parties, sources=_union(agree, written.parties.sources))
    if not listed:
        return written.parties if written else Parties()
    record, head = max(listed, key=lambda x: bool(x[0].closed))
    agree = [h.source for r, h in listed if set(r.parties) == set(record.parties)]
    return Parties(
        states=record.parties + record.unknown,
        closed=record.closed,
        sources=_union((head.source,), agree),
    )


def _days(written: Entry | None, found: Found) -> tuple[Day, ...]:
    days = list(written.days) if written else []
    for _, head, r in found:
        days += [
            Day(what=d.what, date=d.date or None, place=d.place or None, sources=(head.source,))
            for d in r.days
        ]
    named = {(d.what, d.date) for d in days if d.what in _DATINGS}
    placed = []
    for day in days:
        fits = [w for w in _DATINGS if (w, day.date) in named]
        if day.what is DayKind.DATED and fits:
            day = msgspec.structs.replace(day, what=fits[0])  # noqa: PLW2901
        placed.append(day)
    out: dict[tuple[DayKind, str | None], Day] = {}
    for day in placed:
        old = out.get((day.what, day.date))
        out[day.what, day.date] = (
            day
            if old is None
            else msgspec.structs.replace(
                old,
                sources=_ranked((*old.sources, *day.sources)),
                place=old.place or day.place,
                note=old.note or day.note,
            )
        )
    order = {w: n for n, w in enumerate(DayKind)}
    own = {(d.what, d.date) for d in written.days} if written else set()
    return tuple(
        sorted(
            out.values(),  # what was written by hand was written with the lists in view
            key=lambda d: (order[d.what], (d.what, d.date) not in own, *_support(d), d.date or ""),
        )
    )


def _support(fact: Fact) -> tuple[int, int]:
    """Better supported facts come first: by more sources, then by the best of them."""
    return -len(fact.sources), min(_RANK.get(s, len(_RANK)) for s in fact.sources) if fact.sources else 99


def _ranked(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(sources), key=lambda s: (_RANK.get(s, len(_RANK)), s)))


def _participants(written: Entry | None, found: Found) -> tuple[Participant, ...]:
    acts: dict[str, list[Performed]] = defaultdict(list)
    standings: dict[str, list[Standing]] = defaultdict(list)
    for p in written.participants if written else ():
        acts[p.state] += p.acts
        standings[p.state] += p.standings
    for _, head, r in found:
        for state, done in r.acts.items():
            if _for_its_union(written, state):
                continue
            acts[state] += [
                Performed(
                    did=d.did,
                    date=d.date or None,
                    effect=d.effect or None,
                    note=d.note,
                    sources=(head.source,),
                )
                for d in done
            ]
        for state, stood in r.standings.items():
            as_of = r.whole_until or head.whole_until or _AS_OF[head.source]
            standings[state].append(
                Standing(stands=stood.stands, as_of=as_of, year=stood.year or None, sources=(head.source,))
            )
    return tuple(
        Participant(state=s, acts=_acts(acts[s]), standings=tuple(standings[s]))
        for s in sorted(acts.keys() | standings.keys())
    )


def _for_its_union(written: Entry | None, state: str) -> bool:
    """Whether a list counts a member for the union, which alone is the party by the entry written by hand."""
    own = written.parties if written else Parties()
    return bool(own.closed) and "EU" in own.states and state not in own.states


_AS_OF: Final = {"factbook-2026": "2025", "uk-2023": "2023"}


def _acts(given: list[Performed]) -> tuple[Performed, ...]:
    """The acts of one state by day; one told by several lists is one, also where a list says only "consent".

    A consent of its own is kept beside the act of the same day where it alone tells the day of effect.
    """
    same: dict[tuple[Did, str | None], list[Performed]] = defaultdict(list)
    for act in given:
        twins = same[act.did, act.date]
        twin = next(
            (n for n, t in enumerate(twins) if None in (t.effect, act.effect) or t.effect == act.effect), None
        )
        if twin is None:
            twins.append(act)
        else:
            twins[twin] = _joined(twins[twin], act)
    for (did, date), twins in list(same.items()):
        exact = next((k for k in same if k[1] == date and k[0] in CONSENTS and k[0] is not Did.CONSENT), None)
        if did is Did.CONSENT and date and exact and same[exact]:
            told = same[exact][0]
            same[exact][0] = msgspec.structs.replace(
                told, sources=_ranked((*told.sources, *twins[0].sources))
            )
            same[did, date] = [t for t in twins if t.effect and not told.effect]
    order = {d: n for n, d in enumerate(Did)}
    acts = [act for twins in same.values() for act in twins]
    return tuple(sorted(acts, key=lambda a: (_first(a.date or a.effect), order[a.did], *_support(a))))


def _joined(a: Performed, b: Performed) -> Performed:
    """One act that two sources tell."""
    return msgspec.structs.replace(
        a, sources=_ranked((*a.sources, *b.sources)), effect=a.effect or b.effect, note=a.note or b.note
    )


def _first(text: str | None) -> str:
    day = parse(text).earliest if text else None
    return day.isoformat() if day else "9999"


def _covers(written: Entry | None, found: Found) -> tuple[Cover, ...]:
    covers = list(written.covers) if written else []
    for _, head, r in found:
        if r.acts or r.standings:
            whole = r.whole_until or head.whole_until
            covers.append(Cover(source=head.source, whole_until=whole, omits=head.omits))
    return tuple({c.source: c for c in covers}.values())


def _events(written: Entry | None, found: Found) -> tuple[Event, ...]:
    out = list(written.events) if written else []
    for _, head, r in found:
        for told in r.ended:
            if written and _ends_before_it_began(written, told.date):
                continue  # of another agreement that was made with it
            same = next((n for n, e in enumerate(out) if _same_end(e, told.date)), None)
            if same is None:
                out.append(Event(what=told.what, date=told.date, note=told.note, sources=(head.source,)))
            else:
                old = out[same]
                out[same] = msgspec.structs.replace(old, sources=_ranked((*old.sources, head.source)))
    return tuple(sorted(out, key=lambda e: (_first(e.date), *_support(e))))


def _ends_before_it_began(written: Entry, end: str) -> bool:
    day = written.day(DayKind.IN_FORCE)
    return bool(day and day.date and _first(end) <= _first(day.date))


def _same_end(event: Event, day: str) -> bool:
    """Whether an event is the end that a list tells: lists give the last day or the first day after."""
    if event.what not in (What.TERMINATED, What.EXPIRED, What.SUPERSEDED) or not event.date:
        return False
    a, b = parse(event.date).earliest, parse(day).earliest
    return a is not None and b is not None and abs((a - b).days) <= 1


def _linked(entry: Entry, lists: Lists, by_record: dict[str, str], groups: _Groups) -> Entry:
    """The entry with the links that the numbers of a list tell."""
    links = list(entry.links)
    told = {link.entry for link in links}
    for name, ids in entry.records.items():
        for id_ in ids:
            found = groups.by_id.get((name, id_))
            if found is None or not found[1].to:
                continue
            to = by_record.get(f"{name}-{found[1].to}")
            if to and to != entry.id and to not in told:
                relation = found[1].relation or Relation.SUPPLEMENTS
                links.append(Link(relation=relation, entry=to, sources=(found[0].source,)))
                told.add(to)
    return msgspec.structs.replace(entry, links=tuple(links))
