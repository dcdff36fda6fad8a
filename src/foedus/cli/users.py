"""`foedus users`: accounts, roles and keys of the board. No option takes a password."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from foedus.cli.common import (
    actor_name,
    json_option,
    ledger_option,
    open_for_reading,
    open_for_writing,
    print_json,
    print_rows,
    tell,
)
from foedus.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from foedus.people.model import Account, Key

_ROLES = ("reader", "reviewer", "editor", "admin")
_role = click.option(
    "--role", type=click.Choice(_ROLES), default="reader", show_default=True, help="What they may do."
)
_name = click.argument("name", metavar="NAME")


@click.group(short_help="Manage who may log in on the board, with which role.")
def users() -> None:
    """Manage who may log in on the board: readers, reviewers, editors, admins.

    Each role may do what those before it may (docs/people.md). Accounts stand beside the record: nothing of
    them is in its chain but the names under which entries are made. A password is asked for, or read from
    standard input; it is never an option, and only its argon2id hash is kept.

    \b
    foedus users add "Ana Ruiz" --role reviewer
    foedus users list
    foedus users role "Ana Ruiz" editor
    foedus users key add "Ana Ruiz" --label "nightly export"
    """


@users.command("add", short_help="Make an account.")
@_name
@_role
@click.option("--no-password", is_flag=True, help="Only a trusted proxy can say that it is this person.")
@ledger_option
@click.pass_context
def add(ctx: click.Context, name: str, role: str, no_password: bool) -> None:
    """Make an account; its password is asked for, or read from standard input."""
    from foedus.people.accounts import Accounts  # noqa: PLC0415  the database loads only here
    from foedus.people.passwords import Passwords  # noqa: PLC0415
    from foedus.people.roles import Role  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        passwords = None if no_password else Passwords()
        given = None if no_password else _password()
        made = Accounts(ledger, actor=actor_name(None)).add(name, Role(role), given, passwords)
    click.echo(f"{made.name} is {made.role.value}")


@users.command("list", short_help="All accounts, with role and state.")
@json_option
@ledger_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List all accounts by name, the disabled ones among them."""
    from foedus.people.accounts import Accounts  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        found = Accounts(ledger).all()
    if as_json:
        print_json(_account_json(one) for one in found)
        return
    if not found:
        tell("no accounts yet: `foedus users add NAME --role admin` makes one")
    print_rows(
        ("name", "role", "state", "since", "logs in by"),
        (
            (a.name, a.role.value, "active" if a.active else "disabled", f"{a.made:%Y-%m-%d}",
             "password" if a.has_password else "proxy")
            for a in found
        ),
    )  # fmt: skip


@users.command(short_help="Give an account another role.")
@_name
@click.argument("role", type=click.Choice(_ROLES))
@ledger_option
@click.pass_context
def role(ctx: click.Context, name: str, role: str) -> None:
    """Give an account another role; its sessions end, and its keys do no more than the role may."""
    from foedus.people.accounts import Accounts  # noqa: PLC0415
    from foedus.people.roles import Role  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        found = Accounts(ledger, actor=actor_name(None)).set_role(name, Role(role))
    click.echo(f"{found.name} is {found.role.value}; logged out everywhere")


@users.command(short_help="Give an account a new password.")
@_name
@ledger_option
@click.pass_context
def password(ctx: click.Context, name: str) -> None:
    """Give an account a new password, asked for or read from standard input; its sessions end."""
    from foedus.people.accounts import Accounts  # noqa: PLC0415
    from foedus.people.passwords import Passwords  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        accounts, passwords = Accounts(ledger, actor=actor_name(None)), Passwords()
        accounts.named(name)
        found = accounts.set_password(name, _password(), passwords)
    click.echo(f"{found.name} has a new password; logged out everywhere")


@users.command(short_help="End an account, or let it in again.")
@_name
@click.option("--undo", is_flag=True, help="Let it in again; keys that were revoked stay so.")
@ledger_option
@click.pass_context
def disable(ctx: click.Context, name: str, undo: bool) -> None:
    """End an account: its sessions end and its keys are revoked. What stands under its name stays."""
    from foedus.people.accounts import Accounts  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        accounts = Accounts(ledger, actor=actor_name(None))
        found = accounts.enable(name) if undo else accounts.disable(name)
    click.echo(f"{found.name} is {'active' if found.active else 'disabled'}")


@users.command("log", short_help="Who changed which account or key, and when.")
@json_option
@ledger_option
@click.pass_context
def log(ctx: click.Context, as_json: bool) -> None:
    """List the last changes of accounts and keys, newest first: by whom, whose, what.

    Changes made on the command line stand under the name of the operating system's user.
    """
    from foedus.people.log import lines  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        found = lines(ledger)
    if as_json:
        print_json(
            {
                "made": one.made.isoformat(), "actor": one.actor, "change": one.change.value,
                "person": one.person, "detail": one.detail,
            }
            for one in found
        )  # fmt: skip
        return
    if not found:
        tell("no account or key was changed since there is a log")
    print_rows(
        ("when", "by", "what", "whose", "detail"),
        ((_minute(one.made), one.actor, one.change.value, one.person, one.detail) for one in found),
    )


@users.group("key", short_help="Keys with which programs ask as a person.")
def key() -> None:
    """Make, list and revoke keys with which programs ask as a person (Authorization: Bearer ...)."""


@key.command("add", short_help="Make a key; it is shown this once.")
@_name
@click.option("--label", required=True, metavar="TEXT", help="What it is for.")
@_role
@ledger_option
@click.pass_context
def key_add(ctx: click.Context, name: str, label: str, role: str) -> None:
    """Make a key of a role no higher than its person's. It is printed once, and only its digest is kept."""
    from foedus.people.accounts import Accounts  # noqa: PLC0415
    from foedus.people.keys import Keys  # noqa: PLC0415
    from foedus.people.roles import Role  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        owner = Accounts(ledger).named(name)
        made, kept = Keys(ledger, actor=actor_name(None)).add(owner, label, Role(role))
    tell(f"key {kept.id}, {kept.role.value}: it is shown this once")
    click.echo(made)


@key.command("list", short_help="All keys, with role and last use.")
@json_option
@ledger_option
@click.pass_context
def key_list(ctx: click.Context, as_json: bool) -> None:
    """List all keys by number: whose, for what, when last used. The keys themselves are not kept."""
    from foedus.people.accounts import Accounts  # noqa: PLC0415
    from foedus.people.keys import Keys  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        owners = {a.id: a.name for a in Accounts(ledger).all()}
        found = Keys(ledger).of()
    if as_json:
        print_json(_key_json(one, owners) for one in found)
        return
    if not found:
        tell("no keys yet: `foedus users key add NAME --label TEXT` makes one")
    print_rows(
        ("key", "begins", "of", "for", "role", "made", "last used", "revoked"),
        (
            (k.id, k.begins, owners.get(k.person_id, ""), k.label, k.role.value, f"{k.made:%Y-%m-%d}",
             _minute(k.used), _minute(k.revoked))
            for k in found
        ),
    )  # fmt: skip


@key.command("revoke", short_help="End a key.")
@click.argument("number", type=int, metavar="KEY")
@ledger_option
@click.pass_context
def key_revoke(ctx: click.Context, number: int) -> None:
    """End a key: from now on it lets nobody in."""
    from foedus.people.keys import Keys  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        found = Keys(ledger, actor=actor_name(None)).revoke(number)
    click.echo(f"key {found.id} ({found.label}) is revoked")


def _password() -> str:
    """The password, typed twice on a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UsageError("no password on standard input: write it there as one line")
    return line


def _minute(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def _account_json(one: Account) -> dict[str, object]:
    return {
        "id": one.id, "name": one.name, "role": one.role.value, "active": one.active,
        "password": one.has_password, "made": one.made.isoformat(),
    }  # fmt: skip


def _key_json(one: Key, owners: dict[int, str]) -> dict[str, object]:
    return {
        "id": one.id, "begins": one.begins, "of": owners.get(one.person_id), "label": one.label,
        "role": one.role.value, "made": one.made.isoformat(),
        "used": one.used.isoformat() if one.used else None,
        "revoked": one.revoked.isoformat() if one.revoked else None,
    }  # fmt: skip
