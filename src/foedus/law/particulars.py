"""What registries record of a treaty beside its life. Nothing of it decides whether the treaty binds.

Its registration (UN Charter 102, VCLT 80), the series that print its text, the languages in which it is
authentic (VCLT 33), who keeps its instruments (VCLT 76), and the treaties it belongs with.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import fields, replace


class Relation(StrEnum):
    """How an agreement relates to an older one; each relation is kept on the newer one alone."""

    PROTOCOL_TO = "protocol_to"
    AMENDS = "amends"
    EXTENDS = "extends"
    IMPLEMENTS = "implements"
    SUPPLEMENTS = "supplements"
    JOINS = "joins"  # a treaty or protocol of accession to it
    REPLACES = "replaces"


#: How the older agreement stands to a newer one that has this relation to it.
LATER: Final = {
    Relation.PROTOCOL_TO: "protocol",
    Relation.AMENDS: "amended by",
    Relation.EXTENDS: "extended by",
    Relation.IMPLEMENTS: "implemented by",
    Relation.SUPPLEMENTS: "supplemented by",
    Relation.JOINS: "joined by",
    Relation.REPLACES: "replaced by",
}


class Registration(msgspec.Struct, frozen=True, gc=False):
    """With whom a treaty is registered ("UN", "LoN", "ICAO"), under which number, and on which day (EDTF)."""

    registry: str = "UN"
    number: str | None = None
    date: str | None = None


class Link(msgspec.Struct, frozen=True, gc=False):
    """A treaty that relates to another, or that another relates to, by its title; `entry` is its id in the
    register, where known.
    """

    relation: Relation
    treaty: str
    entry: str | None = None


class Particulars(msgspec.Struct, frozen=True, gc=False):
    """What registries record of one treaty, each as told, without doubles.

    `citations` are written as the field cites: "34 UNTS 243", "ETS 5", "TIAS 1964", "Cm 7789".
    `links` are to older treaties, `later` are the newer ones that relate to it: its protocols and amendments.
    `languages` are English names. `depositary` are codes of states or names of organisations, `places` where
    it was adopted or signed, `territories` those it was extended to by a party that is not told.
    """

    citations: tuple[str, ...] = ()
    registrations: tuple[Registration, ...] = ()
    languages: tuple[str, ...] = ()
    depositary: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    later: tuple[Link, ...] = ()
    territories: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


NOTHING: Final = Particulars()


def merged(first: Particulars, second: Particulars) -> Particulars:
    """What either tells, the first one's before the second's."""
    if not (first and second):
        return first or second
    both = {
        f.name: tuple(dict.fromkeys(getattr(first, f.name) + getattr(second, f.name))) for f in fields(first)
    }
    return replace(first, **both)
