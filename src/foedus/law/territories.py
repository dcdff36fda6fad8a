"""Territories: none is a party; a party extends a treaty to them, or leaves them out (VCLT 29)."""

from __future__ import annotations

from foedus.law.history import History
from foedus.law.kinds import Kind, key
from foedus.law.model import Act, Territory


def territories(past: History) -> dict[str, tuple[Territory, ...]]:
    """What each party last said of each territory, by key of the party, in order of name."""
    out: dict[str, dict[str, Territory]] = {}
    for done in past.of(Kind.TERRITORY):
        for fact in done.facts:
            extended = fact.act is not Act.TERRITORIAL_EXCLUSION
            since = fact.until or done.span.edtf()
            for name in fact.territories:
                out.setdefault(done.at, {})[key(name)] = Territory(name, extended, since)
    return {at: tuple(each[k] for k in sorted(each)) for at, each in out.items()}
