"""What was worked out of agreements, held in memory until a later transaction touches them.

What was known of an agreement stays so until then (`foedus.ledger.touched`), whatever else came in.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from foedus.ledger.days import AsOf
from foedus.ledger.store import Ledger

Told = TypeVar("Told")


def remembered(
    ledger: Ledger,
    what: str,
    agreements: Iterable[int],
    known_on: AsOf,
    load: Callable[[list[int]], Mapping[int, Told]],
    under: Hashable = None,
) -> dict[int, Told]:
    """What `load` gives of these agreements (lowest numbers), each asked for once while nothing touches it.

    `what` names it, `under` is what else it follows from.
    """
    wanted = set(agreements)
    held, recent = ledger.inventory_in_memory(known_on), ledger.recent(what)
    if held is None:
        return dict(load(sorted(wanted)))
    touched, out = held.touched, dict[int, Told]()
    for agreement in wanted:
        if agreement in touched:
            found = recent.get((under, agreement, touched[agreement]))
            if found is not None:
                out[agreement] = found
    missing = load(sorted(wanted - out.keys()))
    for agreement, told in missing.items():
        if agreement in touched:
            recent.put((under, agreement, touched[agreement]), told)
    out.update(missing)
    return out
