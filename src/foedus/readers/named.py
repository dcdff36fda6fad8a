"""Actors, parties and speakers of a reader's claim, found by foedus's own names: no name, nobody.

A reader may call a state as it likes; it counts only where the page itself speaks of that state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from foedus.model import Source, SourceKind
from foedus.names import Kind, names
from foedus.readers.located import Paragraph, stands
from foedus.reading.codes import codes_of_name
from foedus.reading.context import Context, NameAt

_KINDS: Final = {
    Kind.PERSON: SourceKind.PERSON,
    Kind.ORGAN: SourceKind.ORGAN,
    Kind.ORG: SourceKind.ORGANISATION,
}


class Unborne(Exception):
    """What a reader says is not borne out by the page; the text is the reason, for the person who looks."""


def codes(ctx: Context, called: Iterable[str], read: Sequence[Paragraph]) -> tuple[str, ...]:
    """The states and organisations that a reader calls so, in its order.

    Raises Unborne where foedus knows none of that name, or these paragraphs do not speak of it.
    """
    out: dict[str, None] = {}
    spoken_of = codes_named(ctx, read)
    for text in called:
        found = _codes(ctx, text)
        if not found:
            raise Unborne(f"foedus knows no one state or organisation called {text!r}")
        for code in found:
            if code not in spoken_of:
                raise Unborne(f"the page does not speak of {names().display(code)} up to there")
            out.setdefault(code)
    return tuple(out)


def codes_named(
    ctx: Context, read: Sequence[Paragraph], sentences: frozenset[int] | None = None
) -> set[str | None]:
    """The states and organisations that paragraphs name; in these sentences alone, where they are given."""
    return {
        code
        for one in read
        for name in one.para.names
        if sentences is None or one.para.tree.sentence(name.lo) in sentences
        for code in codes_of_name(ctx, name)
    }


def _codes(ctx: Context, text: str) -> tuple[str, ...]:
    found = (NameAt(0, 0, name.text, name.entries) for name in names().find(text, ctx.on))
    return tuple(dict.fromkeys(code for name in found for code in codes_of_name(ctx, name)))


def speakers(ctx: Context, called: Iterable[str], read: Paragraph, known: Sequence[Source]) -> list[Source]:
    """Speakers that a reader names beside those that foedus finds: such as the paragraph has by that name.

    Raises Unborne where it does not have the name, or foedus knows nobody of it.
    """
    out: list[Source] = []
    text = ctx.article.text[slice(*read.span)]
    for name in called:
        if any(stands(_fold(source.name), _fold(name)) for source in (*known, *out)):
            continue
        if not stands(text, name):
            raise Unborne(f"the paragraph has no speaker {name!r}")
        out.append(_speaker(ctx, " ".join(name.split())))
    return out


def _speaker(ctx: Context, name: str) -> Source:
    found = names().find(name, ctx.on)
    entries = [entry for one in found for entry in one.entries]
    if not entries:
        raise Unborne(f"foedus knows no speaker called {name!r}")
    if all(entry.kind is Kind.AGENCY for entry in entries):
        return Source(name, SourceKind.AGENCY)
    states = {code for one in found for code in codes_of_name(ctx, NameAt(0, 0, one.text, one.entries))}
    kinds = {entry.kind for entry in entries}
    kind = next((_KINDS[k] for k in (Kind.PERSON, Kind.ORGAN, Kind.ORG) if k in kinds), SourceKind.STATE)
    return Source(name, kind, states.pop() if len(states) == 1 else None)


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
