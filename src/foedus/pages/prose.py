"""Where an HTML tree tells something in sentences, and how much of it stands below each element."""

from __future__ import annotations

import re
from typing import Any

BLOCKS = frozenset(
    "p div section article main header footer aside nav form table tbody thead tr td th ul ol li dl dd dt "
    "blockquote pre h1 h2 h3 h4 h5 h6 figure fieldset center body html".split()
)
_SENTENCE = re.compile(r"[.!?][\"'\u201d\u2019)\]]*(?:\s|$)")
_SHORTEST = 40  # characters of a paragraph that tells something


def fold(text: str) -> str:
    """A text for comparing: white space and case do not count."""
    return " ".join(text.split()).lower()


def text_of(element: Any) -> str:
    """The text of an element in one line."""
    return " ".join(element.text_content().split())


def is_prose(text: str) -> bool:
    """Whether a text is told in sentences."""
    return len(text) >= _SHORTEST and _SENTENCE.search(text) is not None


def prose_below(tree: Any) -> dict[Any, int]:
    """For each element how many characters of prose stand in it, elements without any left out.

    Links count for nothing: a list of headlines is no story.
    """
    out: dict[Any, int] = {}
    for element in tree.iter():
        if element.tag not in BLOCKS or any(child.tag in BLOCKS for child in element):
            continue
        text = text_of(element)
        if not is_prose(text):
            continue
        linked = sum(len(text_of(a)) for a in element.iter("a"))
        size = len(text) - linked
        if 2 * size < len(text):
            continue
        out[element] = size
        for above in element.iterancestors():
            out[above] = out.get(above, 0) + size
    return out
