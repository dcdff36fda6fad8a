"""Rows of the ledger as the JSON of command line and API: a claim's own form, and its place in the ledger."""

from __future__ import annotations

from typing import Any

from foedus.jsonform import claim_to_json
from foedus.ledger import AgreementRow, StoredClaim, StoredDocument, StoredTerms, Verdict
from foedus.ledger.editions import Adopted
from foedus.record.facts import Fact
from foedus.record.linked import entry_json
from foedus.register.link import Link

Json = dict[str, Any]


def claim_json(stored: StoredClaim, link: Link | None = None) -> Json:
    """A stored claim, its agreement with its entry; `corrected` is the whole claim as a person has it."""
    told = claim_to_json(stored.claim)
    if told["agreement"] is not None:
        told["agreement"] |= entry_json(link)
    out = {
        **told,
        "id": stored.id,
        "agreement_id": stored.agreement_id,
        "document_id": stored.document_id,
        "transaction": stored.transaction,
        "recorded_at": stored.recorded_at.isoformat(),
        "stands": stored.stands,
    }
    if stored.verdict is not None:
        out["verdict"] = verdict_json(stored.verdict)
    if stored.gone_since is not None:
        out["gone_since"] = stored.gone_since
    if stored.beside is not None:
        out["beside"] = stored.beside
    if stored.entered_by is not None:
        out["entered_by"] = stored.entered_by
    if stored.corrected_by is not None:
        out["corrected_by"] = stored.corrected_by
    if stored.retracted_by is not None:
        out["retracted_by"] = stored.retracted_by
    return out


def adopted_json(adopted: Adopted) -> Json:
    """An edition of the register that the ledger adopted, and the lists of one's own above it."""
    return {
        "edition": adopted.edition,
        "day": adopted.day,
        "digest": adopted.digest,
        "layer": adopted.layer or None,
        "by": adopted.by,
        "recorded_at": adopted.recorded_at.isoformat(),
        "transaction": adopted.transaction,
    }


def verdict_json(verdict: Verdict) -> Json:
    """A verdict with what it speaks of."""
    out: Json = {
        "id": verdict.id,
        "verdict": verdict.kind.value,
        "by": verdict.by,
        "recorded_at": verdict.recorded_at.isoformat(),
        "reason": verdict.reason,
        "transaction": verdict.transaction,
    }
    for key in ("claim_id", "agreement_id", "other_id", "undoes"):
        if getattr(verdict, key) is not None:
            out[key] = getattr(verdict, key)
    if verdict.moved:
        out["moved"] = list(verdict.moved)
    if verdict.name is not None:
        out["name"] = verdict.name
    if verdict.parties is not None:
        out["parties"] = list(verdict.parties)
    if verdict.corrected is not None:
        out["corrected"] = claim_to_json(verdict.corrected)
    return out


def agreement_json(row: AgreementRow, link: Link | None = None) -> Json:
    """An agreement's row, with the entry of the register that it is."""
    return {
        "id": row.id,
        "name": row.name,
        "parties": list(row.parties),
        "signed": row.signed,
        "names": list(row.names),
        "claims": row.claims,
        "sources": row.sources,
        "last_step": row.last_step,
        "last_date": row.last_date,
        "why": list(row.why),
        **entry_json(link),
    }


def fact_json(fact: Fact, agreement: int) -> Json:
    """A fact of an agreement with every side of it."""
    return {
        "agreement_id": agreement,
        "kind": fact.kind.value,
        "what": fact.what,
        "actors": list(fact.actors),
        "date": fact.date,
        "certainty": fact.certainty.value,
        "sources": fact.sources,
        "contradiction": fact.contradiction,
        "sides": [
            {
                "label": side.label,
                "date": side.date,
                "sources": side.sources,
                "claims": [c.id for c in side.claims],
                "said_by": [[s.name for s in c.believed.sources] for c in side.claims],
            }
            for side in fact.sides
        ],
    }


def terms_json(stored: StoredTerms) -> Json:
    """What a treaty's text lays down, with the text it is from."""
    return {
        "agreement_id": stored.agreement_id,
        "source": stored.source,
        "terms": dict(stored.terms),
        "transaction": stored.transaction,
    }


def document_json(document: StoredDocument) -> Json:
    """A page of the ledger without its text."""
    return {
        "id": document.id,
        "doc": document.doc,
        "digest": document.digest,
        "address": document.address,
        "publisher": document.publisher,
        "published": document.published_at or document.published,
        "title": document.title,
        "claims": document.claims,
        "transaction": document.transaction,
        "recorded_at": document.recorded_at.isoformat(),
    }
