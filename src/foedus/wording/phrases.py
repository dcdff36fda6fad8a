"""The findings whose sentence hangs on more than their fields one by one; docstrings are samples of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from foedus.law.forms import denunciation_from_json, rule_from_json
from foedus.law.kinds import Kind
from foedus.law.model import Round
from foedus.law.spans import span
from foedus.model import Certainty
from foedus.wording.dates import short, span_words, when
from foedus.wording.rules import effect_words, leaving_words, rule_words
from foedus.wording.templates import FORMS, offset_of
from foedus.wording.words import (
    Namer,
    according,
    counted_words,
    listed,
    source_named,
    sources_listed,
)

Fields = Mapping[str, Any]
Phrase = Callable[[Fields, Namer], str]
_day = FORMS["day"]

#: What was done, as a verb.
_DONE: Final[Mapping[str, str]] = {
    Kind.NEGOTIATION: "negotiated",
    Kind.INITIALLING: "initialled",
    Kind.ADOPTION: "adopted",
    Kind.OPENING: "opened for signature",
    Kind.SIGNATURE: "signed",
    Kind.DEFINITIVE: "signed definitively",
    Kind.HOME: "ratified at home",
    Kind.NOTIFICATION: "notified",
    Kind.DEPOSIT: "instrument given",
    Kind.EXCHANGE: "instruments exchanged",
    Kind.SUCCESSION: "succeeded to",
    Kind.WITHDRAWN_INSTRUMENT: "instrument taken back",
    Kind.PROVISIONAL: "applied provisionally",
    Kind.REGISTRATION: "registered with the United Nations",
    Kind.AMENDMENT: "amended",
    Kind.RESERVATION: "reservation made",
    Kind.RESERVATION_BACK: "reservation withdrawn",
    Kind.OBJECTION_BACK: "objection withdrawn",
    Kind.VIOLATION: "violation reported, which does not end it by itself",
    Kind.AUTHORISATION: "authorised at home, so not yet done,",
    Kind.HOME_LEAVING: "decided at home to leave, which is no notice,",
    Kind.NOTICE: "notice of withdrawal",
    Kind.NON_RENEWAL: "notice against renewal",
    Kind.CESSATION: "no longer a party",
    Kind.UNSIGNED: "declared not to become a party",
    Kind.PROVISIONAL_END: "provisional application ended",
    Kind.TERRITORY: "territorial application declared",
    Kind.CONFLICT: "armed conflict",
    Kind.REVOCATION: "notice taken back",
    Kind.SUSPENSION: "suspended",
    Kind.RESUMPTION: "resumed",
}
#: How far one party has come, as a verb.
_STAGE_OF_PARTY: Final[Mapping[str, str]] = {
    Kind.DEPOSIT: "consented to be bound",
    Kind.EXCHANGE: "consented to be bound",
    Kind.NOTIFICATION: "notified",
    Kind.SUCCESSION: "succeeded",
    Kind.DEFINITIVE: "signed definitively",
    Kind.PROVISIONAL: "applies it provisionally",
    Kind.HOME: "ratified at home, so not yet bound,",
    Kind.SIGNATURE: "signed",
    Kind.INITIALLING: "initialled",
    Kind.NEGOTIATION: "took part in negotiating it",
}
#: How far a treaty has come, as a verb.
_STAGE: Final[Mapping[str, str]] = {
    Kind.HOME: "ratified",
    Kind.SIGNATURE: "signed",
    Kind.OPENING: "open for signature",
    Kind.ADOPTION: "adopted",
    Kind.INITIALLING: "initialled",
    Kind.NEGOTIATION: "negotiated",
}
_NOT_DONE: Final[Mapping[str, str]] = {
    Certainty.PLANNED: "planned, so not done",
    Certainty.CONDITIONAL: "conditional, so not done",
    Certainty.SPECULATED: "speculated, so not known",
    Certainty.DENIED: "denied",
}
#: What is counted towards a number, one of it and several.
_COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "signature": ("signature", "signatures"),
    "notifications": ("notification", "notifications"),
    "instruments": (
        "instrument of ratification, acceptance, approval or accession",
        "instruments of ratification, acceptance, approval or accession",
    ),
}


def rule(f: Fields, name: Namer) -> str:
    """its rule: in force on the exchange of instruments of ratification (according to KCNA)"""
    return f"its rule: in force {rule_words(rule_from_json(f['rule']), name)}{according(f['sources'])}"


def act(f: Fields, name: Namer) -> str:
    """signed by North Korea and Russia in June 2024, day unknown"""
    by = f" by {listed(f['states'], name)}" if f["states"] else ""
    return f"{_DONE[f['act']]}{by} {when(span(f['date']))}{according(f['sources'])}"


def acts(f: Fields, _: Namer) -> str:
    """instrument given by 7 states from 1 January 2020 to 4 May 2021"""
    first, last = span(f["first"]), span(f["last"])
    days = when(first) if first == last else f"from {span_words(first)} to {span_words(last)}"
    return f"{_DONE[f['act']]} by {f['number']} states {days}"


def not_done(f: Fields, name: Namer) -> str:
    """instruments exchanged by Russia (2024-12~): planned, so not done, according to Yonhap"""
    by = f" by {listed(f['states'], name)}" if f["states"] else ""
    day = f" ({f['date']})" if f["date"] else ""
    said = f", according to {source_named(f['source'])}" if f["source"] else ""
    return f"{f['step'].replace('_', ' ')}{by}{day}: {_NOT_DONE[f['certainty']]}{said}"


def counted(f: Fields, name: Namer) -> str:
    """90 days after: 11 May 2024; not before 1 June 2024"""
    parts = []
    if f["offset"] or f["round"] != Round.NONE.value:
        how = counted_words(offset_of(f["offset"]), Round(f["round"]))
        ahead = f"not before {_day(f['earliest'], name)}" if f["earliest"] else span_words(span(f["date"]))
        parts.append(f"{how}: {ahead}")
    if f["not_before"]:
        parts.append(f"not before {_day(f['not_before'], name)}")
    return "; ".join(parts)


def signed_as_required(f: Fields, name: Namer) -> str:
    """signed by France and Italy on 19 June 2024"""
    return f"signed by {listed(f['states'], name) or 'all'} {when(span(f['date']))}{according(f['sources'])}"


def exchange_missing(f: Fields, _: Namer) -> str:
    """exchange of instruments of ratification"""
    return f"exchange of {'notes' if f['of'] == 'notes' else 'instruments of ratification'}"


def deposits_missing(f: Fields, name: Namer) -> str:
    """deposit of the instrument of ratification of Russia (ratified at home)"""
    return f"deposit of the {_instruments(f['states'])} of {listed(f['states'], name)} (ratified at home)"


def instruments_missing(f: Fields, name: Namer) -> str:
    """instruments of ratification of North Korea and Russia"""
    return f"{_instruments(f['states'])} of {listed(f['states'], name)}"


def _instruments(states: Sequence[str]) -> str:
    return "instrument of ratification" if len(states) == 1 else "instruments of ratification"


def more_missing(f: Fields, _: Namer) -> str:
    """2 more notifications (1 of 3)"""
    one, many = _COUNTED[f["of"]]
    have = f" ({f['have']} of {f['needed']})" if f["needed"] else ""
    return f"{f['number']} more {one if f['number'] == 1 else many}{have}"


def weight_missing(f: Fields, _: Namer) -> str:
    """states with 55 per cent of the 1990 emissions (44.2 so far)"""
    so_far = f" ({f['reached']:g} so far)" if f["reached"] is not None else ""
    return f"states with {f['percent']:g} per cent of {f['of'] or 'the weight'}{so_far}"


def known_in_part(f: Fields, name: Namer) -> str:
    """at least 4 of 60 instruments are known, not those of France"""
    what = "instruments" if f["of"] == "instruments" else _COUNTED[f["of"]][1]
    of = f" of {f['needed']}" if f["needed"] else ""
    if f["have"]:
        told = f"at least {f['have']}{of} {what} are known"
    else:
        told = f"none{of} {what} is known" if f["needed"] else f"no {what} are known"
    if f["percent"] is not None:
        told += f", with {f['reached']:g} of {f['percent']:g} per cent"
    return told + (f", not those of {listed(f['lacking'], name)}" if f["lacking"] else "")


def shares_unclear(f: Fields, name: Namer) -> str:
    """which shares of emissions are those of Russia"""
    return f"which shares of {f['of'] or 'the weight'} are those of {listed(f['states'], name)}"


def rule_not_computed(f: Fields, name: Namer) -> str:
    """its rule on entry into force is one that is not computed here: two of three groups"""
    note = f": {f['note']}" if f["note"] else ""
    day = f"; it names {_day(f['day'], name)}" if f["day"] else ""
    return f"its rule on entry into force is one that is not computed here{note}{day}"


def dates_differ(f: Fields, name: Namer) -> str:
    """the signature is dated differently (KCNA: 19 June 2024; TASS: 20 June 2024); none is chosen"""
    told = sorted({f"{source_named(source)}: {span_words(span(day or None))}" for source, day in f["told"]})
    whose = FORMS["whose"](f["state"], name)
    return f"{whose} {f['act']} is dated differently ({'; '.join(told)}); none is chosen"


def too_few_parties(f: Fields, _: Namer) -> str:
    """fewer than 10 parties from 2 August 2019: the treaty says so"""
    because = "the treaty says so" if f["by_treaty"] else "none is left to be bound to"
    return f"fewer than {f['floor']} parties from {span_words(span(f['date']))}: {because}"


def party_stage(f: Fields, _: Namer) -> str:
    """ratified at home, so not yet bound, on 9 November 2024 (according to TASS)"""
    return f"{_STAGE_OF_PARTY[f['act']]} {when(span(f['date']))}{according(f['sources'])}"


def party_later_by_rule(f: Fields, _: Namer) -> str:
    """consented later: 30 days after"""
    return f"consented later: {counted_words(offset_of(f['offset']), Round(f['round']))}"


def since(f: Fields, _: Namer) -> str:
    """since 2024-12-04, until 2029-12-04"""
    until = f", until {short(span(f['until']))}" if f["until"] else ""
    return f"since {short(span(f['date']))}{according(f['sources'])}{until}"


def since_denied(f: Fields, _: Namer) -> str:
    """in force since 2024-12-04 if KCNA is right; it is denied"""
    right = f"if {sources_listed(f['sources'])} is right" if f["sources"] else "if the report holds"
    return f"in force since {f['day']} {right}; it is denied"


def stage(f: Fields, name: Namer) -> str:
    """ratified by both"""
    if f["act"] not in (Kind.HOME, Kind.SIGNATURE):
        return _STAGE[f["act"]]
    everyone = {0: "all", 1: "all", 2: "both"}.get(f["parties"], f"all {f['parties']}")
    return f"{_STAGE[f['act']]} by {everyone if f['all'] else listed(f['states'], name)}"


def enters(f: Fields, _: Namer) -> str:
    """enters into force on 2025-01-03"""
    found = span(f["date"])
    return f"enters into force {f'on {short(found)}' if found.exact else when(found)}"


def withdrawal_clause(f: Fields, _: Namer) -> str:
    """a party may leave on notice of 6 months"""
    return leaving_words(denunciation_from_json(f["clause"]))


def notice_counted(f: Fields, name: Namer) -> str:
    """France: notice on 2 February 2019; effect 6 months after: 2 August 2019"""
    given = f"{FORMS['state'](f['state'], name)}: notice {when(span(f['date']))}{according(f['sources'])}"
    clause = denunciation_from_json(f["clause"])
    return f"{given}; effect {effect_words(clause)}: {span_words(span(f['effect']))}"


def party_extinct(f: Fields, name: Namer) -> str:
    """East Germany ceased to exist on 3 October 1990; Germany follows it"""
    ended = f"{FORMS['state'](f['state'], name)} ceased to exist {when(span(f['date']))}"
    follow = "follows" if len(f["states"]) == 1 else "follow"
    return ended + (f"; {listed(f['states'], name)} {follow} it" if f["states"] else "")


def party_territory(f: Fields, name: Namer) -> str:
    """a territory, which acts in its own name here; China answers for it in law"""
    return f"a territory, which acts in its own name here; {listed(f['states'], name)} answers for it in law"


def party_reserved(f: Fields, _: Namer) -> str:
    """made a reservation on 1 June 1991, to art. 18"""
    return f"made a reservation {when(span(f['date']))}{_to(f)}"


def objection_precludes(f: Fields, name: Namer) -> str:
    """Sweden objects to the reservation of Maldives: the treaty is not in force between them"""
    return f"{_objects(f, name)}: the treaty is not in force between them"


def objection_modifies(f: Fields, name: Namer) -> str:
    """Sweden objects to the reservation of Maldives: in force between them but for what it concerns"""
    return f"{_objects(f, name)}: in force between them but for what the reservation concerns"


def _objects(f: Fields, name: Namer) -> str:
    objects = f"{FORMS['state'](f['state'], name)} objects {when(span(f['date']))}"
    return f"{objects} to the reservation of {listed(f['states'], name)}{_to(f)}"


def _to(f: Fields) -> str:
    return f", to art. {f['provision']}" if f["provision"] else ""


def suspended_in_part(f: Fields, name: Namer) -> str:
    """United States: suspended on 17 September 1986 towards New Zealand; for the rest it goes on"""
    part = f" in part (art. {f['provision']})" if f["provision"] else ""
    towards = f" towards {listed(f['states'], name)}" if f["states"] else ""
    who = FORMS["state"](f["state"], name)
    return f"{who}: suspended{part} {when(span(f['date']))}{towards}; for the rest it goes on"


def duty_unsure(f: Fields, _: Namer) -> str:
    """the obligation itself is reported by Havas"""
    said = f" by {listed(f['sources'])}" if f["sources"] else ""
    return f"the obligation itself is {f['certainty']}{said}"
