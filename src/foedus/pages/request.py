"""One page to take apart: what is known of it beforehand, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one page or treaty.

    `size` in bytes as it comes in; `seconds` of processor time for the page and `memory` in bytes of the
    guarded process, whose libraries take up to 200 MB of it; `tokens` to be read for claims, words and signs
    as a parser counts them.
    """

    size: int = 20 << 20
    seconds: int = 10
    memory: int = 512 << 20
    tokens: int = 40_000


DEFAULT_LIMITS = Limits()
TREATY_LIMITS = Limits(size=30 << 20, seconds=15)  # the longest with all schedules stay below


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of a page beforehand; it wins over what the page tells.

    `encoding` is a codec of Python's library, "utf-8" for what came as text.
    """

    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    address: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One page to take apart: as news with what is `known` of it, as a treaty's text where that is None.

    `feed`: as a feed or a sitemap, whose address `doc` is.
    """

    doc: str
    known: Known | None
    limits: Limits
    feed: bool = False
