"""Completes the navigation of the documentation's site: every decision, and what mkdocs.yml does not place.

So a page that is new can be found from the day it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_DECISIONS: Final = "decisions"


def on_config(config: Any) -> Any:
    """Called by mkdocs with its settings; gives them with a navigation that leaves no page out."""
    docs = Path(config["docs_dir"])
    placed = set(pages(config["nav"]))
    every = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    decisions = sorted(page for page in every - placed if page.startswith(f"{_DECISIONS}/"))
    others = sorted(every - placed - set(decisions))
    if others:
        config["nav"].append({"More": list(others)})
    if decisions:
        config["nav"].append({"Decisions": decisions})
    return config


def pages(nav: Any) -> Iterator[str]:
    """The pages that a navigation places, at whatever depth."""
    match nav:
        case str():
            yield nav
        case list():
            for entry in nav:
                yield from pages(entry)
        case dict():
            for entry in nav.values():
                yield from pages(entry)
