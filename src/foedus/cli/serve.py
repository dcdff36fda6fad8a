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
    "--users",
    "access",
    type=click.Choice(["open", "closed", "off"]),
    default="open",
    show_default=True,
    envvar="FOEDUS_USERS",
    help="Who may read: everybody, people with an account, or everybody and nobody logs in. Writing always "
    "asks for an account (`foedus users add`). Also FOEDUS_USERS.",
)
@click.option(
    "--proxy-header",
    metavar="NAME",
    envvar="FOEDUS_PROXY_HEADER",
    help="The header in which a proxy that logs people in names them (X-Forwarded-User).",
)
@click.option(
    "--proxy-from",
    metavar="ADDRESSES",
    envvar="FOEDUS_PROXY_FROM",
    help="The addresses from which that proxy asks: 10.0.0.2,10.1.0.0/16. Nobody else is believed.",
)
@click.option(
    "--second-reviewer",
    is_flag=True,
    envvar="FOEDUS_SECOND_REVIEWER",
    help="What would change the status of a treaty waits until a second reviewer confirms it.",
)
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
    ctx: click.Context, host: str, port: int, no_letters: bool, access: str, proxy_header: str | None,
    proxy_from: str | None, second_reviewer: bool, newsletter: bool, public: str | None, how: HowRun,
) -> None:  # fmt: skip
    """Open the board: agreements with their status, a page a treaty, every claim with its passage.

    Everybody who reaches it may read, unless --users closed; reviewers log in and put the record right, each
    act an entry of the ledger under their name. Letters of readers wait beside it (`foedus letter list`), and
    so do sign-ups for the newsletter. Passwords are safe over https alone: outside this machine put a server
    that speaks it in front, and name its address with --public. Stop it with Ctrl-C.

    \b
    foedus serve
    foedus --ledger team.db serve --port 8080
    """
    with extra("web"):
        from foedus.publish.mail import base_address  # noqa: PLC0415  the server loads only here
        from foedus.web import create_app  # noqa: PLC0415
        from foedus.web.base.users import Access, Users, proxy_of  # noqa: PLC0415
        from foedus.web.rim.server import listen, server  # noqa: PLC0415

    proxy = proxy_of(proxy_header, [proxy_from or ""])
    users = Users(Access(access), proxy, second_reviewer)
    # on this machine alone, a page of the web must not reach the board under a name of its own
    base = None if public is None else base_address(public)
    own = LOCAL | ({urlsplit(base).hostname or ""} if base else set())
    hosts = own | how.hosts if host in LOCAL or how.hosts else frozenset()
    running = how.running()
    app = create_app(
        place(ctx), hosts=hosts, letters=not no_letters, newsletter=newsletter, public=base, users=users,
        running=running,
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
        address = f"http://{shown}:{bound.getsockname()[1]}{running.root}/"
        click.echo(f"foedus board on {address} (Ctrl-C stops it)", err=True)
        server(app, behind=proxy is not None).run(sockets=[bound])
