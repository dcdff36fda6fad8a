"""`foedus watch`: feeds, sitemaps and pages of the world, fetched in their rhythm into the ledger."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli.common import (
    actor_name,
    by_option,
    contact_option,
    json_option,
    ledger_option,
    open_for_reading,
    open_for_writing,
    print_json,
    print_rows,
    tell,
)
from foedus.cli.listing import Form, list_options, show
from foedus.cli.phrases import count
from foedus.cli.ties import tell_ties
from foedus.errors import InputError, UsageError

if TYPE_CHECKING:
    from foedus.watch.fetch import Policy
    from foedus.watch.model import Line, Source
    from foedus.watch.rounds import Tally

_KINDS = ("feed", "sitemap", "page")
_SOURCE = ("no", "source", "kind", "answered", "next", "says")
_UNITS = {"m": 60.0, "h": 3_600.0, "d": 86_400.0}


@click.group(short_help="Watch feeds and pages, and add what they bring.")
def watch() -> None:
    """Watch the world's sources: each is asked in its own rhythm, and its pages go into the ledger.

    \b
    foedus watch add https://tass.com/rss/v2.xml --publisher TASS
    foedus watch run --once --contact desk@example.org
    foedus watch status
    """


@watch.command(name="add", short_help="Watch an address from now on.")
@click.argument("addresses", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--kind", type=click.Choice(_KINDS), default="feed", show_default=True,
    help="feed: RSS, Atom or JSON Feed; sitemap; page: kept itself whenever its text changes.",
)  # fmt: skip
@click.option("--publisher", metavar="NAME", help="Who publishes it, where its pages do not say so.")
@click.option("--title", metavar="NAME", help="What to call it. Default: what the feed calls itself.")
@click.option("--every", metavar="TIME", help="How often: 15m, 6h, 1d. Default: by its own rhythm.")
@json_option
@ledger_option
@click.pass_context
def add_source(
    ctx: click.Context,
    addresses: tuple[str, ...],
    kind: str,
    publisher: str | None,
    title: str | None,
    every: str | None,
    as_json: bool,
) -> None:
    """Watch addresses from now on. One that is watched already stays as it is.

    \b
    foedus watch add https://news.un.org/feed/subscribe/en/news/all/rss.xml
    foedus watch add https://www.coe.int/en/web/conventions/home --kind page --every 6h
    """
    from foedus.watch.model import SourceKind  # noqa: PLC0415
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    seconds = _seconds(every)
    rows = [(address, SourceKind(kind), title, publisher, seconds) for address in addresses]
    with open_for_writing(ctx, create=True) as ledger:
        added = Watchlist(ledger).add_many(rows, now=time.time())
    for address, (number, new) in zip(addresses, added, strict=True):
        if as_json:
            print_json([{"id": number, "address": address, "new": new}])
        else:
            click.echo(f"{number}: {address}" + ("" if new else " is watched already"))


@watch.command(name="list", short_help="List what is watched.")
@list_options(_SOURCE)
@ledger_option
@click.pass_context
def list_sources(ctx: click.Context, form: Form) -> None:
    """List the sources, with when each last answered and when it is asked again.

    \b
    foedus watch list
    foedus watch list --sort answered
    """
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        sources = Watchlist(ledger).sources()
    found = show(form, _SOURCE, sources, _source_row, _source_json)
    if not form.json:
        tell(count(found, "source"))


def _source_row(source: Source) -> tuple[object, ...]:
    kind, watched = source.kind.value, source.state == "watched"
    return (
        source.id,
        source.title or source.address,
        kind if watched else f"{kind}, paused",
        _shown(source.fetched),
        _shown(source.due) if watched else "-",
        source.said or "",
    )


@watch.command(name="remove", short_help="Watch a source no more.")
@click.argument("number", type=int, metavar="NUMBER")
@ledger_option
@click.pass_context
def remove_source(ctx: click.Context, number: int) -> None:
    """Watch a source no more. The pages that it brought stay in the ledger.

    \b
    foedus watch remove 3
    """
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    with open_for_writing(ctx) as ledger:
        if not Watchlist(ledger).remove(number):
            raise UsageError(f"no source has the number {number}: `foedus watch list` shows them")


@watch.command(name="pause", short_help="Leave a source alone until it is resumed.")
@click.argument("number", type=int, metavar="NUMBER")
@ledger_option
@click.pass_context
def pause_source(ctx: click.Context, number: int) -> None:
    """Leave a source alone until `foedus watch resume`.

    \b
    foedus watch pause 3
    """
    _set_state(ctx, number, "paused")


@watch.command(name="resume", short_help="Ask a paused source again.")
@click.argument("number", type=int, metavar="NUMBER")
@ledger_option
@click.pass_context
def resume_source(ctx: click.Context, number: int) -> None:
    """Ask a source again that was paused, or one that is failing without waiting any longer.

    \b
    foedus watch resume 3
    """
    _set_state(ctx, number, "watched")


def _set_state(ctx: click.Context, number: int, state: str) -> None:
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    values: dict[str, object] = {"state": state}
    values |= {"due": time.time()} if state == "watched" else {}
    with open_for_writing(ctx) as ledger:
        if not Watchlist(ledger).change(number, **values):
            raise UsageError(f"no source has the number {number}: `foedus watch list` shows them")


@watch.command(name="import", short_help="Watch the feeds of an OPML list.")
@click.argument("file", metavar="FILE")
@ledger_option
@click.pass_context
def import_sources(ctx: click.Context, file: str) -> None:
    """Watch every feed of an OPML list, as feed readers export them. An address that is none is named.

    \b
    foedus watch import feeds.opml
    """
    from foedus.errors import AddressRefused  # noqa: PLC0415
    from foedus.files import read_file  # noqa: PLC0415
    from foedus.watch.address import target  # noqa: PLC0415
    from foedus.watch.opml import MOST_BYTES, read_opml  # noqa: PLC0415
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    try:
        data = read_file(Path(file), MOST_BYTES)
    except InputError as error:
        raise InputError(f"{file}: {error}") from error
    good, bad = [], 0
    for outline in read_opml(data, file):
        try:
            target(outline.address)
        except AddressRefused as error:
            bad += 1
            tell(f"{file}: {error}")
            continue
        good.append((outline.address, outline.kind, outline.title, outline.publisher, None))
    with open_for_writing(ctx, create=True) as ledger:
        added = Watchlist(ledger).add_many(good, now=time.time())
    new = sum(fresh for _, fresh in added)
    tell(f"{count(new, 'new source')}, {len(added) - new} watched already, {bad} refused")
    sys.exit(1 if bad else 0)


@watch.command(name="export", short_help="Write what is watched as an OPML list.")
@ledger_option
@click.pass_context
def export_sources(ctx: click.Context) -> None:
    """Write what is watched as an OPML list, which feed readers and `foedus watch import` take.

    \b
    foedus watch export > feeds.opml
    """
    from foedus.watch.opml import write_opml  # noqa: PLC0415
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        click.echo(write_opml(Watchlist(ledger).sources()), nl=False)


@watch.command(name="starter", short_help="Show public sources to begin with, or watch them.")
@click.option("--add", "add_all", is_flag=True, help="Watch them all.")
@json_option
@ledger_option
@click.pass_context
def starter(ctx: click.Context, add_all: bool, as_json: bool) -> None:
    """Show public sources to begin with (ministries, depositaries, agencies), each with its terms of use.

    \b
    foedus watch starter
    foedus watch starter --add
    """
    import msgspec  # noqa: PLC0415

    from foedus.watch.starter import starters  # noqa: PLC0415
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    found = starters()
    if as_json:
        print_json(msgspec.to_builtins(one) for one in found)
    elif not add_all:
        print_rows(
            ("source", "kind", "address", "terms"),
            [(s.publisher, s.kind.value, s.address, s.terms) for s in found],
        )
    if add_all:
        rows = [(s.address, s.kind, s.publisher, s.publisher, None) for s in found]
        with open_for_writing(ctx, create=True) as ledger:
            added = Watchlist(ledger).add_many(rows, now=time.time())
        tell(f"{count(sum(new for _, new in added), 'new source')} of {len(added)}")


@watch.command(name="run", short_help="Ask what is due, and add what it brings.")
@click.option("--once", is_flag=True, help="What is due now, then end: for cron.")
@contact_option
@click.option(
    "--pause", type=click.FloatRange(0, 60), default=1.0, show_default=True,
    help="Seconds between two requests to one host.",
)  # fmt: skip
@click.option(
    "--allow-private", is_flag=True,
    help="Also fetch from networks of one's own (an intranet); link-local addresses stay refused.",
)  # fmt: skip
@by_option
@json_option
@ledger_option
@click.pass_context
def run_watch(
    ctx: click.Context,
    once: bool,
    contact: str | None,
    pause: float,
    allow_private: bool,
    actor: str | None,
    as_json: bool,
) -> None:
    """Ask every source that is due, fetch the pages that it lists, and add their claims to the ledger.

    Without --once it goes on until it is stopped (SIGTERM, Ctrl-C). Several may run on one PostgreSQL: they
    share what is due. robots.txt is heard, and no address of a private network is asked.

    \b
    foedus watch run --once --contact desk@example.org
    FOEDUS_CONTACT=https://example.org/about foedus watch run
    """
    from foedus.extras import extra  # noqa: PLC0415

    with extra("watch"):
        from foedus.ledger.worker import worker_name  # noqa: PLC0415
        from foedus.watch.rounds import Settings  # noqa: PLC0415
        from foedus.watch.service import run, run_once  # noqa: PLC0415

    if not contact:
        raise UsageError(
            "say whom a site may write to about our visits: --contact desk@example.org, or FOEDUS_CONTACT"
        )
    policy = _policy(contact, allow_private)
    settings = Settings(worker_name(), actor_name(actor), pause=pause)

    def line(one: Line) -> None:
        if as_json:
            print_json([_line_json(one)])
        elif sys.stderr.isatty():
            tell(f"{one.outcome.value}: {one.line or one.address}")

    with open_for_writing(ctx) as ledger:

        def done(tally: Tally) -> None:
            _summary(tally)
            tell_ties(ledger, tally.agreements, settings.actor)

        if once:
            done(run_once(ledger, policy, settings, tell=line))
            return
        tell("watching; Ctrl-C ends it")
        run(ledger, policy, settings, tell=line, done=done)


@watch.command(name="status", short_help="Tell what is due, what fails and why.")
@click.option("--source", "number", type=int, metavar="NUMBER", help="The log of one source.")
@click.option("--last", type=click.IntRange(1, 1000), default=20, show_default=True, help="Lines of the log.")
@json_option
@ledger_option
@click.pass_context
def watch_status(ctx: click.Context, number: int | None, last: int, as_json: bool) -> None:
    """Tell how much is due, and the last lines of the log: what was added, refused, or could not be had.

    \b
    foedus watch status
    foedus watch status --source 3 --last 100
    """
    from foedus.watch.store import Watchlist  # noqa: PLC0415

    with open_for_reading(ctx) as ledger:
        watchlist = Watchlist(ledger)
        waiting = watchlist.waiting(now=time.time())
        lines = watchlist.log(source=number, most=last)
    if as_json:
        print_json([{key.replace(" ", "_"): value for key, value in waiting.items()}])
        print_json(_line_json(one) for one in lines)
        return
    click.echo(", ".join(f"{name}: {value:,}" for name, value in waiting.items()))
    if lines:
        print_rows(
            ("at", "no", "outcome", "address", "says"),
            [(_shown(o.at), o.source_id, o.outcome.value, o.address, o.line) for o in lines],
        )


def _policy(contact: str, private: bool) -> Policy:
    from foedus.watch.fetch import Policy  # noqa: PLC0415

    if not contact.isprintable() or len(contact) > 200:
        raise UsageError("--contact is a mail address or a page's address, in one line")
    return Policy(contact=contact, private=private)


def _seconds(text: str | None) -> float | None:
    """Seconds of "15m", "6h", "1d"; between five minutes and a day."""
    if text is None:
        return None
    value, unit = text[:-1], text[-1:].lower()
    if not (value.isascii() and value.isdecimal() and unit in _UNITS):
        raise UsageError(f"--every {text!r} is no time: write 15m, 6h or 1d")
    seconds = int(value) * _UNITS[unit]
    if not 300 <= seconds <= 86_400:
        raise UsageError(f"--every {text}: between 5m and 1d")
    return seconds


def _summary(tally: Tally) -> None:
    parts = sorted((outcome.value, n) for outcome, n in tally.outcomes.items())
    told = ", ".join(f"{n} {name}" for name, n in parts) or "nothing was due"
    where = f" about {count(len(tally.agreements), 'agreement')}" if tally.agreements else ""
    tell(f"{told}; {count(tally.claims, 'new claim')}{where}")


def _shown(at: float | None) -> str:
    return "-" if at is None else datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M")


def _stamp(at: float | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


def _source_json(source: Source) -> dict[str, object]:
    return {
        "id": source.id, "address": source.address, "kind": source.kind.value, "title": source.title,
        "publisher": source.publisher, "state": source.state.value, "every": source.every,
        "interval": round(source.interval), "added": _stamp(source.added), "answered": _stamp(source.fetched),
        "due": _stamp(source.due), "failures": source.failures, "says": source.said,
    }  # fmt: skip


def _line_json(line: Line) -> dict[str, object]:
    return {
        "at": _stamp(line.at), "source": line.source_id, "address": line.address,
        "outcome": line.outcome.value, "says": line.line,
    }  # fmt: skip
