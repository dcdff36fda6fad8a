"""Agreements, pages and stories as data."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import Response

from foedus.jsonform import claim_to_json
from foedus.ledger import AgreementRow, StoredClaim, StoredDocument
from foedus.record.entries import links_of_rows
from foedus.record.linked import entry_json, entry_of
from foedus.record.versions import tie_to_json, version_to_json, versions
from foedus.watch.stories import stories_of, story_to_json
from foedus.web.answers import Json
from foedus.web.questions import (
    After,
    KnownOn,
    Limit,
    Number,
    On,
    Start,
    State,
    Top,
    Words,
    day_of,
    next_place,
    place,
)
from foedus.web.records import PAGE, Line, board, dossier
from foedus.web.site import Site
from foedus.wording.as_json import status_to_json
from foedus.wording.recorded import recorded_json


def install_api(app: FastAPI, site: Site) -> None:
    """Add the answers under /api."""
    held = site.held

    @app.get("/api/documents/{number}", response_class=Json, summary="A page, and what each version changed")
    def api_document(number: Number) -> Response:
        opened = held.ledger()
        found = opened.documents(ids=[number])
        if not found:
            raise HTTPException(404, f"There is no page {number} in this ledger.")
        each = versions(opened, found[0])
        ties = opened.ties(of=[v.document.id for v in each])
        return Json(
            {
                **_document_json(found[0]),
                "versions": [version_to_json(version) for version in each],
                "notices": [tie_to_json(tie) for tie in ties],
            }
        )

    @app.get("/api/stories", response_class=Json, summary="The stories of a day, the weightiest first")
    def api_stories(on: On = "", top: Top = 10) -> Response:
        day = day_of(on) or site.today()
        found = stories_of(held.ledger(), day, top=top)
        told = [story_to_json(story, rank) for rank, story in enumerate(found, 1)]
        return Json({"on": day.isoformat(), "stories": told})

    @app.get("/api/agreements", response_class=Json, summary="Agreements and where they stand on a day")
    def api_agreements(
        request: Request, q: Words = "", state: State = "", on: On = "", known_on: KnownOn = "",
        start: Start = 0, after: After = "", limit: Limit = PAGE,
    ) -> Response:  # fmt: skip
        day, known, at = day_of(on) or site.today(), day_of(known_on), place(after)
        found = board(held.ledger(), day, q, state, site.display, known, start=start, after=at, size=limit)
        headers = {"X-Total-Count": str(found.found)}
        if found.last is not None:
            url = request.url.include_query_params(**next_place(found))
            headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
        opened = held.ledger()
        # of now, what is in memory for the lists serves here too
        links = links_of_rows(
            opened, (line.row for line in found.lines), known or opened.look_up().inventory.number
        )
        each = [
            {
                **_row_json(line.row),
                **entry_json(links.get(line.row.id)),
                "status": _standing_json(line, day),
            }
            for line in found.lines
        ]
        return Json(each, headers=headers)

    @app.get(
        "/api/agreements/{number}",
        response_class=Json,
        summary="One agreement: status with reasons, all its claims",
    )
    def api_agreement(number: Number, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = day_of(on) or site.today(), day_of(known_on)
        told = site.evidence(number, known)
        found = dossier(told, day, site.display)
        entry = entry_of(found.treaty)
        claims = [_claim_json(c, entry) for c in told.claims]
        status = status_to_json(found.status, site.display)
        recorded = recorded_json(found.treaty)
        return Json({**_row_json(told.row), **entry, "status": status, **recorded, "claims": claims})


def _row_json(row: AgreementRow) -> dict[str, Any]:
    return {
        "id": row.id, "name": row.name, "names": list(row.names), "parties": list(row.parties),
        "signed": row.signed, "claims": row.claims, "sources": row.sources, "last_step": row.last_step,
        "last_date": row.last_date,
    }  # fmt: skip


def _standing_json(line: Line, on: date) -> dict[str, Any]:
    """The fields of `status_to_json` that a list has: reasons, parties and dates are with the agreement."""
    found = line.standing
    return {
        "on": on.isoformat(), "status": found.headline.value, "state": found.state,
        "in_force": found.in_force, "summary": line.summary, "in_force_since": found.since,
        "in_force_until": found.until,
    }  # fmt: skip


def _document_json(document: StoredDocument) -> dict[str, Any]:
    return {
        "id": document.id, "doc": document.doc, "address": document.address, "publisher": document.publisher,
        "published": document.published_at or document.published, "title": document.title,
        "digest": document.digest, "claims": document.claims,
    }  # fmt: skip


def _claim_json(stored: StoredClaim, entry: dict[str, Any]) -> dict[str, Any]:
    told = claim_to_json(stored.believed)
    if told["agreement"] is not None:
        told["agreement"] |= entry
    return {
        "id": stored.id, "document": stored.document_id, "stands": stored.stands,
        "verdict": stored.verdict.kind.value if stored.verdict else None, "entered_by": stored.entered_by,
        "corrected_by": stored.corrected_by, "retracted_by": stored.retracted_by,
        **told,
    }  # fmt: skip
