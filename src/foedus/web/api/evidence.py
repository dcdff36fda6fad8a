"""Claims, the pages they stand on, and what passages say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import PlainTextResponse, Response

from foedus.exports.jsonld import claims_jsonld
from foedus.jsonform import source_to_json
from foedus.ledger import Ledger, StoredClaim, check_query
from foedus.ledger.days import AsOf
from foedus.record.as_json import document_json, verdict_json
from foedus.record.entries import links_of_ledger
from foedus.record.linked import entry_json
from foedus.record.passages import saying
from foedus.record.spelled import spelled
from foedus.record.versions import tie_to_json, version_to_json, versions
from foedus.web.api.asking import AsKnown, Claims, Number, Part, Passages
from foedus.web.api.described import faults
from foedus.web.api.formats import Format, Table, Told, offer
from foedus.web.api.paging import links, next_link, part, place_of
from foedus.web.api.schemas.common import PartOfList
from foedus.web.api.schemas.evidence import Claim, Document, OneClaim, OneDocument, Said, Verdict
from foedus.web.api.told import claim_json, claims_table
from foedus.web.base.root import root_of
from foedus.web.base.site import Site

TAG: Final = "evidence"
_LOOKED_AT: Final = 2000  # claims of one answer that a filter may pass over
_DOCUMENTS: Final = {
    "id": int, "doc": str, "address": str, "publisher": str, "published": str, "title": str, "digest": str,
    "claims": int, "transaction": int, "recorded_at": str,
}  # fmt: skip
_SAID: Final = {
    "agreement_id": int, "agreement": str, "claim": int, "what": str, "document": int, "quote": str,
}  # fmt: skip


def add_claims(router: APIRouter, site: Site) -> None:
    """Add the addresses under /claims and /verdicts."""
    held = site.held

    def told(ledger: Ledger, claims: list[StoredClaim], known: AsOf) -> list[dict[str, Any]]:
        numbers = {c.agreement_id for c in claims if c.agreement_id is not None}
        linked = links_of_ledger(ledger, numbers, known)
        return [claim_json(c, entry_json(linked.get(c.agreement_id or 0))) for c in claims]

    @offer(router, "/claims", PartOfList[Claim], Format.CSV, Format.PARQUET, Format.JSONLD, tag=TAG)
    def list_claims(request: Request, ask: Annotated[Claims, Query()]) -> Response:
        """Claims by number: all that pages tell, with what people said of it.

        A part may have fewer than `limit` where it filters: go on as long as there is a next one.
        """
        ledger = held.ledger()
        known = ledger.known_at(ask.known_on)
        (after,) = place_of(ask.cursor, 1) or (0,)
        found, last = _claims(ledger, ask, known, after)
        later = None if last is None else next_link(request, known, last)
        return Told(
            part(known, None, told(ledger, found, known), None, later),
            table=lambda: claims_table(ledger, found, known),
            linked=lambda: _linked(ledger, found, known, root_of(request.scope)),
            headers=links(request, later),
        ).answer(request)

    @offer(router, "/claims/{number}", OneClaim, Format.JSONLD, tag=TAG, missing=True)
    def show_claim(request: Request, number: Number, ask: Annotated[AsKnown, Query()]) -> Response:
        """One claim with its passages, and every verdict on it."""
        ledger = held.ledger()
        known = ledger.known_at(ask.known_on)
        found = ledger.claims(ids=[number], known_on=known)
        if not found:
            raise HTTPException(404, f"There is no claim {number} in this ledger.")
        verdicts = [verdict_json(v) for v in ledger.verdicts(claim=number, known_on=known)]
        return Told(
            {**told(ledger, found, known)[0], "verdicts": verdicts},
            linked=lambda: _linked(ledger, found, known, root_of(request.scope)),
        ).answer(request)

    @offer(router, "/verdicts", PartOfList[Verdict], tag=TAG)
    def list_verdicts(request: Request, ask: Annotated[Part, Query()]) -> Response:
        """Every verdict of a person, oldest first, those undone and undoings among them."""
        ledger = held.ledger()
        known = ledger.known_at(ask.known_on)
        (after,) = place_of(ask.cursor, 1) or (0,)
        found = ledger.verdicts(known_on=known, after=after)
        shown = found[: ask.limit]
        later = next_link(request, known, shown[-1].id) if len(found) > len(shown) else None
        body = part(known, None, [verdict_json(v) for v in shown], None, later)
        return Told(body, headers=links(request, later)).answer(request)

    @offer(router, "/verdicts/{number}", Verdict, tag=TAG, missing=True)
    def show_verdict(request: Request, number: Number, ask: Annotated[AsKnown, Query()]) -> Response:
        """One verdict."""
        found = held.ledger().verdicts(known_on=ask.known_on, after=max(number - 1, 0))
        if not found or found[0].id != number:
            raise HTTPException(404, f"There is no verdict {number} in this ledger.")
        return Told(verdict_json(found[0])).answer(request)


def add_documents(router: APIRouter, site: Site) -> None:
    """Add the addresses under /documents, and /passages."""
    held = site.held

    @offer(router, "/documents", PartOfList[Document], Format.CSV, Format.PARQUET, tag=TAG)
    def list_documents(request: Request, ask: Annotated[Part, Query()]) -> Response:
        """The pages of the ledger by number, without their texts."""
        ledger = held.ledger()
        known = ledger.known_at(ask.known_on)
        (after,) = place_of(ask.cursor, 1) or (0,)
        total = ledger.count("documents", known_on=known)
        after = min(after, total)  # numbers of pages have no gaps
        found = ledger.documents(known_on=known, ids=range(after + 1, after + ask.limit + 1))
        later = next_link(request, known, after + ask.limit) if after + ask.limit < total else None
        items = [document_json(d) for d in found]
        return Told(
            part(known, None, items, total, later),
            table=lambda: Table(_DOCUMENTS, items),
            headers=links(request, later),
        ).answer(request)

    @offer(router, "/documents/{number}", OneDocument, tag=TAG, missing=True)
    def show_document(request: Request, number: Number, ask: Annotated[AsKnown, Query()]) -> Response:
        """One page with its text, its versions and what each changed, and notices about it."""
        ledger = held.ledger()
        found = ledger.documents(ids=[number], known_on=ask.known_on)
        if not found:
            raise HTTPException(404, f"There is no page {number} in this ledger.")
        each = versions(ledger, found[0])
        ties = ledger.ties(of=[v.document.id for v in each], known_on=ask.known_on)
        return Told(
            {
                **document_json(found[0]), "text": ledger.document_text(number),
                "versions": [version_to_json(version) for version in each],
                "notices": [tie_to_json(tie) for tie in ties],
            }
        ).answer(request)  # fmt: skip

    @router.get(
        "/documents/{number}/text", response_class=PlainTextResponse, operation_id="show_text", tags=[TAG],
        summary="One page's text, in whose characters the spans of passages count",
        responses=faults(400, 404, 500, 503),
    )  # fmt: skip
    def show_text(number: Number, ask: Annotated[AsKnown, Query()]) -> Response:
        ledger = held.ledger()
        if not ledger.documents(ids=[number], known_on=ask.known_on):
            raise HTTPException(404, f"There is no page {number} in this ledger.")
        return PlainTextResponse(ledger.document_text(number).encode("utf-8", "replace"))

    @offer(router, "/passages", PartOfList[Said], Format.CSV, Format.PARQUET, tag=TAG)
    def find_passages(request: Request, ask: Annotated[Passages, Query()]) -> Response:
        """Passages with all the words, one an agreement, the newest pages first.

        Of the newest 1,000 pages. Where none has the words, those are looked for that they were meant to be.
        """
        check_query([ask.q])
        ledger = held.ledger()
        known = ledger.known_at(ask.known_on)
        words = ask.q.split()
        found = saying(ledger, words, known, most=ask.limit)
        if not found and (meant := spelled(ledger, words, known)):
            words, found = list(meant), saying(ledger, meant, known, most=ask.limit)
        numbers = [c.agreement_id for c in found if c.agreement_id is not None]
        names = {row.id: row.name for row in ledger.agreements(known_on=known, only=numbers)}
        items = [one for c in found for one in _said(c, names.get(c.agreement_id or 0, ""), words)]
        return Told(
            part(known, None, items, len(items), None),
            table=lambda: Table(_SAID, [{k: one[k] for k in _SAID} for one in items]),
            headers=links(request, None),
        ).answer(request)


def _claims(ledger: Ledger, ask: Claims, known: int, after: int) -> tuple[list[StoredClaim], int | None]:
    """The claims of a part, and the number of the last one looked at where there are more."""
    out: list[StoredClaim] = []
    looked = 0
    while looked < _LOOKED_AT:
        some = ledger.claims(
            ask.agreement, doc=ask.document, kind=ask.kind, what=ask.what or None, known_on=known,
            after=after, limit=ask.limit + 1,
        )  # fmt: skip
        for claim in some[: ask.limit]:
            if len(out) == ask.limit:
                return out, after
            after = claim.id
            if _wanted(claim, ask):
                out.append(claim)
        if len(some) <= ask.limit:
            return out, None
        looked += ask.limit
    return out, after


def _wanted(claim: StoredClaim, ask: Claims) -> bool:
    if ask.stands is not None and claim.stands is not ask.stands:
        return False
    return ask.certainty is None or claim.believed.certainty is ask.certainty


def _linked(ledger: Ledger, claims: list[StoredClaim], known: AsOf, base: str) -> dict[str, Any]:
    pages = ledger.documents(known_on=known, ids=sorted({c.document_id for c in claims}))
    return claims_jsonld(claims, {d.id: d for d in pages}, ledger.document_text, base)


def _said(claim: StoredClaim, name: str, words: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The first passage of a claim that has the words."""
    wanted = [word.casefold() for word in words]
    for passage in claim.believed.passages:
        if all(word in passage.text.casefold() for word in wanted):
            yield {
                "agreement_id": claim.agreement_id, "agreement": name, "claim": claim.id,
                "what": claim.believed.what, "document": claim.document_id, "quote": passage.text,
                "span": [passage.start, passage.end],
                "sources": [source_to_json(s) for s in claim.believed.sources],
            }  # fmt: skip
            return
