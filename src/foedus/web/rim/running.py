"""How a board is run: under which path, for which other origins, what it tells those who look after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from foedus.errors import UsageError

Line = Mapping[str, object]
ANY: Final = "*"


class Exposed(StrEnum):
    """Whom /metrics answers."""

    OFF = "off"
    LOCAL = "local"  # who asks from this machine, and not through a proxy
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Running:
    """The settings of one board.

    `root` is the path of a proxy under which it is served, "" for none; `origins` are those whose pages may
    read the API ("*": all); `log` gets a line for each request, None for none; `embedders` are the sites that
    may show parts of it in a frame, as `foedus.web.agreements.embed.embedders` gives them.
    """

    root: str = ""
    origins: frozenset[str] = frozenset()
    metrics: Exposed = Exposed.OFF
    log: Callable[[Line], None] | None = None
    embedders: tuple[str, ...] = ()


def checked_origin(text: str) -> str:
    """An origin as browsers send it: https://example.org, or "*". Raises UsageError for what is none."""
    origin = text.strip().rstrip("/").lower()
    if origin == ANY:
        return ANY
    parts = urlsplit(origin)
    if (
        parts.scheme not in ("http", "https")
        or origin != f"{parts.scheme}://{parts.netloc}"
        or not parts.netloc
    ):
        raise UsageError(f"{text!r} is no origin: write it as https://example.org, or * for all")
    return origin
