"""The ledger a command works on: that of --ledger or FOEDUS_LEDGER, else the one in the user data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from foedus.ledger import Ledger

FILE = "ledger.db"
_ENTRIES = ("known_on", "after", "upto")  # parameters that are a day, or the number of an entry


def place(ctx: click.Context) -> str:
    """The file or URL of the ledger that the command is to use."""
    given = (ctx.find_root().obj or {}).get("ledger")
    if given:
        return str(given)
    return str(_own_folder() / FILE)


def exists(ctx: click.Context) -> bool:
    """Whether there is a ledger to ask: one that is named has to be there, the own one may not be yet."""
    given = (ctx.find_root().obj or {}).get("ledger")
    return bool(given) or (_own_folder() / FILE).exists()


def make_own_folder(ctx: click.Context) -> None:
    """The user data folder, where the command is to use the ledger in it. A folder named is never made."""
    if (ctx.find_root().obj or {}).get("ledger"):
        return
    folder = _own_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            f"cannot make {folder} ({error.strerror}): name a file of your own with --ledger"
        ) from error


def _own_folder() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("foedus", appauthor=False)


def open_existing(ctx: click.Context) -> Ledger:
    """The ledger, which must be there already. Raises LedgerError that says what to do where it is not.

    Raises UsageError where the command is asked about an entry that the ledger does not have.
    """
    from foedus.ledger import open_ledger  # noqa: PLC0415

    ledger = open_ledger(
        place(ctx), create=False, notify=lambda line: click.echo(f"foedus: {line}", err=True)
    )
    asked = [ctx.params[name] for name in _ENTRIES if isinstance(ctx.params.get(name), int)]
    if asked and max(asked) > (last := ledger.known_at()):
        ledger.close()
        raise UsageError(f"no entry {max(asked)} in {ledger.where}, its last is {last}; a day is YYYY-MM-DD")
    return ledger
