"""From an entry of the register to a record and terms in law: what is known before any news. Pure.

Each fact is asserted by its source and named `register:SOURCE`, so that a reason shows where it stands. Where
a list tells the day of entry into force, that day is the rule: what of the acts is at hand may be too few to
count by. Nothing is claimed beyond the day up to which it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from foedus.law.forms import terms_from_json
from foedus.law.model import Act, Answering, Duration, Fact, Record, Rule, StateLife, Terms, Treaty, Trigger
from foedus.model import Certainty, Step
from foedus.register.model import (
    GENERAL,
    DayKind,
    Did,
    Entry,
    Event,
    Kind,
    Participant,
    Performed,
    Stands,
    State,
    What,
)
from foedus.register.standing import PartyStanding, ended, first_day, standings

#: What the ids of facts of the register begin with; behind it stands the source.
PREFIX: Final = "register:"
#: What the sources of the register are called in a sentence.
LABELS: Final = {
    GENERAL: "general knowledge",
    "un-2015": "UN list of 14 March 2015",
    "un-rules-2015": "UN list of 14 March 2015",
    "un-paris-2020": "UN list of November 2020",
    "un-rights-2022": "UN list of August 2022",
    "manytreaties-2020": "manytreaties, 2020",
    "uk-2023": "UK Treaties Online, 2023",
    "factbook-2026": "World Factbook, 2025-26",
}
#: Instruments that are none of the law of treaties, or bind only through another one (VCLT 2(1)(a)).
NO_TREATIES: Final = frozenset({Kind.COMMITMENT})
_EVER: Final = "9998-12-31"  # of what was given up it is known for good
_FEW: Final = 8  # parties of which each can be named

_EVENTS: Final = {
    What.TERMINATED: "terminated",
    What.EXPIRED: "terminated",
    What.SUPERSEDED: "superseded",
    What.SUSPENDED: "suspended",
    What.RESUMED: "resumed",
    What.EXTENDED: "extended",
    What.AMENDED: "amended",
}
_ACTS: Final = {
    Did.RATIFICATION: Act.RATIFICATION,
    Did.ACCEPTANCE: Act.ACCEPTANCE,
    Did.APPROVAL: Act.APPROVAL,
    Did.ACCESSION: Act.ACCESSION,
    Did.SUCCESSION: Act.SUCCESSION,
    Did.CONFIRMATION: Act.CONFIRMATION,
    Did.NOTIFICATION: Act.NOTIFICATION,
    Did.DEFINITIVE_SIGNATURE: Act.DEFINITIVE_SIGNATURE,
}


def known_treaty(entry: Entry, states: Mapping[str, State]) -> Treaty:
    """The record and terms that an entry gives by itself."""
    return Treaty(known_record(entry, states), known_terms(entry))


def known_record(
    entry: Entry, states: Mapping[str, State], *, told: Iterable[Fact] = (), title: str | None = None
) -> Record:
    """The record that an entry gives, and behind its facts those that are told elsewhere."""
    facts = (*_facts(entry, states), *told)
    return Record(
        entry.title if title is None else title,
        entry.parties.states,
        facts,
        closed=entry.parties.closed if not entry.parties.open_to else False,
        commitment=not is_treaty(entry),
        lives=lives(states, facts),
    )


def lives(states: Mapping[str, State], facts: Iterable[Fact]) -> tuple[StateLife, ...]:
    """The lives of those that act in a record and are gone, are territories, or took part by succession."""
    out = {}
    for fact in facts:
        for code in (*fact.actors, *fact.parties):
            state = states.get(code)
            if state is not None and (state.until or state.of or fact.act is Act.SUCCESSION):
                out[code] = _life(state, states)
    return tuple(out[code] for code in sorted(out))


def _life(state: State, states: Mapping[str, State]) -> StateLife:
    def day(text: str | None, add: int) -> str | None:
        return (first_day(text) + timedelta(days=add)).isoformat() if text and _is_day(text) else None

    heir = next((s.code for s in states.values() if s.continues == state.code), None)
    until, acts = day(state.until, 1), day(state.acts_until, 1)
    answering = tuple(Answering(o.state, day(o.since, 0), day(o.until, 1)) for o in state.of)
    return StateLife(state.code, day(state.succeeds, 0), until, acts, state.successors, heir, answering)


def is_treaty(entry: Entry) -> bool:
    """Whether the law of treaties governs it at all: a political commitment binds nobody (VCLT 2(1)(a))."""
    return entry.kind not in NO_TREATIES


def known_terms(entry: Entry) -> Terms:
    """The entry's terms; its recorded day of entry into force in place of a rule."""
    terms = terms_from_json(entry.terms) if entry.terms else Terms(known=False)
    day = entry.day(DayKind.IN_FORCE)
    if day is not None and day.date is not None and _is_day(day.date) and not _counted(entry, terms):
        article = terms.entry_into_force.article
        rule = Rule(Trigger.DATE, date=day.date, article=article)
        terms = replace(terms, entry_into_force=rule, known=True)
    if any(e.what in (What.EXPIRED, What.TERMINATED, What.SUPERSEDED) for e in entry.events):
        terms = replace(terms, duration=Duration(), renewal=None)  # how it ended is told
    return terms


def _counted(entry: Entry, terms: Terms) -> bool:
    """Whether its own rule can be followed: of a treaty of two every act is told, or told to be missing."""
    rule = terms.entry_into_force
    return bool(entry.parties.closed) and len(entry.parties.states) == 2 and rule.trigger in _OF_BOTH


_OF_BOTH: Final = (Trigger.EXCHANGE, Trigger.NOTIFICATIONS, Trigger.SIGNATURE)


def _facts(entry: Entry, states: Mapping[str, State]) -> Iterator[Fact]:
    parties = entry.parties.states
    for day in entry.days:
        step = _DAYS.get(day.what)
        if step is None or day.date is None or day is not entry.day(day.what):
            continue
        yield _fact(step, day.sources, day.date, parties=parties)
    force = entry.day(DayKind.IN_FORCE)
    if force is not None and force.date is not None:
        yield _fact(Step.ENTERED_INTO_FORCE, force.sources, force.date, parties=parties)
    until = not_in_force_until(entry)
    if force is not None and until is not None:  # whoever knows that it is yet to come knows that it is not
        yield replace(
            _fact(Step.ENTERED_INTO_FORCE, force.sources, None), certainty=Certainty.PLANNED, by=until
        )
    exchanges = {a.date: a.sources for p in entry.participants for a in p.acts if a.did is Did.EXCHANGE}
    for exchanged, sources in exchanges.items():
        yield _fact(Step.INSTRUMENTS_EXCHANGED, sources, exchanged, parties=parties)
    for event in entry.events:
        yield from _event(event)
    told = {participant.state: participant for participant in entry.participants}
    for found in standings(entry, states):
        for fact in _participation(entry, told.get(found.state), found):
            yield fact if found.state in states else replace(fact, organisation=True)


_DAYS: Final = {
    DayKind.ADOPTED: "adopted",
    DayKind.OPENED: "opened_for_signature",
    DayKind.SIGNED: Step.SIGNED,
    DayKind.PROVISIONAL: Step.PROVISIONALLY_APPLIED,
}


def _event(event: Event) -> Iterator[Fact]:
    step = _EVENTS.get(event.what)
    if step is not None:
        yield _fact(step, event.sources, event.date, actors=event.by, until=event.until, said=event.note)


def _participation(entry: Entry, told: Participant | None, found: PartyStanding) -> Iterator[Fact]:
    """A state's signature, then each time it was bound: the consent, and the departure that ended it."""
    acts = told.acts if told else ()
    for act in acts:
        if act.did is Did.SIGNATURE and len(entry.participants) > _FEW:
            yield _fact(Step.SIGNED, act.sources, act.date, actors=(found.state,), act=Act.SIGNATURE)
    if not found.periods:  # it is in force for nobody, or was taken back before: the acts alone are told
        for act in acts:
            if act.did in _ACTS:
                yield _fact(Step.DEPOSITED, act.sources, act.date, actors=(found.state,), act=_ACTS[act.did])
            elif act.did is Did.INSTRUMENT_WITHDRAWN:
                yield _fact(
                    Step.WITHDRAWN, act.sources, act.date, actors=(found.state,), act=Act.INSTRUMENT_WITHDRAWN
                )
    for period in found.periods:
        if period.since is not None:
            yield _joining(found, period.since, acts)
        if period.until is not None and period.until != ended(entry):
            yield _leaving(found, period.until, acts)


def _joining(found: PartyStanding, since: str, acts: Iterable[Performed]) -> Fact:
    """The consent that began a period: the last act before it, else one of unknown kind on its first day."""
    before = [a for a in acts if a.did in _ACTS and a.date and first_day(a.date) <= first_day(since)]
    last = max(before, key=lambda a: first_day(a.date), default=None)
    act = _ACTS[last.did] if last else Act.ACCESSION
    sources, day = (last.sources, last.date) if last else (found.sources, since)
    return _fact(Step.DEPOSITED, sources, day, actors=(found.state,), act=act, until=since)


def _leaving(found: PartyStanding, until: str, acts: Iterable[Performed]) -> Fact:
    """The departure that ended a period, on the day of its notice where that is told."""
    told = [a for a in acts if a.did in (Did.DENUNCIATION, Did.CEASED) and a.date]
    own = [a for a in told if a.effect == until] or [a for a in told if first_day(a.date) <= first_day(until)]
    last = max(own, key=lambda a: first_day(a.date), default=None)
    sources, day = (last.sources, last.date) if last else (found.sources, until)
    act, actors = Act.DENUNCIATION, (found.state,)
    return _fact(Step.WITHDRAWN, sources, day, actors=actors, act=act, until=until)


def _fact(
    step: Step | str,
    sources: Iterable[str],
    day: str | None,
    *,
    actors: tuple[str, ...] = (),
    parties: tuple[str, ...] = (),
    act: Act | None = None,
    until: str | None = None,
    said: str = "",
) -> Fact:
    told = tuple(sources) or (GENERAL,)
    return Fact(
        id=f"{PREFIX}{told[0]}",
        step=step,
        actors=actors,
        parties=parties,
        date=day,
        sources=tuple(LABELS.get(s, s) for s in told),
        said=said,
        act=act,
        until=until,
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def made_on(entry: Entry) -> date:
    """The first day on which the agreement was there: signed, adopted or taking effect."""
    kinds = (DayKind.SIGNED, DayKind.ADOPTED, DayKind.TOOK_EFFECT, DayKind.OPENED)
    return min((first_day(d.date) for d in entry.days if d.what in kinds and d.date), default=date.min)


def not_in_force_until(entry: Entry) -> str | None:
    """The day up to which it is known not to have entered into force; None where it has, or is not told."""
    force = entry.day(DayKind.IN_FORCE)
    if force is None or force.date is not None:
        return None
    if any(e.what is What.ABANDONED for e in entry.events):
        return _EVER
    return entry.as_of


def stands_apart(found: PartyStanding) -> bool:
    """Whether the register tells that the state is no party: by an act, a list or a signature alone."""
    return found.stands in (Stands.NEITHER, Stands.SIGNATORY)
