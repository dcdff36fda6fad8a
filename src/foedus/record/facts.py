"""Claims of many articles about one step as one fact: sources counted, contradictions side by side.

Pure, and picks no side: where dated claims of one step cannot all be true, or one denies what another
reports, the fact has every side with the claims that hold it, and no date of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from foedus.ledger.days import bounds, compatible
from foedus.ledger.origins import Origin, independent
from foedus.ledger.rows import StoredClaim
from foedus.model import Certainty, Claim, ClaimKind

#: Steps that happen once to an agreement (and party): two dates for one of them contradict each other.
ONCE: Final = frozenset(
    ("initialled", "signed", "ratified", "instruments_exchanged", "deposited", "acceded",
     "entered_into_force", "terminated")
)  # fmt: skip
SAID: Final = (Certainty.ASSERTED, Certainty.REPORTED)
_STRENGTH: Final = {c: i for i, c in enumerate(Certainty)}


class Side(msgspec.Struct, frozen=True, gc=False):
    """One version of a fact: its date or its denial, the claims that hold it, and how many sources say so."""

    label: str
    date: str | None
    claims: tuple[StoredClaim, ...]
    sources: int


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One step, act or term as the ledger has it.

    `date` is the most exact EDTF date that all sides agree on, None where they do not or none is given;
    `sides` has the versions, best attested first; `contradiction` says in words what cannot be true at once.
    `actors` is empty for all the parties together. `certainty` is the surest of the claims that stand.
    """

    kind: ClaimKind
    what: str
    actors: tuple[str, ...]
    date: str | None
    certainty: Certainty
    sources: int
    sides: tuple[Side, ...]
    contradiction: str | None = None

    @property
    def claims(self) -> tuple[StoredClaim, ...]:
        return tuple(c for side in self.sides for c in side.claims)

    @property
    def of(self) -> str | None:
        """The step that it is about, by the first of its claims; None where it is about none."""
        return next((c.believed.of for c in self.claims), None)

    @property
    def earliest(self) -> int:
        """YYYYMMDD to sort by; undated facts come last."""
        days = [b for side in self.sides for b in bounds(side.date) if b is not None]
        return min(days, default=99999999)


Believed = Callable[[StoredClaim], Claim]


def facts(
    stored: Iterable[StoredClaim], origins: Mapping[int, Origin], parties: frozenset[str] = frozenset()
) -> list[Fact]:
    """The facts that these claims of one agreement make, by date. Claims that do not stand are left out."""
    groups: dict[tuple[ClaimKind, str, frozenset[str], str, str], list[StoredClaim]] = {}
    for claim in stored:
        if claim.stands and claim.believed.kind is not ClaimKind.PARTICULAR:  # they befall nobody on no day
            groups.setdefault(_key(claim.believed, parties), []).append(claim)
    found = [
        fact
        for (kind, what, actors, *_), members in groups.items()
        for fact in _group(kind, what, tuple(sorted(actors)), members, origins)
    ]
    return sorted(found, key=lambda f: (f.earliest, f.kind, f.what, f.actors))


def _key(claim: Claim, parties: frozenset[str]) -> tuple[ClaimKind, str, frozenset[str], str, str]:
    actors = frozenset(claim.actors)
    if (
        claim.kind is not ClaimKind.ACT
        and len(actors) > 1
        and actors >= (parties or frozenset(claim.parties))
    ):
        actors = frozenset()
    target = claim.detail.get("target") if claim.kind is ClaimKind.ACT else None
    if claim.what == "notified" and claim.kind is ClaimKind.STEP:  # a consent is no objection
        target = [claim.detail.get("act", "")]
    aimed = " ".join(map(str, target)) if isinstance(target, list) else ""
    return claim.kind, claim.what, actors, aimed, _about(claim)


def _about(claim: Claim) -> str:
    """What a step is about, as far as it makes it another: an approval of leaving is none of joining, and a
    ratification taken back is no withdrawal."""
    if claim.of is None or (claim.of in _JOINING and claim.what not in _ENDS):
        return ""
    return _LEFT if claim.of in (_LEFT, "terminated") and claim.what not in _ENDS else claim.of


_LEFT: Final = "withdrawn"
_ENDS: Final = frozenset((_LEFT, "terminated", "suspended"))
# Parliament "approved the treaty", "its ratification", "its signing": one vote.
_JOINING: Final = frozenset(("negotiated", "initialled", "signed", "approved", "ratified", "acceded"))


def _group(
    kind: ClaimKind,
    what: str,
    actors: tuple[str, ...],
    members: Sequence[StoredClaim],
    origins: Mapping[int, Origin],
) -> list[Fact]:
    """One fact, or several where the step can happen again."""
    if len(members) == 1:  # what most are: nothing to compare
        believed = members[0].believed
        side = _side(believed.date, members, origins)
        return [Fact(kind, what, actors, believed.date, believed.certainty, 1, (side,))]
    said = [c for c in members if c.believed.certainty in SAID]
    others = [c for c in members if c.believed.certainty not in SAID]
    clusters = _by_date(said)
    if kind is ClaimKind.TERM or what in ONCE or len(clusters) < 2:
        if not clusters:
            clusters, others = _by_date(others), []
        return [_fact(kind, what, actors, clusters, others, origins)]
    split: list[list[StoredClaim]] = [[] for _ in clusters]
    for claim in others:
        split[_nearest(claim, clusters)].append(claim)
    return [
        _fact(kind, what, actors, [cluster], rest, origins)
        for cluster, rest in zip(clusters, split, strict=True)
    ]


def _by_date(members: Sequence[StoredClaim]) -> list[list[StoredClaim]]:
    """Claims whose dates can be the same day, exact dates first; undated ones join the best attested."""
    if len(members) == 1:
        return [[*members]]
    clusters: list[list[StoredClaim]] = []
    days: list[set[str | None]] = []  # those of each, asked once however many claims tell them
    for claim in sorted(members, key=lambda c: (_width(c.believed.date), c.id)):
        day = claim.believed.date
        fits = [n for n, each in enumerate(days) if all(compatible(day, other) for other in each)]
        if fits:
            best = max(fits, key=lambda n: len(clusters[n]))
            clusters[best].append(claim)
            days[best].add(day)
        else:
            clusters.append([claim])
            days.append({day})
    return clusters


def _width(date: str | None) -> int:
    first, last = bounds(date)
    return 10**9 if first is None or last is None else last - first


def _nearest(claim: StoredClaim, clusters: Sequence[Sequence[StoredClaim]]) -> int:
    for i, cluster in enumerate(clusters):
        if claim.believed.date and compatible(claim.believed.date, cluster[0].believed.date):
            return i
    return 0


def _fact(
    kind: ClaimKind,
    what: str,
    actors: tuple[str, ...],
    clusters: Sequence[Sequence[StoredClaim]],
    others: Sequence[StoredClaim],
    origins: Mapping[int, Origin],
) -> Fact:
    sides = [_side(cluster[0].believed.date, cluster, origins) for cluster in clusters]
    sides.sort(key=lambda s: (-s.sources, -len(s.claims), s.date or "~"))
    denied = [c for c in others if c.believed.certainty is Certainty.DENIED]
    unsure = [c for c in others if c.believed.certainty is not Certainty.DENIED]
    dates = [s.date for s in sides]
    if denied and sides:
        sides.append(_side(None, denied, origins, "denied"))
    for certainty in dict.fromkeys(c.believed.certainty for c in unsure):
        rest = [c for c in unsure if c.believed.certainty is certainty]
        sides.append(_side(rest[0].believed.date, rest, origins, certainty.value))
    everyone = [c for s in sides for c in s.claims]
    said = [c for c in everyone if c.believed.certainty in SAID]
    return Fact(
        kind=kind,
        what=what,
        actors=actors,
        date=dates[0] if len(dates) == 1 else None,
        certainty=min((c.believed.certainty for c in everyone), key=_STRENGTH.__getitem__),
        sources=sides[0].sources if len(sides) == 1 else _count(said or everyone, origins),
        sides=tuple(sides),
        contradiction=_contradiction(dates, bool(said), denied, _corrections(everyone, origins)),
    )


def _side(
    date: str | None, members: Sequence[StoredClaim], origins: Mapping[int, Origin], label: str = ""
) -> Side:
    return Side(label or date or "undated", date, tuple(members), _count(members, origins))


def _count(members: Iterable[StoredClaim], origins: Mapping[int, Origin]) -> int:
    each = [(c.document_id, c.believed.sources) for c in members]
    return 1 if len(each) == 1 else len(independent(each, origins))


def _corrections(members: Sequence[StoredClaim], origins: Mapping[int, Origin]) -> list[str]:
    """Publishers that corrected themselves: a page with a notice, beside another page of theirs."""
    found = []
    for document in dict.fromkeys(c.document_id for c in members):
        origin = origins.get(document)
        if origin is None or origin.notice is None or origin.publisher is None:
            continue
        others = {c.document_id for c in members if c.document_id != document}
        if any((o := origins.get(d)) is not None and o.publisher == origin.publisher for d in others):
            found.append(f"{origin.publisher} published a correction: {' '.join(origin.notice.split())}")
    return found


def _contradiction(
    dates: Sequence[str | None], said: bool, denied: Sequence[StoredClaim], corrections: Sequence[str]
) -> str | None:
    parts = list(corrections)
    if said and len(dates) > 1:
        parts.append("dates that cannot both be true: " + ", ".join(d or "undated" for d in dates))
    if said and denied:
        parts.append("reported by some and denied by others")
    return "; ".join(parts) or None
