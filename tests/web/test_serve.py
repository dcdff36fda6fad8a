"""`foedus serve` as a user starts it: its address, its faults in one line, its end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from tests.web.ledgers import PACT

_HANGS = 300  # seconds after which nothing more is to be expected, on the busiest machine


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "foedus.cli.main", *args]


def test_it_serves_on_a_free_port_and_stops(places: dict[str, Path]) -> None:
    args = command("--ledger", str(places["pact"]), "serve", "--port", "0")
    with subprocess.Popen(args, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            line = running.stderr.readline()
            found = re.fullmatch(r"foedus board on (http://127\.0\.0\.1:\d+)/ \(Ctrl-C stops it\)\n", line)
            assert found, line
            assert PACT in httpx.get(found[1] + "/", timeout=_HANGS).text
            elsewhere = httpx.get(found[1] + "/", headers={"Host": "elsewhere.example"}, timeout=_HANGS)
            assert elsewhere.status_code == 400
            running.send_signal(signal.SIGINT)
            assert "Traceback" not in running.stderr.read()
            running.wait(_HANGS)
        finally:
            running.kill()


def test_its_process_seldom_looks_for_garbage_and_lets_threads_on() -> None:
    """A look at all that is held makes everybody wait for a quarter of a second."""
    said = (
        "import gc, sys; from foedus.web.rim.server import server; server(lambda *_: None);"
        "print(gc.get_freeze_count() > 10_000, gc.get_threshold()[0] >= 10_000, sys.getswitchinterval() < 0.001)"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, timeout=_HANGS, check=True
    )
    assert done.stdout == "True True True\n"


def failed(*args: str) -> str:
    """The one line on standard error of a call that fails with exit code 1."""
    done = subprocess.run(command(*args), capture_output=True, text=True, timeout=_HANGS, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_missing_ledger_is_one_line(tmp_path: Path) -> None:
    said = failed("--ledger", str(tmp_path / "none.db"), "serve", "--port", "0")
    assert "no ledger at" in said
    assert "foedus add" in said


def test_a_port_in_use_is_one_line(places: dict[str, Path]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = failed("--ledger", str(places["pact"]), "serve", "--port", port)
    assert f"cannot listen on 127.0.0.1:{port}" in said
    assert said.endswith(" (Address already in use): choose another port with --port\n")


def test_an_unknown_host_is_one_line(places: dict[str, Path]) -> None:
    said = failed("--ledger", str(places["pact"]), "serve", "--host", "256.1.1.1", "--port", "0")
    assert "cannot listen on 256.1.1.1:0" in said
    assert said.endswith("): choose another host with --host\n")
