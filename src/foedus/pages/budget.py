"""How much of a page is read: so many tokens, counted about as a parser counts them, and no more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from foedus.model import Block, Role

READ = frozenset({Role.HEADLINE, Role.SUMMARY, Role.BODY, Role.DATELINE, Role.CORRECTION})
# a word, or twenty letters of one that is too long to be any; each sign by itself
_TOKEN = re.compile(r"\w{1,20}|[^\w\s]")
_WIDEST = 40  # characters of layout and text that a token may take


def within(text: str, tokens: int) -> str:
    """The beginning of a text, long enough for so many tokens of any prose."""
    return text[: tokens * _WIDEST]


def cut(text: str, blocks: Iterable[Block], tokens: int) -> tuple[tuple[Block, ...], bool]:
    """The blocks up to so many tokens of what is read, and whether that left any out. Linear time."""
    kept: list[Block] = []
    left = tokens
    for block in blocks:
        if block.role not in READ:
            kept.append(block)
            continue
        found = _TOKEN.finditer(text, block.start, block.end)
        ends = [m.end() for m in itertools.islice(found, left)]
        if next(found, None) is not None:
            if ends:
                kept.append(Block(block.start, ends[-1], block.role))
            return tuple(kept), True
        left -= len(ends)
        kept.append(block)
    return tuple(kept), False
