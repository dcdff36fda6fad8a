"""`foedus batch`: a large collection, shard by shard, by several processes or machines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.common import interruptible, tell
from foedus.cli.options import page_options
from foedus.cli.phrases import count

if TYPE_CHECKING:
    from foedus.batch.run import Engine
    from foedus.batch.work import Done, Task
    from foedus.errors import FoedusError


@click.command(short_help="Read a large collection of lists, shard by shard.")
@click.argument("source", type=click.Path(path_type=Path), metavar="SRC")
@click.argument("target", type=click.Path(path_type=Path, file_okay=False), metavar="DST")
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
    help="Processes on this machine, or tasks of Ray.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes on this machine."
)
@click.option(
    "--address", metavar="HOST:PORT", help="With --engine ray: the cluster. Default: one started here."
)
@click.option(
    "--shard-size", type=click.IntRange(1, 100_000), default=500, show_default=True,
    help="Documents of a shard at most.",
)  # fmt: skip
@page_options
def batch(
    source: Path, target: Path, engine: str, jobs: int, address: str | None, shard_size: int,
    published: str | None, publisher: str | None,
) -> None:  # fmt: skip
    """Read lists of documents into lists of claims, in shards that are each written whole or not at all.

    SRC is a JSON Lines list of documents, as `foedus read` takes it, or a folder of them. Each part of so
    many documents becomes a file of DST (NAME-000000.claims.jsonl) with a claim a line; what could not be
    read stands beside it (NAME-000000.failed.jsonl), and manifest.jsonl tells of all.

    Stop it, or have it killed, whenever you like: called again, it reads what is not done, and the result is
    byte for byte that of one run. A shard is read again where its documents, foedus or the register changed;
    a file that a list names by "path" is not looked at for that.

    \b
    foedus batch corpus/ claims/ --jobs 8
    foedus batch corpus.jsonl claims/ --engine ray --address auto
    """
    from foedus.batch.run import run  # noqa: PLC0415
    from foedus.register.lookup import Register  # noqa: PLC0415

    chosen: Engine = _local(jobs)
    if engine == "ray":
        from foedus.batch.on_ray import RayEngine  # noqa: PLC0415

        chosen = RayEngine(address, jobs)
    with interruptible("what is done stays done: call it again for the rest"):
        tally = run(
            source, target, chosen, register=Register.open().edition.digest, published=published,
            publisher=publisher, most=shard_size, tell=tell,
        )  # fmt: skip
    before = f" ({tally.before} before)" if tally.before else ""
    failed = f"; {count(tally.failed, 'document')} could not be read" if tally.failed else ""
    click.echo(
        f"{count(tally.shards - len(tally.left), 'shard')} of {tally.shards} done{before}:"
        f" {count(tally.documents, 'document')}, {count(tally.claims, 'claim')}{failed}"
    )
    sys.exit(1 if tally.left else 0)


def _local(jobs: int) -> Engine:
    """Processes of this machine; one alone is this process."""
    from foedus.batch.work import read_shard  # noqa: PLC0415
    from foedus.cli.parallel import Killed, in_order  # noqa: PLC0415

    def engine(tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
        if jobs == 1 or len(tasks) < 2:
            yield from ((task, read_shard(task)) for task in tasks)
            return
        with closing(in_order(read_shard, tasks, jobs)) as pairs:
            for task, found in pairs:
                yield task, None if isinstance(found, Killed) else found

    return engine
