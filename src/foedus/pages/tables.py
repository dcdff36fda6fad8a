"""Tables as paragraphs: cells tell what stands nowhere else, and old pages stand in tables altogether."""

from __future__ import annotations

from typing import Any

from foedus.pages.prose import BLOCKS, text_of

_ROWS = frozenset({"table", "tbody", "thead", "tfoot", "tr"})
_CELLS = frozenset({"td", "th"})
_FEWEST = 4  # words of a cell that can tell something by itself


def unfold_tables(tree: Any) -> None:
    """Makes a paragraph of each cell and a division of each table and row; cells of a few words go."""
    doomed = []
    for element in tree.iter(*_ROWS, *_CELLS):
        if element.tag in _ROWS or any(child.tag in BLOCKS for child in element):
            element.tag = "div"
        elif text_of(element).count(" ") + 1 < _FEWEST:
            doomed.append(element)
        else:
            element.tag = "p"
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
