"""Runs the real `foedus` in this process, as a shell would: exit code, standard output, standard error."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from foedus.cli.main import main


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


def foedus(*args: str, stdin: bytes = b"") -> Done:
    """`foedus ARGS`; exit codes are those of the process, an exception that escapes is a failure of the test."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    source = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", source):
        try:
            main(list(args))
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
    return Done(code, out.getvalue(), err.getvalue())
