"""The ledger a command works on: that of --ledger or FOEDUS_LEDGER, else the one in the user data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from foedus.ledger import Ledger

FILE = "ledger.db"


def place(ctx: click.Context) -> str:
    """The file or URL of the ledger that the command is to use."""
    given = (ctx.find_root().obj or {}).get("ledger")
    if given:
        return str(given)
    from platformdirs import user_data_path  # noqa: PLC0415

    return str(user_data_path("foedus", appauthor=False) / FILE)


def open_existing(ctx: click.Context) -> Ledger:
    """The ledger, which must be there already. Raises LedgerError that says what to do where it is not."""
    from foedus.ledger import open_ledger  # noqa: PLC0415

    return open_ledger(place(ctx), create=False, notify=lambda line: click.echo(f"foedus: {line}", err=True))
