"""Runs the HTML extractor in a process of its own, killed when it takes too long or too much memory.

One worker serves many pages; after a kill the next page gets a new one. Every extractor hangs on some page.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
from multiprocessing.connection import Connection
from typing import Any

from foedus.errors import PageError
from foedus.pages.html import Extracted, extract

SECONDS = 20.0
MEMORY = 3 << 30  # bytes of address space, of which the libraries take up to one GiB


def extract_safely(html: str, doc: str, seconds: float = SECONDS) -> Extracted:
    """`extract` with limits. Raises PageError for a page that takes longer or needs more."""
    return _worker().run(html, doc, seconds)


class Worker:
    """A process that extracts; started when first needed."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Connection | None = None

    def run(self, html: str, doc: str, seconds: float) -> Extracted:
        pipe = self._ready()
        try:
            pipe.send((html, doc))
            if not pipe.poll(seconds):
                self.stop()
                raise PageError(
                    f"{doc}: took longer than {seconds:.0f} seconds to read: save the story as text"
                )
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise PageError(f"{doc}: could not be read within its memory: save the story as text") from error
        if isinstance(answer, PageError):
            raise answer
        found: Extracted = answer
        return found

    def _ready(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            self.stop()
            context = multiprocessing.get_context("spawn")
            self._pipe, far = context.Pipe()
            self._process = context.Process(target=_serve, args=(far,), daemon=True)
            self._process.start()
            far.close()
        return self._pipe

    def stop(self) -> None:
        """Kills the process; the next page starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


@functools.cache
def _worker() -> Worker:
    return Worker()


def _serve(pipe: Connection) -> None:
    """The worker's loop: a page in, an Extracted or a PageError out."""
    _limit_memory()
    while True:
        try:
            html, doc = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(extract(html, doc))
        except PageError as error:
            pipe.send(error)
        except (RecursionError, MemoryError):
            pipe.send(PageError(f"{doc}: too large or too deeply nested to be read: save the story as text"))
        except Exception as error:
            pipe.send(
                PageError(f"{doc}: the page cannot be read ({type(error).__name__}): save the story as text")
            )


def _limit_memory() -> None:
    """Bounds this process. A limit that is set already stays, and a system that has none is left as it is."""
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses any
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
