"""How long a test by chance goes on: enough to bite in `make test`, longer where somebody asks for it.

`make soak` goes all the rounds of the tests that kill at random; FOEDUS_EXAMPLES=3000 has the tests of identity
and of any history try so many stories.
"""

from __future__ import annotations

import os

#: `make soak` sets it.
SOAKING = os.environ.get("FOEDUS_SOAK") == "1"
#: How many generated stories such a test tries; 0: its own few.
EXAMPLES = int(os.environ.get("FOEDUS_EXAMPLES", "0"))


def rounds(few: int, whole: int) -> int:
    """How many rounds to go: `few` in every run of the tests, `whole` in a soak."""
    return whole if SOAKING else few
