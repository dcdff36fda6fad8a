"""What registries record of an agreement, from claims and from its entry in the register. Pure."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

from foedus.errors import TreatyFileError
from foedus.law.fields import Fields
from foedus.law.particulars import Link, Particulars, Registration, Relation
from foedus.law.particulars_json import KEYS, particulars_from_json
from foedus.model import Certainty, Claim, ClaimKind, Step
from foedus.register.index import Brief
from foedus.register.lookup import Register
from foedus.register.model import DayKind, Entry

_DENIED = (Certainty.DENIED, Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.SPECULATED)


def particulars_from_claims(claims: Iterable[Claim]) -> Particulars:
    """What claims tell of an agreement beside its life, in the order of the claims, and where it was made.

    A detail that is not in the form is left out: a claim entered elsewhere cannot break a record.
    """
    told: dict[str, list[Any]] = {}
    for claim in claims:
        if claim.certainty in _DENIED:
            continue
        if claim.place and claim.what in _MADE and claim.kind is ClaimKind.STEP:
            told.setdefault("places", []).append(claim.place)
        if claim.kind is not ClaimKind.PARTICULAR:
            continue
        key, values = KEYS.get(claim.what), claim.detail.get("told")
        if key is not None and isinstance(values, list | tuple):
            told.setdefault(key, []).extend(value for value in values if _fits(key, value))
    if not told:
        return Particulars()
    return _once(particulars_from_json(Fields.of(told, "")))


_MADE = (Step.SIGNED, "adopted")


def _fits(key: str, value: object) -> bool:
    try:
        particulars_from_json(Fields.of({key: [value]}, ""))
    except TreatyFileError:
        return False
    return True


def _once(told: Particulars) -> Particulars:
    each = {name: tuple(dict.fromkeys(getattr(told, name))) for name in KEYS.values()}
    return Particulars(**each)


def particulars_of_entry(entry: Entry, register: Register) -> Particulars:
    """What an entry of the register records."""
    days = [d for d in entry.days_of(DayKind.REGISTERED) if d.date]
    registered = [
        Registration(r.registry, r.number, days[0].date if days else None) for r in entry.registrations
    ]
    if days and not registered:
        registered = [Registration(date=d.date) for d in days]
    older = [(link.relation, register.brief(link.entry)) for link in entry.links]
    newer = [(relation, register.brief(id_)) for relation, id_ in later(register).get(entry.id, ())]
    return Particulars(
        citations=entry.citations,
        registrations=tuple(registered),
        languages=entry.languages,
        depositary=entry.depositary,
        places=tuple(dict.fromkeys(d.place for d in entry.days if d.place)),
        links=_links(older),
        later=_links(newer),
    )


def _links(each: Iterable[tuple[Relation, Brief | None]]) -> tuple[Link, ...]:
    return tuple(Link(relation, brief.title, brief.id) for relation, brief in each if brief is not None)


@functools.lru_cache(maxsize=4)
def later(register: Register) -> Mapping[str, list[tuple[Relation, str]]]:
    """By the older entry, those that have a relation to it: of a list's records none has."""
    out: dict[str, list[tuple[Relation, str]]] = {}
    for newer, link in register.links():
        out.setdefault(link.entry, []).append((link.relation, newer))
    return out
