"""How long a test that kills at random goes on: enough to bite in `make test`, the whole in `make soak`."""

from __future__ import annotations

import os

#: `make soak` sets it.
SOAKING = os.environ.get("FOEDUS_SOAK") == "1"


def rounds(few: int, whole: int) -> int:
    """How many rounds to go: `few` in every run of the tests, `whole` in a soak."""
    return whole if SOAKING else few
