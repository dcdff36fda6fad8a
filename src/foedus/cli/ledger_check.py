"""`foedus check`: whether the ledger holds, and whether it still contains a head that was kept of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from foedus.cli.common import json_option, ledger_option, open_for_reading, print_json, tell
from foedus.cli.phrases import count
from foedus.cli.where import place
from foedus.errors import LedgerDamaged

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.ledger.chain import Head


@click.command(short_help="Verify the ledger: guards, references, chain, kept standings.")
@click.option("--head", "only_head", is_flag=True, help="Print the head, NUMBER:HASH, to be kept elsewhere.")
@click.option(
    "--against",
    "against",
    metavar="NUMBER:HASH",
    help="Also say whether the ledger still contains this head, which was kept of it.",
)
@json_option
@ledger_option
@click.pass_context
def check(ctx: click.Context, only_head: bool, against: str | None, as_json: bool) -> None:
    """Verify the ledger: tables, indexes and guards, references, the hash chain, what is kept of the law.

    Says what does not hold, a line each. What was changed inside it is found by the chain. Who takes the last
    entries away, or writes every entry and hash anew, leaves a chain that holds: only a head kept outside the
    ledger shows that. Keep one after each day's work (in a mail, a notebook, another machine's file):

    \b
    foedus check --head                   5:9f2c...d1 (an entry's number, and the hash of all up to it)
    foedus check --against 5:9f2c...d1    does the ledger still contain it?

    Exits with 0 where all holds, with 1 where something does not or the ledger cannot be opened, and with 2
    where the call is wrong, as with a head that was shortened: anybody can make its like.
    """
    from foedus.ledger.chain import Head  # noqa: PLC0415  the database loads only here

    kept = None if against is None else Head.parse(against)
    try:
        with open_for_reading(ctx) as ledger:
            where, head = ledger.where, ledger.head()
            faults = _faults(ledger)
            departed = ledger.departure(kept) if kept is not None else None
    except LedgerDamaged as error:
        if as_json:
            print_json([{"ledger": _label(ctx), "holds": False, "faults": [str(error)], "head": None}])
        raise
    if departed is not None:
        faults.append(departed)
    if as_json:
        print_json([_json(where, head, faults, kept, departed)])
    elif faults:
        click.echo("\n".join(faults))
    elif only_head:
        click.echo(str(head))
    else:
        entries = count(head.number, "transaction")
        click.echo(f"{where}: {entries}; tables, guards, references, chain and kept standings hold")
        if kept is not None:
            click.echo(f"entry {kept.number} is as it was kept; {_since(head, kept)} since")
    if faults:
        tell("the ledger does not hold: go back to the last backup that does (foedus --ledger BACKUP check)")
        sys.exit(1)


def _faults(ledger: Ledger) -> list[str]:
    from foedus.record.verify import forged_standings  # noqa: PLC0415  the law loads only here

    faults = ledger.check()
    # what the law gives follows from the record: of one that does not hold nothing follows
    return faults or list(forged_standings(ledger))


def _label(ctx: click.Context) -> str:
    from foedus.ledger.address import label  # noqa: PLC0415

    return label(place(ctx))


def _since(head: Head, kept: Head) -> str:
    more = head.number - kept.number
    return "none" if not more else "1 entry" if more == 1 else f"{more} entries"


def _json(
    where: str, head: Head, faults: list[str], kept: Head | None, departed: str | None
) -> dict[str, object]:
    out: dict[str, object] = {
        "ledger": where,
        "holds": not faults,
        "faults": faults,
        "transactions": head.number,
        "head": None if faults else str(head),
    }
    if kept is not None:
        out["against"] = {"head": str(kept), "contained": departed is None}
    return out
