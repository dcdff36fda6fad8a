"""What registries record of a treaty, in English: its particulars, and what parties have stated about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from foedus.law.model import Act, Treaty
from foedus.law.particulars import LATER, Particulars, Registration
from foedus.law.particulars_json import particulars_to_json
from foedus.law.statements import Statement, statement_to_json, statements
from foedus.wording.dates import in_words
from foedus.wording.words import Namer, listed

_KINDS: Final = {
    Act.RESERVATION: "reservation",
    Act.DECLARATION: "declaration",
    Act.OBJECTION: "objection",
    Act.TERRITORIAL_APPLICATION: "territorial application",
    Act.TERRITORIAL_EXCLUSION: "territorial exclusion",
    Act.AUTHORITY: "authority designated",
    Act.DEPOSITARY_NOTIFICATION: "depositary notification",
}


@dataclass(frozen=True, slots=True)
class StatedText:
    """One statement: whose ("" of no party), what it is with its day and scope, its words, the fact's id."""

    state: str
    head: str
    text: str
    fact: str


@dataclass(frozen=True, slots=True)
class RecordedText:
    """What a page shows: headings with what stands under each, links (heading, title, the register's id
    or None), and the statements.
    """

    particulars: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str, str | None], ...]
    statements: tuple[StatedText, ...]


def recorded_text(treaty: Treaty, name: Namer = str) -> RecordedText:
    """All that registries record of a treaty; `name` turns codes of states into their names."""
    told = statements(treaty.record.facts)
    recorded = treaty.record.particulars
    return RecordedText(
        tuple(_particulars(recorded, name)), tuple(_links(recorded)), tuple(_stated(s, name) for s in told)
    )


def recorded_json(treaty: Treaty) -> dict[str, Any]:
    """The same as data, under "particulars" and "statements"."""
    return {
        "particulars": particulars_to_json(treaty.record.particulars),
        "statements": [statement_to_json(s) for s in statements(treaty.record.facts)],
    }


def _particulars(told: Particulars, name: Namer) -> Iterator[tuple[str, str]]:
    """Heading and text: ("cited as", "34 UNTS 243; TIAS 1964")."""
    for heading, each in (
        ("cited as", told.citations),
        ("registered", tuple(map(_registered, told.registrations))),
        ("authentic in", told.languages),
        ("depositary", tuple(map(name, told.depositary))),
        ("made at", told.places),
        ("extended to", told.territories),
    ):
        if each:
            yield heading, "; ".join(each)


def _links(told: Particulars) -> Iterator[tuple[str, str, str | None]]:
    for link in told.links:
        yield link.relation.value.replace("_", " "), link.treaty, link.entry
    for link in told.later:
        yield LATER[link.relation], link.treaty, link.entry


def _registered(told: Registration) -> str:
    """with the UN, No. 35597, on 1999-03-01"""
    number = f", No. {told.number}" if told.number else ""
    day = f", {in_words(told.date)}" if told.date else ""
    return f"{told.registry}{number}{day}"


def _stated(told: Statement, name: Namer) -> StatedText:
    """reservation, 1991-06-01, to art. 16, withdrawn 1999-01-01 (C.N.475.2002)"""
    parts = [_KINDS[told.kind], in_words(told.date) if told.date else ""]
    parts += [f"effect {in_words(told.effect)}" if told.effect else ""]
    parts += [f"to art. {told.article}" if told.article else ""]
    parts += [f"towards {listed(told.to, name)}" if told.to else ""]
    parts += ["the treaty is not in force between the two" if told.precludes else ""]
    parts += [", ".join(told.territories)]
    if told.withdrawn is not None:
        parts += [f"withdrawn {in_words(told.withdrawn)}".rstrip()]
    reference = f" ({told.reference})" if told.reference else ""
    return StatedText(told.state, ", ".join(filter(None, parts)) + reference, told.text, told.fact)
