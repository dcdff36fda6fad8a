"""The claims of a treaty's page: by kind and day, those of one fact together, the first shown, others folded.

A page has room for `ROOM` claims; a list of its own has all of them, in parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from foedus.ledger import StoredClaim
from foedus.model import ClaimKind
from foedus.record.facts import Fact
from foedus.web.agreements.timeline import days

ROOM: Final = 30  # claims of a treaty's page, folded ones among them
_FOLDED: Final = 3  # of one fact, beyond its first
KINDS: Final = {
    "step": "Steps",
    "term": "Terms",
    "particular": "What registries record",
    "act": "Acts around it",
    "aside": "Set aside, not counted",
}


class Told(msgspec.Struct, frozen=True, gc=False):
    """One side of a fact: the claim shown first, those folded under it, and how many more there are."""

    first: StoredClaim
    folded: tuple[StoredClaim, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one kind (a key of `KINDS`): `told` are shown, `total` is the number of all."""

    kind: str
    told: tuple[Told, ...]
    total: int

    @property
    def title(self) -> str:
        return KINDS[self.kind]

    @property
    def shown(self) -> int:
        return sum(1 + len(one.folded) for one in self.told)


def groups(claims: Sequence[StoredClaim], facts: Sequence[Fact], room: int = ROOM) -> list[Group]:
    """The claims by kind, each kind with its share of the room; within a kind by day, undated ones last."""
    sides = (side for fact in facts for side in fact.sides)  # what contradicts is never folded away
    of = {claim.id: number for number, side in enumerate(sides) for claim in side.claims}
    found: dict[str, list[StoredClaim]] = {kind: [] for kind in KINDS}
    for claim in claims:
        found[kind_of(claim)].append(claim)
    by_kind = {kind: sorted(each, key=by_day) for kind, each in found.items() if each}
    out, left = [], room
    for at, (kind, each) in enumerate(by_kind.items()):
        share = left - sum(min(3, len(later)) for later in list(by_kind.values())[at + 1 :])
        told = _told(each, of, max(share, 3))
        group = Group(kind, told, len(each))
        left -= group.shown
        out.append(group)
    return out


def kind_of(claim: StoredClaim) -> str:
    """The group that a claim stands in."""
    return claim.believed.kind.value if claim.stands else "aside"


def by_day(stored: StoredClaim) -> tuple[date, date, int]:
    """In order of what is told, then as it came in."""
    first, last = days(stored.believed.date) or (date.max, date.max)
    return first, last, stored.id


def _told(each: Sequence[StoredClaim], of: Mapping[int, int], room: int) -> tuple[Told, ...]:
    together: dict[object, list[StoredClaim]] = {}
    for claim in each:
        particular = claim.believed.kind is ClaimKind.PARTICULAR
        fact = f"{claim.believed.what}" if particular else of.get(claim.id, f"alone {claim.id}")
        together.setdefault(fact, []).append(claim)
    out = []
    for first, *others in together.values():
        if room < 1:
            break
        folded = tuple(others[: min(_FOLDED, room - 1)])
        out.append(Told(first, folded, len(others) - len(folded)))
        room -= 1 + len(folded)
    return tuple(out)
