"""The pieces of `deploy/` come up by the units' own commands and settings, side by side on one ledger, and stop."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.processes import SOON

DEPLOY = Path(__file__).parents[1] / "deploy"
FOEDUS = [sys.executable, "-m", "foedus.cli.main"]


def calls(unit: str) -> list[list[str]]:
    """What a unit starts, one after the other: with this tree's foedus, and a port that is free."""
    text = (DEPLOY / "systemd" / f"foedus-{unit}.service").read_text("utf-8")
    found = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    assert found, unit
    each = [shlex.split(call.replace("--port 8000", "--port 0")) for call in found]
    return [[*FOEDUS, *call[1:]] if call[0].endswith("/foedus") else call for call in each]


def settings(folder: Path) -> dict[str, str]:
    """The environment of the units: `foedus.env` with its ledger in a folder of our own, and nothing of ours."""
    lines = (DEPLOY / "foedus.env").read_text("utf-8").splitlines()
    told = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    own = {name: value for name, value in os.environ.items() if not name.startswith("FOEDUS_")}
    return {**own, **told, "FOEDUS_LEDGER": str(folder / Path(told["FOEDUS_LEDGER"]).name)}


@contextmanager
def running(unit: str, env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A unit's process; it stops by itself when it is asked to, as systemd asks."""
    (call,) = calls(unit)
    with log.open("wb") as out, subprocess.Popen(call, env=env, stdout=out, stderr=out) as process:
        try:
            yield process
            assert process.poll() is None, log.read_text("utf-8")
            process.send_signal(signal.SIGTERM)
            process.wait(SOON)
            assert "Traceback" not in log.read_text("utf-8")
        finally:
            process.kill()


def test_the_pieces_come_up_by_the_units_commands(tmp_path: Path) -> None:
    env = settings(tmp_path)
    subprocess.run([*FOEDUS, "register", "adopt"], env=env, check=True, timeout=SOON, capture_output=True)
    logs = {unit: tmp_path / f"{unit}.log" for unit in ("board", "watch", "digest")}
    with (
        running("watch", env, logs["watch"]),
        running("digest", env, logs["digest"]),
        running("board", env, logs["board"]) as board,
    ):
        address = said(logs["board"], r"http://127\.0\.0\.1:\d+", board)
        assert httpx.get(f"{address}/ready", timeout=SOON).json()["entries"] == 1
        for call in calls("backup"):
            here = [part.replace("/var/lib/foedus", str(tmp_path)).replace("%j", "1") for part in call]
            done = subprocess.run(here, env=env, timeout=SOON, capture_output=True, text=True, check=False)
            assert done.returncode == 0, (here, done.stderr)
    assert (tmp_path / "backup.db").stat().st_size > 0


def said(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    """What a process writes to its log before long."""
    for _ in range(int(SOON * 10)):
        if found := re.search(pattern, log.read_text("utf-8")):
            return found[0]
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"{pattern} is not in: {log.read_text('utf-8')}")
