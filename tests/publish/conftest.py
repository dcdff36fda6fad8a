"""Subscriptions and the outbox stand in the ledger's database, so what concerns them runs on both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ledger.conftest import empty_register, ledger, postgres, where
from tests.publish.post import Post

__all__ = ["empty_register", "ledger", "postgres", "where"]


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server."""
    with Post() as served:
        yield served
