"""Pages kept as Markdown (site sources, notes, exports): links and marks taken off, front matter read.

The grammar is CommonMark, by markdown-it-py; only blocks of running text are kept, one paragraph each: items
of lists, headings and paragraphs stand alone. Images and raw HTML are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"^(title|date):[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\n#]*))", re.M)
_LINK = re.compile(r"\]\((?:https?://|/)[^()\s]")
_LINKS = 3  # a page with fewer is text that happens to hold one


@dataclass(frozen=True, slots=True)
class Marked:
    """What a Markdown page holds: its title and date as its front matter tells them, its running text."""

    title: str | None
    date: str
    paragraphs: tuple[str, ...]


def looks_like_markdown(text: str) -> bool:
    """Whether the page opens with front matter or is written with Markdown's links."""
    if _FRONT.match(text):
        return True
    found = _LINK.finditer(text)
    return sum(1 for _ in zip(range(_LINKS), found, strict=False)) == _LINKS


def marked(text: str) -> Marked:
    """The page without its marks. Never raises; what CommonMark cannot read stays as it was written."""
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        for m in _FIELD.finditer(front[1]):
            fields[m[1]] = (m[2] or m[3] or m[4] or "").strip()
        text = text[front.end() :]
    from markdown_it import MarkdownIt  # noqa: PLC0415  heavy: loads only where it is needed

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    paragraphs = tuple(p for t in tokens if t.type == "inline" and (p := _plain(t)))
    return Marked(fields.get("title") or None, fields.get("date", ""), paragraphs)


def _plain(inline: Token) -> str:
    out: list[str] = []
    for t in inline.children or ():
        if t.type in ("text", "code_inline"):
            out.append(t.content)
        elif t.type in ("softbreak", "hardbreak"):
            out.append("\n")
    return "".join(out).strip()
