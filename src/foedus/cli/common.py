"""What the ledger's commands share: where it is, who writes, which day is meant, and how results are shown.

Imports click alone; the ledger and tables load when a command runs.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from foedus.cli.layout import GAP, widths
from foedus.cli.nearest import state_meant
from foedus.cli.terminal import console, one_line, write_json
from foedus.cli.where import make_own_folder, open_existing, place
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.ledger import AgreementRow, Ledger

F = TypeVar("F", bound=Callable[..., Any])
INTERRUPTED: Final = 130  # the exit code that shells give Ctrl-C


def ledger_option(command: F) -> F:
    """--ledger on the command itself, for those who write it last; the same as before the command."""

    def keep(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.find_root().ensure_object(dict)["ledger"] = value

    return click.option(
        "--ledger",
        metavar="FILE|URL",
        expose_value=False,
        callback=keep,
        help="The ledger: an SQLite file or a postgresql:// URL.",
    )(command)


def known_on_option(command: F) -> F:
    """--known-on: what the ledger knew on a day."""
    return click.option(
        "--known-on",
        metavar="DAY",
        callback=lambda ctx, param, value: day_or_number(value, "--known-on"),
        help="Only what the ledger knew by the end of that day, YYYY-MM-DD (or at a transaction's number).",
    )(command)


def json_option(command: F) -> F:
    """--json: one object a line."""
    return click.option("--json", "as_json", is_flag=True, help="JSON Lines: one object a line.")(command)


def by_option(command: F) -> F:
    """--by: whose entry it is."""
    return click.option(
        "--by",
        "actor",
        metavar="NAME",
        envvar="FOEDUS_ACTOR",
        help="Who makes the entry. Default: FOEDUS_ACTOR, else your user name.",
    )(command)


def contact_option(command: F) -> F:
    """--contact: whom a site may write to about our visits."""
    return click.option(
        "--contact",
        metavar="ADDRESS",
        envvar="FOEDUS_CONTACT",
        help="Whom a site may write to about our visits, a mail address or a page; told to every server. "
        "Default: FOEDUS_CONTACT.",
    )(command)


def public_option(command: F) -> F:
    """--public: where readers reach the board."""
    return click.option(
        "--public",
        metavar="URL",
        envvar="FOEDUS_PUBLIC",
        help="The address under which readers reach the board (https://treaties.example.org), for links. "
        "Default: FOEDUS_PUBLIC.",
    )(command)


def day_or_number(text: str | None, option: str) -> date | int | None:
    """A day, or the number of a transaction. Raises UsageError for anything else."""
    if text is None:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 8:
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is not a day; write YYYY-MM-DD") from None


def one_day(text: str | None, option: str) -> date | None:
    """A day, None for no text. Raises UsageError for anything else."""
    found = day_or_number(text, option)
    if isinstance(found, int):
        raise UsageError(f"{option} {text!r} is not a day; write YYYY-MM-DD")
    return found


def day_asked(text: str | None) -> date:
    """The day of --on, today where none is given. Raises UsageError for what is no day."""
    return one_day(text, "--on") or now().date()


def now() -> datetime:
    """The time of an entry, read here at the rim and nowhere below."""
    return datetime.now(UTC)


def actor_name(given: str | None) -> str:
    """Who makes an entry."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def tell(line: str) -> None:
    """A line for the user beside the results."""
    click.echo(one_line(f"foedus: {line}"), err=True)


@contextmanager
def interruptible(left: str) -> Iterator[None]:
    """Ctrl-C inside ends the command with exit code 130 and a line that says how the ledger is `left`."""
    try:
        yield
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            click.echo(err=True)  # the terminal wrote ^C
        tell(f"stopped; {left}")
        sys.exit(INTERRUPTED)


def open_for_reading(ctx: click.Context) -> Ledger:
    """The ledger that is there."""
    return open_existing(ctx)


def open_for_writing(ctx: click.Context, *, create: bool = False, adopts: bool = True) -> Ledger:
    """The ledger to write to; with `create` it is made where there is none.

    A new one goes by the edition of the register that foedus ships then, whatever later ones say; with
    `adopts` False by none yet, for who is about to adopt one.
    """
    from foedus.ledger import open_ledger  # noqa: PLC0415  the database loads only here

    if not create:
        return open_ledger(place(ctx), create=False, notify=tell)
    from foedus.record.editions import adopt  # noqa: PLC0415

    make_own_folder(ctx)
    ledger = open_ledger(place(ctx), create=True, notify=tell)
    if adopts and ledger.head().number == 0:
        adopt(ledger, None, actor=actor_name(None), recorded_at=now())
    return ledger


def agreements_for(ledger: Ledger, query: Sequence[str], known_on: date | int | None) -> list[AgreementRow]:
    """The agreements that the words fit. Raises LedgerError where there is none."""
    from foedus.errors import LedgerError  # noqa: PLC0415

    rows = ledger.find_agreements(query, known_on=known_on)
    if not rows:
        said = f"no agreement fits {' '.join(query)!r}{state_meant(query)}"
        raise LedgerError(f"{said}: `foedus agreements` lists those known")
    return rows


def print_json(items: Iterable[dict[str, Any]]) -> None:
    """One object a line."""
    write_json(items)


def print_heading(text: str) -> None:
    """A line in bold."""
    from rich.text import Text  # noqa: PLC0415

    console().print(Text(text, style="bold"))


def print_rows(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table: on a terminal within its width, words whole; elsewhere a line a row, for whoever reads on."""
    cells = [["" if cell is None else str(cell).replace("\n", " ") for cell in row] for row in rows]
    if not cells:
        return
    if not sys.stdout.isatty():
        lines = [list(headings), *cells] if headings else cells
        wide = widths(lines, None)
        for line in lines:
            padded = (text.ljust(width) for text, width in zip(line, wide, strict=True))
            click.echo((" " * GAP).join(padded).rstrip())
        return
    from rich.table import Table  # noqa: PLC0415  heavy: for terminals alone
    from rich.text import Text  # noqa: PLC0415

    out = console()
    if headings:  # what is empty from top to bottom takes no room from the rest
        told = [i for i in range(len(headings)) if any(row[i] for row in cells)]
        headings, cells = [headings[i] for i in told], [[row[i] for i in told] for row in cells]
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, show_header=bool(headings))
    for number, width in enumerate(widths([list(headings), *cells] if headings else cells, out.width)):
        table.add_column(headings[number] if headings else "", overflow="fold", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    out.print(table)
