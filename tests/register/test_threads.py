"""A server's first requests come together: several threads use what nobody has used before, and none falls."""

from __future__ import annotations

import subprocess
import sys

import pytest

FIRST = """
import sys
from threading import Barrier, Thread

from foedus.names import names
from foedus.register.lookup import Register

sys.setswitchinterval(1e-6)  # threads take turns as often as they can
together = Barrier(8)


def look_up() -> None:
    together.wait(60)
    register = Register.open()
    entry = register.entry("ottawa-convention-1997")
    assert entry is not None and entry.title
    assert next(register.briefs()).id
    assert names().state("FRA").name == "France"


threads = [Thread(target=look_up) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(60)
    assert not thread.is_alive()
"""


@pytest.mark.parametrize("turn", range(3))
def test_what_threads_use_first_together_is_whole(turn: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST], capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
