"""`foedus digest` and `foedus webhook`: who is told what changed, and the service that tells them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from foedus.cli.common import (
    day_or_number,
    json_option,
    ledger_option,
    now,
    open_for_reading,
    open_for_writing,
    print_json,
    print_rows,
    public_option,
    tell,
)
from foedus.cli.listing import Form, list_options
from foedus.cli.listing import show as show_list
from foedus.cli.phrases import count
from foedus.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.publish.rounds import Tally
    from foedus.publish.selection import Selection

F = TypeVar("F", bound=Callable[..., Any])
_KINDS = ("status", "party", "date", "step", "contradiction")
_SUBSCRIPTION = ("no", "address", "follows", "when", "next", "refused")
_WEBHOOK = ("no", "address", "follows", "says")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def selection_options(command: F) -> F:
    """--state, --treaty, --kind: what is told."""
    command = click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(_KINDS),
        help="Only such changes: of status, who is bound, dates, new steps, contradictions. Default: all.",
    )(command)  # fmt: skip
    command = click.option(
        "--treaty", "treaties", multiple=True, metavar="NAME|NUMBER",
        help="Only this treaty, or this too; by words of its name or its number.",
    )(command)  # fmt: skip
    return click.option(
        "--state", "states", multiple=True, metavar="STATE",
        help="Only what concerns this state, or this too; by code or name. Default: all treaties.",
    )(command)  # fmt: skip


@click.group(short_help="Send subscribers what changed; sign up, list, run.")
def digest() -> None:
    """The newsletter: what changed of the treaties that each subscriber follows, at the hour of his choice.

    \b
    foedus serve --newsletter --public https://treaties.example.org
    foedus digest run --public https://treaties.example.org --from "Desk <desk@example.org>" \\
        --smtp smtp://user@mail.example.org:587
    """


@digest.command(name="add", short_help="Ask an address to confirm a subscription.")
@click.argument("address", metavar="ADDRESS")
@selection_options
@click.option("--on", "weekday", type=click.Choice(_DAYS), help="Once a week. Default: every day.")
@click.option("--hour", type=click.IntRange(0, 23), default=7, show_default=True, help="In the zone.")
@click.option("--zone", default="UTC", show_default=True, metavar="ZONE", help="Europe/Oslo, Asia/Seoul.")
@click.option("--always", is_flag=True, help="Also when nothing changed.")
@ledger_option
@click.pass_context
def add(
    ctx: click.Context,
    address: str,
    states: tuple[str, ...],
    treaties: tuple[str, ...],
    kinds: tuple[str, ...],
    weekday: str | None,
    hour: int,
    zone: str,
    always: bool,
) -> None:
    """Post a mail that asks an address to confirm a subscription; without that nothing else is sent to it.

    \b
    foedus digest add ana@example.org --state Norway --treaty "New START" --hour 6 --zone Europe/Oslo
    """
    from foedus.publish.schedule import checked  # noqa: PLC0415  the database loads only here
    from foedus.publish.subscribers import Subscribers  # noqa: PLC0415

    when = checked(hour, zone, None if weekday is None else _DAYS.index(weekday), always=always)
    with open_for_writing(ctx) as ledger:
        number = Subscribers(ledger).ask(address, _selected(ledger, states, treaties, kinds), when, now=now())
    if number is None:
        raise UsageError("this address has as many subscriptions, or open requests, as one may have")
    click.echo(f"{number}: waits for the address to confirm; `foedus digest run` sends the mail")


@digest.command(name="list", short_help="List the subscriptions, without addresses.")
@list_options(_SUBSCRIPTION)
@ledger_option
@click.pass_context
def list_(ctx: click.Context, form: Form) -> None:
    """List the subscriptions. Of an address its first letter and its host are shown.

    \b
    foedus digest list
    """
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.selection import titles  # noqa: PLC0415
    from foedus.publish.subscribers import Subscribers, utc  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        each = [
            (s, s.selection.in_words(titles(ledger, s.selection), names().display))
            for s in Subscribers(ledger).all()
        ]
    rows = [
        {
            "id": s.id, "address": s.masked, "confirmed": s.confirmed, "follows": follows,
            "schedule": s.schedule.in_words(),
            "next": None if s.due is None else utc(s.due).isoformat(timespec="minutes"),
            "refused": s.bounces,
        }
        for s, follows in each
    ]  # fmt: skip
    names_ = ("id", "address", "follows", "schedule", "next", "refused")
    found = show_list(form, _SUBSCRIPTION, rows, lambda r: [r[n] for n in names_], dict)
    if not form.json:
        tell(count(found, "subscription"))


@digest.command(short_help="End a subscription and forget its address.")
@click.argument("number", type=int, metavar="NUMBER")
@ledger_option
@click.pass_context
def remove(ctx: click.Context, number: int) -> None:
    """End a subscription: its address, its tokens and what was on its way are erased.

    \b
    foedus digest remove 3
    """
    from foedus.publish.subscribers import Subscribers  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        if not Subscribers(ledger).remove(number):
            raise UsageError(f"no subscription has the number {number}: `foedus digest list` shows them")


@digest.command(short_help="Take in reports that mails came back.")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False), metavar="FILE...")
@ledger_option
@click.pass_context
def bounce(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Take in delivery reports (RFC 3464): mails that say that a mail could not be delivered.

    FILE is such a mail, or - for standard input, so that a mail server can hand them over. A report counts
    where it has the Message-ID of a mail that was sent from here, and once; with the third mail in a row that
    came back the subscription ends, and is forgotten.

    \b
    foedus digest bounce Maildir/new/*
    """
    from foedus.publish.bounces import LARGEST, report, returned  # noqa: PLC0415

    failed = False
    with open_for_writing(ctx) as ledger:
        for name in files:
            try:
                with click.open_file(name, "rb") as stream:
                    found = report(stream.read(LARGEST + 1))
                done = "no failure is reported" if found is None else str(returned(ledger, found))
            except (InputError, OSError) as error:
                failed = True
                done = str(error) if isinstance(error, InputError) else f"cannot be read: {error.strerror}"
            click.echo(f"{name}: {done}")
    sys.exit(1 if failed else 0)


@digest.command(short_help="Show an issue without sending it.")
@click.option(
    "--since", required=True, metavar="DAY", callback=lambda c, p, v: day_or_number(v, "--since"),
    help="What changed since what was known by the end of this day.",
)  # fmt: skip
@click.option(
    "--to", "upto", metavar="DAY", callback=lambda c, p, v: day_or_number(v, "--to"),
    help="Up to what was known by the end of this. Default: now.",
)  # fmt: skip
@selection_options
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the HTML part to a file too.")  # fmt: skip
@public_option
@ledger_option
@click.pass_context
def show(
    ctx: click.Context,
    since: date | int,
    upto: date | int | None,
    states: tuple[str, ...],
    treaties: tuple[str, ...],
    kinds: tuple[str, ...],
    html: Path | None,
    public: str | None,
) -> None:
    """Print the issue that a subscriber of this selection would get, as the text of its mail.

    \b
    foedus digest show --since 2024-11-08 --to 2024-11-12 --state Russia
    """
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.digest import issue, select  # noqa: PLC0415
    from foedus.publish.mail import issue_mail, sender  # noqa: PLC0415
    from foedus.publish.schedule import Schedule  # noqa: PLC0415
    from foedus.publish.selection import titles  # noqa: PLC0415
    from foedus.record.changes import changes, moment_of  # noqa: PLC0415

    name = names().display
    with open_for_reading(ctx) as ledger:
        wanted = _selected(ledger, states, treaties, kinds)
        first, last = (moment_of(ledger, known, now().date()) for known in (since, upto))
        picked = select(wanted, changes(ledger, first, last), name)
        follows = wanted.in_words(titles(ledger, wanted), name)
    from_ = sender("digest@localhost.localdomain", public or "http://127.0.0.1:8000")
    mail = issue_mail(
        from_, "reader@localhost.localdomain", issue(picked, first, last, follows, name), mark="shown",
        made=now().timestamp(), token="of-each-mail", schedule=Schedule().in_words(),
    )  # fmt: skip
    text, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    click.echo(text.get_content(), nl=False)
    if html is not None:
        try:
            html.write_text(page.get_content(), encoding="utf-8")
        except OSError as error:
            raise OutputError(f"cannot write {html}: {error.strerror}") from error


@digest.command(short_help="Send what is due, and go on.")
@click.option("--once", is_flag=True, help="One round, for cron.")
@public_option
@click.option("--from", "from_", metavar="ADDRESS", envvar="FOEDUS_MAIL_FROM",
              help='Whom mails are from: "Desk <desk@example.org>". Default: FOEDUS_MAIL_FROM.')  # fmt: skip
@click.option("--smtp", metavar="URL", envvar="FOEDUS_SMTP",
              help="The mail server: smtp://user@host:587 (STARTTLS), smtps://user@host (TLS), "
              "smtp://localhost:25. Its password is taken from FOEDUS_SMTP_PASSWORD. Default: FOEDUS_SMTP; "
              "without one mails wait, and webhooks are called.")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Call webhooks in networks of your own too.")
@ledger_option
@click.pass_context
def run(
    ctx: click.Context,
    once: bool,
    public: str | None,
    from_: str | None,
    smtp: str | None,
    allow_private: bool,
) -> None:
    """Make the issues that are due, send what is in the outbox, and call webhooks, until stopped.

    Several may run on one database. What was asked for is tried for three days; a mail is sent again only
    where its server gave no answer, and then as the same one (docs/digest.md).

    \b
    foedus digest run --once --public https://treaties.example.org --from desk@example.org \\
        --smtp smtp://localhost:25
    """
    import os  # noqa: PLC0415

    from foedus.ledger.worker import worker_name  # noqa: PLC0415
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.mail import sender  # noqa: PLC0415
    from foedus.publish.rounds import Settings, Teller  # noqa: PLC0415
    from foedus.publish.rounds import run as serve  # noqa: PLC0415
    from foedus.publish.smtp import Smtp, server_of  # noqa: PLC0415

    connect = None
    whom = None
    if smtp is not None:
        if from_ is None or public is None:
            raise UsageError("mails need --from, whom they are from, and --public, where the board is")
        server = server_of(smtp, os.environ.get("FOEDUS_SMTP_PASSWORD"))
        whom = sender(from_, public)
        if not whom.base.startswith("https://"):
            tell("--public is no https address: mail programs unsubscribe with one click over https alone")
        connect = lambda: Smtp(server)  # noqa: E731
    with open_for_writing(ctx) as ledger:
        settings = Settings(worker_name(), names().display, private=allow_private)
        teller = Teller(ledger, settings, whom, connect)
        if once:
            _told(teller.round())
            return
        tell("telling subscribers; Ctrl-C stops it")
        serve(teller, _told)


@digest.command(short_help="Tell what is on its way, and what was not taken.")
@json_option
@ledger_option
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Count what waits, was sent, refused or given up, and show the last answers of servers.

    "In doubt" are handings over that never had an answer: such mails were sent again as the same ones.

    \b
    foedus digest status
    """
    from foedus.publish.outbox import Outbox  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        outbox = Outbox(ledger)
        counted, failures = outbox.counts(), outbox.failures()
    if as_json:
        failed = [{"id": n, "kind": k, "state": s, "said": said} for n, k, s, said in failures]
        print_json([{"outbox": counted, "failures": failed}])
        return
    print_rows((), counted.items())
    if failures:
        print_rows(("no", "kind", "state", "said"), failures)


@click.group(short_help="Post changes to addresses, signed.")
def webhook() -> None:
    """Webhooks: changes posted as JSON to addresses that you name, signed with HMAC-SHA256. There is none
    until one is added; `foedus digest run` calls them.

    \b
    foedus webhook add https://example.org/hook --state Norway
    """


@webhook.command(name="add", short_help="Post changes to an address from now on.")
@click.argument("address", metavar="URL")
@selection_options
@click.option("--allow-private", is_flag=True, help="Allow http and networks of your own.")
@ledger_option
@click.pass_context
def add_webhook(
    ctx: click.Context,
    address: str,
    states: tuple[str, ...],
    treaties: tuple[str, ...],
    kinds: tuple[str, ...],
    allow_private: bool,
) -> None:
    """Post changes to an address from now on. Its secret is printed this once; the receiver checks with it.

    \b
    foedus webhook add https://example.org/hook --kind status
    """
    from foedus.publish.webhooks import Webhooks  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        wanted = _selected(ledger, states, treaties, kinds)
        number, secret = Webhooks(ledger).add(address, wanted, now=now(), private=allow_private)
    tell(f"webhook {number}; its secret, shown this once:")
    click.echo(secret)


@webhook.command(name="list", short_help="List the webhooks.")
@list_options(_WEBHOOK)
@ledger_option
@click.pass_context
def list_webhooks(ctx: click.Context, form: Form) -> None:
    """List the webhooks, with the last failure of each.

    \b
    foedus webhook list
    """
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.selection import titles  # noqa: PLC0415
    from foedus.publish.webhooks import Webhooks  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        rows = [
            {
                "id": h.id, "address": h.address, "active": h.active, "said": h.said,
                "follows": h.selection.in_words(titles(ledger, h.selection), names().display),
            }
            for h in Webhooks(ledger).all()
        ]  # fmt: skip
    found = show_list(
        form, _WEBHOOK, rows,
        lambda r: (r["id"], r["address"], r["follows"], r["said"] or ("" if r["active"] else "gone")), dict,
    )  # fmt: skip
    if not form.json:
        tell(count(found, "webhook"))


@webhook.command(name="remove", short_help="Post no more to an address.")
@click.argument("number", type=int, metavar="NUMBER")
@ledger_option
@click.pass_context
def remove_webhook(ctx: click.Context, number: int) -> None:
    """Post no more to an address, and forget it with its secret.

    \b
    foedus webhook remove 1
    """
    from foedus.publish.webhooks import Webhooks  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        if not Webhooks(ledger).remove(number):
            raise UsageError(f"no webhook has the number {number}: `foedus webhook list` shows them")


def _selected(
    ledger: Ledger, states: Sequence[str], treaties: Sequence[str], kinds: Sequence[str]
) -> Selection:
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.selection import selected  # noqa: PLC0415

    return selected(ledger, names(), states, treaties, kinds)


def _told(tally: Tally) -> None:
    parts = [f"{n} {state.value}" for state, n in sorted(tally.states.items())]
    if tally.posted:
        parts.insert(0, f"{tally.posted} posted")
    if tally.ended:
        parts.append(f"{count(tally.ended, 'subscription')} ended")
    for said in dict.fromkeys(tally.said):
        tell(said)
    if parts:
        tell(", ".join(parts))
