"""Entries written by hand: the YAML of `data/entries` checked and turned into entries.

Every wrong word raises RegisterError with file and line: an unknown key, a state without a code, a date that
is no EDTF, a rule that the law does not know. Only the tools that compile the register and the tests import
this file (it needs PyYAML).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from foedus.dates import before, parse
from foedus.errors import DateError, FoedusError, RegisterError
from foedus.register.build import lined, rows
from foedus.register.build.codes import Codes
from foedus.register.build.lined import Lined, Where
from foedus.register.build.terms import expand
from foedus.register.model import (
    GENERAL,
    Cover,
    Day,
    DayKind,
    Did,
    Entry,
    Event,
    Kind,
    Link,
    Name,
    NameKind,
    Participant,
    Parties,
    Performed,
    Registered,
    Standing,
    Stands,
)

#: What `in_force` says of an agreement that has not entered into force by `as_of`.
NOT_YET: Final = "not yet"
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PATH: Final = re.compile(r" - at (?:`key` in )?`\$([^`]*)`$")
_KEY: Final = re.compile(r"unknown field `([^`]*)`|enum value '([^']*)' - at `key`")
_NAMES: Final = (
    ("short", NameKind.SHORT),
    ("acronyms", NameKind.ACRONYM),
    ("press", NameKind.PRESS),
    ("other", NameKind.OTHER),
    ("generic", NameKind.GENERIC),
)
_DAYS: Final = (
    ("adopted", DayKind.ADOPTED),
    ("opened", DayKind.OPENED),
    ("signed", DayKind.SIGNED),
    ("closed_for_signature", DayKind.CLOSED),
    ("in_force", DayKind.IN_FORCE),
    ("provisional", DayKind.PROVISIONAL),
    ("took_effect", DayKind.TOOK_EFFECT),
    ("registered", DayKind.REGISTERED),
)
_FACTS: Final = frozenset(
    {
        "names",
        "title",
        "parties",
        "depositary",
        "cite",
        "registration",
        "languages",
        "terms",
        "links",
        "acts",
        "standing",
        "events",
    }
    | {key for key, _ in _DAYS}
)


def read_file(path: Path, codes: Codes, sources: Iterable[str]) -> Iterator[Entry]:
    """The entries of a file in order. Raises RegisterError with file and line for the first fault."""
    yield from entries_of(lined.read(path), codes, sources)


def entries_of(text: Lined, codes: Codes, sources: Iterable[str]) -> Iterator[Entry]:
    """The same of a file that was read."""
    file = _convert(text, (), text.data, rows.FileRow)
    known = frozenset(sources)
    for number, raw in enumerate(file.entries):
        where = ("entries", number)
        row = _convert(text, where, raw, rows.EntryRow)
        yield _Writing(text, where, row, file, codes, known).entry()


class _Writing:
    """One row on its way to an entry: what it says, where it stands, and what it may name."""

    def __init__(
        self,
        text: Lined,
        where: Where,
        row: rows.EntryRow,
        file: rows.FileRow,
        codes: Codes,
        sources: frozenset[str],
    ) -> None:
        self.text, self.where, self.row, self.codes, self.known = text, where, row, codes, sources
        self.source = row.source or file.source
        self.as_of = row.as_of or file.as_of

    def entry(self) -> Entry:
        row = self.row
        if not _SLUG.fullmatch(row.id):
            self.fail("id", f"{row.id!r} is no id; write small letters, digits and hyphens, as nato-1949")
        self.date("as_of", self.as_of)
        for source in (self.source, *(s for each in row.checked.values() for s in each)):
            if source not in self.known:
                self.fail("source", f"{source!r} is not in sources.yaml; add it there or write {GENERAL!r}")
        for fact in row.checked:
            if fact not in _FACTS:
                self.fail("checked", f"{fact!r} is no fact; write one of {', '.join(sorted(_FACTS))}")
        parties = self.states("parties", row.parties)
        if row.kind is Kind.COMMITMENT and (row.in_force or row.provisional):
            self.fail("in_force", "a political commitment enters into no force; write took_effect")
        participants = self.participants()
        covers = (Cover(source=self.source, whole_until=row.whole_until),) if row.whole_until else ()
        self.date("whole_until", row.whole_until)
        whole = tuple(
            Cover(source=s.source or self.source, whole_until=s.as_of, omits=("acts",))
            for s in row.standing
            if s.whole
        )
        return Entry(
            id=row.id,
            title=self.plain("title", row.title),
            kind=row.kind,
            names=tuple(self.names()),
            parties=Parties(
                states=parties,
                closed=row.closed if row.closed is not None else (not row.open_to if row.parties else None),
                open_to=row.open_to or None,
                sources=self.sources("parties"),
            ),
            days=tuple(self.days()),
            terms=self.terms(),
            terms_sources=self.sources("terms") if row.terms is not None else (),
            depositary=self.states("depositary", row.depositary),
            citations=tuple(self.plain("cite", c) for c in row.cite),
            registrations=tuple(self.registrations()),
            languages=tuple(self.plain("languages", language) for language in row.languages),
            links=tuple(
                Link(relation=relation, entry=entry, sources=self.sources("links"))
                for relation, given in row.links.items()
                for entry in _several(given)
            ),
            participants=participants,
            covers=covers + whole,
            events=tuple(self.events()),
            subjects=tuple(self.plain("subjects", s) for s in row.subjects),
            as_of=self.as_of,
            records={
                key: _several(given)
                for key, given in (("un", row.un), ("manytreaties", row.manytreaties), ("uk", row.uk))
                if given
            },
            note=row.note,
        )

    def fail(self, key: str, message: str, *more: str | int) -> None:
        """Raises RegisterError at the line of a key of the row."""
        raise RegisterError(f"{self.text.at((*self.where, key, *more))}: {self.row.id}: {message}")

    def sources(self, fact: str) -> tuple[str, ...]:
        """The source of the row, and the lists against which the fact was checked."""
        return tuple(dict.fromkeys((*self.row.checked.get(fact, ()), self.source)))

    def plain(self, key: str, text: str) -> str:
        if not text.strip() or text != " ".join(text.split()):
            self.fail(key, f"{text!r} is empty or has spaces around or twice; write it without")
        return text

    def date(self, key: str, text: str, *more: str | int) -> str | None:
        if not text:
            return None
        try:
            return str(parse(text))
        except DateError as error:
            self.fail(key, str(error), *more)
        return None

    def states(self, key: str, given: Iterable[str]) -> tuple[str, ...]:
        found = tuple(given)
        for number, code in enumerate(found):
            self.state(key, code, number)
        if len(set(found)) != len(found):
            self.fail(key, "a state stands twice; keep one of them")
        return found

    def state(self, key: str, code: str, *more: str | int) -> str:
        if not self.codes.known(code):
            hint = self.codes.hint(code)
            self.fail(key, f"{code!r} is no state or organisation known here{hint}", *more)
        return code

    def names(self) -> Iterator[Name]:
        yield Name(text=self.row.title, kind=NameKind.TITLE, sources=self.sources("title"))
        seen = {self.row.title}
        for key, kind in _NAMES:
            for number, given in enumerate(getattr(self.row, key)):
                item = rows.NameRow(name=given) if isinstance(given, str) else given
                text = self.plain(key, item.name)
                if text in seen:
                    self.fail(key, f"{text!r} stands twice among the names; keep one of them", number)
                seen.add(text)
                since = self.date(key, item.since, number)
                until = self.date(key, item.until, number)
                yield Name(text=text, kind=kind, since=since, until=until, sources=self.sources("names"))

    def registrations(self) -> Iterator[Registered]:
        for given in _several(self.row.registration):
            registry, _, number = self.plain("registration", given).rpartition(" ")
            if not registry or not any(c.isdigit() for c in number):
                self.fail(
                    "registration", f"{given!r} is no registration; write with whom and the number: UN 541"
                )
            yield Registered(registry=registry, number=number, sources=self.sources("registration"))

    def days(self) -> Iterator[Day]:
        for key, what in _DAYS:
            given = getattr(self.row, key)
            if not given:
                continue
            item = rows.DayRow(date=given) if isinstance(given, str) else given
            not_yet = what is DayKind.IN_FORCE and item.date == NOT_YET
            yield Day(
                what=what,
                date=None if not_yet else self.date(key, item.date),
                place=item.place or None,
                sources=self.sources(key),
                note=item.note,
            )

    def terms(self) -> dict[str, Any] | None:
        if self.row.terms is None:
            return None
        try:
            return expand(self.row.terms, self.codes.checked)
        except FoedusError as error:
            path, _, message = str(error).partition(": ")
            self.fail("terms", str(error) if not message else f"terms.{path}: {message}", *_path(path))
        return None

    def participants(self) -> tuple[Participant, ...]:
        acts: dict[str, list[Performed]] = {}
        standings: dict[str, list[Standing]] = {}
        for did, given in self.row.acts.items():
            for state, performed in self.acts(did, given):
                acts.setdefault(state, []).append(performed)
        for number, row in enumerate(self.row.standing):
            as_of = self.date("standing", row.as_of, number, "as_of") or ""
            if row.source and row.source not in self.known:
                self.fail("standing", f"{row.source!r} is not in sources.yaml", number, "source")
            sources = (row.source,) if row.source else self.sources("standing")
            for key, stands in (
                ("party", Stands.PARTY),
                ("signatory", Stands.SIGNATORY),
                ("neither", Stands.NEITHER),
            ):
                for code in getattr(row, key):
                    standing = Standing(stands=stands, as_of=as_of, sources=sources, note=row.note)
                    standings.setdefault(self.state("standing", code, number, key), []).append(standing)
        return tuple(
            Participant(
                state=state, acts=tuple(acts.get(state, ())), standings=tuple(standings.get(state, ()))
            )
            for state in sorted(acts.keys() | standings.keys())
        )

    def acts(self, did: Did, given: str | list[str] | dict[str, Any]) -> Iterator[tuple[str, Performed]]:
        sources = self.sources("acts")
        if isinstance(given, str):
            if not self.row.parties:
                self.fail("acts", "one day for all needs the parties; write them under parties", did.value)
            given = dict.fromkeys(self.row.parties, given)
        if isinstance(given, list):
            given = dict.fromkeys(given, "")
        for state, days in given.items():
            self.state("acts", state, did.value, state)
            for item in days if isinstance(days, list) else [days]:
                day = rows.DayRow(date=item) if isinstance(item, str) else item
                date = self.date("acts", day.date, did.value, state)
                effect = self.date("acts", day.effect, did.value, state)
                if date and effect and before(parse(effect), parse(date)):
                    self.fail("acts", f"effect {effect} comes before the act of {date}", did.value, state)
                yield state, Performed(did=did, date=date, effect=effect, sources=sources, note=day.note)

    def events(self) -> Iterator[Event]:
        for number, row in enumerate(self.row.events):
            yield Event(
                what=row.event,
                date=self.date("events", row.date, number, "date"),
                until=self.date("events", row.until, number, "until"),
                by=tuple(self.state("events", code, number, "by") for code in row.by),
                sources=self.sources("events"),
                note=row.note,
            )


def _convert(text: Lined, where: Where, raw: Any, row: type[rows.R]) -> rows.R:
    try:
        return msgspec.convert(raw, row, strict=False)
    except msgspec.ValidationError as error:
        message = str(error)
        at = _PATH.search(message)
        path = (*where, *_path(at[1])) if at else where
        key = _KEY.search(message)
        label = f"{raw['id']}: " if isinstance(raw, dict) and isinstance(raw.get("id"), str) else ""
        raise RegisterError(
            f"{text.at((*path, key[1] or key[2]) if key else path)}: {label}{_PATH.sub('', message)}"
            f"{' at ' + at[1].lstrip('.') if at else ''}; docs/register.md shows the form"
        ) from error


def _path(path: str) -> Where:
    """ ".acts[2].date" as ("acts", 2, "date"); what stands in brackets without a number is left out."""
    return tuple(
        int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path) if part != "..."
    )


def _several(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
