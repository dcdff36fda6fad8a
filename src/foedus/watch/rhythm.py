"""How often a source is asked: between five minutes and a day, by its own rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise
from statistics import median
from typing import Final

SHORTEST: Final = 300.0  # seconds
LONGEST: Final = 86_400.0
FIRST: Final = 1_800.0  # before anything is known of a source
REVISITS: Final = (86_400.0, 7 * 86_400.0)  # a page is looked at again after a day and after a week
TRIES: Final = 5  # of a page that cannot be had
_FASTER: Final = 0.6  # where something new was found
_SLOWER: Final = 1.4  # where nothing was
_SAMPLE: Final = 20  # entries by whose times a rhythm is told
_SPREAD: Final = 0.1  # so that a thousand sources added at once do not fall due at once


def next_interval(interval: float, new: int, times: Sequence[float] = ()) -> float:
    """Seconds until a source is asked again, after it listed `new` entries that were not known.

    `times` are those at which its entries were published (seconds since 1970, any order): where there are
    five or more, half of the usual time between two of them pulls the interval its way.
    """
    told = interval * (_FASTER if new else _SLOWER)
    latest = sorted(times, reverse=True)[:_SAMPLE]
    if len(latest) >= 5:
        gaps = [a - b for a, b in pairwise(latest)]
        told = (told + median(gaps) / 2) / 2
    return min(max(told, SHORTEST), LONGEST)


def backoff(interval: float, failures: int, retry_after: float | None = None) -> float:
    """Seconds until a source is asked again that failed so many times in a row, twice as long each time."""
    waits = interval * 2.0 ** min(failures, 10)
    return min(max(waits, retry_after or 0.0, SHORTEST), LONGEST)


def spread(address: str, interval: float) -> float:
    """The interval, up to a tenth longer or shorter by the address, the same for each address always."""
    share = blake2b(address.encode(), digest_size=2).digest()
    part = int.from_bytes(share, "big") / 65_535  # 0 to 1
    return interval * (1 + _SPREAD * (2 * part - 1))
