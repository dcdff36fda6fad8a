"""The known agreements as a list that a query finds, and one of them as a page, before any news.

Parties find what these states made together, or what one of them stands in; other words find by names,
subjects and parties, with one typing error a word forgiven. Pure.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from foedus.law.particulars import LATER
from foedus.law.status import Outline, outline
from foedus.law.turning import Held
from foedus.law.whole import whole
from foedus.record.answer import adjusted
from foedus.record.history import history
from foedus.record.joined import known_alone, states_of
from foedus.record.known import LABELS
from foedus.record.recorded import later
from foedus.register.index import Brief
from foedus.register.lookup import Register
from foedus.register.model import Did, Entry, Participant
from foedus.register.standing import CONSENTS, PartyStanding, standings

_FOUND: Final = 200  # agreements that words may find
_DAYS: Final = 4  # stretches of days of one entry that are held


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A known agreement in a list: `parties` are those of a treaty of few, `many` how many stand in it."""

    id: str
    title: str
    made: str | None
    parties: tuple[str, ...]
    many: int
    standing: Outline


@dataclass(frozen=True, slots=True)
class KnownList:
    """A part of what a query finds: `found` in all, `stop` where the next part begins, None at the end."""

    lines: tuple[KnownLine, ...]
    found: int
    start: int
    stop: int | None


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A day or an event of the agreement with its sources, by their names."""

    what: str
    date: str | None
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownParty:
    """One state's row: signature, consent (act and day), since and until when bound, how far it is known."""

    party: str
    stands: str
    signed: str | None
    consent: str
    consented: str | None
    since: str | None
    until: str | None
    known_until: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownLink:
    """Another agreement and what it is to this one."""

    relation: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class KnownPage:
    """All that the register tells of one agreement. `edition` is the id of the edition asked."""

    entry: Entry
    names: tuple[str, ...]
    facts: tuple[KnownFact, ...]
    parties: tuple[KnownParty, ...]
    links: tuple[KnownLink, ...]
    edition: str


def known_list(
    register: Register,
    parties: Sequence[frozenset[str]],
    words: str,
    on: date,
    *,
    without: frozenset[str] = frozenset(),
    start: int = 0,
    size: int = 25,
) -> KnownList:
    """The known agreements in which all the parties stand (each by the codes that its name may mean), and
    that have the words; `without` those of these ids. Best first; of parties alone the latest made first.
    """
    found = [b for b in _found(register, parties, words) if b.id not in without]
    part = found[start : start + size]
    lines = tuple(line for brief in part if (line := _line(register, brief, on)) is not None)
    stop = start + len(part) if start + len(part) < len(found) else None
    return KnownList(lines, len(found), start, stop)


def _found(register: Register, parties: Sequence[frozenset[str]], words: str) -> list[Brief]:
    if not parties and not words:
        return []
    told = [_of(register, codes) for codes in parties]
    if not words:
        each = {i: b for i, b in told[0].items() if all(i in other for other in told[1:])}
        few = len(told) if len(told) > 1 else 0  # between just those asked for stands first
        return sorted(
            each.values(),
            key=lambda b: (
                len(b.parties) != few if few else 0, not b.by_hand, b.ended is not None, _later(b), b.id
            ),
        )  # fmt: skip
    return [b for b in register.search(words, _FOUND) if all(b.id in one for one in told)]


def _of(register: Register, codes: frozenset[str]) -> dict[str, Brief]:
    """What any of the codes stands in, by id."""
    return {b.id: b for code in codes for b in register.of_parties([code])}


def _later(brief: Brief) -> int:
    year = (brief.date or brief.in_force or "")[:4]
    return -int(year) if year.isdecimal() else 0


def _line(register: Register, brief: Brief, on: date) -> KnownLine | None:
    found = _outline(register, brief.id, on)
    if found is None:
        return None
    return KnownLine(brief.id, brief.title, brief.date, brief.parties, brief.many, found)


def _outline(register: Register, id_: str, on: date) -> Outline | None:
    """Where it stands on the day, as `answer` says it, without the parties; None where it is not there.

    Most stand the same for years, so what was found is held for all the days it holds on.
    """
    held = _held(register, id_)
    found = next((one.outline for one in held if one.first <= on <= one.last), None)
    if found is not None:
        return found
    entry = register.entry(id_)
    if entry is None:
        return None
    known = known_alone(register, entry, recorded=False)
    if on == date.max:  # which stands for never
        return adjusted(known, outline(whole(known.record, known.terms, on)), on)
    each = history(known, on, most=0)
    held[:] = [*each, *held][:_DAYS]
    return next(one.outline for one in each if one.first <= on <= one.last)


@functools.lru_cache(maxsize=10_000)
def _held(register: Register, id_: str) -> list[Held]:
    """The stretches of days of an entry that were asked for last."""
    return []


def known_page(register: Register, id_: str) -> KnownPage | None:
    """One known agreement by its id, or by that of a list's record; None where there is none."""
    entry = register.entry(id_)
    if entry is None:
        return None
    return KnownPage(
        entry=entry,
        names=tuple(dict.fromkeys(n.text for n in entry.names if n.text != entry.title)),
        facts=tuple(_facts(entry)),
        parties=tuple(_parties(entry, register)),
        links=tuple(_links(register, entry)),
        edition=register.edition.id,
    )


def _facts(entry: Entry) -> Iterator[KnownFact]:
    for day in entry.days:
        note = "; ".join(filter(None, (day.place, day.note)))
        yield KnownFact(day.what.value.replace("_", " "), day.date, note, _labels(day.sources))
    for event in entry.events:
        by = f"by {', '.join(event.by)}" if event.by else ""
        until = f"until {event.until}" if event.until else ""
        note = "; ".join(filter(None, (by, until, event.note)))
        yield KnownFact(event.what.value, event.date, note, _labels(event.sources))


def _parties(entry: Entry, register: Register) -> Iterator[KnownParty]:
    told = {participant.state: participant for participant in entry.participants}
    for found in standings(entry, states_of(register)):
        yield _party(told.get(found.state) or Participant(state=found.state), found)


def _party(told: Participant, found: PartyStanding) -> KnownParty:
    signed = next((a.date for a in told.acts if a.did is Did.SIGNATURE), None)
    consents = [a for a in told.acts if a.did in CONSENTS]
    last = consents[-1] if consents else None
    period = found.periods[-1] if found.periods else None
    return KnownParty(
        party=found.state,
        stands=found.stands.value,
        signed=signed,
        consent=last.did.value.replace("_", " ") if last else "",
        consented=last.date if last else None,
        since=period.since if period else None,
        until=period.until if period else None,
        known_until=found.known_until,
        sources=_labels(found.sources),
    )


def _links(register: Register, entry: Entry) -> Iterator[KnownLink]:
    for link in entry.links:
        other = register.brief(link.entry)
        if other is not None:
            yield KnownLink(link.relation.value.replace("_", " "), other.id, other.title)
    for relation, id_ in later(register).get(entry.id, ()):
        other = register.brief(id_)
        if other is not None:
            yield KnownLink(LATER[relation], other.id, other.title)


def _labels(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(LABELS.get(s, s) for s in sources))
