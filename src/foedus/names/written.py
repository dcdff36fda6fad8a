"""States and organisations as a person writes them in a row: "PRK RUS" or "North Korea, Russia"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


def each_written(text: str, code_of: Callable[[str], str | None]) -> Iterator[tuple[str, str | None]]:
    """Each part of the text with its code, None where `code_of` knows none.

    Parts are set off by commas or semicolons, else by blanks where the whole is no name.
    """
    parts = [part.strip() for part in re.split("[,;]", text) if part.strip()]
    if len(parts) == 1 and code_of(parts[0]) is None:
        parts = parts[0].split()
    return ((part, code_of(part)) for part in parts)
