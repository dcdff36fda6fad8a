"""robots.txt, as RFC 9309 has it: what a site forbids our agent, and how long it asks us to wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from foedus.errors import AddressRefused, FetchError, Unwelcome
from foedus.watch.address import Target
from foedus.watch.fetch import Fetched

HOLDS: Final = 86_400.0  # seconds: a day (RFC 9309, 2.4)
AGENT: Final = "foedus"
_LONGEST: Final = 500 << 10  # bytes that are read (RFC 9309, 2.5)
_LONGEST_DELAY: Final = 30.0  # seconds; a site that asks for more is asked rarely anyway

Fetch = Callable[[str], Awaitable[Fetched]]


async def robots(fetch: Fetch, origin: str) -> str | None:
    """The robots.txt of an origin, "" where it has none; None where it cannot be had, which forbids all."""
    try:
        found = await fetch(f"{origin}/robots.txt")
    except Unwelcome as error:
        return None if error.retry_after is not None else ""
    except AddressRefused:
        raise
    except FetchError:
        return None
    return found.body[:_LONGEST].decode("utf-8", "replace")


def allowed(text: str | None, target: Target) -> bool:
    """Whether a robots.txt lets our agent have an address."""
    if text is None:
        return False
    if not text.strip():
        return True
    from protego import Protego  # noqa: PLC0415

    return bool(Protego.parse(text).can_fetch(target.url, AGENT))


def delay(text: str | None) -> float:
    """Seconds between two requests that a robots.txt asks for, 0 where it asks for none."""
    if not text or "delay" not in text.lower():
        return 0.0
    from protego import Protego  # noqa: PLC0415

    told = Protego.parse(text).crawl_delay(AGENT)
    return min(float(told), _LONGEST_DELAY) if told else 0.0
