"""Agreements of the ledger: a list, one, its claims, its timeline, how its status turns."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from foedus.exports.jsonld import agreement_jsonld, agreements_jsonld
from foedus.law.turning import Held
from foedus.names.written import one_party
from foedus.publish.calendar import calendar
from foedus.record.as_json import fact_json
from foedus.record.entries import links_of_rows
from foedus.record.history import history
from foedus.record.linked import entry_json, entry_of
from foedus.web.api.asking import Agreements, AsKnown, Number, OnDay
from foedus.web.api.formats import Format, Table, Told, offer
from foedus.web.api.paging import links, next_link, part, place_of
from foedus.web.api.schemas.agreements import Agreement, History, Line, Status, Timeline
from foedus.web.api.schemas.common import PartOfList
from foedus.web.api.told import (
    agreements_table,
    claim_json,
    claims_table,
    outline_json,
    row_json,
    standing_json,
)
from foedus.web.base.problems import Refused
from foedus.web.base.root import root_of
from foedus.web.base.site import Site
from foedus.web.board.facets import LOOKED, Question, narrowed
from foedus.web.board.records import Board, board, dossier
from foedus.wording.as_json import status_to_json
from foedus.wording.recorded import recorded_json
from foedus.wording.words import Namer

TAG: Final = "agreements"
_TURNS: Final = 200  # of a status before and after the day asked
_FACTS: Final = {
    "kind": str, "what": str, "actors": str, "date": str, "certainty": str, "sources": int,
    "contradiction": str, "claims": str,
}  # fmt: skip
_STRETCHES: Final = {
    "first": str, "last": str, "status": str, "state": str, "in_force": bool, "summary": str,
    "in_force_since": str, "in_force_until": str,
}  # fmt: skip


def add_agreements(router: APIRouter, site: Site) -> None:
    """Add the addresses under /agreements."""
    held, display = site.held, site.display

    @offer(router, "/agreements", PartOfList[Line], Format.CSV, Format.PARQUET, Format.JSONLD, tag=TAG)
    def list_agreements(request: Request, ask: Annotated[Agreements, Query()]) -> Response:
        """Agreements and where they stand on a day.

        Without words the last to have got a claim come first, with some those with the most claims. A part
        may have fewer than `limit`, and none at all, where it filters: go on as long as there is a next one.
        Where it is narrowed by kind, region, year, party or source, or put in an order, the first 2,000
        agreements that the words fit are looked at; `total` is null where there are more.
        """
        ledger, day = held.ledger(), ask.on or site.today()
        known = ledger.known_at(ask.known_on)
        found, total, place = _found(site, ask, day, known)
        later = None if place is None else next_link(request, known, *place)
        told = links_of_rows(ledger, (line.row for line in found.lines), known)
        items = [
            {
                **row_json(line.row), **entry_json(told.get(line.row.id)),
                "status": standing_json(line.standing, line.summary, day),
            }
            for line in found.lines
        ]  # fmt: skip
        body = part(known, day.isoformat(), items, total, later)
        entries = {number: link.entry for number, link in told.items()}
        return Told(
            body,
            table=lambda: agreements_table(found.lines, entries),
            linked=lambda: agreements_jsonld(body["items"], root_of(request.scope)),
            headers=links(request, later),
        ).answer(request)

    @offer(
        router, "/agreements/{number}", Agreement, Format.CSV, Format.PARQUET, Format.JSONLD, Format.ICS,
        tag=TAG, missing=True,
    )  # fmt: skip
    def show_agreement(request: Request, number: Number, ask: Annotated[OnDay, Query()]) -> Response:
        """One agreement: status with reasons, what registries record, all its claims.

        As a table it is its claims, as a calendar the dates to come.
        """
        day = ask.on or site.today()
        evidence = site.evidence(number, ask.known_on)
        found = dossier(evidence, day, display)
        entry = entry_of(found.treaty)
        body = {
            **row_json(evidence.row), **entry,
            "status": status_to_json(found.status, display), **recorded_json(found.treaty),
            "claims": [claim_json(c, entry) for c in evidence.claims],
        }  # fmt: skip
        return Told(
            body,
            table=lambda: claims_table(held.ledger(), evidence.claims, ask.known_on),
            linked=lambda: agreement_jsonld(
                body,
                evidence.claims,
                evidence.documents,
                held.ledger().document_text,
                root_of(request.scope),
            ),
            calendar=lambda: calendar([(evidence.row.name, found.status.dates)], day.isoformat(), display),
        ).answer(request)

    @offer(router, "/agreements/{number}/status", Status, tag=TAG, missing=True)
    def show_status(request: Request, number: Number, ask: Annotated[OnDay, Query()]) -> Response:
        """Where one agreement stands on a day, and why."""
        found = dossier(site.evidence(number, ask.known_on), ask.on or site.today(), display)
        return Told(status_to_json(found.status, display)).answer(request)

    @offer(
        router, "/agreements/{number}/timeline", Timeline, Format.CSV, Format.PARQUET, tag=TAG, missing=True
    )
    def show_timeline(request: Request, number: Number, ask: Annotated[AsKnown, Query()]) -> Response:
        """One agreement's facts in order of time, each with the sides of a contradiction.

        Claims of many articles about one step are one fact; reprints of one text count as one source.
        """
        evidence = site.evidence(number, ask.known_on)
        facts = [fact_json(fact, evidence.row.id) for fact in evidence.facts]
        body = {
            "agreement_id": evidence.row.id, "name": evidence.row.name,
            "known_at": held.ledger().known_at(ask.known_on), "facts": facts,
        }  # fmt: skip
        return Told(body, table=lambda: Table(_FACTS, [_flat_fact(f) for f in facts])).answer(request)

    @offer(router, "/agreements/{number}/history", History, Format.CSV, Format.PARQUET, tag=TAG, missing=True)
    def show_history(request: Request, number: Number, ask: Annotated[OnDay, Query()]) -> Response:
        """How one agreement's status turns over the days, by all that is known.

        What was known on a past day is asked with `known_on`; `on` is the day around which turns are looked
        for, 200 before and after it.
        """
        day = ask.on or site.today()
        evidence = site.evidence(number, ask.known_on)
        treaty = dossier(evidence, day, display).treaty
        turns = [_stretch(one, display) for one in history(treaty, day, most=_TURNS)]
        body = {
            "agreement_id": evidence.row.id, "name": evidence.row.name,
            "known_at": held.ledger().known_at(ask.known_on), "stretches": turns,
        }  # fmt: skip
        return Told(body, table=lambda: Table(_STRETCHES, turns)).answer(request)


def code_of(text: str) -> str:
    """The code of the party that somebody writes. Raises Refused for what is none."""
    found = one_party(text)
    if found is None:
        raise Refused(
            "cannot-be-asked", f"party {text[:60]!r} is not one state or organisation known: write its code."
        )
    return found


def _found(
    site: Site, ask: Agreements, day: date, known: int
) -> tuple[Board, int | None, tuple[int, ...] | None]:
    """The part of the list, how many fit, and the place where the next part begins."""
    choices = {
        "state": ask.state, "kind": ask.kind, "region": ask.region, "year": ask.year,
        "party": code_of(ask.party) if ask.party else "", "source": ask.source,
    }  # fmt: skip
    question, ledger = Question(ask.q, choices, ask.since, ask.order), site.held.ledger()
    if question.narrows:
        (start,) = place_of(ask.cursor, 1) or (0,)
        more = narrowed(ledger, day, question, site.display, known, start=max(start, 0), size=ask.limit)
        total = more.fitting if more.looked < LOOKED else None
        return more.board, total, None if more.board.stop is None else (more.board.stop,)
    at = place_of(ask.cursor, 3)
    found = board(
        ledger, day, ask.q, ask.state, site.display, known,
        start=max(at[0], 0) if at else 0, after=(at[1], at[2]) if at else None, size=ask.limit,
    )  # fmt: skip
    return found, found.found, None if found.last is None else (found.stop or 0, *found.last)


def _stretch(one: Held, name: Namer) -> dict[str, Any]:
    first = None if one.first == date.min else one.first.isoformat()
    last = None if one.last >= date(9999, 12, 30) else one.last.isoformat()
    return {"first": first, "last": last, **outline_json(one.outline, name)}


def _flat_fact(told: dict[str, Any]) -> dict[str, Any]:
    claims = [str(number) for side in told["sides"] for number in side["claims"]]
    return {
        **{key: told[key] for key in _FACTS if key in told},
        "actors": " ".join(told["actors"]),
        "claims": " ".join(claims),
    }
