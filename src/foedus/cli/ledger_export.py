"""`foedus export`: the ledger for other tools and other people."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from foedus.cli.common import (
    agreements_for,
    day_or_number,
    known_on_option,
    ledger_option,
    now,
    open_for_reading,
    public_option,
)
from foedus.cli.outfile import on_option, opened, out_option, text_file
from foedus.errors import UsageError

Known = date | int | None


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
@out_option
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
            with opened(out) as raw:
                exports.claims_parquet(ledger, raw, known_on=known_on)
            return
        write = exports.claims_csv if form == "csv" else exports.claims_jsonl
        with text_file(out) as text:
            write(ledger, text, known_on=known_on)


@export.command(short_help="The status of every agreement on a day.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True,
              help="jsonl has reasons, parties, duties and statements too.")  # fmt: skip
@on_option
@out_option
@known_on_option
@ledger_option
@click.pass_context
def status(ctx: click.Context, form: str, on: date, out: Path | None, known_on: Known) -> None:
    """Write whether each agreement is in force on a day, since when, what is missing, what is owed, and how
    it is cited and registered.

    \b
    foedus export status --on 2024-12-31 -o status.csv
    """
    from foedus import exports  # noqa: PLC0415

    write = exports.status_csv if form == "csv" else exports.status_jsonl
    with open_for_reading(ctx) as ledger, text_file(out) as text:
        write(ledger, text, on, known_on=known_on)


@export.command(short_help="Reservations, declarations, objections, notifications of every agreement.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True,
              help="A flat table, or one JSON object a line.")  # fmt: skip
@out_option
@known_on_option
@ledger_option
@click.pass_context
def statements(ctx: click.Context, form: str, out: Path | None, known_on: Known) -> None:
    """Write what parties and depositaries have stated about every agreement, a row each (docs/codebook.md).

    Reservations and declarations with their text, objections, territorial application, authorities and
    depositary notifications, with the day on which a statement was withdrawn.

    \b
    foedus export statements -o statements.csv
    """
    from foedus import exports  # noqa: PLC0415

    write = exports.statements_csv if form == "csv" else exports.statements_jsonl
    with open_for_reading(ctx) as ledger, text_file(out) as text:
        write(ledger, text, known_on=known_on)


@export.command(short_help="One agreement with all its evidence: HTML or Markdown.")
@click.argument("agreement", nargs=-1, required=True, metavar="PARTY|NAME...")
@click.option("--format", "form", type=click.Choice(["html", "md"]), default="html", show_default=True,
              help="A page for a browser, or text for an editor.")  # fmt: skip
@on_option
@out_option
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
        with text_file(out) as text:
            text.write(found)


@export.command(short_help="The dates to come, as iCalendar.")
@on_option
@out_option
@known_on_option
@public_option
@ledger_option
@click.pass_context
def calendar(ctx: click.Context, on: date, out: Path | None, known_on: Known, public: str | None) -> None:
    """Write the dates to come from a day on, as iCalendar (.ics): entries into force, expiries, last days for
    notice, effects of notices; those that only the news tells are tentative and say how sure.
    """
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.calendar import ledger_calendar  # noqa: PLC0415

    base = _base(public)
    with open_for_reading(ctx) as ledger, opened(out) as raw:
        raw.write(ledger_calendar(ledger, on, names().display, known_on=known_on, base=base))


@export.command(short_help="What changed, as an Atom feed.")
@click.option(
    "--of",
    "what",
    type=click.Choice(["entries", "changes", "stories"]),
    default="entries",
    show_default=True,
    help="The entries of the ledger; where treaties stand, of the last 14 days; stories of the last 7.",
)
@click.option(
    "--from",
    "after",
    metavar="DAY",
    callback=lambda ctx, param, value: day_or_number(value, "--from"),
    help="Only entries that came after this day. Default: all.",
)
@click.option(
    "--entries", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many entries."
)
@click.option("--on", metavar="DAY", help="The last day of changes or stories, YYYY-MM-DD. Default: today.")
@out_option
@known_on_option
@public_option
@ledger_option
@click.pass_context
def feed(
    ctx: click.Context,
    what: str,
    after: Known,
    entries: int,
    on: str | None,
    out: Path | None,
    known_on: Known,
    public: str | None,
) -> None:
    """Write an Atom feed, newest first: the entries of the ledger, changes of status, or stories.

    \b
    foedus export feed --of changes --public https://treaties.example.org -o changes.atom
    """
    from foedus import exports  # noqa: PLC0415
    from foedus.names import names  # noqa: PLC0415
    from foedus.publish.feeds import changes_feed, stories_feed  # noqa: PLC0415

    day = day_or_number(on, "--on") or now().date()
    if isinstance(day, int):
        raise UsageError(f"--on {on!r} is not a day; write YYYY-MM-DD")
    if what != "entries" and public is None:
        raise UsageError("a feed of changes or stories needs --public, the address of the board for readers")
    base = _base(public) or ""
    with open_for_reading(ctx) as ledger, opened(out) as raw:
        if what == "entries":
            raw.write(exports.feed(ledger, after=after, known_on=known_on, entries=entries))
        elif what == "changes":
            raw.write(changes_feed(ledger, base, day, names().display))
        else:
            raw.write(stories_feed(ledger, base, day))


def _base(public: str | None) -> str | None:
    from foedus.publish.mail import base_address  # noqa: PLC0415

    return None if public is None else base_address(public)


@export.command("alliances", short_help="The alliances in force on a day, with what is owed.")
@on_option
@out_option
@known_on_option
@ledger_option
@click.pass_context
def alliances(ctx: click.Context, on: date, out: Path | None, known_on: Known) -> None:
    """Write the alliances in force on a day, their members and duties, as CSV (docs/codebook.md).

    \b
    foedus export alliances --on 1914-07-01 -o alliances.csv
    """
    from foedus import exports  # noqa: PLC0415

    with open_for_reading(ctx) as ledger, text_file(out) as text:
        exports.alliances_csv(ledger, text, on, known_on=known_on)


@export.command("dyad-years", short_help="Pairs of states by year: who owes whom what.")
@click.option(
    "--from", "first", type=int, required=True, metavar="YEAR", help="The first year, 1816 or later."
)
@click.option("--to", "last", type=int, required=True, metavar="YEAR", help="The last year.")
@click.option("--directed", is_flag=True, help="Each pair in both directions: what state 1 owes state 2.")
@click.option(
    "--obligation",
    type=click.Choice(["defence", "offence", "neutrality", "non_aggression", "consultation"]),
    help="Only pairs and years in which this is owed.",
)
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True,
              help="Text, or one typed table.")  # fmt: skip
@out_option
@known_on_option
@ledger_option
@click.pass_context
def dyad_years(
    ctx: click.Context,
    first: int,
    last: int,
    directed: bool,
    obligation: str | None,
    form: str,
    out: Path | None,
    known_on: Known,
) -> None:
    """Write every pair of states and year with the alliance duties between them (docs/codebook.md).

    States are those of the Correlates of War system, with ISO and Gleditsch-Ward codes beside its numbers.

    \b
    foedus export dyad-years --from 1816 --to 2018 --directed --format parquet -o dyads.parquet
    foedus export dyad-years --from 1946 --to 2016 --obligation defence -o defence.csv
    """
    from foedus.exports import dyads, dyadtable, dyadtext  # noqa: PLC0415
    from foedus.exports.pledges import promised  # noqa: PLC0415

    asked = dyads.checked(dyads.Asked(first, last, directed, obligation))
    if form == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text: name a file with -o")
    with open_for_reading(ctx) as ledger:
        told = promised(ledger, known_on=known_on)
        found = list(told.pledges)
        if told.undated:
            from foedus.exports import by_law  # noqa: PLC0415  the law loads only where it is asked

            found = by_law.pledges(ledger, told, known_on=known_on, upto=date(last, 12, 31))
    with opened(out) as raw:
        if form == "parquet":
            dyadtable.write(dyadtable.dyad_years(found, asked), raw)
        else:
            dyadtext.write(found, asked, raw)
