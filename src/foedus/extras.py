"""What comes with an extra of the package, and the line that says how to install it where it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from foedus.errors import MissingExtra

#: Extra -> what needs it. pyproject.toml names its packages.
EXTRAS: Final = {
    "web": "the board needs a web server",
    "watch": "watching the network needs httpcore, protego and two readers of feeds",
    "assistant": "answering assistants needs the Model Context Protocol's package mcp",
    "readers": "asking another reader needs httpx",
    "parquet": "Parquet needs polars",
    "postgresql": "a ledger on PostgreSQL needs psycopg",
    "ray": "sharing a batch among machines needs Ray",
    "data": "compiling the YAML needs pyyaml",
}


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Imports what comes with an extra.

    Raises MissingExtra, which says what to install, where it is not there.
    """
    try:
        yield
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "foedus":
            raise
        raise MissingExtra(
            f'{EXTRAS[name]}, which is not installed: pip install "foedus[{name}]" brings it'
        ) from error
