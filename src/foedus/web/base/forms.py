"""What a form of the board sends: taken only from a page of the board itself, and within limits.

That a page elsewhere cannot post in a reader's or a reviewer's name follows from what every browser says of
where a post comes from (Sec-Fetch-Site, Origin). So no token is needed, and forms work without JavaScript.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlsplit

from fastapi import HTTPException, Request

_LARGEST: Final = 64 << 10  # bytes of a form
_FIELDS: Final = 20
_FORM: Final = "application/x-www-form-urlencoded"


def from_own_page(request: Request) -> bool:
    """Whether a post comes from a page of the board, as its browser says; False where it says nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc == request.headers.get("host") != ""
    except ValueError:
        return False


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name. Raises HTTPException for what is no form of the board."""
    return dict(await posted_pairs(request))


async def posted_pairs(request: Request, most: int = _FIELDS) -> list[tuple[str, str]]:
    """The same, every field in its order, at `most` so many: a box that is ticked comes once for each."""
    if not from_own_page(request):
        raise HTTPException(403, "This was sent from another site's page: write on the board's own page.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, "This is not the form of the board.")
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > _LARGEST:
            raise HTTPException(413, "This is too long: shorten it.")
    try:
        return parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=most)
    except ValueError:
        raise HTTPException(400, "This is not the form of the board.") from None
