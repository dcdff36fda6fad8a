"""Where words of a reader stand in a page: letter by letter, but for white space and the form of quotes.

What is kept is always the page's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from foedus.model import Article
from foedus.reading.context import Context, Para

_ALIKE: Final = ("'\u2018\u2019\u201b`", '"\u201c\u201d\u201e\u00ab\u00bb', "-\u2010\u2011\u2012\u2013\u2212")
_CLASS: Final = {char: f"[{re.escape(group)}]" for group in _ALIKE for char in group}


def spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The places, as (start, end), where the words stand in the text as whole words."""
    folded = words.split()
    if not folded:
        return
    pattern = r"\s+".join("".join(_CLASS.get(c) or re.escape(c) for c in word) for word in folded)
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)" if _is_bare(folded) else pattern, text):
        yield found.span()


def _is_bare(folded: list[str]) -> bool:
    """Whether the words begin and end with a letter or digit, and could be cut out of longer ones."""
    return folded[0][0].isalnum() and folded[-1][-1].isalnum()


def stands(text: str, words: str) -> bool:
    """Whether the words stand in the text."""
    return next(spans(text, words), None) is not None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that foedus read, with where each token of its tree stands in the article's text."""

    article: Article
    para: Para

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """By token: (start, end) in the article's text."""
        tree, offset, norm = self.para.tree, self.para.offset, self.para.norm
        return [
            norm.origin(start + offset, max(tree.end(i), start + 1) + offset)
            for i, start in enumerate(tree.starts)
        ]

    def tokens(self, start: int, end: int) -> list[int]:
        """The tokens that lie between two offsets of the article's text."""
        return [i for i, (a, b) in enumerate(self.places) if a >= start and b <= end and b > a]

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where the paragraph stands in the article's text."""
        return (self.places[0][0], self.places[-1][1]) if self.places else (0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A passage found: its paragraph, its offsets in the article's text, its tokens."""

    paragraph: Paragraph
    start: int
    end: int
    tokens: tuple[int, ...]

    @property
    def sentences(self) -> frozenset[int]:
        """The numbers of the sentences that it touches."""
        return frozenset(self.paragraph.para.tree.sentence(t) for t in self.tokens)


def paragraphs(ctx: Context) -> list[Paragraph]:
    """What foedus read of the page, in order."""
    return [Paragraph(ctx.article, para) for para in ctx.paras]


def place(every: list[Paragraph], text: str, words: str) -> Place | None:
    """The first place of a passage within one paragraph that foedus reads, None where there is none."""
    for start, end in spans(text, words):
        for one in every:
            low, high = one.span
            if low <= start and end <= high and (tokens := one.tokens(start, end)):
                return Place(one, start, end, tuple(tokens))
    return None
