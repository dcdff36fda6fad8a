"""The guarded process: takes pages apart one after the other, within limits that it sets itself.

Its limits hold whatever becomes of the process that asked: processor time and memory are the system's own
limits, and it ends when its parent does (told by the kernel on Linux, by the pipe that closes elsewhere).
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
import time
from typing import BinaryIO

import msgspec

from foedus.errors import MissingExtra, PageError, UsageError
from foedus.pages.feed import read_feed
from foedus.pages.request import Asked, Limits
from foedus.pages.story import read_article
from foedus.pages.treaty import read_treaty_text
from foedus.pages.wire import Answer, frame, unframe

_ASKED = msgspec.json.Decoder(Asked)
_PATIENCE = 30  # seconds by the clock for each second of processor time, on a machine that does other work
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def main(parent: int) -> None:
    """Serves the process `parent` over standard input and output until it closes them, or ends."""
    if not end_with(parent):
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked is stopped, and ends this process
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    serve(requests, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers each request of the stream until it ends or memory is used up."""
    while True:
        try:
            asked, data = unframe(requests.read, _ASKED)
        except EOFError:
            return
        limit(asked.limits)
        answer = answered(asked, data)
        del data
        _rest()
        answers.write(frame(answer))
        answers.flush()
        if answer.spent:
            return


def _rest() -> None:
    """Takes the clock off between two pages."""
    if hasattr(signal, "alarm"):
        signal.alarm(0)


def answered(asked: Asked, data: bytes) -> Answer:
    """What a page holds, or why it cannot be read: every fault of a library is one of the page's."""
    save = "save it as text"
    try:
        if asked.feed:
            return Answer(feed=read_feed(data, asked.doc, asked.known.encoding if asked.known else None))
        if asked.known is None:
            return Answer(text=read_treaty_text(data, asked.doc))
        return Answer(article=read_article(data, asked.doc, asked.known, asked.limits))
    except (PageError, MissingExtra) as error:
        return Answer(error=str(error))
    except UsageError as error:
        return Answer(error=str(error), usage=True)
    except (MemoryError, SystemError):  # the second is what code in C makes of memory that it did not get
        return Answer(error=f"{asked.doc}: needs more memory than a page: {save}", spent=True)
    except RecursionError:
        return Answer(error=f"{asked.doc}: nested too deeply to be read: {save}")
    except Exception as error:
        return Answer(error=f"{asked.doc}: cannot be read ({type(error).__name__}): {save}")


def end_with(parent: int) -> bool:
    """Has the kernel end this process when its parent ends. False where the parent is gone already.

    Where the system has no such call, the pipe that closes is the sign.
    """
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415  only this call needs it

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    return os.name == "nt" or os.getppid() == parent


def limit(limits: Limits) -> None:
    """Bounds this process for its next page. A lower limit that is set already stays.

    A system that knows no such limits is left as it is.
    """
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    for which, most in (
        (resource.RLIMIT_CPU, math.ceil(time.process_time()) + limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(which, (soft, hard))
    signal.alarm(limits.seconds * _PATIENCE)
