"""Proposals stand in the ledger's database, so their whole way runs on both."""

from __future__ import annotations

from tests.ledger.conftest import postgres, where

__all__ = ["postgres", "where"]
