"""Faults of the API as problem details (RFC 9457), each of a kind that the documentation explains."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from fastapi import HTTPException, Request

from foedus.web.base.root import root_of

API: Final = "/api/v1"
MEDIA: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: its name in addresses, its status, what it is called, and what to do about it."""

    id: str
    status: int
    title: str
    advice: str


KINDS: Final = (
    Kind("bad-parameter", 400, "A parameter cannot be understood", "The detail names it and says what fits."),
    Kind(
        "unknown-parameter", 400, "There is no such parameter",
        "A parameter with a typing error would otherwise be passed over in silence. The detail names it.",
    ),
    Kind(
        "cannot-be-asked", 400, "That cannot be asked",
        "The question as a whole does not fit: a query of too many words, a state that is none, a span of"
        " days that ends before it begins. The detail says which.",
    ),
    Kind(
        "log-in-needed", 401, "Log in, or send an API key",
        "Send the header Authorization: Bearer with a key that an administrator made.",
    ),
    Kind(
        "not-allowed", 403, "This is not allowed",
        "The role of the key does not allow it, or the request came from a page of another site.",
    ),
    Kind("not-found", 404, "Not found here", "Nothing of that number, id or address is there, as known."),
    Kind(
        "method-not-allowed", 405, "The address does not take this method",
        "The header Allow of the answer lists the methods that it takes.",
    ),
    Kind(
        "not-acceptable", 406, "It does not come in this format",
        "Ask for one of the formats that the detail names, by the header Accept or the end of the address.",
    ),
    Kind(
        "conflict", 409, "It cannot be done as things stand",
        "Somebody else came first, or it was done already: look at the present state and decide anew.",
    ),
    Kind(
        "changed-meanwhile", 412, "It has changed since it was looked at",
        "What the header If-Match names is not the present state: read it again and decide anew.",
    ),
    Kind("too-long", 413, "The request is too long", "Send less at once."),
    Kind("not-json", 415, "The request is in no form that is taken", "Send what the description lists."),
    Kind("too-often", 429, "Too many requests", "Wait as long as the header Retry-After says, or a minute."),
    Kind("failed", 500, "foedus failed", "The server's own output says where. It is a fault of foedus."),
    Kind("no-ledger", 503, "The ledger cannot be read", "Try again later; /ready says when it can be."),
)  # fmt: skip
_BY_ID: Final = {kind.id: kind for kind in KINDS}
_BY_STATUS: Final = {kind.status: kind for kind in reversed(KINDS)} | {400: _BY_ID["cannot-be-asked"]}


class Refused(HTTPException):
    """A fault of a kind of its own, where its status alone does not tell it."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(_BY_ID[kind].status, detail)
        self.kind = kind


def is_api(request: Request) -> bool:
    """Whether a request asks the API, whose faults are problem details."""
    return request.url.path.startswith("/api/")


def problem(request: Request, code: int, text: str, kind: str | None = None) -> dict[str, object]:
    """The problem details of a fault; `type` leads to what the documentation says of its kind."""
    found = _BY_ID.get(kind or "") or _BY_STATUS.get(code)
    root = root_of(request.scope)
    return {
        "type": f"{root}{API}/docs#problem-{found.id}" if found else "about:blank",
        "title": found.title if found else HTTPStatus(code).phrase,
        "status": code,
        "detail": text,
        "instance": root + request.url.path,
    }
