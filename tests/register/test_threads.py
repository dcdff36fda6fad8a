"""A server's first requests come together: several threads use what nobody has used before, and none falls."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).parents[2] / "src" / "foedus"
#: Rooms that run in one thread, and decode what differs from call to call.
ALONE: Final = ("register/build/", "pages/lists.py")

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


def test_decoders_of_our_types_are_made_with_their_modules() -> None:
    """msgspec works a type out where it is first used, and two threads that do so at once fall."""
    late = []
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).as_posix()
        if room.startswith(ALONE):
            continue
        for made in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef):
                late += [f"{room}: {made.name}" for call in ast.walk(made) if _decodes_a_type(call)]
    assert late == []


def _decodes_a_type(node: ast.AST) -> bool:
    """Whether a call makes a decoder of a type, or decodes into one that begins with a capital."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr == "Decoder":
        return bool(node.args)
    into = [word.value for word in node.keywords if word.arg == "type"]
    return node.func.attr == "decode" and any(
        isinstance(name, ast.Name) and name.id[:1].isupper() for kind in into for name in ast.walk(kind)
    )
