"""`foedus backup`: a copy of the ledger while it is in use."""

from __future__ import annotations

import sys

import click

from foedus.cli.common import ledger_option, open_for_reading
from foedus.cli.phrases import count
from foedus.cli.terminal import unfiltered


@click.command(short_help="Copy the ledger safely while it is in use.")
@click.argument("target", metavar="FILE|URL")
@ledger_option
@click.pass_context
def backup(ctx: click.Context, target: str) -> None:
    """Copy the ledger to a new SQLite file, or into an empty PostgreSQL database, while others use it.

    The copy is the ledger of one moment, with the same entries and the same hash chain, and is itself a
    ledger: to restore, use it (--ledger), or copy it back into an empty database with this same command.

    \b
    foedus backup ledger-2024-11-12.db
    foedus --ledger postgresql://db/treaties backup treaties.db
    foedus --ledger treaties.db backup postgresql://db/restored
    """
    from foedus.ledger.address import label  # noqa: PLC0415  the database loads only here

    with (
        open_for_reading(ctx) as ledger,
        click.progressbar(
            length=100, label="copying", file=unfiltered(sys.stderr), hidden=not sys.stderr.isatty()
        ) as bar,
    ):

        def show(done: int, total: int) -> None:
            bar.update(max(0, round(100 * done / max(total, 1)) - bar.pos))

        number = ledger.backup(target, progress=show)
    copy = label(target)
    click.echo(f"{copy}: {count(number, 'transaction')}; `foedus --ledger {copy} check` verifies the copy")
