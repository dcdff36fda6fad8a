"""An agreement as the register and the news together have it: the entry's facts first, the claims beside them.

The register never overrides evidence: what the news tells stands beside it, and where both cannot be right the
law says so. But what the news does not tell, the entry does: who may be a party, when it entered into force, what
a notice of leaving does and when. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from foedus.law.model import Fact, PartyStatus, Record, Terms, Treaty
from foedus.names import Names
from foedus.record.known import is_treaty, known_treaty
from foedus.register.link import Mention, link
from foedus.register.lookup import Register
from foedus.register.model import Entry, State


def entry_of(
    register: Register,
    table: Names,
    names: Iterable[str],
    parties: tuple[str, ...],
    signed: str | None,
    day: str | None,
) -> Entry | None:
    """The entry that an agreement's names mean: the one that any of them links to, none where two differ."""
    found = {link(register, table, Mention(name, parties, signed, day)).entry for name in names} - {None}
    return register.entry(found.pop() or "") if len(found) == 1 else None


def joined(entry: Entry, told: Treaty, states: Mapping[str, State]) -> Treaty:
    """The entry and what is told of it as one record, in the terms of the entry where it has them."""
    known = known_treaty(entry, states)
    facts = (*known.record.facts, *_told(entry, told.record.facts))
    parties = known.record.parties
    return Treaty(Record(entry.title, parties, facts, complete=known.record.complete), _terms(known.terms, told.terms))


def _told(entry: Entry, facts: Iterable[Fact]) -> Iterable[Fact]:
    """The facts told, without the depositary among those who act: it takes instruments and is no party."""
    keepers = {d for d in entry.depositary if entry.participant(d) is None}
    for fact in facts:
        actors = tuple(a for a in fact.actors if a not in keepers)
        if actors or not fact.actors:
            yield replace(fact, actors=actors) if actors != fact.actors else fact


def _terms(known: Terms, told: Terms) -> Terms:
    """The entry's terms; what it does not say of leaving, duration and duties the news may tell."""
    if not known.known:
        return replace(told, obligations=known.obligations or told.obligations)
    return replace(
        known,
        later_states=known.later_states or told.later_states,
        denunciation=known.denunciation or told.denunciation,
        obligations=known.obligations or told.obligations,
    )


__all__ = ["PartyStatus", "entry_of", "is_treaty", "joined"]
