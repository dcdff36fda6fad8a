"""Passwords never stand in a message: `redact` hides them in any text, wherever in an address they stand.

Where it cannot tell what is part of a password it hides more rather than less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

HIDDEN: Final = "***"
_SHORT: Final = 4  # characters; a shorter secret is part of too many words to be hidden inside them

# user:password@, up to the last @ of the line: a password may hold any of the characters that end one
_USERINFO: Final = re.compile(r"//([^\s/@:]*?)(?::|%3a).*@", re.S | re.I)
_NAME: Final = r"((?:\b|_|%20)(?:ssl)?(?:password|passwd|passphrase|pwd|client_secret)\s*(?:=|%3d)\s*)"
_IN_QUERY: Final = re.compile(rf"(?<=[?&]){_NAME}[^&]*", re.I)
_KEYWORD: Final = re.compile(rf"{_NAME}('(?:[^'\\]|\\.)*'?|[^\s&;]*)", re.I)  # libpq's quoting


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without passwords: those of addresses and of libpq's keywords in it, and all `secrets`."""
    for secret in sorted(set(secrets) - {""}, key=len, reverse=True):
        said = re.escape(secret)
        text = re.sub(said if len(secret) >= _SHORT else rf"(?<!\w){said}(?!\w)", HIDDEN, text)
    text = _USERINFO.sub(rf"//\1:{HIDDEN}@", text)
    for pattern in (_IN_QUERY, _KEYWORD):
        text = pattern.sub(rf"\1{HIDDEN}", text)
    return text
