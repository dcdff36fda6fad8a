"""Particulars to and from JSON: the keys of a treaty file, of `status --json` and of exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from foedus.errors import DateError, TreatyFileError
from foedus.law.fields import Fields
from foedus.law.particulars import Link, Particulars, Registration, Relation
from foedus.law.spans import span
from foedus.model import ParticularKind

Json = dict[str, Any]
#: The key of the form under which each kind of particular stands.
KEYS: Final[Mapping[str, str]] = {
    ParticularKind.CITATION: "citations",
    ParticularKind.REGISTRATION: "registrations",
    ParticularKind.LANGUAGE: "languages",
    ParticularKind.DEPOSITARY: "depositary",
    ParticularKind.PLACE: "places",
    ParticularKind.LINK: "links",
    ParticularKind.TERRITORY: "territories",
}


def told_of(particulars: Particulars) -> Iterator[tuple[ParticularKind, list[Any]]]:
    """Each kind that particulars tell, with its values in JSON: the claims that a list makes of them."""
    data = particulars_to_json(particulars)
    for kind, key in KEYS.items():
        if data[key]:
            yield ParticularKind(kind), data[key]


def particulars_to_json(told: Particulars) -> Json:
    """All keys of the form, those without a value too."""
    return {
        "citations": list(told.citations),
        "registrations": [registration_to_json(r) for r in told.registrations],
        "languages": list(told.languages),
        "depositary": list(told.depositary),
        "places": list(told.places),
        "links": [link_to_json(link) for link in told.links],
        "later": [link_to_json(link) for link in told.later],
        "territories": list(told.territories),
    }


def registration_to_json(told: Registration) -> Json:
    return {"registry": told.registry, "number": told.number, "date": told.date}


def link_to_json(told: Link) -> Json:
    return {"relation": told.relation.value, "treaty": told.treaty, "entry": told.entry}


def particulars_from_json(f: Fields, state: Callable[[str], str] = str) -> Particulars:
    """The particulars among the keys of an object. Raises TreatyFileError naming the field."""
    depositary = f.raw("depositary")
    keepers = (depositary,) if isinstance(depositary, str) else f.names("depositary")
    return Particulars(
        citations=f.names("citations"),
        registrations=tuple(
            registration_from_json(Fields.of(x, f.at("registrations", i)))
            for i, x in enumerate(f.list("registrations"))
        ),
        languages=f.names("languages"),
        depositary=tuple(state(k) for k in keepers),
        places=f.names("places"),
        links=_links(f, "links"),
        later=_links(f, "later"),
        territories=f.names("territories"),
    )


def _links(f: Fields, key: str) -> tuple[Link, ...]:
    return tuple(link_from_json(Fields.of(x, f.at(key, i))) for i, x in enumerate(f.list(key)))


def registration_from_json(f: Fields) -> Registration:
    """A registration, which has a number or a day. Raises TreatyFileError naming the field."""
    number, day = f.text("number"), f.text("date")
    if number is None and day is None:
        raise TreatyFileError(f'{f.path}: needs "number" or "date"')
    if day is not None:
        try:
            span(day)
        except DateError as error:
            raise TreatyFileError(f"{f.at('date')}: {error}") from error
    return Registration(f.text("registry") or "UN", number, day)


def link_from_json(f: Fields) -> Link:
    """A link to another treaty. Raises TreatyFileError naming the field."""
    relation = f.member("relation", Relation)
    if relation is None:
        raise TreatyFileError(f"{f.at('relation')}: is missing; write one of {', '.join(Relation)}")
    return Link(relation, f.require_text("treaty"), f.text("entry"))
