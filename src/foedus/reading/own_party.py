"""Which of those who act on an agreement are party to it in every claim, and which in their own alone.

Those who make it together are its parties. Who ratifies or leaves it alone is one of two, or one of many:
beside a pair that made it, and among three or more who each act alone, he is party to his own claims.
"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.reading.coref import Agreement
from foedus.reading.frames import JOINT
from foedus.reading.merge import Draft


def alone(drafts: Iterable[Draft]) -> dict[int, frozenset[str]]:
    """By the agreement's id, those who are party in their own claims only."""
    agreements: dict[int, Agreement] = {}
    together: dict[int, set[str]] = {}
    single: dict[int, set[str]] = {}
    for d in drafts:
        a = agreements.setdefault(d.agreement.id, d.agreement)
        made = together.setdefault(a.id, {*a.parties, *a.inferred})
        if len(d.actors) > 1 and d.step in JOINT:
            made.update(d.actors)
        else:
            single.setdefault(a.id, set()).update(d.actors)
    out = {}
    for id_, made in together.items():
        others = single.get(id_, set()) - made
        if len(made) > 1 or len(others | made) > 2:
            out[id_] = frozenset(others)
    return out
