"""Parts of lists: a cursor says where the next part begins, and a Link header leads to it (RFC 8288).

The link to the next part also names the entry of the ledger up to which this one was known, so that a walk
through a list is of one state of the ledger, whatever is added meanwhile.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import Request

from foedus.web.base.problems import Refused
from foedus.web.base.root import root_of

_LARGEST: Final = 2**53


def cursor_of(*place: int) -> str:
    """The cursor for a place in an order."""
    return urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def place_of(cursor: str, size: int) -> tuple[int, ...] | None:
    """The place that a cursor holds, `size` numbers; None for no cursor.

    Raises Refused for what foedus did not make.
    """
    if not cursor:
        return None
    try:
        told = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, Error, RecursionError):
        told = None
    fits = isinstance(told, list) and len(told) == size and all(type(n) is int for n in told)
    if not fits or any(abs(n) > _LARGEST for n in told):
        raise Refused("bad-parameter", f"cursor {cursor[:60]!r}: take the link with rel=next as it stands.")
    return tuple(told)


def next_link(request: Request, known: int, *place: int) -> str:
    """The address of the next part, after a place in the order, as known at an entry."""
    asked = [(k, v) for k, v in _asked(request) if k not in ("cursor", "known_on")]
    if known:
        asked.append(("known_on", str(known)))
    return f"{_path(request)}?{urlencode([*asked, ('cursor', cursor_of(*place))])}"


def _path(request: Request) -> str:
    return root_of(request.scope) + request.url.path


def _asked(request: Request) -> list[tuple[str, str]]:
    return parse_qsl(request.url.query, keep_blank_values=True)


def links(request: Request, later: str | None) -> dict[str, str]:
    """The Link header of a part of a list."""
    first = urlencode([(k, v) for k, v in _asked(request) if k != "cursor"])
    each = [f'<{_path(request)}{"?" + first if first else ""}>; rel="first"']
    if later is not None:
        each.append(f'<{later}>; rel="next"')
    return {"Link": ", ".join(each)}


def part(
    known_at: int, on: str | None, items: list[Any], total: int | None, later: str | None
) -> dict[str, Any]:
    """A part of a list as the API tells it."""
    return {"on": on, "known_at": known_at, "total": total, "items": items, "next": later}
