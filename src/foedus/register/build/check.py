"""What does not fit together in entries: acts before adoption, states that did not exist, links astray.

Facts written by hand must fit; what a noisy list says stays as it says it, and is listed here as a known
contradiction, by kind and source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from foedus.register.model import (
    GENERAL,
    DayKind,
    Did,
    Entry,
    Fact,
    Performed,
    Source,
    State,
)
from foedus.register.standing import CONSENTS, ENDS, first_day

_MADE: Final = (DayKind.ADOPTED, DayKind.SIGNED, DayKind.OPENED, DayKind.DATED)
#: A depositary records what a state gone did for a while after its end.
_GRACE: Final = 400


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be so: its kind, the entry, the sources that say it, and the facts in words."""

    kind: str
    entry: str
    sources: tuple[str, ...]
    text: str

    @property
    def by_hand(self) -> bool:
        """Whether only general knowledge says it: then it is for the writer of the entry to mend."""
        return set(self.sources) == {GENERAL}


def faults(
    entries: Iterable[Entry], states: Mapping[str, State], known: Callable[[str], bool]
) -> Iterator[Fault]:
    """Every fault of the entries, in their order. `known` tells whether a party has a code."""
    listed = {e.id: e for e in entries}
    for entry in listed.values():
        yield from _days(entry)
        yield from _acts(entry, states)
        yield from _parties(entry, known)
        yield from _links(entry, listed)
    yield from _cycles(listed)


def sources_unknown(entries: Iterable[Entry], sources: Mapping[str, Source]) -> set[str]:
    """The source ids of the entries that no source has."""
    entries = list(entries)
    used = {c.source for e in entries for c in e.covers}
    used |= {
        s for e in entries for f in (*e.names, *e.days, *e.events, *e.links, e.parties) for s in f.sources
    }
    used |= {s for e in entries for p in e.participants for f in (*p.acts, *p.standings) for s in f.sources}
    return used - sources.keys()


def _days(entry: Entry) -> Iterator[Fault]:
    made = [d for d in entry.days if d.what in _MADE and d.date]
    forces = entry.days_of(DayKind.IN_FORCE)
    if len({d.date for d in forces}) > 1:
        said = "; ".join(f"{d.date or 'not yet'} ({', '.join(d.sources)})" for d in forces)
        yield Fault("days of entry into force differ", entry.id, _lists(forces), said)
    earliest = min((first_day(d.date) for d in made), default=date.min)
    for force in forces:
        # a treaty may give itself effect from an earlier day: a writer by hand knows, a list may be wrong
        if force.date and first_day(force.date) < earliest and len(force.date) == 10 and _lists([force]):
            yield Fault("in force before it was made", entry.id, force.sources, f"{force.date} < {earliest}")
    force_day = next((d.date for d in forces), None)
    for event in entry.events:
        if event.what in ENDS and force_day and first_day(event.date) < first_day(force_day):
            yield Fault(
                "ended before it was in force", entry.id, event.sources, f"{event.date} < {force_day}"
            )


def _acts(entry: Entry, states: Mapping[str, State]) -> Iterator[Fault]:
    made = min((first_day(d.date) for d in entry.days if d.what in _MADE and d.date), default=date.min)
    for p in entry.participants:
        state = states.get(p.state)
        for act in p.acts:
            day = first_day(act.date)
            if act.date is None:
                continue
            if day < made and len(act.date) == 10:
                yield _fault("act before it was made", entry, p.state, act, f"< {made}")
            if state and act.did in CONSENTS and day < _born(state):
                yield _fault(
                    "act of a state that did not exist yet", entry, p.state, act, f"< {_born(state)}"
                )
            until = (state.acts_until or state.until) if state else None
            if until and (day - first_day(until)).days > _GRACE:
                yield _fault("act of a state that was gone", entry, p.state, act, f"> {until}")
        yield from _order(entry, p.state, p.acts)


def _order(entry: Entry, state: str, acts: tuple[Performed, ...]) -> Iterator[Fault]:
    """Signature comes before consent, and one source gives one day of consent between two departures."""
    signed = [a for a in acts if a.did is Did.SIGNATURE and a.date]
    consents = [a for a in acts if a.did in CONSENTS and a.date and a.did is not Did.SUCCESSION]
    leaves = any(a.did in (Did.DENUNCIATION, Did.CEASED, Did.INSTRUMENT_WITHDRAWN) for a in acts)
    if (
        signed
        and consents
        and min(first_day(a.date) for a in signed) > max(first_day(a.date) for a in consents)
    ):
        yield _fault("signature after consent", entry, state, signed[0], f"> {consents[-1].date}")
    if len({a.date for a in consents}) > 1 and not leaves:
        said = ", ".join(f"{a.did.value} {a.date} ({', '.join(a.sources)})" for a in consents)
        yield Fault("days of consent differ", entry.id, _lists(consents), f"{state}: {said}")


def _lists(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The lists among the sources of facts, each once."""
    return tuple(dict.fromkeys(s for f in facts for s in f.sources if s != GENERAL))


def _born(state: State) -> date:
    day = state.acts_since or state.since
    return first_day(day) if day else date.min


def _fault(kind: str, entry: Entry, state: str, act: Performed, why: str) -> Fault:
    return Fault(kind, entry.id, act.sources, f"{state}: {act.did.value} {act.date} {why}")


def _parties(entry: Entry, known: Callable[[str], bool]) -> Iterator[Fault]:
    codes = {*entry.parties.states, *entry.depositary, *(p.state for p in entry.participants)}
    for code in sorted(codes):
        if not known(code):
            yield Fault("party without a code", entry.id, entry.parties.sources, code)


def _links(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Fault]:
    for link in entry.links:
        if link.entry not in entries:
            yield Fault("link to no entry", entry.id, link.sources, f"{link.relation.value} {link.entry}")


def _cycles(entries: Mapping[str, Entry]) -> Iterator[Fault]:
    """A cycle of links, each told once, at its first entry."""
    done: set[str] = set()
    for start in entries:
        path: list[str] = []
        stack = [(start, 0)]
        while stack:
            at, depth = stack.pop()
            del path[depth:]
            if at in path:
                cycle = path[path.index(at) :]
                yield Fault("cycle of links", cycle[0], (GENERAL,), " > ".join([*cycle, at]))
                continue
            if at in done or at not in entries:
                continue
            path.append(at)
            stack += [(link.entry, depth + 1) for link in entries[at].links]
        done.add(start)
