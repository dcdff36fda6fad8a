"""An agreement as the register and the news together have it: the entry's facts first, the claims beside
them.

The register never overrides evidence: what the news tells stands beside it, and where both cannot be right
the law says so. But what the news does not tell, the entry does: who may be a party, when it entered into
force, what a notice of leaving does and when. Pure.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from foedus.law.model import Fact, Record, Terms, Treaty
from foedus.names import names
from foedus.record.known import known_treaty
from foedus.register.link import Mention, link
from foedus.register.lookup import Register
from foedus.register.model import Entry, State


@dataclass(frozen=True, slots=True)
class KnownTreaty(Treaty):
    """A treaty of the news, and the entry of the register that it is, None where it is in none."""

    entry: Entry | None = None


@functools.cache
def shipped() -> Register:
    """The edition of the register that foedus ships, opened once."""
    return Register.open()


@functools.cache
def shipped_states() -> Mapping[str, State]:
    """Its states by code."""
    return {s.code: s for s in shipped().states()}


@functools.lru_cache(maxsize=10_000)
def _linked(mention: Mention) -> str | None:
    return link(shipped(), names(), mention).entry


def entry_of(
    called: Iterable[str], parties: tuple[str, ...], signed: str | None, day: str | None
) -> Entry | None:
    """The entry that an agreement's names mean: the one that any of them links to, none where two differ."""
    found = {_linked(Mention(name, parties, signed, day)) for name in dict.fromkeys(called)} - {None}
    return shipped().entry(found.pop() or "") if len(found) == 1 else None


def known_alone(entry: Entry) -> KnownTreaty:
    """An entry of which no news has come."""
    known = known_treaty(entry, shipped_states())
    return KnownTreaty(known.record, known.terms, entry)


def joined(entry: Entry | None, told: Treaty, *, own_text: bool = False) -> KnownTreaty:
    """The entry and what is told of it as one record, in the terms of the entry where it has them.

    `own_text`: the terms told are those of the treaty's own text, which go before the entry's.
    """
    if entry is None:
        return KnownTreaty(told.record, told.terms)
    known = known_treaty(entry, shipped_states())
    facts = (*known.record.facts, *_told(entry, told.record.facts))
    record = Record(
        told.record.title or entry.title, known.record.parties, facts, complete=known.record.complete
    )
    return KnownTreaty(
        record, _terms(told.terms, known.terms) if own_text else _terms(known.terms, told.terms), entry
    )


def _told(entry: Entry, facts: Iterable[Fact]) -> Iterable[Fact]:
    """The facts told, without the depositary among those who act: it takes instruments and is no party."""
    keepers = {d for d in entry.depositary if entry.participant(d) is None}
    for fact in facts:
        actors = tuple(a for a in fact.actors if a not in keepers)
        if actors or not fact.actors:
            yield replace(fact, actors=actors) if actors != fact.actors else fact


def _terms(known: Terms, told: Terms) -> Terms:
    """The entry's terms; what it does not say of leaving, duration and duties the news may tell."""
    kinds = {o.kind for o in told.obligations}
    duties = (*told.obligations, *(o for o in known.obligations if o.kind not in kinds))
    if not known.known:
        return replace(told, obligations=duties)
    return replace(
        known,
        later_states=known.later_states or told.later_states,
        denunciation=known.denunciation or told.denunciation,
        obligations=duties,
    )
