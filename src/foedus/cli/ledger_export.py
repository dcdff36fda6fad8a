"""`foedus export`: the ledger for other tools and other people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from foedus.cli.common import (
    agreements_for,
    day_or_number,
    known_on_option,
    ledger_option,
    now,
    open_for_reading,
)
from foedus.cli.terminal import binary_output
from foedus.errors import OutputError, UsageError

F = TypeVar("F", bound=Callable[..., Any])
Known = date | int | None


def _out_option(command: F) -> F:
    return click.option(
        "-o",
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write to this file. Default: standard output.",
    )(command)


def _on_option(command: F) -> F:
    return click.option(
        "--on",
        metavar="DAY",
        callback=lambda ctx, param, value: _day(value),
        help="The day asked about, YYYY-MM-DD. Default: today.",
    )(command)


def _day(text: str | None) -> date:
    found = day_or_number(text, "--on")
    if isinstance(found, int):
        raise UsageError(f"--on {text!r} is not a day; write YYYY-MM-DD")
    return found or now().date()


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[bytes]]:
    """The file, which is there complete or not at all; or standard output.

    Raises UsageError for a file that cannot be made, OutputError where writing it fails.
    """
    if out is None:
        stream = binary_output()
        yield stream
        stream.flush()
        return
    part = out.with_name(out.name + ".part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); name another file") from error
    try:
        with file:
            yield file
        part.replace(out)
    except OSError as error:
        raise OutputError(
            f"{out}: could not be written to its end ({error.strerror}); nothing is left of it"
        ) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _text(out: Path | None) -> Iterator[IO[str]]:
    import io  # noqa: PLC0415

    with _opened(out) as raw:
        text = io.TextIOWrapper(raw, "utf-8", newline="", write_through=True)
        yield text
        text.flush()
        text.detach()


@click.group(short_help="Write claims, status tables, dossiers, calendars and feeds.")
def export() -> None:
    """Write what the ledger knows for other tools and other people, as known on any day (--known-on)."""


@export.command(short_help="All claims: CSV, JSON Lines or Parquet.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    default="csv",
    show_default=True,
    help="csv and parquet are one flat table; jsonl can be taken in again (foedus import --as claims).",
)
@_out_option
@known_on_option
@ledger_option
@click.pass_context
def claims(ctx: click.Context, form: str, out: Path | None, known_on: Known) -> None:
    """Write all claims, those rejected or no longer read among them (column "stands").

    \b
    foedus export claims --format parquet -o claims.parquet
    """
    from foedus import exports  # noqa: PLC0415  the database loads only here

    if form == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text: name a file with -o")
    with open_for_reading(ctx) as ledger:
        if form == "parquet":
            with _opened(out) as raw:
                exports.claims_parquet(ledger, raw, known_on=known_on)
            return
        write = exports.claims_csv if form == "csv" else exports.claims_jsonl
        with _text(out) as text:
            write(ledger, text, known_on=known_on)


@export.command(short_help="The status of every agreement on a day.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True,
              help="jsonl has the reasons too.")  # fmt: skip
@_on_option
@_out_option
@known_on_option
@ledger_option
@click.pass_context
def status(ctx: click.Context, form: str, on: date, out: Path | None, known_on: Known) -> None:
    """Write whether each agreement is in force on a day, since when, and what is missing.

    \b
    foedus export status --on 2024-12-31 -o status.csv
    """
    from foedus import exports  # noqa: PLC0415

    write = exports.status_csv if form == "csv" else exports.status_jsonl
    with open_for_reading(ctx) as ledger, _text(out) as text:
        write(ledger, text, on, known_on=known_on)


@export.command(short_help="One agreement with all its evidence: HTML or Markdown.")
@click.argument("agreement", nargs=-1, required=True, metavar="PARTY|NAME...")
@click.option("--format", "form", type=click.Choice(["html", "md"]), default="html", show_default=True,
              help="A page for a browser, or text for an editor.")  # fmt: skip
@_on_option
@_out_option
@known_on_option
@ledger_option
@click.pass_context
def dossier(
    ctx: click.Context, agreement: tuple[str, ...], form: str, on: date, out: Path | None, known_on: Known
) -> None:
    """Write one agreement's dossier: status with reasons, timeline, claims with passages, verdicts.

    \b
    foedus export dossier PRK RUS -o prk-rus.html
    """
    from foedus import exports  # noqa: PLC0415
    from foedus.names import names  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        rows = agreements_for(ledger, agreement, known_on)
        if len(rows) > 1:
            listed = ", ".join(f"{row.id} ({row.name})" for row in rows[:5])
            raise UsageError(f"{len(rows)} agreements fit; name one by its number: {listed}")
        found = exports.dossier(ledger, rows[0].id, on=on, known_on=known_on, form=form, name=names().display)
        with _text(out) as text:
            text.write(found)


@export.command(short_help="The legal dates to come, as iCalendar.")
@_on_option
@_out_option
@known_on_option
@ledger_option
@click.pass_context
def calendar(ctx: click.Context, on: date, out: Path | None, known_on: Known) -> None:
    """Write entries into force, expiries and last days for notice from a day on, as iCalendar (.ics)."""
    from foedus import exports  # noqa: PLC0415

    with open_for_reading(ctx) as ledger, _opened(out) as raw:
        raw.write(exports.calendar(ledger, on, known_on=known_on))


@export.command(short_help="What the ledger learned, as an Atom feed.")
@click.option(
    "--from",
    "after",
    metavar="DAY",
    callback=lambda ctx, param, value: day_or_number(value, "--from"),
    help="Only what came after this day. Default: all.",
)
@click.option(
    "--entries", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many."
)
@_out_option
@known_on_option
@ledger_option
@click.pass_context
def feed(ctx: click.Context, after: Known, entries: int, out: Path | None, known_on: Known) -> None:
    """Write the last entries of the ledger as an Atom feed, newest first."""
    from foedus import exports  # noqa: PLC0415

    with open_for_reading(ctx) as ledger, _opened(out) as raw:
        raw.write(exports.feed(ledger, after=after, known_on=known_on, entries=entries))
