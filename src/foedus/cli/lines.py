"""Lines of text for people: styled on a terminal, plain elsewhere and where NO_COLOR is set."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

import click

from foedus.cli.terminal import printable, unfiltered

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "": {},
    "bold": {"bold": True},
    "dim": {"dim": True},
    **{colour: {"fg": colour} for colour in ("green", "red", "yellow", "cyan")},
    **{f"bold {colour}": {"fg": colour, "bold": True} for colour in ("green", "red", "yellow")},
}

Piece = tuple[str, str]  # text and its style: "bold", "dim", a colour, a bold colour


def say(*pieces: str | Piece) -> None:
    """Prints the pieces as one line. What steers a terminal in it is ours alone."""
    pairs = (piece if isinstance(piece, tuple) else (piece, "") for piece in pieces)
    line = "".join(click.style(printable(text), **_STYLES[style], reset=bool(style)) for text, style in pairs)
    click.echo(line, file=unfiltered(sys.stdout), color=False if os.environ.get("NO_COLOR") else None)
