"""The API's description, OpenAPI 3.1: `python -m foedus.web.api > docs/openapi.json` writes it.

It has what the addresses declare, without what FastAPI adds of its own: faults of ours are problem details.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from jinja2 import Environment
from pydantic.json_schema import models_json_schema

from foedus.ledger import open_ledger
from foedus.ledger.held import HeldLedger
from foedus.web.api.described import Problem
from foedus.web.base.answers import Pages
from foedus.web.base.problems import MEDIA
from foedus.web.base.site import Site

Json = dict[str, Any]

_SUMMARY: Final = "The record of agreements between states, as data."
_DESCRIPTION: Final = """\
Every answer is as of a day (`on`, today by default) and of what was known then (`known_on`: a day, or the \
number of an entry of the ledger; by default all that is known). Dates are EDTF where a source tells no more \
than a month or a year. `in_force` is null where the record does not tell.

Lists come in parts: the Link header (rel=next), and `next` in the body, lead to the next part, of the same \
state of the ledger. An ETag tells one state of one answer; send it as If-None-Match and an answer that you \
have is 304. HEAD is answered wherever GET is. Where an address ends in .csv, .parquet, .jsonld or .ics it \
comes in that format; the header Accept asks for the same. Unknown parameters are refused. Faults are \
problem details (RFC 9457)."""
_TAGS: Final = (
    ("agreements", "Agreements of the ledger: what pages tell of, joined with what the register knows."),
    ("evidence", "Claims with their passages and verdicts, and the pages they stand on."),
    ("register", "Known agreements, before any news."),
    ("parties", "States and organisations, and what binds them."),
    ("search", "What fits some words."),
    ("news", "What changed, and the stories of a day."),
    ("review", "What reviewers write: each is an entry of the ledger in the person's name."),
    ("reconciliation", "For OpenRefine and others: which agreement or state a cell means (API 0.2)."),
    ("description", "This description, and the documentation made of it."),
)  # fmt: skip


def document(router: APIRouter, root: str = "") -> Json:
    """The description of the addresses of a router, served under a path."""
    made = FastAPI()
    made.include_router(router)
    found = get_openapi(
        title="foedus", version="1", summary=_SUMMARY, description=_DESCRIPTION, routes=made.routes,
        tags=[{"name": name, "description": said} for name, said in _TAGS],
        servers=[{"url": f"{root}/"}], license_info={"name": "MIT", "identifier": "MIT"},
    )  # fmt: skip
    schemas = found["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    _, more = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    schemas |= more["$defs"]
    for method, operation in _operations(found):
        _mend(method, operation)
    _share(found)
    found["components"]["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "An API key (`foedus users key add`)."}
    }
    used = {tag for _, operation in _operations(found) for tag in operation["tags"]}
    found["tags"] = [tag for tag in found["tags"] if tag["name"] in used]
    return found


def _operations(found: Json) -> Iterator[tuple[str, Json]]:
    for path in found["paths"].values():
        yield from path.items()


def _mend(method: str, operation: Json) -> None:
    """Takes out what is never answered, and tells what every answer has."""
    operation["responses"].pop("422", None)
    for parameter in operation.get("parameters", ()):
        parameter["schema"].pop("title", None)
    if method != "get":
        return
    told = operation["responses"].get("200")
    if told is not None:
        told["headers"] = {"ETag": {"description": "Strong: the same bytes.", "schema": {"type": "string"}}}
        if any(p["name"] == "cursor" for p in operation.get("parameters", ())):
            told["headers"]["Link"] = {
                "description": "rel=first, and rel=next where there is more.", "schema": {"type": "string"},
            }  # fmt: skip
        operation["responses"]["304"] = {"description": "It is as the ETag of If-None-Match has it."}


def _share(found: Json) -> None:
    """Has faults, and parameters that many addresses have, told once."""
    components = found["components"]
    responses, parameters = components.setdefault("responses", {}), components.setdefault("parameters", {})
    for _, operation in _operations(found):
        for code, answer in operation["responses"].items():
            if MEDIA in answer.get("content", {}) or code == "304":
                name = f"Problem{code}" if code != "304" else "NotModified"
                responses[name] = answer
                operation["responses"][code] = {"$ref": f"#/components/responses/{name}"}
        for n, parameter in enumerate(operation.get("parameters", ())):
            free = (k for k in _names(parameter["name"]) if parameters.setdefault(k, parameter) == parameter)
            name = next(free)
            operation["parameters"][n] = {"$ref": f"#/components/parameters/{name}"}


def _names(name: str) -> Iterator[str]:
    """Names for one parameter and others that are called the same: limit, limit-2."""
    yield name
    yield from (f"{name}-{n}" for n in count(2))


def resolved(found: Json, told: Json) -> Json:
    """What a reference stands for; what is none as it is."""
    if "$ref" not in told:
        return told
    _, _, kind, name = told["$ref"].split("/")
    inner: Json = found["components"][kind][name]
    return inner


def described(router_of: Callable[[Site], APIRouter]) -> Json:
    """The description of the API of a board on an empty ledger: it is the same for every board."""
    with TemporaryDirectory() as folder:
        where = Path(folder) / "ledger.db"
        open_ledger(where).close()
        held = HeldLedger(str(where))
        try:
            return document(router_of(Site(held, Pages(Environment()), date.today, str)))
        finally:
            held.ledger().close()


def written(found: Json) -> str:
    """As it is kept."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
