"""The formats in which something is told: JSON, and CSV, Parquet, JSON-LD or iCalendar where they make sense.

The end of an address (.csv) asks for one, else the header Accept does, else it is JSON.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from foedus.exports.claims import write_csv
from foedus.exports.tables import parquet
from foedus.web.api.described import DOCUMENTED, faults
from foedus.web.base.answers import Json
from foedus.web.base.problems import Refused


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    JSONLD = "jsonld"
    ICS = "ics"


MEDIA: Final[Mapping[Format, str]] = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.JSONLD: "application/ld+json",
    Format.ICS: "text/calendar",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for CSV and Parquet: the columns with their types (int, str or bool), and the rows."""

    columns: Mapping[str, type]
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """What an address tells: its JSON, and what makes the other formats that it comes in."""

    body: Any
    table: Callable[[], Table] | None = None
    linked: Callable[[], dict[str, Any]] | None = None
    calendar: Callable[[], bytes] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self, request: Request) -> Response:
        """In the format that is asked for. Raises Refused (406) where it does not come in any of them."""
        offered = {Format.JSON: self._json}
        if self.table is not None:
            offered |= {Format.CSV: self._csv, Format.PARQUET: self._parquet}
        if self.linked is not None:
            offered[Format.JSONLD] = self._jsonld
        if self.calendar is not None:
            offered[Format.ICS] = self._ics
        found = offered[_asked(request, list(offered))]()
        found.headers.update({**self.headers, "Vary": "Accept"})
        return found

    def _json(self) -> Response:
        return Json(self.body)

    def _jsonld(self) -> Response:
        assert self.linked is not None
        return Json(self.linked(), media_type=MEDIA[Format.JSONLD])

    def _ics(self) -> Response:
        assert self.calendar is not None
        return Response(self.calendar(), media_type=MEDIA[Format.ICS])

    def _csv(self) -> Response:
        assert self.table is not None
        told, out = self.table(), io.StringIO(newline="")
        write_csv(out, list(told.columns), map(dict, told.rows))
        return Response(out.getvalue().encode("utf-8", "replace"), media_type=MEDIA[Format.CSV])

    def _parquet(self) -> Response:
        assert self.table is not None
        told = self.table()
        return Response(parquet(told.columns, told.rows), media_type=MEDIA[Format.PARQUET])


def _asked(request: Request, offered: Sequence[Format]) -> Format:
    path: str = getattr(request.scope.get("route"), "path", "")
    for form in offered:
        if path.endswith(f".{form}"):
            return form
    accept = request.headers.get("accept", "")
    best = max(offered, key=lambda form: (_quality(accept, MEDIA[form]), -offered.index(form)))
    if _quality(accept, MEDIA[best]) <= 0:
        raise Refused("not-acceptable", f"It comes as {', '.join(MEDIA[f] for f in offered)}.")
    return best


def _quality(accept: str, media: str) -> float:
    """How much a format is wanted, 0 to 1, by the nearest range of the header (RFC 9110, 12.5.1)."""
    if not accept.strip():
        return 1.0
    best = (-1, 0.0)
    for one in accept.split(","):
        kind, *params = (part.strip().lower() for part in one.split(";"))
        near = {media: 3, f"{media.partition('/')[0]}/*": 2, "*/*": 1}.get(kind, -1)
        if near > best[0]:
            best = (near, next((_number(p[2:]) for p in params if p.startswith("q=")), 1.0))
    return best[1]


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def offer(
    router: APIRouter, path: str, model: type, *forms: Format, tag: str, missing: bool = False
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Have a function answer at an address, in JSON of a model, and in other formats under their ends.

    `missing`: nothing may be there of that number or id.
    """

    def added(endpoint: Callable[..., Response]) -> Callable[..., Response]:
        known = faults(400, *([404] if missing else []), *([406] if forms else []), 500, 503)
        name, told = endpoint.__name__, (endpoint.__doc__ or "").strip().split("\n\n")
        more: dict[str, Any] = {"description": "\n\n".join(told[1:]) or None, "tags": [tag]}
        for form in forms:
            content = {MEDIA[form]: {"schema": DOCUMENTED[form]}}
            router.add_api_route(
                f"{path}.{form}", endpoint, response_class=Response, operation_id=f"{name}_{form}",
                summary=f"{told[0].rstrip('.')}: {form.upper()}",
                responses={200: {"description": "As asked.", "content": content}, **known}, **more,
            )  # fmt: skip
        content = {MEDIA[form]: {"schema": DOCUMENTED[form]} for form in forms}
        router.add_api_route(
            path, endpoint, response_model=model, response_class=Json, operation_id=name,
            summary=told[0].rstrip("."),
            responses={200: {"description": "As asked.", "content": content}, **known}, **more,
        )  # fmt: skip
        return endpoint

    return added
