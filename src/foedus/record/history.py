"""How a treaty's standing turns over the days: the stretches of days on which it is the same. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from foedus.law.model import Treaty
from foedus.law.turning import Held, stretches
from foedus.record.answer import adjusted


def history(treaty: Treaty, on: date, *, most: int) -> list[Held]:
    """The standings around `on` in order of days, each with the days it holds on; none like the next.

    Those that `most` turns before and after the day reach.
    """
    out: list[Held] = []
    for held in stretches(treaty.record, treaty.terms, on, most=most):
        found = adjusted(treaty, held.outline, held.first)
        if out and out[-1].outline == found:
            out[-1] = replace(out[-1], last=held.last)
        else:
            out.append(held if found is held.outline else replace(held, outline=found))
    return out
