"""People's verdicts: each an entry of its own with reason and name; what it speaks of is never changed.

A correction holds the whole claim as it should read beside the one the machine read. Undoing is a verdict
too, and can itself be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from foedus.errors import LedgerError
from foedus.ledger import encode
from foedus.ledger.identity import active, identity
from foedus.ledger.jsonclaim import claim_to_text
from foedus.ledger.rows import VerdictKind
from foedus.ledger.schema import agreement_names, agreement_parties, agreements, claims, links, verdicts
from foedus.ledger.write import Batch
from foedus.model import Claim

Row = dict[str, Any]


def judge_claim(
    batch: Batch, kind: VerdictKind, claim: int, reason: str, corrected: Claim | None = None
) -> int:
    """Accept, reject or correct a claim; gives the verdict's id. Raises LedgerError for an unknown claim."""
    _need_reason(reason)
    if batch.connection.execute(select(claims.c.id).where(claims.c.id == claim)).first() is None:
        raise LedgerError(f"no claim {claim}: `foedus claims` lists them with their numbers")
    if (kind is VerdictKind.CORRECT) != (corrected is not None):
        raise LedgerError("a correction, and only a correction, says how the claim should read")
    return _add(batch, kind, reason, claim_id=claim, corrected=corrected)


def merge(batch: Batch, one: int, other: int, reason: str) -> int:
    """Two agreements are one; gives the verdict's id."""
    _need_reason(reason)
    _need_agreements(batch.connection, (one, other))
    known = identity(batch.connection, batch.number - 1)
    if known.root(one) == known.root(other):
        raise LedgerError(f"agreements {one} and {other} are one already")
    verdict = _add(batch, VerdictKind.MERGE, reason, agreement_id=one)
    _link(batch, "same", verdict, reason, agreement_id=one, other_id=other)
    return verdict


def split(batch: Batch, agreement: int, moved: Sequence[int], reason: str) -> tuple[int, int]:
    """Some claims of an agreement are about another one; gives (verdict, the new agreement)."""
    _need_reason(reason)
    _need_agreements(batch.connection, (agreement,))
    known = identity(batch.connection, batch.number - 1)
    c, n = claims.c, agreement_names.c
    query = (
        select(c.id, c.agreement_id, n.name, n.mention, n.key, n.signed, n.parties, n.document_id, c.name_id)
        .outerjoin(agreement_names, n.id == c.name_id)
        .where(c.id.in_(list(moved)))
        .order_by(c.id)
    )
    found = batch.connection.execute(query).all()
    root = known.root(agreement)
    here = {r.id for r in found if known.of_claim(r.id, r.agreement_id, r.name_id) == root}
    wrong = sorted(set(moved) - here)
    if wrong or not moved:
        raise LedgerError(
            f"claim {wrong[0]} is none of agreement {agreement}" if wrong else "no claims to split off"
        )
    verdict = _add(batch, VerdictKind.SPLIT, reason, agreement_id=agreement)
    why = f"split off agreement {agreement}: {reason}"
    new = batch.add(agreements, {"why": why})
    for form in dict.fromkeys(tuple(r[2:8]) for r in found if r.mention is not None):
        batch.add(
            agreement_names,
            {
                **dict(
                    zip(("name", "mention", "key", "signed", "parties", "document_id"), form, strict=True)
                ),
                "agreement_id": new,
                "why": why,
            },
        )
    parties = dict.fromkeys(p for r in found if r.parties for p in msgspec.json.decode(r.parties))
    for party in parties:
        batch.add(agreement_parties, {"agreement_id": new, "party": party})
    for claim in sorted(here):
        _link(batch, "moved", verdict, reason, agreement_id=new, other_id=root, claim_id=claim)
    return verdict, new


def undo(batch: Batch, verdict: int, reason: str) -> int:
    """Take a verdict back; gives the id of the verdict that does so."""
    _need_reason(reason)
    v = verdicts.c
    rows = batch.connection.execute(select(v.id, v.undoes, v.claim_id, v.agreement_id)).all()
    found = next((r for r in rows if r.id == verdict), None)
    if found is None:
        raise LedgerError(f"no verdict {verdict}: `foedus review list` shows them with their numbers")
    if verdict not in active((r.id, r.undoes) for r in rows):
        raise LedgerError(f"verdict {verdict} is undone already")
    return _add(
        batch,
        VerdictKind.UNDO,
        reason,
        claim_id=found.claim_id,
        agreement_id=found.agreement_id,
        undoes=verdict,
    )


def _add(
    batch: Batch,
    kind: VerdictKind,
    reason: str,
    *,
    claim_id: int | None = None,
    agreement_id: int | None = None,
    undoes: int | None = None,
    corrected: Claim | None = None,
) -> int:
    row: Row = {
        "kind": kind.value,
        "claim_id": claim_id,
        "agreement_id": agreement_id,
        "undoes": undoes,
        "reason": encode.storable(reason),
        "corrected": claim_to_text(corrected) if corrected is not None else None,
    }
    return batch.add(verdicts, row)


def _link(batch: Batch, kind: str, verdict: int, why: str, **ids: int) -> None:
    row: Row = dict.fromkeys(("agreement_id", "other_id", "claim_id", "document_id", "other_document_id"))
    batch.add(links, {**row, **ids, "kind": kind, "verdict_id": verdict, "why": encode.storable(why)})


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise LedgerError("a verdict needs its reason (--reason)")


def _need_agreements(connection: Connection, ids: Sequence[int]) -> None:
    known = set(connection.execute(select(agreements.c.id).where(agreements.c.id.in_(ids))).scalars())
    for number in ids:
        if number not in known:
            raise LedgerError(f"no agreement {number}: `foedus agreements` lists them with their numbers")
