"""Runs calls of `foedus` one after the other and tells what each cost, for the tests of hostile inputs.

    python -m tests.cli.hostile CALLS.json     a list of calls: {"name", "args", "stdin": file or null}

One process does them all, so that the model is loaded once; the guarded process is a new one for each call.
Writes a JSON object a call: exit code, standard output, lines of standard error, seconds of processor time of
both processes, and the peak of memory of each in bytes.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from foedus.cli.main import main
from foedus.pages.guard import _guard


def used() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in usage)


def peak(pid: int | str) -> int:
    """The most memory that a process has held, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:"))


def run(call: dict[str, Any]) -> dict[str, Any]:
    """Does one call."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak from here on
    before = used()
    out, err, code = io.StringIO(), io.StringIO(), 0
    with open(call["stdin"] or "/dev/null", "rb", buffering=0) as stdin:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(stdin))
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main(call["args"])
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else 1
    pid = _guard().pid
    worker = peak(pid) if pid is not None else 0
    _guard().stop()
    return {
        "name": call["name"], "code": code, "out": out.getvalue(), "errors": err.getvalue().splitlines(),
        "seconds": used() - before, "parent": peak("self"), "worker": worker,
    }  # fmt: skip


if __name__ == "__main__":
    sys.stderr = open("/dev/null", "w")  # noqa: SIM115  the libraries' own
    for one in json.loads(Path(sys.argv[1]).read_text()):
        sys.stdout.write(json.dumps(run(one)) + "\n")
        sys.stdout.flush()
