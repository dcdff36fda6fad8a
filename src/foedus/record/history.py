"""How a treaty's standing turns over the days: the stretches of days on which it is the same. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from foedus.law.model import Treaty
from foedus.law.turning import Held, stretches
from foedus.record.answer import adjusted
from foedus.record.joined import KnownTreaty
from foedus.record.known import made_on

_ONE = timedelta(days=1)


def history(treaty: Treaty, on: date, *, most: int) -> list[Held]:
    """The standings around `on` in order of days, each with the days it holds on; none like the next.

    Those that `most` turns before and after the day reach.
    """
    out: list[Held] = []
    for held in _by_nature(treaty, stretches(treaty.record, treaty.terms, on, most=most)):
        found = adjusted(treaty, held.outline, held.first)
        if out and out[-1].outline == found:
            out[-1] = replace(out[-1], last=held.last)
        else:
            out.append(held if found is held.outline else replace(held, outline=found))
    return out


def _by_nature(treaty: Treaty, each: list[Held]) -> Iterator[Held]:
    """The stretches, parted where a political commitment is made: the law asks for no such day."""
    entry = treaty.entry if isinstance(treaty, KnownTreaty) and treaty.record.commitment else None
    made = date.min if entry is None else made_on(entry)
    for held in each:
        if held.first < made <= held.last:
            yield replace(held, last=made - _ONE)
            yield replace(held, first=made)
        else:
            yield held
