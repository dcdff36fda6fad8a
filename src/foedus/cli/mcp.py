"""`foedus mcp`: the record for assistants, over standard input and output."""

from __future__ import annotations

import sys
from contextlib import suppress

import click

from foedus.cli.common import ledger_option
from foedus.cli.terminal import unfiltered
from foedus.cli.where import exists, place
from foedus.extras import extra


@click.command(short_help="Answer an assistant's questions (Model Context Protocol).")
@click.option(
    "--propose-as",
    "address",
    metavar="ADDRESS",
    help="Let the assistant propose statements, as letters with this mail address; a person decides on each.",
)
@ledger_option
@click.pass_context
def mcp(ctx: click.Context, address: str | None) -> None:
    """Answer an assistant's questions over standard input and output (Model Context Protocol).

    Its tools find treaties, tell where they stand and what is missing, who is bound, the steps in order of
    time, and the evidence with its passages. Each answer says what it rests on; nothing is written, unless
    --propose-as lets the assistant write letters (`foedus letter list`). Name this command in the assistant's
    list of servers:

    \b
    {"mcpServers": {"foedus": {"command": "foedus", "args": ["mcp"]}}}
    """
    with extra("assistant"):
        from foedus.assistant.server import create_server  # noqa: PLC0415  the protocol loads only here
    from foedus.assistant.answers import Answers  # noqa: PLC0415
    from foedus.assistant.proposals import proposer  # noqa: PLC0415
    from foedus.ledger.held import HeldLedger  # noqa: PLC0415

    held = HeldLedger(place(ctx)) if exists(ctx) else None
    propose = proposer(held.ledger, address) if held is not None and address is not None else None
    server = create_server(Answers(held.ledger if held is not None else lambda: None), propose)
    sys.stdout = unfiltered(sys.stdout)  # the protocol's lines are read by a program
    with suppress(KeyboardInterrupt):
        server.run("stdio")
