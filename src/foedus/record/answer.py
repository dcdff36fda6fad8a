"""What follows on a day from an agreement's record: the law's answer, and how far the register knows.

Of a known agreement the parties are those of the register too: who is no party by a list that is whole up to
the day, and up to which day each is known. A political commitment is none of the law of treaties (VCLT
2(1)(a)): it is never said to be in force. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from foedus.law.model import Headline, PartyStatus, Reason, State, Status, Terms, Treaty
from foedus.law.reasons import ReasonKind as K
from foedus.law.status import Found, as_commitment, status
from foedus.record.joined import KnownTreaty, shipped, states_of
from foedus.record.known import LABELS, PREFIX, made_on, stands_apart
from foedus.register.model import Entry, Stands
from foedus.register.model import State as KnownState
from foedus.register.standing import PartyStanding, first_day, standings


def answer(asked: Treaty, on: str | date) -> Status:
    """The status on the day `on` (ISO day, or a date). Raises DateError for a fact's date that is no EDTF."""
    found = status(replace(asked.record, commitment=False), asked.terms, on)
    found = adjusted(asked, found, date.fromisoformat(found.on))
    if asked.record.commitment:
        return found
    if not isinstance(asked, KnownTreaty) or asked.entry is None:
        return found
    news = {state for f in asked.record.facts if not f.id.startswith(PREFIX) for state in f.actors}
    parties = _parties(asked.entry, found, states_of(asked.register or shipped()), news)
    return replace(found, parties=parties)


def adjusted(asked: Treaty, found: Found, on: date) -> Found:
    """What the law finds, with what the register says of the agreement's nature, and with its own silence.

    An agreement that nobody knows beforehand, and that is not between two named states, is not told: what the
    news is silent of is denied by nobody.
    """
    entry = asked.entry if isinstance(asked, KnownTreaty) else None
    if asked.record.commitment and (entry is None or made_on(entry) <= on):
        return as_commitment(found)
    silent = found.in_force is False and not found.in_force_since and not found.in_force_until
    if entry is None and isinstance(asked, KnownTreaty) and silent and _says_too_little(asked):
        summary = (Reason(K.PARTIES_UNKNOWN, ("VCLT 24",)),) if _unknown_parties(asked) else found.summary
        return replace(
            found, in_force=None, state=State.UNCERTAIN, headline=Headline.NOT_KNOWN, summary=summary
        )
    return found


def _says_too_little(asked: Treaty) -> bool:
    """Whether nothing follows from silence: whose it is is not told, or only what it lays down, and so that
    there is such a treaty ("a year's notice is required under their treaty of 1946")."""
    only_terms = not asked.record.facts and replace(asked.terms, known=False) != Terms(known=False)
    return only_terms or _unknown_parties(asked)


def _unknown_parties(asked: Treaty) -> bool:
    """Whether neither its rule nor the two states that it is between are told."""
    return len(asked.record.parties) != 2 and not asked.terms.known and asked.record.complete is not True


def _parties(
    entry: Entry, found: Status, states: Mapping[str, KnownState], in_news: set[str]
) -> tuple[PartyStatus, ...]:
    on = found.on
    known = {p.state: p for p in standings(entry, states)}
    told = []
    for party in found.parties:
        own = known.pop(party.party, None)
        told.append(_with_reach(party, own, on, in_news=party.party in in_news) if own else party)
    return (*told, *_absent(entry, known, {p.party for p in found.parties}, states, on))


def _with_reach(party: PartyStatus, own: PartyStanding, on: str, *, in_news: bool) -> PartyStatus:
    """The party's line with the day up to which it is known, where the day asked lies beyond it.

    A signatory may have ratified since: beyond that day it is not told to be no party, unless the news tells.
    """
    if own.known_until is None or first_day(own.known_until).isoformat() >= on:
        return party
    reach = Reason(K.PARTY_KNOWN_UNTIL, (), (), {"sources": _labels(own.sources), "date": own.known_until})
    party = replace(party, reasons=(*party.reasons, reach))
    if in_news or party.in_force is not False or own.stands is not Stands.SIGNATORY or own.periods:
        return party
    return replace(party, in_force=None, state=State.UNCERTAIN)


def _absent(
    entry: Entry,
    known: Mapping[str, PartyStanding],
    named: set[str],
    states: Mapping[str, KnownState],
    on: str,
) -> Iterator[PartyStatus]:
    """Those who are no party: by what the register tells of them, or by a list that has every party."""
    for code, own in known.items():
        if own.known_until is None or (own.periods and first_day(own.periods[0].since).isoformat() <= on):
            continue
        if stands_apart(own) or own.periods:
            yield _no_party(code, _none_until(own, own.known_until), own.sources, on, apart=True)
    if entry.parties.closed:
        return  # nobody else can be
    whole = [c for c in entry.covers if c.whole_until]
    reach = max(whole, key=lambda c: first_day(c.whole_until), default=None)
    if reach is None or reach.whole_until is None:
        return
    for state in states.values():
        if state.code in known or state.code in named or not _exists(state, on):
            continue
        yield _no_party(state.code, reach.whole_until, (reach.source,), on, apart=False)


def _none_until(own: PartyStanding, known_until: str) -> str:
    """The day up to which one who is no party yet is known to be none: the eve of being bound, where told."""
    if not own.periods:
        return known_until
    eve = (first_day(own.periods[0].since) - timedelta(days=1)).isoformat()
    return max(known_until, eve, key=first_day)


def _no_party(code: str, known_until: str, sources: tuple[str, ...], on: str, *, apart: bool) -> PartyStatus:
    told = first_day(known_until).isoformat() >= on
    fields = {"sources": _labels(sources), "date": known_until}
    state = State.UNKNOWN if told else State.UNCERTAIN
    return PartyStatus(
        code, state, False if told else None, None, None, (Reason(K.PARTY_NOT_LISTED, (), (), fields),)
    )


def _labels(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(LABELS.get(s, s) for s in sources))


def _exists(state: KnownState, on: str) -> bool:
    """Whether it is a state, no territory, on the day."""
    if state.of or not state.un_since:
        return False
    since = first_day(state.since).isoformat() if state.since else date.min.isoformat()
    until = first_day(state.until).isoformat() if state.until else date.max.isoformat()
    return since <= on <= until
