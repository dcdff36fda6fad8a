"""The shipped register, opened once."""

from __future__ import annotations

import pytest

from foedus.register.lookup import Register
from foedus.register.model import Entry


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.open()


@pytest.fixture(scope="session")
def entries(register: Register) -> list[Entry]:
    """All entries, decoded once (some two seconds)."""
    return list(register.entries())
