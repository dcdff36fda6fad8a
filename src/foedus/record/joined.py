"""An agreement as the register and the news together have it: the entry's facts first, the claims beside
them.

The register never overrides evidence: what the news tells stands beside it, and where both cannot be right
the law says so. But what the news does not tell, the entry does: who may be a party, when it entered into
force, what a notice of leaving does and when. Pure.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from foedus.law.model import Fact, Record, Terms, Treaty
from foedus.law.particulars import merged
from foedus.names import names
from foedus.record.known import known_record, known_terms, known_treaty, lives
from foedus.record.recorded import particulars_of_entry
from foedus.register.familiar import Familiar
from foedus.register.link import How, Link, Mention, link
from foedus.register.lookup import Register
from foedus.register.model import Entry, State

#: The link of what the register does not know.
UNKNOWN: Final = Link(None, How.NONE)


class KnownTreaty(Treaty, frozen=True, gc=False):
    """A treaty of the news, and the entry of the register that it is, None where it is in none.

    `register` is the edition that was asked, `linked` by what the entry was found, or why none was.
    """

    entry: Entry | None = None
    register: Register | None = None
    linked: Link | None = None


@functools.cache
def shipped() -> Register:
    """The edition of the register that foedus ships, opened once."""
    return Register.open()


@functools.lru_cache(maxsize=8)
def states_of(register: Register) -> Mapping[str, State]:
    """The states of an edition by code."""
    return {s.code: s for s in register.states()}


@functools.lru_cache(maxsize=3)
def familiar(register: Register) -> Familiar:
    """What tells quickly of a name that an edition cannot know it."""
    return Familiar(register, names())


@functools.lru_cache(maxsize=10_000)
def _linked(register: Register, mention: Mention) -> Link:
    return link(register, names(), mention)


def link_of(
    register: Register, called: Iterable[str], parties: tuple[str, ...], signed: str | None, day: str | None
) -> Link:
    """The entry that an agreement's names mean: the one that any of them links to, none where two differ.

    `day` is the ISO day of the first article. Where it is none, the reason is that of the first name.
    """
    names_ = list(dict.fromkeys(called))
    if not any(map(familiar(register).may_know, names_)):
        return UNKNOWN  # told in a hundredth of the time of looking for them
    each = [_linked(register, Mention(name, parties, signed, day)) for name in names_]
    found = [one for one in each if one.entry is not None]
    if len({one.entry for one in found}) > 1:
        return Link(None, How.SEVERAL, found[0].name)
    return next(iter(found or each), UNKNOWN)


def known_alone(register: Register, entry: Entry, *, recorded: bool = True) -> KnownTreaty:
    """An entry of which no news has come. Not `recorded`: without what registries record of it."""
    known = known_treaty(entry, states_of(register))
    own = particulars_of_entry(entry, register) if recorded else known.record.particulars
    return KnownTreaty(replace(known.record, particulars=own), known.terms, entry, register)


def joined(
    entry: Entry | None,
    told: Treaty,
    *,
    own_text: bool = False,
    register: Register | None = None,
    linked: Link | None = None,
    recorded: bool = True,
) -> KnownTreaty:
    """The entry and what is told of it as one record, in the terms of the entry where it has them.

    `own_text`: the terms told are those of the treaty's own text, which go before the entry's. Not
    `recorded`: without what registries record of it.
    """
    states = states_of(register or shipped())
    if entry is None:
        return KnownTreaty(_with_lives(told.record, states), told.terms, None, register, linked)
    record = known_record(
        entry, states, told=_told(entry, told.record.facts), title=told.record.title or entry.title
    )
    if recorded:
        own = particulars_of_entry(entry, register or shipped())
        record = replace(record, particulars=merged(own, told.record.particulars))
    known = known_terms(entry)
    terms = _terms(told.terms, known) if own_text else _terms(known, told.terms)
    return KnownTreaty(record, terms, entry, register, linked)


def completed(own: Treaty) -> Treaty:
    """A treaty of a file, with what the register knows of its states and leaves no doubt of in its clauses.

    Only from whose entry into force its clause on leaving counts is taken from the register's entry of that
    name, and only where that clause is else the same.
    """
    register = shipped()
    states = states_of(register)
    record = _with_lives(own.record, states)
    clause = own.terms.denunciation
    if clause is None or clause.not_before is None or clause.since is not None:
        return replace(own, record=record)
    found = link_of(register, (record.title,), record.parties, None, None).entry
    entry = register.entry(found) if found else None
    known = known_treaty(entry, states).terms.denunciation if entry else None
    if known is None or (known.notice, known.not_before) != (clause.notice, clause.not_before):
        return replace(own, record=record)
    return replace(own, record=record, terms=replace(own.terms, denunciation=known))


def _with_lives(record: Record, states: Mapping[str, State]) -> Record:
    facts = record.facts if not record.parties else (*record.facts, Fact("", "", (), record.parties))
    found = lives(states, facts)
    return replace(record, lives=found) if found else record


def _told(entry: Entry, facts: Iterable[Fact]) -> Iterable[Fact]:
    """The facts told, without the depositary among those who act: it takes instruments and is no party.

    The United Nations are the depositary of what they do not stand in, where no source tells another.
    """
    stand_in = {*entry.parties.states, *(p.state for p in entry.participants)}
    keepers = {*entry.depositary, "UN"} - stand_in
    for fact in facts:
        actors = tuple(a for a in fact.actors if a not in keepers)
        parties = tuple(p for p in fact.parties if p not in keepers)
        if actors or not fact.actors:
            same = (actors, parties) == (fact.actors, fact.parties)
            yield fact if same else replace(fact, actors=actors, parties=parties)


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
