"""`foedus serve`: the board in a browser, on this machine unless told otherwise."""

from __future__ import annotations

import errno
from urllib.parse import urlsplit

import click

from foedus.cli.common import ledger_option, public_option
from foedus.cli.running import HowRun, running_options
from foedus.cli.where import place
from foedus.errors import FoedusError
from foedus.extras import extra

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command(short_help="Open the board in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port."
)
@click.option("--no-letters", is_flag=True, help="No form on which readers write about a claim or a treaty.")
@click.option(
    "--newsletter",
    is_flag=True,
    envvar="FOEDUS_NEWSLETTER",
    help="Let readers sign up for the newsletter, which `foedus digest run` sends. Also FOEDUS_NEWSLETTER=1.",
)
@running_options
@public_option
@ledger_option
@click.pass_context
def serve(
    ctx: click.Context, host: str, port: int, no_letters: bool, newsletter: bool, public: str | None,
    how: HowRun,
) -> None:  # fmt: skip
    """Open the board: agreements with their status, a page a treaty, every claim with its passage.

    It adds no entry to the ledger; letters of readers wait beside it (`foedus letter list`), and so do
    sign-ups for the newsletter. There is no log-in, so keep it on this machine or behind a server that asks
    for one. Stop it with Ctrl-C.

    \b
    foedus serve
    foedus --ledger team.db serve --port 8080
    """
    with extra("web"):
        from foedus.publish.mail import base_address  # noqa: PLC0415  the server loads only here
        from foedus.web import create_app  # noqa: PLC0415
        from foedus.web.server import listen, server  # noqa: PLC0415

    # on this machine alone, a page of the web must not reach the board under a name of its own
    base = None if public is None else base_address(public)
    own = LOCAL | ({urlsplit(base).hostname or ""} if base else set())
    hosts = own | how.hosts if host in LOCAL or how.hosts else frozenset()
    running = how.running()
    app = create_app(
        place(ctx), hosts=hosts, letters=not no_letters, newsletter=newsletter, public=base, running=running,
    )  # fmt: skip
    try:
        bound = listen(host, port)
    except OSError as error:
        reason = error.strerror or str(error)
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        other = "port with --port" if taken else "host with --host"
        raise FoedusError(f"cannot listen on {host}:{port} ({reason}): choose another {other}") from error
    with bound:
        shown = f"[{host}]" if ":" in host else host
        click.echo(
            f"foedus board on http://{shown}:{bound.getsockname()[1]}{running.root}/ (Ctrl-C stops it)",
            err=True,
        )
        server(app).run(sockets=[bound])
