"""What of an HTML page is no story: navigation, sidebars, forms, pictures with their captions.

Told by the name of the element or of its class. An element that holds the story is never furniture, whatever
it is called: pages stand in one `<form>` (ASP.NET), or in a `layout--sidebar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from foedus.pages.prose import fold, prose_below

_CUT = frozenset(
    "script style noscript nav aside footer form iframe svg button template select video audio".split()
)
_NAMED = frozenset("div section ul ol header".split())
_BEGIN, _END = r"(?:^|[\s_-])(?:", r")(?:$|[\s_-])"
# what tells other stories, or is told by others
_OTHERS = re.compile(
    _BEGIN
    + r"related|newsletter|most-?read|most-?popular|trending|recommend\w*|comments?|more-stories|read-more|"
    + r"outbrain|taboola"
    + _END,
    re.I,
)
# what a page's own frame may be called too: "layout--sidebar", "has-ad", "tag-europe"
_FRAME = re.compile(
    _BEGIN
    + r"sidebar|side-bar|share|social|promo|advert|ad|breadcrumbs?|menu|navigation|nav|cookie|subscribe|"
    + r"footer|tags?"
    + _END,
    re.I,
)
_CAPTIONED = frozenset({"figure", "figcaption", "picture"})
_CAPTION_NAMED = re.compile(r"(?:^|[\s_-])(?:caption|credit|photo-?credit|image-?credit)(?:$|[\s_-])", re.I)
_STORY_TAGS = ("article", "main")
_MOST = 0.5  # of a page's prose: what holds as much, and the heading, holds the story
_NEARLY_ALL = 0.85  # of a page's prose: what holds as much and may be its frame holds the story


@dataclass(frozen=True, slots=True)
class Cut:
    """What was cut: the captions, folded, and about how much prose (in characters) went too."""

    captions: frozenset[str]
    prose: int


class _Sort(Enum):
    """What an element seems to be by its name."""

    CAPTION = "caption"
    FURNITURE = "furniture"
    FRAME = "frame"  # furniture, or the frame that the page stands in


def cut(tree: Any) -> Cut:
    """Removes furniture and pictures from a tree."""
    prose = prose_below(tree)
    story = _Story(tree, prose)
    captions: set[str] = set()
    doomed = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "img" and element.get("alt"):
            captions.add(fold(element.get("alt")))
        sort = _sort(element)
        if sort is None or story.is_in(element, may_be_frame=sort is _Sort.FRAME):
            continue
        if sort is _Sort.CAPTION:
            captions.add(fold(element.text_content()))
        doomed.append(element)
    lost = sum(prose.get(element, 0) for element in doomed)
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    return Cut(frozenset(c for c in captions if len(c) > 15), lost)


def _sort(element: Any) -> _Sort | None:
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if element.tag in _CAPTIONED or _CAPTION_NAMED.search(named):
        return _Sort.CAPTION
    if element.tag in _CUT:
        return _Sort.FRAME if element.tag == "form" else _Sort.FURNITURE
    if element.tag not in _NAMED:
        return None
    if _OTHERS.search(named):
        return _Sort.FURNITURE
    return _Sort.FRAME if _FRAME.search(named) else None


class _Story:
    """Where the story of a page stands: with its heading, else in its article, else where most prose is."""

    def __init__(self, tree: Any, prose: dict[Any, int]) -> None:
        self._prose = prose
        self._whole = prose.get(tree, 0)
        heads = list(tree.iter("h1")) or [e for tag in _STORY_TAGS for e in tree.iter(tag) if e in prose]
        self._above = {a for head in heads for a in (head, *head.iterancestors())}

    def is_in(self, element: Any, *, may_be_frame: bool) -> bool:
        """Whether an element holds the story: most of the page's prose and its heading, or all there is."""
        size = self._prose.get(element, 0)
        if not size or size < _MOST * self._whole:
            return False
        if size == self._whole or element in self._above:
            return True
        return may_be_frame and size >= _NEARLY_ALL * self._whole
