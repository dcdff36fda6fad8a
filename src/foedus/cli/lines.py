"""Lines of text for people: styled on a terminal, plain elsewhere and where NO_COLOR is set."""

from __future__ import annotations

import os
from typing import Any, Final

import click

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "": {},
    "bold": {"bold": True},
    "dim": {"dim": True},
    **{colour: {"fg": colour} for colour in ("green", "red", "yellow", "cyan")},
    **{f"bold {colour}": {"fg": colour, "bold": True} for colour in ("green", "red", "yellow")},
}


def styled(text: str, style: str = "") -> str:
    """A piece of a line in a style: "bold", "dim", a colour, or a bold colour."""
    return click.style(text, **_STYLES[style]) if style else text


def say(*pieces: str) -> None:
    """Prints the pieces as one line."""
    click.echo("".join(pieces), color=False if os.environ.get("NO_COLOR") else None)
