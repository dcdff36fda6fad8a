"""Pages to claims for the commands: a progress bar on standard error, one-line errors, a batch that goes on.

The order of the results is the order of the documents, whatever the number of processes.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

import click

from foedus.errors import FoedusError, InputError, PageError
from foedus.model import Article, Claim


@dataclass(frozen=True, slots=True)
class Read:
    """One page read: its article, its claims, and its bytes where the caller keeps pages."""

    article: Article
    claims: list[Claim]
    data: bytes


@dataclass(slots=True)
class Outcome:
    """How a batch went; `exit_code` is 1 where any page failed."""

    read: int = 0
    failed: int = 0
    warnings: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        return 1 if self.failed else 0


@dataclass(frozen=True, slots=True)
class Task:
    """One document for a worker."""

    doc: str
    data: bytes
    publisher: str | None
    published: str | None
    title: str | None
    address: str | None


def read_all(
    files: Sequence[str], *, published: str | None, publisher: str | None, jobs: int, outcome: Outcome
) -> Generator[Read, None, None]:
    """Reads every document of the files, in order; failures go to standard error and into `outcome`.

    Close it (`contextlib.closing`) where it may be left early: else the program's end waits for the rest.
    """
    from foedus.pages import documents  # noqa: PLC0415

    stdin = sys.stdin.buffer.read() if "-" in files else b""
    tasks: list[Task | InputError] = []
    for item in documents(list(files), published=published, publisher=publisher, stdin=stdin):
        if isinstance(item, InputError):
            tasks.append(item)
        else:
            told = (item.publisher, item.published, item.title, item.address)
            tasks.append(Task(item.doc, item.data, *told))
    shown = len(tasks) > 1 and sys.stderr.isatty()
    with click.progressbar(length=len(tasks), label="reading", file=sys.stderr, hidden=not shown) as bar:
        for task, result in zip(tasks, _results(tasks, jobs), strict=True):
            bar.update(1)
            if isinstance(result, FoedusError):
                outcome.failed += 1
                where = (
                    ""
                    if isinstance(task, InputError) or str(result).startswith(task.doc)
                    else f"{task.doc}: "
                )
                click.echo(f"foedus: {where}{result}", err=True)
                continue
            outcome.read += 1
            for warning in result.article.warnings:
                outcome.warnings.append(warning)
                click.echo(f"foedus: {result.article.doc}: {warning}", err=True)
            yield result


def _results(tasks: Sequence[Task | InputError], jobs: int) -> Iterator[Read | FoedusError]:
    if jobs == 1 or len(tasks) == 1:
        yield from (_guarded(t) for t in tasks)
        return
    spawn = multiprocessing.get_context("spawn")  # the same on every system, and no threads are forked
    pool = ProcessPoolExecutor(min(jobs, len(tasks)), spawn)
    try:
        futures = [t if isinstance(t, InputError) else pool.submit(_guarded, t) for t in tasks]
        yield from _collect(futures, tasks)
    finally:
        pool.shutdown(cancel_futures=True)  # who stops does not wait for what is still to be read


def _collect(
    futures: Iterable[InputError | Future[Read | FoedusError]], tasks: Sequence[Task | InputError]
) -> Iterator[Read | FoedusError]:
    for future, task in zip(futures, tasks, strict=True):
        if isinstance(future, InputError):
            yield future
            continue
        try:
            yield future.result()
        except BrokenProcessPool:
            name = task.doc if isinstance(task, Task) else "?"
            yield PageError(f"{name}: a reading process was killed; read it again with --jobs 1")


def _guarded(task: Task | InputError) -> Read | FoedusError:
    """One task, its foreseen failure as a value: a batch goes on."""
    if isinstance(task, InputError):
        return task
    from foedus.pages import article  # noqa: PLC0415
    from foedus.reading import claims  # noqa: PLC0415

    try:
        page = article(
            task.data,
            doc=task.doc,
            publisher=task.publisher,
            published=task.published,
            title=task.title,
            address=task.address,
        )
        return Read(page, claims(page), task.data)
    except FoedusError as error:
        return error
    except RecursionError:
        return PageError(f"{task.doc}: nested too deeply to be read: save the story as text")
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return PageError(f"{task.doc}: a fault of foedus itself ({said}): please report it with the page")
