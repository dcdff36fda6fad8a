"""What the API's description says alike of every address: its faults, and formats that are no JSON."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel, Field

from foedus.web.base.problems import KINDS, MEDIA


class Problem(BaseModel):
    """Problem details (RFC 9457): `type` leads to what the documentation says of such a fault."""

    type: str = Field(examples=["/api/v1/docs#problem-not-found"])
    title: str = Field(examples=["Not found here"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no agreement 999 in this ledger."])
    instance: str = Field(description="The address that was asked.", examples=["/api/v1/agreements/999"])


#: What the description says of formats by their ends.
DOCUMENTED: Final[dict[str, dict[str, Any]]] = {
    "csv": {"type": "string", "description": "RFC 4180 with a heading; no cell is run as a formula."},
    "parquet": {"type": "string", "format": "binary", "description": "One table with typed columns."},
    "jsonld": {
        "type": "object",
        "description": "Web Annotation selectors for passages, PROV terms for sources and verdicts.",
        "required": ["@context"],
        "properties": {"@context": {}},
    },
    "ics": {"type": "string", "description": "iCalendar (RFC 5545)."},
}


def faults(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The faults of an address, as its description lists them."""
    out: dict[int | str, dict[str, Any]] = {}
    for code in codes:
        said = " / ".join(kind.title for kind in KINDS if kind.status == code)
        out[code] = {
            "description": f"{said}.",
            "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return out
