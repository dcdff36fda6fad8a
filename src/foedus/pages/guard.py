"""The one door to what comes in: a page is taken apart in a process of its own, within limits.

The process serves many pages; one that it cannot read in its time or memory ends it, and the next page has a
new one. It is a program of its own, not a copy of the caller's, so a plain script may ask for a page.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import threading
from typing import IO

from foedus.errors import PageError
from foedus.pages.request import Asked, Known, Limits
from foedus.pages.wire import ANSWER, Answer, frame, unframe
from foedus.threads import SETTINGS

# the caller's path, so that the same packages are found wherever they were found by the caller
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from foedus.pages.worker import main; main(int(sys.argv[1]))"
)
_ENDED_BY_TIME = frozenset(
    -getattr(signal, name) for name in ("SIGXCPU", "SIGALRM", "SIGVTALRM") if hasattr(signal, name)
)
_FAREWELL = 10  # seconds in which a process that has closed its pipes ends
_TRIES = 2  # a process that somebody else has killed is no fault of the page


def ask(data: bytes, doc: str, known: Known | None, limits: Limits, *, feed: bool = False) -> Answer:
    """What the guarded process makes of a page, of a treaty's text where `known` is None, or of a feed.

    Raises PageError or UsageError as it tells, PageError too for a page that takes it too long or too much.
    """
    return _guard().ask(Asked(doc, known, limits, feed), data)


class Guard:
    """The caller's end of one guarded process, started when first needed; for several threads."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0  # the process that started it: a fork has no part in it
        self._lock = threading.Lock()

    def ask(self, asked: Asked, data: bytes) -> Answer:
        """The answer to one request. Raises the error that it is, PageError where there is no answer."""
        answer = self._answer(asked, frame(asked, data))
        if (error := answer.raised()) is not None:
            raise error
        return answer

    def _answer(self, asked: Asked, request: bytes) -> Answer:
        ended = 0
        with self._lock:
            for _ in range(_TRIES):
                process = self._running()
                try:
                    answer = self._exchange(process, request)
                except (OSError, EOFError):
                    ended = self._end(kill=False)
                    if ended != -signal.SIGKILL:
                        break
                except BaseException:  # Ctrl-C between question and answer
                    self._end(kill=True)
                    raise
                else:
                    if answer.spent:
                        self._end(kill=True)
                    return answer
        raise PageError(_why(asked, ended))

    def stop(self) -> None:
        """Ends the process; the next page starts another."""
        with self._lock:
            self._end(kill=True)

    @property
    def pid(self) -> int | None:
        """The number of the process, None where none runs."""
        return self._process.pid if self._process is not None else None

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], request: bytes) -> Answer:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(request)
        process.stdin.flush()
        return unframe(process.stdout.read, ANSWER)[0]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._owner != os.getpid() or self._process.poll() is not None):
            self._end(kill=False)
        if self._process is None:
            self._process, self._owner = _started(), os.getpid()
            atexit.register(self.stop)
        return self._process

    def _end(self, *, kill: bool) -> int:
        """Takes leave of the process; how it ended, 0 where there was none or it is another's."""
        process, self._process = self._process, None
        atexit.unregister(self.stop)
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            _close(pipe)
        if self._owner != os.getpid():
            process.returncode = 0  # the one that started it waits for it
            return 0
        if kill:
            process.kill()
        try:
            return process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _started() -> subprocess.Popen[bytes]:
    if not sys.executable:
        raise PageError("a page cannot be read: this Python does not know where its own program is")
    path = json.dumps([os.path.abspath(entry) for entry in sys.path])
    environment = {**os.environ, **dict.fromkeys(SETTINGS, "1")}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM, str(os.getpid()), path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with contextlib.suppress(OSError):  # what was not sent is lost with the process
            pipe.close()


def _why(asked: Asked, ended: int) -> str:
    """Why a process has ended without an answer."""
    if ended in _ENDED_BY_TIME:
        taken = f"{asked.limits.seconds} seconds of processor time"
        return f"{asked.doc}: took longer than {taken} to read: save its text alone"
    return f"{asked.doc}: could not be read within {asked.limits.memory >> 20} MB: save its text alone"


@functools.cache
def _guard() -> Guard:
    return Guard()
