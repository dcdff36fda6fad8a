"""The documentation of the API as a page, made on the server from its description: no script, no network."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from foedus.web.api.openapi import document, resolved
from foedus.web.base.answers import Json
from foedus.web.base.problems import KINDS
from foedus.web.base.root import root_of
from foedus.web.base.site import Site

TAG: Final = "description"
_SCHEMAS: Final = "#/components/schemas/"


def add_docs(router: APIRouter, site: Site) -> None:
    """Add the description and the page."""

    @cache
    def found(root: str) -> dict[str, Any]:
        return document(router, root)

    @cache
    def view(root: str) -> dict[str, Any]:
        return page_of(found(root))

    @router.get(
        "/openapi.json", response_class=Json, operation_id="show_description", tags=[TAG],
        summary="The description of this API, OpenAPI 3.1",
        responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
    )  # fmt: skip
    def show_description(request: Request) -> Response:
        return Json(found(root_of(request.scope)))

    @router.get(
        "/docs", response_class=HTMLResponse, operation_id="show_documentation", tags=[TAG],
        summary="The documentation of this API, as a page",
    )  # fmt: skip
    def show_documentation(request: Request) -> Response:
        return site.pages.page("api.html", d=view(root_of(request.scope)), kinds=KINDS)


def page_of(found: dict[str, Any]) -> dict[str, Any]:
    """What the page shows: the addresses by tag, and the forms of answers."""
    schemas = found["components"]["schemas"]
    groups = []
    for tag in found["tags"]:
        each = [
            _operation(method, path, _whole(found, told))
            for path, methods in found["paths"].items()
            for method, told in methods.items()
            if told["tags"] == [tag["name"]]
        ]
        groups.append({**tag, "operations": _with_formats(each)})
    return {
        "description": found["info"]["description"].split("\n\n"), "groups": groups,
        "schemas": [_schema(name, schemas[name]) for name in sorted(schemas)],
    }  # fmt: skip


def _whole(found: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """An operation with what it refers to."""
    return {
        **told,
        "parameters": [resolved(found, p) for p in told.get("parameters", ())],
        "responses": {code: resolved(found, a) for code, a in told["responses"].items()},
    }


def _with_formats(each: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The addresses, those of other formats told with the one whose formats they are."""
    paths = {(one["method"], one["path"]): one for one in each}
    out = []
    for one in each:
        stem, dot, form = one["path"].rpartition(".")
        whole = paths.get((one["method"], stem)) if dot else None
        if whole is None:
            out.append(one)
        else:
            whole["formats"].append(f".{form}")
    return out


def _operation(method: str, path: str, told: dict[str, Any]) -> dict[str, Any]:
    body = told.get("requestBody", {}).get("content", {})
    return {
        "id": told["operationId"], "method": method.upper(), "path": path, "summary": told["summary"],
        "description": (told.get("description") or "").split("\n\n"), "formats": [],
        "parameters": [
            {
                "name": p["name"], "where": p["in"], "type": _kind(p["schema"]),
                "description": p.get("description") or p["schema"].get("description", ""),
                "default": p["schema"].get("default"), "required": p.get("required", False),
            }
            for p in told.get("parameters", ())
        ],
        "body": [(media, _kind(of["schema"]), _name(of["schema"])) for media, of in body.items()],
        "answers": [
            {
                "code": code, "description": answer["description"],
                "contents": [
                    (media, _kind(of.get("schema", {})), _name(of.get("schema", {})))
                    for media, of in answer.get("content", {}).items()
                ],
            }
            for code, answer in sorted(told["responses"].items())
        ],
    }  # fmt: skip


def _schema(name: str, told: dict[str, Any]) -> dict[str, Any]:
    required = told.get("required", ())
    return {
        "name": name, "description": told.get("description", ""),
        "fields": [
            {
                "name": field, "type": _kind(of), "ref": _name(of), "required": field in required,
                "description": of.get("description", ""),
                "example": next(iter(of.get("examples", ())), None),
            }
            for field, of in told.get("properties", {}).items()
        ],
    }  # fmt: skip


def _name(schema: dict[str, Any]) -> str | None:
    """The form that a field holds, or holds a list of."""
    for inner in (schema, schema.get("items", {}), *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in inner:
            ref: str = inner["$ref"]
            return ref.removeprefix(_SCHEMAS)
    return None


def _kind(schema: dict[str, Any]) -> str:
    """A type in words: "list of string", "string or null", "one of in, out"."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_SCHEMAS)
    if "enum" in schema:
        return "one of " + ", ".join(repr(v) if v == "" else str(v) for v in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    for key in ("anyOf", "allOf", "oneOf"):
        if key in schema:
            return " or ".join(map(_kind, schema[key]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    kind = schema.get("type", "any")
    form = schema.get("format")
    return f"{kind} ({form})" if form else str(kind)
