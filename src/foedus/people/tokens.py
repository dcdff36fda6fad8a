"""Tokens and keys: 256 random bits, of which only the digest is kept."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Final

KEY: Final = "foedus_"  # how every API key begins, so that a leaked one is known for what it is
_BYTES: Final = 32
_LONGEST: Final = 100


def new_token() -> str:
    """A token that nobody can guess; URL-safe."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> bytes:
    """What is kept of a token: it has so much chance in it that no slow hash is needed."""
    return sha256(token[:_LONGEST].encode("utf-8", "replace")).digest()
