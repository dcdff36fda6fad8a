"""Sources stand in the ledger's database, so what concerns them runs on both."""

from __future__ import annotations

from tests.ledger.conftest import ledger, postgres, where

__all__ = ["ledger", "postgres", "where"]
