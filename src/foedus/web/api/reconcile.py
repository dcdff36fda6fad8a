"""The reconciliation service API 0.2 for OpenRefine and others: which agreement or party a cell means."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from foedus.names.written import one_party
from foedus.web.api.asking import Nothing, Text
from foedus.web.api.candidates import TYPES, Candidate, Cell, candidates, one
from foedus.web.api.described import faults
from foedus.web.api.parties import parties_called
from foedus.web.api.schemas.reconcile import Answers, ManifestOrAnswers, Suggested
from foedus.web.base.answers import Json
from foedus.web.base.problems import API, Refused
from foedus.web.base.root import root_of
from foedus.web.base.site import Site

TAG: Final = "reconciliation"
_AT: Final = f"{API}/reconcile"
_MOST: Final = 25  # candidates of one cell
_AT_ONCE: Final = 50  # cells
_SIZE: Final = (430, 160)  # of a preview, pixels
_FRAMED: Final = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
_PAGES: Final = {"agreement": "agreement", "entry": "entry", "party": "party"}


class _Property(BaseModel):
    """What another column of the row says: `party`, or `year` (of signature)."""

    pid: str
    v: Any = None


class _Query(BaseModel):
    """One query of a batch."""

    query: str = Field(max_length=5000)
    type: str | list[str] | None = None
    limit: int = 5
    properties: list[_Property] = Field([], max_length=20)


_BATCH: Final = TypeAdapter(dict[str, _Query])
Id = Annotated[str, InPath(max_length=240, description="The id of a candidate.", examples=["agreement-1"])]


class Batch(Nothing):
    """A batch of cells."""

    queries: str = Field(
        "", max_length=100_000, description="A batch of queries as JSON; without it the manifest is told.",
        examples=['{"q0": {"query": "New START", "type": "entry"}}'],
    )  # fmt: skip


class Prefix(Nothing):
    """The beginning of a name."""

    prefix: Text = Field(description="The beginning of a name, as it is typed.", examples=["nor"])
    type: Literal["", "agreement", "entry", "party"] = Field("", description="Only this type.")


def add_reconcile(router: APIRouter, site: Site) -> None:
    """Add the service."""

    def answered(text: str) -> Response:
        ledger = site.held.ledger()
        told = {
            name: {"result": [_candidate(c, match) for c, match in candidates(ledger, _cell(q), _limit(q))]}
            for name, q in _batch(text).items()
        }
        return Json(told)

    @router.get(
        "/reconcile", response_class=Json, response_model=ManifestOrAnswers, tags=[TAG],
        operation_id="reconcile", summary="The service's manifest, or what a batch of cells may mean",
        responses=faults(400, 500, 503),
    )  # fmt: skip
    def show_manifest(request: Request, ask: Annotated[Batch, Query()]) -> Response:
        return answered(ask.queries) if ask.queries else Json(_manifest(site, request))

    @router.post(
        "/reconcile", response_class=Json, response_model=Answers, tags=[TAG],
        operation_id="reconcile_batch", summary="What a batch of cells may mean", openapi_extra=_FORM,
        responses=faults(400, 413, 500, 503),
    )  # fmt: skip
    async def reconcile(request: Request, _: Annotated[Nothing, Query()]) -> Response:
        text = (await request.body()).decode("utf-8", "replace")
        try:
            fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=20))
        except ValueError:
            fields = {}
        return await run_in_threadpool(answered, fields.get("queries", ""))

    @router.get(
        "/reconcile/suggest/entity", response_class=Json, response_model=Suggested, tags=[TAG],
        operation_id="suggest", summary="What has a name that begins so", responses=faults(400, 500, 503),
    )  # fmt: skip
    def suggest(ask: Annotated[Prefix, Query()]) -> Response:
        types = frozenset([ask.type]) if ask.type else frozenset()
        found = [c for c, _ in candidates(site.held.ledger(), Cell(ask.prefix, types), _MOST)]
        told = {c.id: _suggestion(c.id, c.name, c.description, c.type) for c in found}
        if ask.prefix.strip() and ask.type in ("", "party"):
            for party in parties_called(ask.prefix)[:_MOST]:
                id_ = f"party-{party['code']}"
                told.setdefault(id_, _suggestion(id_, party["name"], party["code"], "party"))
        return Json({"result": list(told.values())[:_MOST]})

    @router.get(
        "/reconcile/preview/{id_}", response_class=HTMLResponse, tags=[TAG], operation_id="preview",
        summary="What a candidate is, as a small page to be framed", responses=faults(400, 404, 500, 503),
    )  # fmt: skip
    def preview(id_: Id, _: Annotated[Nothing, Query()]) -> Response:
        answer = site.pages.page("reconcile.html", c=found(id_), type=TYPES[found(id_).type])
        answer.headers["content-security-policy"] = _FRAMED
        return answer

    @router.get(
        "/reconcile/view/{id_}", response_class=RedirectResponse, status_code=303, tags=[TAG],
        operation_id="view", summary="The page of a candidate", responses=faults(400, 404, 500, 503),
    )  # fmt: skip
    def view(id_: Id, _: Annotated[Nothing, Query()]) -> Response:
        candidate = found(id_)
        own = candidate.id.partition("-")[2]
        return RedirectResponse(f"/{_PAGES[candidate.type]}/{own}", 303)

    def found(id_: str) -> Candidate:
        candidate = one(site.held.ledger(), id_)
        if candidate is None:
            raise HTTPException(404, f"There is no {id_[:200]} here.")
        return candidate


_FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["queries"],
                    "properties": {
                        "queries": {"type": "string", "description": "A batch of queries as JSON."}
                    },
                },
                "example": {"queries": '{"q0": {"query": "New START"}}'},
            }
        },
    }
}


def _batch(text: str) -> dict[str, _Query]:
    try:
        found = _BATCH.validate_json(text)
    except ValidationError:
        raise Refused("bad-parameter", 'queries: write it as {"q0": {"query": "New START"}}.') from None
    if len(found) > _AT_ONCE:
        raise Refused("cannot-be-asked", f"queries: at most {_AT_ONCE} at once.")
    return found


def _cell(asked: _Query) -> Cell:
    types = [asked.type] if isinstance(asked.type, str) else asked.type or []
    said = {p.pid: p.v for p in asked.properties if isinstance(p.v, str | int)}
    party = one_party(str(said["party"])) if "party" in said else None
    year = str(said["year"])[:4] if "year" in said else None
    return Cell(asked.query, frozenset(types), frozenset([party] if party else []), year)


def _limit(asked: _Query) -> int:
    return min(max(asked.limit, 1), _MOST)


def _kind(type_: str) -> dict[str, str]:
    return {"id": type_, "name": TYPES[type_]}


def _candidate(found: Candidate, match: bool) -> dict[str, Any]:
    return {
        "id": found.id, "name": found.name, "description": found.description, "type": [_kind(found.type)],
        "score": found.score, "match": match,
    }  # fmt: skip


def _suggestion(id_: str, name: str, description: str, type_: str) -> dict[str, Any]:
    return {"id": id_, "name": name, "description": description, "notable": [_kind(type_)]}


def _manifest(site: Site, request: Request) -> dict[str, Any]:
    board = site.public or str(request.base_url).rstrip("/") + root_of(request.scope)
    base = board + _AT
    width, height = _SIZE
    return {
        "versions": ["0.2"],
        "name": "foedus",
        "identifierSpace": f"{base}/view/",
        "schemaSpace": f"{board}{API}/docs#tag-{TAG}",
        "defaultTypes": [_kind(type_) for type_ in TYPES],
        "view": {"url": f"{base}/view/{{{{id}}}}"},
        "preview": {"url": f"{base}/preview/{{{{id}}}}", "width": width, "height": height},
        "suggest": {"entity": {"service_url": base, "service_path": "/suggest/entity"}},
        "batchSize": _AT_ONCE,
    }
