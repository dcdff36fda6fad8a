"""Pages to claims for the commands: a progress bar on standard error, one-line errors, a batch that goes on.

The order of the results is the order of the documents, whatever the number of processes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice

import click

from foedus.batch.one import read_document
from foedus.cli.common import tell
from foedus.cli.parallel import Killed, in_order
from foedus.cli.terminal import unfiltered
from foedus.errors import FetchError, FoedusError, InputError, PageError
from foedus.model import Article, Claim
from foedus.pages.documents import Document, documents

Fetch = Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class Read:
    """One page read: its article, its claims, and the document as it came in."""

    article: Article
    claims: list[Claim]
    document: Document


@dataclass(slots=True)
class Outcome:
    """How a batch went; `exit_code` is 1 where any page failed."""

    read: int = 0
    failed: int = 0

    @property
    def exit_code(self) -> int:
        return 1 if self.failed else 0


def read_all(
    files: Sequence[str],
    *,
    published: str | None,
    publisher: str | None,
    jobs: int,
    outcome: Outcome,
    fetch: Fetch | None = None,
    acts: bool = False,
) -> Generator[Read, None, None]:
    """Reads every document of the files, in order; failures go to standard error and into `outcome`.

    `fetch` gives the document of a web address, where one may stand for a file; `acts` also tells acts of
    articles without an agreement. Documents are taken from the
    files as results are asked for, so a list may be of any length. Close it
    (`contextlib.closing`) where it may be left early: that ends the processes that read.
    """
    todo = _documents(files, published, publisher, fetch)
    first = list(islice(todo, 2))
    several = len(first) > 1
    work = partial(read_document, acts=acts)
    results = _results(work, chain(first, todo), jobs if several else 1)
    shown = several and sys.stderr.isatty()
    with (
        closing(results),
        click.progressbar(
            results, label="reading", file=unfiltered(sys.stderr), hidden=not shown, show_pos=True
        ) as bar,
    ):
        for task, result in bar:
            if isinstance(result, FoedusError):
                outcome.failed += 1
                where = (
                    ""
                    if isinstance(task, InputError) or str(result).startswith(task.doc)
                    else f"{task.doc}: "
                )
                tell(f"{where}{result}")
                continue
            outcome.read += 1
            article, claims = result
            for warning in article.warnings:
                tell(f"{article.doc}: {warning}")
            assert isinstance(task, Document)
            yield Read(article, claims, task)


def _documents(
    files: Sequence[str], published: str | None, publisher: str | None, fetch: Fetch | None
) -> Iterator[Document | InputError]:
    """The documents of files and addresses, in order."""
    for name in files:
        if fetch is None or not name.lower().startswith(("http://", "https://")):
            yield from documents([name], published=published, publisher=publisher, stdin=sys.stdin.buffer)
            continue
        try:
            yield replace(fetch(name), published=published, publisher=publisher)
        except FetchError as error:
            yield InputError(str(error))


def _results(
    work: Callable[[Document | InputError], tuple[Article, list[Claim]] | FoedusError],
    tasks: Iterable[Document | InputError],
    jobs: int,
) -> Generator[tuple[Document | InputError, tuple[Article, list[Claim]] | FoedusError], None, None]:
    if jobs == 1:
        yield from ((task, work(task)) for task in tasks)
        return
    with closing(in_order(work, tasks, jobs)) as pairs:
        for task, result in pairs:
            if isinstance(result, Killed):
                name = task.doc if isinstance(task, Document) else "?"
                yield task, PageError(f"{name}: its reading process was killed; read it again with --jobs 1")
            else:
                yield task, result
