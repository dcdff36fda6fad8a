"""What waits for a person, by why it does: each list is short, and worked out when it is asked for.

An item is named by a key that stays the same ("claim:12"), so that whoever passed over it does not see it
again until asked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, select

from foedus.errors import LedgerError
from foedus.ledger import Ledger, StoredClaim, VerdictKind
from foedus.ledger.schema import claims, reading_changes, review_skips, verdicts
from foedus.ledger.upsert import insert
from foedus.proposals.model import ProposalKind
from foedus.proposals.queue import Proposals
from foedus.record.answer import answer
from foedus.record.contradictions import contradictions
from foedus.record.evidence import load_evidence, treaty_from_evidence
from foedus.review.reviewers import disputed
from foedus.wording.claims import claim_in_words, done_by
from foedus.wording.words import Namer

SHOWN: Final = 50
_LOOKED: Final = 400  # newest claims, for those on which a status rests
_STATUSES: Final = 25  # worked out for one list
_JUDGING: Final = [k.value for k in (VerdictKind.ACCEPT, VerdictKind.REJECT, VerdictKind.CORRECT)]

_BY: Final = {
    ProposalKind.LETTER: "a letter of", ProposalKind.ASSISTANT: "proposed by an assistant,",
    ProposalKind.READER: "read by",
}  # fmt: skip


class Why(StrEnum):
    """Why something waits."""

    NEWEST = "newest"
    CONSEQUENTIAL = "consequential"
    CONTRADICTIONS = "contradictions"
    PROPOSALS = "proposals"
    READINGS = "readings"
    REVIEWERS = "reviewers"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: a claim, or an agreement with its contradiction; `text` is what it says."""

    key: str
    text: str
    why: str
    claim: int | None = None
    agreement: int | None = None
    name: str = ""
    proposal: int | None = None


def queue(
    ledger: Ledger,
    why: Why,
    on: date,
    name: Namer = str,
    *,
    but: frozenset[str] = frozenset(),
    most: int = SHOWN,
) -> list[Item]:
    """What waits for this reason, the most pressing first, without the items of the keys in `but`.

    `name` gives the names of parties.
    """
    found = (item for item in _LISTS[why](ledger, on, name) if item.key not in but)
    return list(islice(found, most))


def skipped(ledger: Ledger, person: str) -> frozenset[str]:
    """The keys of what a person passed over."""
    s = review_skips.c
    with ledger.door.reading() as connection:
        return frozenset(connection.execute(select(s.item).where(s.person == person)).scalars())


def skip(ledger: Ledger, person: str, key: str) -> None:
    """Pass over an item, until `show_again`."""
    row = {"person": person, "item": key[:100], "made": time.time()}
    with ledger.door.writing() as connection:
        new = insert(ledger.door.engine.dialect.name, review_skips).values(row)
        connection.execute(new.on_conflict_do_nothing())


def show_again(ledger: Ledger, person: str) -> None:
    """Have all that was passed over in the queue again."""
    with ledger.door.writing() as connection:
        connection.execute(delete(review_skips).where(review_skips.c.person == person))


def _unjudged() -> ColumnElement[bool]:
    v, u = verdicts.alias(), verdicts.alias()
    undone = exists().where(u.c.undoes == v.c.id)
    judged = exists().where(and_(v.c.claim_id == claims.c.id, v.c.kind.in_([*_JUDGING, "enter"]), ~undone))
    return ~judged


def _newest_claims(ledger: Ledger, most: int) -> list[StoredClaim]:
    """The newest claims that stand and that nobody judged, the newest first."""
    with ledger.door.reading() as connection:
        query = select(claims.c.id).where(_unjudged()).order_by(claims.c.id.desc()).limit(most)
        ids = list(connection.execute(query).scalars())
    found = {c.id: c for c in ledger.claims(ids=ids)} if ids else {}
    return [found[n] for n in ids if n in found and found[n].stands and found[n].agreement_id is not None]


def _of_claims(ledger: Ledger, each: list[tuple[StoredClaim, str]], name: Namer) -> Iterator[Item]:
    numbers = list(dict.fromkeys(c.agreement_id for c, _ in each if c.agreement_id is not None))
    rows = {row.id: row.name for row in ledger.agreements(only=numbers)} if numbers else {}
    for claim, why in each:
        text, called = claim_in_words(claim.believed, name), rows.get(claim.agreement_id or 0, "")
        yield Item(f"claim:{claim.id}", text, why, claim.id, claim.agreement_id, called)


def _newest(ledger: Ledger, on: date, name: Namer) -> Iterator[Item]:
    each = [(c, f"taken in on {c.recorded_at:%Y-%m-%d}") for c in _newest_claims(ledger, 4 * SHOWN)]
    return _of_claims(ledger, each, name)


def _consequential(ledger: Ledger, on: date, name: Namer) -> Iterator[Item]:
    """Claims on which a status rests, those first that stand alone in it."""
    fresh = _newest_claims(ledger, _LOOKED)
    ranked: list[tuple[int, int, StoredClaim, str]] = []
    for agreement in list(dict.fromkeys(c.agreement_id for c in fresh))[:_STATUSES]:
        assert agreement is not None
        try:
            evidence = load_evidence(ledger, agreement)
        except LedgerError:
            continue
        if evidence is None:
            continue
        status = answer(treaty_from_evidence(evidence), on)
        rests = {f for r in (*status.summary, *status.reasons) for f in r.facts}
        alone = {c.id: f.sources for f in evidence.facts for c in f.claims}
        for claim in fresh:
            if claim.agreement_id == agreement and str(claim.id) in rests:
                sources = alone.get(claim.id, 1)
                what = "the only source" if sources == 1 else f"one of {sources} sources"
                ranked.append((sources, -claim.id, claim, f"the status rests on it; {what}"))
    ranked.sort(key=lambda r: r[:2])
    return _of_claims(ledger, [(claim, why) for _, _, claim, why in ranked], name)


def _contradictions(ledger: Ledger, on: date, name: Namer) -> Iterator[Item]:
    for row, fact in contradictions(ledger):
        what = done_by(fact.what, fact.of, fact.actors, name)
        numbers = [c.id for c in fact.claims]
        key = f"contradiction:{row.id}:{min(numbers, default=0)}:{len(numbers)}"
        why = f"{fact.contradiction}; claims {', '.join(map(str, numbers))}"
        yield Item(key, what, why, min(numbers, default=None), row.id, row.name)


def _proposals(ledger: Ledger, on: date, name: Namer) -> Iterator[Item]:
    """What letters, assistants and other readers propose, oldest first."""
    each = Proposals(ledger).waiting()
    numbers = list(dict.fromkeys(p.agreement for p in each if p.agreement is not None))
    rows = {row.id: row.name for row in ledger.agreements(only=numbers)} if numbers else {}
    for one in each:
        text = claim_in_words(one.claim, name) if one.claim is not None else " ".join(one.text.split())
        why = f"{_BY[one.kind]} {one.proposer}, {one.received:%Y-%m-%d}"
        yield Item(
            f"proposal:{one.id}", text, why, None, one.agreement, rows.get(one.agreement or 0, ""), one.id
        )


def _readings(ledger: Ledger, on: date, name: Namer) -> Iterator[Item]:
    """What one reading of a page says and another does not."""
    waiting = [(c, f"a newer reading of what claim {c.beside} says") for c in ledger.waiting()]
    yield from _of_claims(ledger, waiting, name)
    with ledger.door.reading() as connection:
        changed = select(reading_changes.c.claim_id).join(claims, claims.c.id == reading_changes.c.claim_id)
        query = changed.where(_unjudged()).distinct().order_by(reading_changes.c.claim_id.desc())
        ids = list(connection.execute(query.limit(SHOWN)).scalars())
    found = ledger.claims(ids=ids) if ids else []
    told = {c.id for c, _ in waiting}
    each = [
        (c, "a newer reading no longer says so" if c.gone_since else "readings of the page differ on it")
        for c in sorted(found, key=lambda c: -c.id)
        if c.id not in told
    ]
    yield from _of_claims(ledger, each, name)


def _reviewers(ledger: Ledger, on: date, name: Namer) -> Iterator[Item]:
    """Claims that two people judged differently."""
    by_claim = disputed(ledger)
    found = {c.id: c for c in ledger.claims(ids=sorted(by_claim))} if by_claim else {}
    each = [(found[n], why) for n, why in sorted(by_claim.items(), reverse=True) if n in found]
    return _of_claims(ledger, each, name)


_LISTS: Final = {
    Why.NEWEST: _newest,
    Why.CONSEQUENTIAL: _consequential,
    Why.CONTRADICTIONS: _contradictions,
    Why.PROPOSALS: _proposals,
    Why.READINGS: _readings,
    Why.REVIEWERS: _reviewers,
}
